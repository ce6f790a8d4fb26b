"""The charts of a comparison as figures with caption, alternative text and the numbers underneath."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from analysis.reporting import charts, dots, slopes
from analysis.reporting.fragments import Fragment, escape, fold, format_figure, format_table, percent
from analysis.reporting.measures import choose_format, title_measure
from analysis.reporting.outlets import colour_sources
from analysis.reporting.passages import Passages, Tables
from analysis.reporting.summary import STATUSES, count_body, rate_status, share_coverage

OUTPUT = "ANALYSIS_OUTPUT"  # set by `analysis report`: the folder where a run leaves its charts and tables


def keep_file(name: str, content: bytes) -> None:
    """Leave a file where `analysis report` wants it; in a notebook opened by hand do nothing."""
    if folder := os.environ.get(OUTPUT):
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def keep_chart(
    name: str, plot: charts.Plot, *, height: float, width: float = charts.WIDTH, outlines: bool = True
) -> bytes:
    """Draw a chart as SVG for the page, and leave it as SVG and PNG where `analysis report` wants its files."""
    if not os.environ.get(OUTPUT):
        return charts.draw_svg(plot, height=height, width=width, outlines=outlines)
    drawn = charts.draw_files(plot, height=height, width=width, outlines=outlines)
    for kind, content in drawn.items():
        keep_file(f"charts/{name}.{kind}", content)
    return drawn["svg"]


def draw_coverage(comparison: Tables) -> Fragment:
    """Draw how many of each article's sentences stand in another article, and how many do not."""
    labels = {article_id: outlet.label for article_id, outlet in Passages(comparison).outlets.items()}
    table = share_coverage(rate_status(count_body(comparison)), comparison.articles)
    svg = keep_chart(
        "coverage", lambda ax: charts.plot_coverage(table, ax, labels=labels), height=1.0 + 0.5 * len(labels)
    )
    rows = []
    for article_id, label in labels.items():
        n = table[table["article_id"] == article_id].set_index("status")["n"]
        rows.append([escape(label), *(str(n[status]) for status in STATUSES), str(n.sum())])
    numbers = format_table(
        ["Article", "in another too", "partly", "only here", "sentences"],
        rows,
        caption="Sentences by whether another article has them",
        numeric=range(1, 5),
        kind="grid",
    )
    alt = charts.describe_coverage(table, labels=labels)
    caption = (
        "Sentences of each article by whether another article has them. Body text only: no headlines, no subheads."
    )
    return _show(svg, alt=alt, caption=caption, numbers=numbers)


def draw_voices(shares: pd.DataFrame, *, measure: str, at_most: int = 8) -> Fragment:
    """Draw whose words each source gives; ``shares`` is ``summary.share_voices``."""
    shown = shares.iloc[:at_most]
    colours = colour_sources(list(shares.columns))
    n_bars = sum(len(charts.list_bars(row)) for _, row in shown.iterrows())
    height = 0.8 + 0.2 * (n_bars + charts.GAP * len(shown))
    what = "quoted and reported words" if measure == "words" else "quotations"
    svg = keep_chart("voices", lambda ax: charts.plot_voices(shown, ax, colours=colours, measure=what), height=height)
    rows = [[escape(speaker), *(percent(share) for share in row)] for speaker, row in shares.iterrows()]
    numbers = format_table(
        ["Speaker", *map(str, shares.columns)],
        rows,
        caption=f"Share of each source's {what}, by speaker",
        numeric=range(1, len(shares.columns) + 1),
    )
    more = f" The {at_most} largest of {len(shares)} are drawn." if len(shares) > at_most else ""
    caption = (
        f"Share of voice: who speaks in the {what} of a source. Words quoted inside reported speech count once.{more}"
    )
    return _show(svg, alt=charts.describe_voices(shown, measure=what), caption=caption, numbers=numbers)


def draw_prominence(table: pd.DataFrame, comparison: Tables, *, numbers: str) -> Fragment:
    """Draw where in each article the most salient names stand (entity, label, position)."""
    colours = {outlet.label: outlet.colour for outlet in Passages(comparison).outlets.values()}
    n_rows = table["entity"].nunique() * len(colours)
    if len(colours) > charts.MANY:
        n_rows = len(table[["entity", "label"]].drop_duplicates())
    svg = keep_chart(
        "prominence",
        lambda ax: charts.plot_prominence(table, ax, colours=colours),
        height=1.1 + 0.2 * (n_rows + table["entity"].nunique()),
    )
    alt = charts.describe_prominence(table, labels=list(colours))
    caption = (
        "Where the articles name the most salient people, organisations and places: a stroke a mention, from the "
        "article's start (left) to its end; at the right the number of mentions. Pronouns are not drawn."
    )
    return _show(svg, alt=alt, caption=caption, numbers=numbers)


def draw_claims(table: pd.DataFrame, comparison: Tables, *, numbers: str, n_firm: int) -> Fragment:
    """Draw the place of each statement in each article (claim, wording, label, position)."""
    colours = {outlet.label: outlet.colour for outlet in Passages(comparison).outlets.values()}
    n_drawn = table["claim"].nunique()
    height = slopes.HEAD + slopes.ROW * max(n_drawn, slopes.LEAST)
    svg = keep_chart("claims", lambda ax: slopes.plot_claims(table, ax, colours=colours), height=height)
    which = f"The first {n_drawn} of {n_firm}" if n_firm > n_drawn else f"All {n_drawn}"
    far = f", {n_far} of them darker: a quarter of the text or more apart" if (n_far := slopes.count_far(table)) else ""
    caption = (
        f"Where each article has the same statement, from its first sentence (top) to its last. {which} statements "
        f"that the matcher is sure of{far}."
    )
    return _show(svg, alt=slopes.describe_claims(table), caption=caption, numbers=numbers)


def draw_measure(table: pd.DataFrame, *, measure: str, numbers: str) -> Fragment:
    """Draw one measure of outlets across events; ``table`` is rows of ``profiles`` with a value."""
    say, title = choose_format(measure), title_measure(measure)
    height = dots.HEAD + dots.ROW * len(table)
    svg = keep_chart(f"profile_{measure}", lambda ax: dots.plot_dots(table, ax, say=say), height=height)
    caption = (
        f"{title}. The line is a 90 % interval for what more events of the same kind would show, as far as events are "
        "independent. Outlets by name; nothing is ranked."
    )
    alt = dots.describe_dots(table, title=title, say=say)
    return _show(svg, alt=alt, caption=caption, numbers=numbers)


def _show(svg: bytes, *, alt: str, caption: str, numbers: str) -> Fragment:
    return Fragment(format_figure(svg, alt=alt, caption=caption) + fold("The numbers", numbers), alt)

"""The charts of a comparison as figures with caption, alternative text and the numbers underneath."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from analysis.reporting import charts
from analysis.reporting.fragments import Fragment, escape, fold, format_figure, format_table, percent
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


def draw_coverage(comparison: Tables) -> Fragment:
    """Draw how many of each article's sentences stand in another article, and how many do not."""
    labels = {article_id: outlet.label for article_id, outlet in Passages(comparison).outlets.items()}
    table = share_coverage(rate_status(count_body(comparison)), comparison.articles)
    svg = charts.draw_svg(lambda ax: charts.plot_coverage(table, ax, labels=labels), height=0.8 + 0.5 * len(labels))
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
    return _show("coverage", svg, alt=alt, caption=caption, numbers=numbers)


def draw_voices(shares: pd.DataFrame, *, measure: str, at_most: int = 8) -> Fragment:
    """Draw whose words each source gives; ``shares`` is ``summary.share_voices``."""
    shown = shares.iloc[:at_most]
    colours = colour_sources(list(shares.columns))
    height = 0.6 + len(shown) * (0.14 + 0.2 * len(shown.columns))
    svg = charts.draw_svg(lambda ax: charts.plot_voices(shown, ax, colours=colours), height=height)
    what = "quoted and reported words" if measure == "words" else "quotations"
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
    return _show("voices", svg, alt=charts.describe_voices(shown, measure=what), caption=caption, numbers=numbers)


def draw_prominence(table: pd.DataFrame, comparison: Tables, *, numbers: str) -> Fragment:
    """Draw where in each article the most salient names stand (entity, label, position)."""
    colours = {outlet.label: outlet.colour for outlet in Passages(comparison).outlets.values()}
    n_rows = table["entity"].nunique() * len(colours)
    svg = charts.draw_svg(lambda ax: charts.plot_prominence(table, ax, colours=colours), height=0.9 + 0.24 * n_rows)
    alt = charts.describe_prominence(table, labels=list(colours))
    caption = (
        "Where the articles name the most salient people, organisations and places: a stroke a mention, from the "
        "article's start (left) to its end; at the right the number of mentions. Pronouns are not drawn."
    )
    return _show("prominence", svg, alt=alt, caption=caption, numbers=numbers)


def _show(name: str, svg: bytes, *, alt: str, caption: str, numbers: str) -> Fragment:
    keep_file(f"charts/{name}.svg", svg)
    return Fragment(format_figure(svg, alt=alt, caption=caption) + fold("The numbers", numbers), alt)

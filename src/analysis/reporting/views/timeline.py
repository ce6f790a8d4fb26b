"""What each source dates and what each counts, as charts with their tables."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from analysis.comparing.ladder import count_numbers
from analysis.comparing.timeline import list_dates
from analysis.reporting.fragments import Fragment, count, escape, fold, format_figure, format_table, join, paragraph
from analysis.reporting.outlets import colour_sources
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.views.facts import describe_date

DRAWN = 3  # dated statements from which a chart says more than a sentence
_UNITS = 6  # units in the chart; more rows than that nobody reads
_ROWS = 20  # units times sources in the chart
_VALUES = 5  # figures of one unit and source; more of them are no count of one thing
_LONG_LIST = 15


def show_timeline(comparison: Tables) -> Fragment:
    """Show the dated statements of each source in order of time, each with its sentence."""
    table = list_dates(comparison.dates, comparison.sentences, comparison.articles)
    if table.empty:
        return paragraph("No statement is dated.")
    numbers = _format_statements(table, Passages(comparison))
    said = f"{count(len(table), 'dated statement')} of {count(table['source'].nunique(), 'source')}."
    if len(table) < DRAWN:
        return join([paragraph(f"{said} That is too few for a chart."), numbers])
    return _draw_timeline(table, comparison, numbers)


def show_ladder(comparison: Tables) -> Fragment:
    """Show what each source counts, with bounds, and where a source gives no figure."""
    table = count_numbers(comparison.quantities, comparison.articles)
    if table.empty:
        return paragraph("No number of a thing was found.")
    numbers = _format_numbers(table, Passages(comparison))
    shown = choose_units(table)
    if shown.empty:
        return join([paragraph("No unit is counted by two sources: nothing to draw side by side."), numbers])
    return _draw_ladder(shown, table, numbers)


def choose_units(table: pd.DataFrame) -> pd.DataFrame:
    """Choose the units that a chart can compare: no percentages, few figures a source; empty where none is shared.

    With three sources and more, a unit that one source alone gives would be a row of gaps: it stays in the table.
    """
    values = table[table["n"] > 0].groupby(["unit", "source"]).size()
    crowded = values.groupby("unit").max().gt(_VALUES)
    units = [unit for unit in dict.fromkeys(table["unit"]) if unit != "%" and not crowded[unit]]
    shared = [unit for unit in units if len(values[unit]) > 1]
    n_sources = table["source"].nunique()
    chosen = (shared if n_sources > 2 else units)[: min(_UNITS, max(_ROWS // n_sources, 1))]
    return table[table["unit"].isin(chosen if shared else [])]


def say_bounds(row: Any) -> str:
    """Say a figure's bounds without its unit.

    >>> from types import SimpleNamespace as Row
    >>> say_bounds(Row(low=75.0, high=float("nan"))), say_bounds(Row(low=2.3e9, high=2.3e9))
    ('75 or more', '2.3bn')
    """
    low, high = _say(row.low), _say(row.high)
    if low and high:
        return low if low == high else f"{low}–{high}"
    return f"{low} or more" if low else f"up to {high}"


def _draw_timeline(table: pd.DataFrame, comparison: Tables, numbers: str) -> Fragment:
    from analysis.reporting import lanes
    from analysis.reporting.drawings import keep_chart

    colours = colour_sources(list(comparison.articles["source"]))
    frame = lanes.frame_dates(table, list(comparison.articles["published"].dropna()))
    rows = lanes.place_spans(table, colours, frame)
    n_lanes = sum(max(len(own), 1) for own in rows.values())
    svg = keep_chart(
        "timeline", lambda ax: lanes.plot_timeline(table, ax, colours=colours, frame=frame), height=0.6 + 0.36 * n_lanes
    )
    alt = lanes.describe_timeline(table, sources=list(colours))
    n_drawn = sum(len(spans) for own in rows.values() for spans in own)
    n_all = len(table.drop_duplicates(["source", "text", "earliest", "latest"]))
    left = f" {count(n_all - n_drawn, 'date')} outside this time: in the table." if n_all > n_drawn else ""
    caption = (
        "What each source dates, in its own words: a dot a day, a line a period, an arrow where it is open or goes on. "
        "The same date in the same words is drawn once." + left
    )
    return Fragment(format_figure(svg, alt=alt, caption=caption) + fold("The dated statements", numbers), alt)


def _draw_ladder(shown: pd.DataFrame, table: pd.DataFrame, numbers: str) -> Fragment:
    from analysis.reporting import lanes
    from analysis.reporting.drawings import keep_chart

    colours = colour_sources(list(dict.fromkeys(table["source"])))
    n_units = shown["unit"].nunique()
    height = 0.6 + 0.34 * n_units * len(colours) + 0.24 * n_units
    svg = keep_chart("numbers", lambda ax: lanes.plot_ladder(shown, ax, colours=colours, say=say_bounds), height=height)
    alt = lanes.describe_ladder(shown, say=say_bounds)
    n_left = table["unit"].nunique() - n_units
    left = f" {count(n_left, 'unit').capitalize()} not drawn: in the table." if n_left else ""
    caption = (
        "What each source counts, by unit; an arrow where it says at least or at most. Each unit has its own scale, "
        "from small to large by factors. One unit may count different things: read the passages before comparing."
        + left
    )
    return Fragment(format_figure(svg, alt=alt, caption=caption) + fold("The numbers", numbers), alt)


def _format_statements(table: pd.DataFrame, passages: Passages) -> str:
    rows = [
        [
            escape(describe_date(row)),
            passages.name(row.article_id),
            passages.link(row.article_id, row.start, row.end, at_most=60),
            passages.show(row.article_id, row.statement_start, row.statement_end, at_most=280),
        ]
        for row in rows_of(table)
    ]
    caption = f"{count(len(rows), 'dated statement')} in order of the date"
    shown = format_table(["Date", "Source", "In the text", "Statement"], rows, caption=caption)
    return shown if len(rows) <= _LONG_LIST else fold(caption, shown)


def _format_numbers(table: pd.DataFrame, passages: Passages) -> str:
    sources = list(dict.fromkeys(table["source"]))
    rows = []
    for unit in dict.fromkeys(table["unit"]):
        own = rows_of(table[table["unit"] == unit])
        cells = [_format_values([row for row in own if row.source == source], passages) for source in sources]
        rows.append([escape(unit), *cells])
    caption = f"{count(len(rows), 'unit')}: what each source counts, with its bounds; a dash where it gives no figure"
    return format_table(["Unit", *sources], rows, caption=caption)


def _format_values(rows: list[Any], passages: Passages) -> str:
    said = []
    for row in rows:
        if row.n:
            bounds = say_bounds(row._replace(low=_as_float(row.low), high=_as_float(row.high)))
            times = f" ({row.n} times)" if row.n > 1 else ""
            said.append(passages.link(row.article_id, row.start, row.end, text=bounds) + escape(times))
    return "<br>".join(said) or "–"


def _as_float(value: float | None) -> float:
    return math.nan if value is None else value


def _say(value: float) -> str:
    """Say a figure in at most a few characters; "" where there is none."""
    if math.isnan(value):
        return ""
    for size, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:.4g}{word}"
    return f"{value:,.10g}"

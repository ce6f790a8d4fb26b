"""Outlets across events: what can be said of each, beside the other outlets in the same events. No order of merit."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.reporting.dots import say_interval
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_items,
    format_table,
    is_missing,
    join,
    paragraph,
)
from analysis.reporting.measures import COVERED, LEVEL, RELATIVE, WORDING, choose_format, note_measure, title_measure
from analysis.reporting.passages import rows_of

_HEAD = ["Outlet", "value", "90 % interval", "others, same events", "difference, 90 % interval", "events", "counted"]


def show_archive(profiles: pd.DataFrame, *, min_events: int) -> Fragment:
    """Show how many of the archive's events each outlet covered, those with enough events apart from the others."""
    covered = profiles[profiles["measure"].eq(COVERED)]
    if covered.empty:
        return paragraph("No outlet is named in these events.")
    enough = covered[covered["n_events"].ge(min_events)]
    few = covered[covered["n_events"].lt(min_events)]
    caption = (
        f"{count(int(covered['n'].max()), 'event')}, {count(len(covered), 'outlet')}, {len(enough) or 'none'} of them "
        f"with {min_events} events or more"
    )
    folded = fold(f"{count(len(few), 'outlet')} with fewer events", _covered_list(few)) if len(few) else ""
    return Fragment(f"<p>{escape(caption)}.</p>{_covered_list(enough) if len(enough) else ''}{folded}", caption)


def show_profile_answer(profiles: pd.DataFrame, *, min_events: int) -> Fragment:
    """Answer in a sentence an outlet: where its value and the others' in the same events differ beyond the interval."""
    if (few := _say_few(profiles, min_events)) is not None:
        return paragraph(few)
    # What is measured against the others as it is differs from them where its own interval leaves out nought.
    gaps = profiles.assign(
        gap_low=profiles["gap_low"].mask(profiles["measure"].isin(RELATIVE), profiles["low"]),
        gap_high=profiles["gap_high"].mask(profiles["measure"].isin(RELATIVE), profiles["high"]),
    )
    rows = [row for row in rows_of(gaps) if not is_missing(row.gap_low)]
    firm = [row for row in rows if row.gap_low > 0 or row.gap_high < 0]
    said: dict[str, list[str]] = {}
    for row in firm:
        said.setdefault(row.outlet, []).append(_say_gap(row))
    lines = [f"{outlet}: {'; '.join(parts)}." for outlet, parts in said.items()]
    about = (
        f"Of {count(len(rows), 'comparison')} of an outlet with the others in the same events, {len(firm) or 'none'} "
        f"{'has' if len(firm) == 1 else 'have'} an interval that leaves out nought. By chance alone about "
        f"{round((1 - LEVEL) * len(rows)) or 'none'} would, and measures hang together: these are places to look, no "
        "findings."
    )
    return join([paragraph(about), Fragment(format_items(map(escape, lines)), "\n".join(lines)) if lines else ""])


def show_profile(profiles: pd.DataFrame, *measures: str, min_events: int) -> Fragment:
    """Draw measures, a chart each, with their numbers; outlets by name, those with enough events alone."""
    return join([_show_measure(profiles, measure, min_events) for measure in measures])


def show_profile_wording(profiles: pd.DataFrame, *, min_events: int) -> Fragment:
    """Draw the rates of wording that an outlet with enough events has at all, a chart a category."""
    known = profiles[profiles["measure"].str.startswith(WORDING) & profiles["value"].gt(0)]
    measures = [name for name in dict.fromkeys(profiles["measure"]) if name in set(known["measure"])]
    if not measures:
        return paragraph(_say_few(profiles, min_events) or "No term of the lexicons stands in an outlet's own words.")
    return show_profile(profiles, *measures, min_events=min_events)


def show_profile_definitions(profiles: pd.DataFrame, *, min_events: int) -> Fragment:
    """Show how much stands alone, and how much was missed, under each definition."""
    names = ("share_one_sided", "share_one_sided_sure", "share_not_carried", "share_not_carried_earlier")
    kept = profiles[profiles["measure"].isin(names) & profiles["value"].notna()]
    if kept.empty:
        return paragraph(_say_few(profiles, min_events) or "No outlet shares enough events with another.")
    rows = []
    for outlet, group in kept.groupby("outlet"):
        values = {row.measure: row for row in rows_of(group)}
        rows.append([escape(outlet), *(_definition_cell(values.get(name)) for name in names)])
    caption = "The same two questions by stricter definitions, with 90 % intervals"
    heads = ["Outlet", "found in no other", "surely in no other", "others' not found", "of those out by then"]
    return Fragment(format_table(heads, rows, caption=caption, numeric=range(1, 5)), caption)


def _show_measure(profiles: pd.DataFrame, measure: str, min_events: int) -> Fragment:
    from analysis.reporting.drawings import draw_measure

    rows = profiles[profiles["measure"].eq(measure)]
    kept = rows[rows["value"].notna()]
    if kept.empty:
        few = _say_few(profiles, min_events) or f"too few events have anything to count, {min_events} are needed."
        return paragraph(f"{title_measure(measure)}: {few[0].lower()}{few[1:]}")
    shown = rows[rows["outlet"].isin(profiles.loc[profiles["n_events"].ge(min_events), "outlet"])]
    cells = [_cells(row, measure) for row in rows_of(shown)]
    n_few = len(rows) - len(shown)
    few = f", which leaves out {count(n_few, 'outlet')}" if n_few else ""
    caption = f"{title_measure(measure)}; no figure from fewer than {min_events} events{few}"
    numbers = format_table(_HEAD, cells, caption=caption, numeric=range(1, len(_HEAD)))
    return join([draw_measure(kept, measure=measure, numbers=numbers), paragraph(note_measure(measure), kind="rule")])


def _cells(row: Any, measure: str) -> list[str]:
    say = choose_format(measure)
    value, others = ("–" if is_missing(number) else say(number) for number in (row.value, row.others))
    interval = say_interval(row.low, row.high, say=say).strip(" ()") or "–"
    gap = say_interval(row.gap_low, row.gap_high, say=_signed(measure)).strip(" ()") or "–"
    return [escape(row.outlet), *map(escape, (value, interval, others, gap, row.n_events, f"{row.n:,}"))]


def _definition_cell(row: Any | None) -> str:
    if row is None:
        return "–"
    say = choose_format(row.measure)
    return escape(f"{say(row.value)}{say_interval(row.low, row.high, say=say)}")


def _say_gap(row: Any) -> str:
    say, title = choose_format(row.measure), title_measure(row.measure)
    others = "" if is_missing(row.others) else f", the others there {say(row.others)}"
    return f"{title[0].lower()}{title[1:]} {say(row.value)}{others} ({count(row.n_events, 'event')})"


def _signed(measure: str) -> Any:
    """Return how a difference is written: with its sign, shares in percentage points."""
    if measure.startswith("share_"):
        return lambda value: f"{'−' if value < 0 else '+'}{abs(100 * value):.0f} points"
    return lambda value: f"{'−' if value < 0 else '+'}{abs(value):.1f}"


def _say_few(profiles: pd.DataFrame, min_events: int) -> str | None:
    """Say that there are too few events to say anything; None where some outlet has enough."""
    covered = profiles[profiles["measure"].eq(COVERED)]
    n_events = int(covered["n"].max()) if len(covered) else 0
    most = int(covered["n_events"].max()) if len(covered) else 0
    if most >= min_events:
        return None
    if n_events == 1:
        return f"From one event nothing can be said of an outlet; {min_events} are needed."
    return (
        f"Nothing is said of an outlet from fewer than {min_events} events; here the outlet with most events covered "
        f"{most} of {n_events}."
    )


def _covered_list(rows: pd.DataFrame) -> str:
    return format_items(
        escape(f"{row.outlet}: {row.n_events} of {count(row.n, 'event')} covered") for row in rows_of(rows)
    )

"""Charts with a lane for each source: the dated statements on a time axis, and the numbers that each source gives.

They draw on axes that ``charts`` makes and import no drawing library themselves; hence ``ax: Any``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.timeline import to_day
from analysis.reporting import charts
from analysis.reporting.fragments import count, list_words, shorten

_WINDOWS = (12, 40, 120, 400, 3700)  # days on either side of the articles' dates
_ENOUGH = 0.75  # of the dated statements lie in the window that is drawn
_LETTER = 0.066 / (charts.WIDTH - 1.3)  # of the axis' width, that a letter of 8 points takes
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_INK, _PALE = "#222222", "#DDDDDD"


class Span(NamedTuple):
    """One date of one source on the axis; None where it is open."""

    source: str
    label: str
    first: float | None
    last: float | None


def frame_dates(table: pd.DataFrame, published: Sequence[str]) -> tuple[float, float]:
    """Return the first and last day to draw: the narrowest window around the articles that holds most dates."""
    ends = [[day for day in (span.first, span.last) if day is not None] for span in _list_spans(table)]
    about = sorted(day for iso in published if (day := to_day(str(iso)[:10])) is not None) or sorted(chain(*ends))
    middle = about[len(about) // 2]
    for window in (*_WINDOWS, math.inf):
        near = [[day for day in days if abs(day - middle) <= window] for days in ends]
        if sum(map(bool, near)) >= _ENOUGH * len(ends):
            break
    inside = list(chain(*near))
    low, high = min(inside), max(inside)
    edge = max((high - low) * 0.04, 0.6)
    return low - edge, high + edge


def plot_timeline(table: pd.DataFrame, ax: Any, *, colours: Mapping[str, str], frame: tuple[float, float]) -> Any:
    """Draw what each source dates: a dot for a day, a line for a period, an arrow where it is open or goes on outside.

    Args:
        table: ``timeline.list_dates``.
        colours: of the sources, in order from the top.
        frame: first and last day of the axis (``frame_dates``).
    """
    rows = place_spans(table, colours, frame)
    names, y = [], 0
    for source, colour in colours.items():
        lanes = rows[source]
        names.append((y + (max(len(lanes), 1) - 1) / 2, source))
        for spans in lanes or [[]]:
            for span in spans:
                _draw_span(span, ax, y, colour, frame)
            y += 1
        ax.axhline(y - 0.72, color=_PALE, linewidth=0.8)
    ax.set_yticks([at for at, _ in names], [charts._wrap(name, width=16) for _, name in names])
    ax.set_ylim(y - 0.6, -0.75)
    ax.tick_params(axis="y", pad=9)  # room for the arrows that leave the frame
    ax.set_xlim(*frame)
    ticks = list_ticks(*frame)
    ax.set_xticks([day for day, _ in ticks], [label for _, label in ticks])
    ax.spines["left"].set_visible(False)
    return ax


def describe_timeline(table: pd.DataFrame, *, sources: Sequence[str]) -> str:
    """Say what ``plot_timeline`` shows."""
    parts = []
    for source in sources:
        words = list(dict.fromkeys(shorten(text, at_most=40) for text in table[table["source"] == source]["text"]))
        parts.append(f"{source}: {list_words(words) if words else 'no date'}")
    return f"Timeline of {count(len(table), 'dated statement')} by source, in order of time. {'; '.join(parts)}."


def place_spans(
    table: pd.DataFrame, sources: Mapping[str, str], frame: tuple[float, float]
) -> dict[str, list[list[Span]]]:
    """Place each source's dates in as few rows as their labels leave room for; what lies outside is left out."""
    low, high = frame
    placed: dict[str, list[list[Span]]] = {source: [] for source in sources}
    ends: dict[str, list[float]] = {source: [] for source in sources}
    for span in dict.fromkeys(_list_spans(table)):
        first, last = low if span.first is None else span.first, high if span.last is None else span.last
        if last < low or first > high:
            continue
        left, right = _label_ends(span, frame)
        left, right = min(left, max(first, low)), max(right, min(last, high))
        lane = next((i for i, end in enumerate(ends[span.source]) if end < left), len(ends[span.source]))
        if lane == len(ends[span.source]):
            placed[span.source].append([])
            ends[span.source].append(0.0)
        placed[span.source][lane].append(span)
        ends[span.source][lane] = right + (high - low) * 0.015
    return placed


def list_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Choose at most seven days to name on an axis: years, months or days.

    >>> [label for _, label in list_ticks(date(2025, 10, 20).toordinal(), date(2025, 12, 5).toordinal())]
    ['Nov 2025', 'Dec 2025']
    """
    first, last = date.fromordinal(math.ceil(low)), date.fromordinal(math.floor(high))
    months = (last.year - first.year) * 12 + last.month - first.month
    if last.toordinal() - first.toordinal() <= 40:
        step = math.ceil((last.toordinal() - first.toordinal() + 1) / 6)
        days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, step)]
        return [(float(day.toordinal()), f"{day.day} {_MONTHS[day.month - 1]}") for day in days]
    step = next(size for size in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000) if months / size <= 6)
    ticks = []
    for number in range(first.year * 12, last.year * 12 + 12, step):
        day = date(number // 12, number % 12 + 1, 1)
        if first <= day <= last:
            ticks.append(
                (float(day.toordinal()), str(day.year) if step >= 12 else f"{_MONTHS[day.month - 1]} {day.year}")
            )
    return ticks


def plot_ladder(table: pd.DataFrame, ax: Any, *, colours: Mapping[str, str], say: Any) -> Any:
    """Draw what each source counts: a row a unit and source, a mark a value, an arrow where it is open, a gap for none.

    Args:
        table: ``ladder.count_numbers``, the units to show.
        colours: of the sources.
        say: turns a row into the words at its mark.
    """
    y, names = 0.0, []
    for unit in dict.fromkeys(table["unit"]):
        rows = table[table["unit"] == unit]
        scale = _make_scale(rows)
        names.append((y + (len(colours) - 1) / 2, unit))
        for source, colour in colours.items():
            values = [row for row in rows[rows["source"] == source].itertuples() if row.n]
            ax.plot([0, 1], [y, y], color=_PALE, linewidth=1, linestyle="-" if values else (0, (1, 3)), zorder=1)
            _draw_values(values, ax, y, colour, scale, say)
            if not values:
                ax.text(
                    0.5, y, "no figure", fontsize=8, color="#767676", ha="center", va="center", backgroundcolor="white"
                )
            y += 1
        y += 0.7
    ax.set_yticks([at for at, _ in names], [charts._wrap(name, width=16) for _, name in names])
    ax.set_ylim(y - 1.2, -0.8)
    ax.set_xlim(-0.12, 1.12)
    ax.set_xticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    charts._name_colours(ax, colours)
    return ax


def describe_ladder(table: pd.DataFrame, *, say: Any) -> str:
    """Say what ``plot_ladder`` shows."""
    parts = []
    for unit in dict.fromkeys(table["unit"]):
        said = []
        rows = table[table["unit"] == unit]
        for source in dict.fromkeys(rows["source"]):
            values = [say(row) for row in rows[rows["source"] == source].itertuples() if row.n]
            said.append(f"{source}: {list_words(values) if values else 'no figure'}")
        parts.append(f"{unit} ({'; '.join(said)})")
    return f"Chart of the numbers that each source gives. {'; '.join(parts)}."


def _list_spans(table: pd.DataFrame) -> list[Span]:
    return [
        Span(source, shorten(text, at_most=26), to_day(earliest), to_day(latest, last=True))
        for source, text, earliest, latest in zip(
            table["source"], table["text"], table["earliest"], table["latest"], strict=True
        )
    ]


def _label_ends(span: Span, frame: tuple[float, float]) -> tuple[float, float]:
    """Return where a label begins and ends: at its date's start, pushed in where it would leave the frame."""
    low, high = frame
    width = len(span.label) * _LETTER * (high - low)
    left = max(low if span.first is None else span.first, low)
    left = max(min(left, high - width), low)
    return left, left + width


def _draw_span(span: Span, ax: Any, y: float, colour: str, frame: tuple[float, float]) -> None:
    low, high = frame
    first = low if span.first is None else max(span.first, low)
    last = high if span.last is None else min(span.last, high)
    if last > first:
        ax.plot([first, last], [y, y], color=colour, linewidth=2.5, solid_capstyle="butt")
    for at, mark in ((first, "<"), (last, ">")):
        open_here = (span.first is None or span.first < low) if mark == "<" else (span.last is None or span.last > high)
        if open_here or at == first or last > first:
            ax.plot([at], [y], marker=mark if open_here else "o", markersize=5, color=colour, clip_on=False)
    ax.text(_label_ends(span, frame)[0], y - 0.2, span.label, fontsize=8, va="bottom", color=_INK)


def _make_scale(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the logarithms of a unit's smallest and largest figure, wide enough apart to show nearness as nearness."""
    values = [float(v) for column in ("low", "high") for v in rows[column].dropna()]
    logs = [math.log10(max(value, 0.1)) for value in values]
    middle, half = (min(logs) + max(logs)) / 2, max((max(logs) - min(logs)) / 2, 0.25)
    return middle - half, middle + half


def _draw_values(values: Sequence[Any], ax: Any, y: float, colour: str, scale: tuple[float, float], say: Any) -> None:
    """Draw the figures of one unit and source; labels are pushed apart, marks stay where they are."""
    places = []
    for row in values:
        ends = [_scale(end, scale) for end in (row.low, row.high) if not math.isnan(end)]
        ax.plot([ends[0], ends[-1]], [y, y], color=colour, linewidth=2.5, zorder=2)
        for end in ends:
            ax.plot([end], [y], marker="o", markersize=5.5, color=colour, markeredgecolor="white", zorder=3)
        if len(ends) == 1:  # open: an arrow where more, or less, is not excluded
            step = 0.04 if math.isnan(row.high) else -0.04
            ax.plot([ends[0], ends[0] + step], [y, y], color=colour, linewidth=2, zorder=2)
            ax.plot([ends[0] + step], [y], marker=">" if step > 0 else "<", markersize=4.5, color=colour, zorder=2)
        places.append(((ends[0] + ends[-1]) / 2, say(row)))
    for at, label in _spread(places):
        ax.text(at, y - 0.17, label, fontsize=8, ha="center", va="bottom", color=_INK)


def _scale(value: float, scale: tuple[float, float]) -> float:
    return (math.log10(max(value, 0.1)) - scale[0]) / (scale[1] - scale[0])


def _spread(places: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Push labels apart from left to right, then back from the right edge; those that find no room are dropped.

    >>> [round(at, 2) for at, _ in _spread([(0.5, "75"), (0.5, "76")])][1] > 0.5
    True
    """
    spread: list[tuple[float, str]] = []
    edge = -0.1
    for at, label in sorted(places):
        half = (len(label) + 1.5) * _LETTER * 1.24 / 2
        at = max(at, edge + half)
        if at + half > 1.12:
            continue
        spread.append((at, label))
        edge = at + half
    return spread

"""Dots with intervals: one measure of several outlets, a row an outlet, in order of name.

They draw on axes that ``charts`` makes and import no drawing library themselves; hence ``ax: Any``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.reporting import charts
from analysis.reporting.fragments import count, is_missing

ROW = 0.34  # inches a row takes
HEAD = 0.9
_INK, _SOFT, _PALE = "#222222", "#767676", "#DDDDDD"
_COLOUR = "#0072B2"  # one for all: outlets are told apart by their names
NAMES = {"the outlet, with its interval": _COLOUR, "the others in the same events": _SOFT}


def plot_dots(table: pd.DataFrame, ax: Any, *, say: Callable[[float], str]) -> Any:
    """Draw each outlet's value as a dot on its interval, and a hollow ring for the others in the same events.

    Args:
        table: rows of ``profiles``, one measure, those with a value; drawn in the order given.
        say: writes a value in words; it labels the dots.
    """
    rows: list[Any] = list(table.itertuples(index=False))
    ends = [v for row in rows for v in (row.value, row.low, row.high, row.others) if not math.isnan(v)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    width = (high - low) or 1.0
    for y, row in enumerate(rows):
        ax.plot([low, high], [y, y], color=_PALE, linewidth=0.8, zorder=0)
        if not math.isnan(row.low):
            ax.plot([row.low, row.high], [y, y], color=_COLOUR, linewidth=2.5, solid_capstyle="butt", zorder=2)
        if not math.isnan(row.others):
            ax.plot([row.others], [y], marker="o", markersize=7, color="white", markeredgecolor=_SOFT, zorder=3)
        ax.plot([row.value], [y], marker="o", markersize=6.5, color=_COLOUR, markeredgecolor="white", zorder=4)
        ax.text(row.value, y - 0.2, say(row.value), fontsize=8, ha="center", va="bottom", color=_INK)
        ax.text(high + 0.05 * width, y, count(row.n_events, "event"), fontsize=8, va="center", color="#555555")
    ax.axvline(0, color="#999999", linewidth=0.8, zorder=1)
    charts._name_rows(ax, [row.outlet for row in rows])
    ax.set_ylim(len(rows) - 0.4, -0.8)
    named = NAMES if table["others"].notna().any() else dict(list(NAMES.items())[:1])
    charts._name_colours(ax, named)
    ax.set_xlim(low - 0.05 * width, high + 0.26 * width)
    ax.set_xticks([0], ["0"])
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax


def describe_dots(table: pd.DataFrame, *, title: str, say: Callable[[float], str]) -> str:
    """Say what ``plot_dots`` shows."""
    rows: list[Any] = list(table.itertuples(index=False))
    parts = [
        f"{row.outlet} {say(row.value)}{say_interval(row.low, row.high, say=say)} in {count(row.n_events, 'event')}"
        + ("" if is_missing(row.others) else f", the others there {say(row.others)}")
        for row in rows
    ]
    return f"Dot chart, outlets by name. {title}: {'; '.join(parts)}."


def say_interval(low: Any, high: Any, *, say: Callable[[float], str]) -> str:
    """Say an interval in brackets; nothing where there is none.

    >>> say_interval(0.1, 0.25, say="{:.1f}".format), say_interval(math.nan, math.nan, say=str)
    (' (0.1 to 0.2)', '')
    """
    return "" if is_missing(low) else f" ({say(low)} to {say(high)})"

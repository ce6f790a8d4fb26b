"""Slopes: the place that each article gives the same statement, a line a statement, a column an article.

They draw on axes that ``charts`` makes and import no drawing library themselves; hence ``ax: Any``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.reporting import charts
from analysis.reporting.fragments import list_words, percent, quote, shorten

LEAST = 6  # rows that the chart is high at least
_LABEL = 0.83  # of a row, that a label of two lines takes
FAR = 0.25  # of an article's text: places further apart than this are drawn dark
HEAD, ROW = 1.0, 0.36  # inches: of the names above the chart, and of a statement's label
_LETTERS = 37  # in a line of a label
_LABELS = 0.44  # of the chart's width
_INK, _PALE, _GREY = "#222222", "#DDDDDD", "#9AA0A6"
_LETTER = 0.085  # inches that a letter of a name above a column takes


def plot_claims(table: pd.DataFrame, ax: Any, *, colours: Mapping[str, str]) -> Any:
    """Draw where each article has each statement: from its first sentence (top) to its last.

    Args:
        table: claim, wording, label (the article's), position; one row a claim and article.
        colours: of the articles' labels, in order from the left.
    """
    columns = {label: number for number, label in enumerate(colours)}
    last = max(len(columns) - 1, 1)
    left = -last * _LABELS / (1 - _LABELS)
    _draw_columns(ax, colours, last)
    groups = {
        str(rows["wording"].iloc[0]): _sort_columns(rows, columns) for _, rows in table.groupby("claim", sort=False)
    }
    places = spread([points[0][1] for points in groups.values()], gap=_LABEL / max(len(groups), LEAST))
    for (wording, points), at in zip(groups.items(), places, strict=True):
        far = _is_far(points)
        _draw_line(ax, points, _INK if far else _GREY)
        ax.plot([-0.04 * last, points[0][0]], [at, points[0][1]], color=_PALE, linewidth=0.8, zorder=1)
        label = charts._wrap(shorten(wording, at_most=2 * _LETTERS - 8), width=_LETTERS)
        ax.text(-0.06 * last, at, label, ha="right", va="center", fontsize=8, color=_INK if far else "#5A6470")
    for label, x in columns.items():
        ys = table.loc[table["label"] == label, "position"]
        ax.plot([x] * len(ys), ys, linestyle="", marker="o", color=colours[label], markeredgecolor="white", zorder=4)
    ax.set_xlim(left, last + 0.3 * last / 3)
    ax.set_ylim(1.05, -0.05)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax


def describe_claims(table: pd.DataFrame) -> str:
    """Say what ``plot_claims`` shows."""
    parts = []
    for _, rows in table.groupby("claim", sort=False):
        said = [f"at {percent(p)} in {label}" for label, p in zip(rows["label"], rows["position"], strict=True)]
        parts.append(f"{quote(str(rows['wording'].iloc[0]), at_most=90)} stands {list_words(said)}")
    return f"Slope chart of the places of {len(parts)} statements. {'; '.join(parts)}."


def count_far(table: pd.DataFrame) -> int:
    """Count the statements whose places in two articles are further apart than ``FAR``."""
    spans = table.groupby("claim")["position"].agg(["min", "max"])
    return int((spans["max"] - spans["min"]).ge(FAR).sum())


def spread(places: Sequence[float], *, gap: float) -> list[float]:
    """Push labels apart to at least a gap, as little as possible from the top, and keep them in 0 to 1 if they fit.

    >>> spread([0.0, 0.0, 0.5], gap=0.2)
    [0.0, 0.2, 0.5]
    >>> spread([1.0, 0.95], gap=0.2)
    [1.0, 0.8]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    at: dict[int, float] = {}
    edge = -gap
    for i in order:
        edge = at[i] = max(places[i], edge + gap)
    edge = 1 + gap
    for i in reversed(order):
        edge = at[i] = min(at[i], edge - gap)
    return [round(at[i], 4) for i in range(len(places))]


def _sort_columns(rows: pd.DataFrame, columns: Mapping[str, int]) -> list[tuple[int, float]]:
    return sorted((columns[label], float(p)) for label, p in zip(rows["label"], rows["position"], strict=True))


def _is_far(points: Sequence[tuple[int, float]]) -> bool:
    ys = [y for _, y in points]
    return max(ys) - min(ys) >= FAR


def _draw_columns(ax: Any, colours: Mapping[str, str], last: float) -> None:
    """Draw a line an article, with its name above, and what top and bottom mean at the right."""
    names = [charts._wrap(label, width=16) for label in colours]
    widest = max((len(line) for name in names for line in name.split("\n")), default=0)
    crowd = widest * _LETTER > charts.WIDTH * (1 - _LABELS) / (last + 0.3)
    for x, (label, name) in enumerate(zip(colours, names, strict=True)):
        ax.plot([x, x], [0, 1], color=_PALE, linewidth=1, zorder=0)
        style = {"rotation": 38, "ha": "left"} if crowd else {"ha": "center"}
        shown = shorten(label, at_most=20) if crowd else name
        ax.text(x, -0.06, shown, va="bottom", fontsize=8.5, color=_INK, fontweight="bold", **style)
    for y, name in ((0, "first\nsentence"), (1, "last\nsentence")):
        ax.text(last * 1.03, y, name, va="center", fontsize=8, color="#5A6470")


def _draw_line(ax: Any, points: Sequence[tuple[int, float]], colour: str) -> None:
    """Join a statement's places; dashed across an article that does not have it."""
    for (x, y), (next_x, next_y) in pairwise(points):
        style = "-" if next_x == x + 1 else (0, (2, 2))
        ax.plot([x, next_x], [y, next_y], color=colour, linewidth=1.8, linestyle=style, zorder=2)

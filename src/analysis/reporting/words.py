"""Charts of words: what each source calls the same things, and how often it uses a term.

They draw on axes that ``charts`` makes and import no drawing library themselves; hence ``ax: Any``. Their many words
are drawn as text, not as outlines: ``charts.draw_svg(…, outlines=False)``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.reporting import charts
from analysis.reporting.fragments import list_words, shorten

_INK, _PALE = "#222222", "#DDDDDD"
_SIDE = 0.2  # from the middle of a column to the mark, where both voices use a label


def plot_labels(table: pd.DataFrame, ax: Any, *, colours: Mapping[str, str]) -> Any:
    """Draw what each source calls the same things: a column a source, a mark a label, filled where its own words.

    Args:
        table: rows of ``labels``, the referents to show, in order from the top.
        colours: of the sources, in order from the left.
    """
    y, ticks = 0.0, []
    marks: dict[tuple[str, str], list[tuple[float, float]]] = {}
    counted = _count_voices(table)
    for entity in dict.fromkeys(table["entity"]):
        ax.text(-0.5, y, shorten(entity, at_most=60), fontweight="bold", fontsize=9, va="center", color=_INK)
        for label, counts in counted.get(entity, {}).items():
            y += 1
            ticks.append((y, label))
            for source, voice, x, n in _place_marks(counts, list(colours)):
                marks.setdefault((source, voice), []).append((x, y))
                ink = "white" if voice == "own" else _INK
                ax.text(x, y, str(n), fontsize=8, ha="center", va="center", color=ink, zorder=3)
        y += 1.3
    _draw_marks(marks, ax, colours)
    _draw_rows([at for at, _ in ticks], ax, -0.5, len(colours) - 0.5)
    ax.set_yticks([at for at, _ in ticks], [charts._wrap(label, width=26) for _, label in ticks])
    ax.tick_params(axis="y", labelsize=8.5)
    ax.set_ylim(y - 0.6, -0.7)
    ax.set_xlim(-0.5, len(colours) - 0.5)
    ax.xaxis.tick_top()
    ax.set_xticks(range(len(colours)), [charts._wrap(name, width=max(56 // len(colours), 10)) for name in colours])
    charts.name_axis(ax, "uses: filled in its own voice, hollow in quoted words")
    ax.xaxis.set_label_position("bottom")
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax


def describe_labels(table: pd.DataFrame) -> str:
    """Say what ``plot_labels`` shows."""
    parts = []
    for entity in dict.fromkeys(table["entity"]):
        rows = table[(table["entity"] == entity) & table["n"].gt(0)]
        said = []
        for source in dict.fromkeys(rows["source"]):
            own = rows[rows["source"] == source]
            words = [
                f"{label} {n}{' quoted' if voice == 'quoted' else ''}"
                for label, n, voice in zip(own["label"], own["n"], own["voice"], strict=True)
            ]
            said.append(f"{source}: {list_words(words)}")
        parts.append(f"{entity} ({'; '.join(said)})")
    return f"Chart of what each source calls the same things, with counts. {'; '.join(parts)}."


def plot_vocabulary(table: pd.DataFrame, ax: Any, *, colours: Mapping[str, str]) -> Any:
    """Draw how often each source uses a term per 1,000 words: a row a term, a dot a source, its count beside it.

    Args:
        table: rows of ``vocabulary``, the terms to show, in order from the top.
        colours: of the sources; of more than ``charts.MANY``, those that do not use a term have no dot.
    """
    terms = list(dict.fromkeys(table["term"]))
    top = float(table["per_1000_words"].max())
    for y, term in enumerate(terms):
        rows = table[table["term"] == term].dropna(subset="per_1000_words")
        if len(colours) > charts.MANY:
            rows = rows[rows["n"].gt(0)]  # a heap of dots at nought tells nobody whose they are
        for places in _group_near(list(zip(rows["per_1000_words"], rows["n"], rows["source"], strict=True)), top):
            for number, (rate, _, source) in enumerate(places):
                aside = (number - (len(places) - 1) / 2) * 0.16 if len({place[0] for place in places}) == 1 else 0.0
                ax.plot([rate], [y + aside], "o", markersize=6, color=colours[source], zorder=2, clip_on=False)
            middle = sum(rate for rate, _, _ in places) / len(places)
            counts = ", ".join(str(n) for n in dict.fromkeys(n for _, n, _ in places))
            ax.text(middle, y - 0.36, counts, fontsize=7.5, ha="center", va="center", color=_INK)
    _draw_rows(range(len(terms)), ax, 0.0, top)
    ax.set_yticks(range(len(terms)), [charts._wrap(term) for term in terms])
    ax.set_ylim(len(terms) - 0.4, -0.7)
    ax.set_xlim(-0.03 * top, 1.04 * top)
    charts.name_axis(ax, "uses per 1,000 words of the source's own")
    ax.spines["left"].set_visible(False)
    charts._name_colours(ax, colours)
    return ax


def describe_vocabulary(table: pd.DataFrame) -> str:
    """Say what ``plot_vocabulary`` shows."""
    parts = []
    for term in dict.fromkeys(table["term"]):
        rows = table[table["term"] == term].dropna(subset="per_1000_words")
        said = [
            f"{n} in {source} ({rate:.1f})"
            for source, n, rate in zip(rows["source"], rows["n"], rows["per_1000_words"], strict=True)
        ]
        parts.append(f"{term}: {list_words(said)}")
    return f"Dot plot of uses, and of uses per 1,000 words, by source. {'; '.join(parts)}."


def _count_voices(table: pd.DataFrame) -> dict[str, dict[str, dict[tuple[str, str], int]]]:
    """Count by referent, label, and source and voice, in the table's order; labels that nobody uses are left out."""
    counted: dict[str, dict[str, dict[tuple[str, str], int]]] = {}
    columns = (table[name] for name in ("entity", "label", "source", "voice", "n"))
    for entity, label, source, voice, n in zip(*columns, strict=True):
        if n > 0:
            counts = counted.setdefault(entity, {}).setdefault(label, {})
            counts[source, voice] = counts.get((source, voice), 0) + int(n)
    return counted


def _place_marks(
    counts: Mapping[tuple[str, str], int], sources: Sequence[str]
) -> Iterator[tuple[str, str, float, int]]:
    """Yield source, voice, place and count of each mark in one label's row; two voices stand side by side."""
    for column, source in enumerate(sources):
        voices = [voice for voice in ("own", "quoted") if (source, voice) in counts]
        for voice in voices:
            aside = _SIDE * (1 if voice == "quoted" else -1) if len(voices) > 1 else 0.0
            yield source, voice, column + aside, counts[source, voice]


def _draw_rows(rows: Sequence[float], ax: Any, left: float, right: float) -> None:
    """Draw a pale line a row, all as one."""
    ys = [y for row in rows for y in (row, row, math.nan)]
    ax.plot([left, right, math.nan] * len(rows), ys, color=_PALE, linewidth=0.7, zorder=1)


def _draw_marks(
    marks: Mapping[tuple[str, str], Sequence[tuple[float, float]]], ax: Any, colours: Mapping[str, str]
) -> None:
    """Draw the marks of each source and voice at once: one shape, used many times, is a short file."""
    for (source, voice), places in marks.items():
        style = {"markerfacecolor": colours[source] if voice == "own" else "white", "markeredgecolor": colours[source]}
        xs, ys = [x for x, _ in places], [y for _, y in places]
        ax.plot(xs, ys, "o", linestyle="none", markersize=12, markeredgewidth=1.6, zorder=2, **style)


def _group_near(places: list[tuple[float, int, str]], top: float) -> list[list[tuple[float, int, str]]]:
    """Group the rates of one term that lie too near for a number each (rate, count, source), from the left."""
    groups: list[list[tuple[float, int, str]]] = []
    for place in sorted(places):
        if groups and place[0] - groups[-1][-1][0] < 0.03 * top:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups

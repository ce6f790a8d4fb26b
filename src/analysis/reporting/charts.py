"""The report's charts. The one module that knows matplotlib.

Each ``plot_*`` draws one table on an axes and returns it; each ``describe_*`` says in words what
the chart shows, computed from the same table. One colour a source, everywhere; labels at the data.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from analysis.reporting.fragments import list_words, percent, shorten

STYLE = Path(__file__).parent / "templates" / "coverage.mplstyle"
WIDTH = 5.4  # inches; the page's column
_INK, _PALE = "#222222", "#DDDDDD"
# One hue in steps of lightness, which no source has: read by the colour-blind, and in grey.
_STATUS_COLOURS = {"shared": "#DFE1E6", "partly": "#B7A6D3", "only": "#553A86"}
_NAMED_WIDTH = 0.16  # part of a bar that "in another, too" fits above
_STATUS_WORDS = {"shared": "in another, too", "partly": "partly", "only": "only here"}


_FINE = re.compile(rb"([1-9]\d*\.\d)\d+")  # not below 1: a glyph's scale is .015625


@contextmanager
def chart_style() -> Iterator[None]:
    """Use the package's style alone, whatever the reader's own settings are."""
    with matplotlib.rc_context():
        matplotlib.rc_file(str(STYLE))
        yield


def draw_svg(plot: Callable[[Axes], Any], *, height: float, width: float = WIDTH) -> bytes:
    """Draw a chart by itself, as SVG that is the same on every run."""
    with chart_style():
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(figure)
        plot(figure.subplots())
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _shorten(buffer.getvalue())


def _shorten(svg: bytes) -> bytes:
    """Cut coordinates to a tenth of a point: nobody sees more, a map is half as long, last digits vary by machine."""
    return _FINE.sub(rb"\1", svg).replace(b" \nL", b"L")


def plot_coverage(table: pd.DataFrame, ax: Axes, *, labels: Mapping[str, str]) -> Axes:
    """Draw each article's sentences as one bar: in another article too, partly, only here.

    Args:
        table: ``summary.share_coverage``.
        labels: what each article is called, by ``article_id``, in order from the top.
    """
    wide = table.pivot(index="article_id", columns="status", values="share").reindex(list(labels)).fillna(0.0)
    counts = table.pivot(index="article_id", columns="status", values="n").reindex(list(labels))
    left = pd.Series(0.0, index=wide.index)
    for status, colour in _STATUS_COLOURS.items():
        bars = ax.barh(range(len(wide)), wide[status], left=left, color=colour, height=0.62, edgecolor="white")
        ink = "white" if status == "only" else _INK
        for bar, n in zip(bars, counts[status], strict=True):
            if bar.get_width() > 0.03:
                at = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
                ax.text(*at, str(n), ha="center", va="center", color=ink, fontweight="bold")
        left += wide[status]
    _name_statuses(ax, wide)
    _name_rows(ax, list(labels.values()))
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax


def describe_coverage(table: pd.DataFrame, *, labels: Mapping[str, str]) -> str:
    """Say what ``plot_coverage`` shows."""
    parts = []
    for article_id, label in labels.items():
        n = table[table["article_id"] == article_id].set_index("status")["n"]
        parts.append(
            f"{label}: {n['shared']} of {n.sum()} sentences in another article too, {n['partly']} partly, "
            f"{n['only']} only here"
        )
    return "Bar chart. " + "; ".join(parts) + "."


def plot_voices(table: pd.DataFrame, ax: Axes, *, colours: Mapping[str, str]) -> Axes:
    """Draw each speaker's share of the words that a source quotes or reports, a bar a source.

    Args:
        table: ``summary.share_voices``, the speakers to show.
        colours: of the sources.
    """
    height = 0.8 / max(len(table.columns), 1)
    for number, source in enumerate(table.columns):
        places = [row + (number - (len(table.columns) - 1) / 2) * height for row in range(len(table))]
        shares = table[source].fillna(0.0)
        ax.barh(places, shares, height=height * 0.9, color=colours[source])
        for place, share in zip(places, shares, strict=True):
            if share == 0 and len(table.columns) > 2:
                continue  # with many sources the zeros hide the bars
            ax.text(share + 0.01, place, percent(share), va="center", fontsize=8, color=_INK)
    _name_rows(ax, list(table.index))
    _name_colours(ax, {source: colours[source] for source in table.columns})
    ax.set_xlim(0, max(0.1, float(table.max().max()) * 1.15))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    return ax


def describe_voices(table: pd.DataFrame, *, measure: str) -> str:
    """Say what ``plot_voices`` shows."""
    parts = [
        f"{speaker}: {list_words([f'{percent(share)} in {source}' for source, share in row.items()])}"
        for speaker, row in table.iterrows()
    ]
    return f"Bar chart of shares of {measure}. " + "; ".join(parts) + "."


def plot_prominence(table: pd.DataFrame, ax: Axes, *, colours: Mapping[str, str]) -> Axes:
    """Draw where in each article somebody is named: a line an article, a stroke a mention.

    Args:
        table: entity, label (the article's), position (0 first to 1 last character); the entities in order.
        colours: of the articles' labels, in order from the top.
    """
    entities = list(dict.fromkeys(table["entity"]))
    step = 0.76 / max(len(colours), 1)
    for row, entity in enumerate(entities):
        for number, (label, colour) in enumerate(colours.items()):
            y = row + (number - (len(colours) - 1) / 2) * step
            ax.plot([0, 1], [y, y], color=_PALE, linewidth=1, zorder=1)
            here = table[(table["entity"] == entity) & (table["label"] == label)]["position"]
            ax.vlines(here, y - step * 0.38, y + step * 0.38, color=colour, linewidth=2, zorder=2)
            ax.text(1.015, y, str(len(here)), va="center", fontsize=8, color=_INK)
    _name_rows(ax, entities)
    _name_colours(ax, colours)
    ax.set_xlim(-0.01, 1.06)
    ax.set_xticks([0, 0.5, 1], ["start", "middle", "end"])
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax


def describe_prominence(table: pd.DataFrame, *, labels: Sequence[str]) -> str:
    """Say what ``plot_prominence`` shows."""
    parts = []
    for entity in dict.fromkeys(table["entity"]):
        said = []
        for label in labels:
            here = table[(table["entity"] == entity) & (table["label"] == label)]["position"]
            first = f", first at {percent(here.min())} of its text" if len(here) else ""
            said.append(f"{len(here)} in {label}{first}")
        parts.append(f"{entity}: {list_words(said)}")
    return "Chart of mentions by place in the article. " + "; ".join(parts) + "."


def _name_statuses(ax: Axes, wide: pd.DataFrame) -> None:
    """Name the parts of the bars above the top one; where one of its parts is too thin for that, by spots."""
    if float(wide.iloc[0].min()) < _NAMED_WIDTH:
        _name_colours(ax, {_STATUS_WORDS[status]: colour for status, colour in _STATUS_COLOURS.items()})
        return
    left = 0.0
    for status in _STATUS_COLOURS:
        ax.text(left + 0.005, -0.42, _STATUS_WORDS[status], fontsize=9, va="bottom", color=_INK)
        left += float(wide[status].iloc[0])


def _name_rows(ax: Axes, names: Sequence[str]) -> None:
    ax.set_yticks(range(len(names)), [_wrap(name) for name in names])
    ax.set_ylim(len(names) - 0.45, -0.55)


def _name_colours(ax: Axes, colours: Mapping[str, str]) -> None:
    """Name the colours in words of that colour's spot, above the chart.

    Drawn by hand: matplotlib drops labels that begin with "_" from its legends.
    """
    from matplotlib.patches import Patch

    handles = [Patch(color=colour) for colour in colours.values()]
    ax.legend(
        handles,
        [shorten(name, at_most=40) for name in colours],
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=min(len(colours), 2 if max(map(len, colours), default=0) > 24 else 3),
        borderaxespad=0.2,
        handlelength=0.9,
        handleheight=0.9,
        columnspacing=1.2,
        fontsize=9,
    )


def _wrap(name: str, *, width: int = 24) -> str:
    """Break a long name into at most two lines."""
    words = shorten(name, at_most=2 * width).split(" ")
    first = ""
    while words and len(first) + len(words[0]) < width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:  # one endless word
        return shorten(name, at_most=width)[:width]
    return f"{first}\n{' '.join(words)}" if words else first

"""The report's charts. The one module that knows matplotlib.

Each ``plot_*`` draws one table on an axes and returns it; each ``describe_*`` says in words what
the chart shows, computed from the same table. One colour a source, everywhere; labels at the data.
"""

from __future__ import annotations

import io
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
from analysis.reporting.vectors import shorten_svg

STYLE = Path(__file__).parent / "templates" / "coverage.mplstyle"
Plot = Callable[[Axes], Any]  # draws on an axes
WIDTH = 5.4  # inches; the page's column
_DPI = 180
MANY = 4  # sources: with more, each bar and line names its own, for colours repeat and a legend is long
GAP = 0.7  # between the bars of two speakers, in bars
_INK, _PALE = "#222222", "#DDDDDD"
# One hue in steps of lightness, which no source has: read by the colour-blind, and in grey.
_STATUS_COLOURS = {"shared": "#DFE1E6", "partly": "#B7A6D3", "only": "#553A86"}
_NAMED_WIDTH = 0.16  # part of a bar that "in another, too" fits above
_STATUS_WORDS = {"shared": "in another, too", "partly": "partly", "only": "only here"}


@contextmanager
def chart_style() -> Iterator[None]:
    """Use the package's style alone, whatever the reader's own settings are."""
    with matplotlib.rc_context():
        matplotlib.rc_file(str(STYLE))
        yield


def draw_svg(plot: Plot, *, height: float, width: float = WIDTH, outlines: bool = True) -> bytes:
    """Draw a chart by itself, as SVG that is the same on every run.

    ``outlines``: letters as shapes, the same on every screen; without, as text in the reader's own font, which is
    shorter where there are many words.
    """
    return draw_files(plot, height=height, width=width, outlines=outlines, kinds=("svg",))["svg"]


def draw_files(
    plot: Plot, *, height: float, width: float = WIDTH, outlines: bool = True, kinds: Sequence[str] = ("svg", "png")
) -> dict[str, bytes]:
    """Draw a chart by itself, as SVG and as PNG for a slide or a text; the same on every run."""
    with chart_style():
        matplotlib.rcParams["svg.fonttype"] = "path" if outlines else "none"
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(figure)
        plot(figure.subplots())
        used = _lay_out(figure)
        svg = _save(figure, format="svg", bbox_inches=used, metadata={"Date": None, "Creator": None})
        drawn = {"svg": shorten_svg(svg.replace(b"'DejaVu Sans'", b"DejaVu Sans, Verdana, sans-serif"))}
        if "png" in kinds:
            drawn["png"] = _save(figure, format="png", bbox_inches=used, dpi=_DPI, metadata={"Software": None})
    return drawn


def _lay_out(figure: Figure) -> Any:
    """Lay a figure out and return the part of it that is used, in inches.

    Once for both files: each ``savefig`` by itself would measure everything twice more, half of all the work.
    """
    figure.draw_without_rendering()
    figure.set_layout_engine(None)
    return figure.get_tightbbox().padded(matplotlib.rcParams["savefig.pad_inches"])


def _save(figure: Figure, **options: Any) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, **options)
    return buffer.getvalue()


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
    name_axis(ax, "sentences of each article, by whether another article has them")
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


def plot_voices(
    table: pd.DataFrame, ax: Axes, *, colours: Mapping[str, str], measure: str = "quoted and reported words"
) -> Axes:
    """Draw each speaker's share of the words that a source quotes or reports, a bar a source.

    Args:
        table: ``summary.share_voices``, the speakers to show.
        colours: of the sources.
        measure: of what the shares are.
    """
    many = len(table.columns) > MANY
    place, ticks = 0.0, []
    for _, row in table.iterrows():
        bars = list_bars(row)
        for number, (source, share) in enumerate(bars):
            ax.barh(place + number, share, height=0.9, color=colours[source])
            said = f"{percent(share)} {shorten(source, at_most=24)}" if many else percent(share)
            ax.text(share + 0.01, place + number, said, va="center", fontsize=8, color=_INK)
        ticks.append(place + (len(bars) - 1) / 2)
        place += len(bars) + GAP
    ax.set_yticks(ticks, [_wrap(str(name)) for name in table.index])
    ax.set_ylim(place - GAP - 0.4, -0.6)
    if not many:
        _name_colours(ax, {source: colours[source] for source in table.columns})
    ax.set_xlim(0, max(0.1, float(table.max().max()) * 1.15))
    ax.set_xticks([])
    name_axis(ax, f"share of a source's {measure}")
    ax.spines["bottom"].set_visible(False)
    return ax


def list_bars(row: pd.Series[float]) -> list[tuple[str, float]]:
    """Return the bars of one speaker in ``plot_voices``: of two sources both, of more those that give his words.

    >>> list_bars(pd.Series({"A": 0.5, "B": float("nan")})), list_bars(pd.Series({"A": 0.5, "B": 0.0, "C": 0.1}))
    ([('A', 0.5), ('B', 0.0)], [('A', 0.5), ('C', 0.1)])
    """
    bars = [(str(source), float(share)) for source, share in row.fillna(0.0).items()]
    return bars if len(bars) <= 2 else [bar for bar in bars if bar[1] > 0]


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
    many = len(colours) > MANY
    place, ticks = 0.0, []
    for _, rows in table.groupby("entity", sort=False):
        named = [label for label in colours if not many or rows["label"].eq(label).any()]
        for y, label in enumerate(named, int(place)):
            ax.plot([0, 1], [y, y], color=_PALE, linewidth=1, zorder=1)
            here = rows[rows["label"] == label]["position"]
            ax.vlines(here, y - 0.38, y + 0.38, color=colours[label], linewidth=2, zorder=2)
            said = f"{len(here)} {shorten(label, at_most=24)}" if many else str(len(here))
            ax.text(1.015, y, said, va="center", fontsize=8, color=_INK)
        ticks.append(place + (len(named) - 1) / 2)
        place += len(named) + 1
    ax.set_yticks(ticks, [_wrap(str(name)) for name in dict.fromkeys(table["entity"])])
    ax.set_ylim(place - 1.4, -0.6)
    if not many:
        _name_colours(ax, colours)
    ax.set_xlim(-0.01, 1.06)
    ax.set_xticks([0, 0.5, 1], ["start", "middle", "end"])
    name_axis(ax, "place in the article; at the right, how often it names them")
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


def name_axis(ax: Any, said: str) -> None:
    """Say under a chart what it counts: as a file for a slide it has no caption."""
    ax.set_xlabel(said, fontsize=8.5, color="#555555")


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

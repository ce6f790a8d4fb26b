"""The map of an event's places, drawn from packaged shapes.

It draws on axes that ``charts`` makes and imports no drawing library itself; hence ``ax: Any``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd

from analysis.reporting import charts
from analysis.reporting.fragments import count, list_words, shorten

_LAND, _COAST, _BORDER, _WATER, _INK, _SOFT = "#ECECE8", "#D2D2CC", "#FFFFFF", "#FFFFFF", "#222222", "#5A6470"
_SMALLEST = 16.0  # degrees: a map of one town would be empty, for the shapes are coarse
_MARGIN = 0.12
_HEIGHTS = (2.4, 4.2)  # inches
SOLO = 4  # with more sources than this a place gets one grey dot
_LETTER, _LINE = 0.064, 0.135  # inches that a letter and a line of 8-point text take


class Box(NamedTuple):
    """A rectangle: on the map in degrees, on the page in inches."""

    left: float
    bottom: float
    right: float
    top: float


def frame_places(table: pd.DataFrame) -> tuple[Box, float]:
    """Return the part of the world to draw, in degrees, and the drawing's height in inches."""
    left, right = _widen(table["longitude"].min(), table["longitude"].max())
    bottom, top = _widen(table["latitude"].min(), table["latitude"].max())
    stretch = _stretch((bottom + top) / 2)
    height = charts.WIDTH * (top - bottom) * stretch / (right - left)
    low, high = _HEIGHTS
    if height < low:
        bottom, top = _grow(bottom, top, low / height)
    elif height > high:
        left, right = _grow(left, right, height / high)
    return Box(left, max(bottom, -88.0), right, min(top, 88.0)), min(max(height, low), high)


def plot_map(table: pd.DataFrame, ax: Any, *, colours: Mapping[str, str]) -> Any:
    """Draw places on a map: a dot for each source that names one, its area by the mentions.

    Args:
        table: entity, latitude, longitude, area (a region over several countries, or a sea: a name without dots),
            source, n; a row a place and source.
        colours: of the sources.
    """
    box, height = frame_places(table)
    _draw_land(ax, box)
    most = float(table.groupby("entity")["n"].sum().max() if len(colours) > SOLO else table["n"].max())
    taken: list[Box] = []
    named: list[tuple[float, float, str, bool, float]] = []
    for entity in dict.fromkeys(map(str, table["entity"])):
        rows = table[table["entity"] == entity]
        at = rows.iloc[0]
        width = 0.0 if at["area"] else _draw_dots(rows, ax, colours, most, box)
        x, y = _to_inches(at["longitude"], at["latitude"], box, height)
        if width:
            taken.append(Box(x - width / 2, y - 0.09, x + width / 2, y + 0.09))
        named.append((x, y, f"{shorten(entity, at_most=28)} {rows['n'].sum()}", bool(at["area"]), width))
    for x, y, label, area, width in named:
        if place := _place_label(x, y, label, width, taken, height):
            taken.append(place)
            at_x, at_y = _to_degrees((place.left + place.right) / 2, (place.bottom + place.top) / 2, box, height)
            style = {"style": "italic", "color": _SOFT} if area else {"color": _INK}
            ax.text(at_x, at_y, label, fontsize=8, ha="center", va="center", zorder=5, **style)
            _draw_leader(ax, (x, y, width), place, box, height)
    if len(colours) <= SOLO:
        charts._name_colours(ax, colours)
    ax.set_xlim(box.left, box.right)
    ax.set_ylim(box.bottom, box.top)
    ax.set_aspect(_stretch((box.bottom + box.top) / 2))
    ax.set_xticks([])
    ax.set_yticks([])
    charts.name_axis(ax, "at each name: mentions in all articles")
    ax.spines[["left", "bottom", "right", "top"]].set(visible=True, color="#C8CCD0", linewidth=0.8)
    return ax


def describe_map(table: pd.DataFrame) -> str:
    """Say what ``plot_map`` shows."""
    parts = []
    for entity, rows in table.groupby("entity", sort=False):
        said = [f"{n} in {source}" for source, n in zip(rows["source"], rows["n"], strict=True) if n]
        parts.append(f"{entity} ({list_words(said)})")
    return f"Map of {count(len(parts), 'place')} by mentions: {'; '.join(parts)}."


def _draw_land(ax: Any, box: Box) -> None:
    shapes = _read_shapes()
    for rings in shapes["land"]:
        for number, ring in enumerate(rings):
            if _meets(ring, box):
                xs, ys = zip(*_cut(ring, box), strict=True)
                ax.fill(xs, ys, facecolor=_WATER if number else _LAND, edgecolor=_COAST, linewidth=0.5, zorder=1)
    borders: list[tuple[float, float]] = []
    for line in shapes["borders"]:
        if _meets(line, box):
            borders += [*_cut(line, box), (math.nan, math.nan)]  # a gap: one line drawn is far cheaper than a hundred
    if borders:
        ax.plot(*zip(*borders, strict=True), color=_BORDER, linewidth=0.8, zorder=2)


def _cut(points: Sequence[Sequence[float]], box: Box) -> list[tuple[float, float]]:
    """Pull what lies outside the frame to just outside it, and leave out what is finer than a dot of the page.

    Both keep the drawing's file small.
    """
    width, height = box.right - box.left, box.top - box.bottom
    step, x_edge, y_edge = width / 400, width * 0.05, height * 0.05
    kept: list[tuple[float, float]] = []
    for number, (x, y) in enumerate(points):
        x = min(max(x, box.left - x_edge), box.right + x_edge)
        y = min(max(y, box.bottom - y_edge), box.top + y_edge)
        if number in (0, len(points) - 1) or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return kept


def _draw_dots(rows: pd.DataFrame, ax: Any, colours: Mapping[str, str], most: float, box: Box) -> float:
    """Draw a place's dots side by side and return how many inches wide they are."""
    if len(colours) > SOLO:
        dots = [(float(rows["n"].sum()), "#4D4D4D")]
    else:
        of = dict(zip(rows["source"], rows["n"], strict=True))
        dots = [(float(of[source]), colour) for source, colour in colours.items() if of.get(source)]
    widths = [(4.5 + 8 * math.sqrt(n / most)) / 72 for n, _ in dots]  # inches across
    left = -sum(widths) / 2
    degrees = (box.right - box.left) / charts.WIDTH
    for (_, colour), width in zip(dots, widths, strict=True):
        x = float(rows["longitude"].iloc[0]) + (left + width / 2) * degrees
        y = float(rows["latitude"].iloc[0])
        ax.plot([x], [y], marker="o", markersize=width * 72, color=colour, markeredgecolor="white", zorder=4)
        left += width
    return sum(widths)


def _place_label(x: float, y: float, label: str, width: float, taken: Sequence[Box], height: float) -> Box | None:
    """Find room for a label beside its dots: right, left, above, below; None where all is taken."""
    half, side = len(label) * _LETTER / 2, width / 2 + 0.05
    near = [(side + half, 0.0), (-side - half, 0.0), (0.0, 0.18), (0.0, -0.18)]
    near += [(side + half, 0.12), (side + half, -0.12), (-side - half, 0.12), (-side - half, -0.12)]
    near += [(sx * (half + 0.3 * far), sy * 0.25 * far) for far in (1, 2, 3) for sy in (1, -1) for sx in (1, -1)]
    tries = near if width else [(0.0, 0.0), (0.0, 0.15), (0.0, -0.15), (0.0, -0.3), (0.0, 0.3)]
    for dx, dy in tries:
        place = Box(x + dx - half, y + dy - _LINE / 2, x + dx + half, y + dy + _LINE / 2)
        inside = place.left > 0.02 and place.right < charts.WIDTH - 0.02 and place.bottom > 0 and place.top < height
        if inside and not any(_overlap(place, other) for other in taken):
            return place
    return None


def _draw_leader(ax: Any, at: tuple[float, float, float], place: Box, box: Box, height: float) -> None:
    """Draw a thin line from a place to a label that found no room beside it; ``at`` is where, and how wide its dots."""
    x, y, width = at
    end_x = min(max(x, place.left), place.right)
    end_y = min(max(y, place.bottom), place.top)
    if math.hypot(end_x - x, end_y - y) > width / 2 + 0.12:
        ends = [_to_degrees(*end, box, height) for end in ((x, y), (end_x, end_y))]
        ax.plot(*zip(*ends, strict=True), color=_SOFT, linewidth=0.6, zorder=3)


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top


def _meets(points: Iterable[Sequence[float]], box: Box) -> bool:
    xs, ys = zip(*points, strict=True)
    return _overlap(Box(min(xs), min(ys), max(xs), max(ys)), box)


def _widen(low: float, high: float) -> tuple[float, float]:
    span = max((high - low) * (1 + 2 * _MARGIN), _SMALLEST)
    return (low + high - span) / 2, (low + high + span) / 2


def _grow(low: float, high: float, times: float) -> tuple[float, float]:
    span = (high - low) * times
    return (low + high - span) / 2, (low + high + span) / 2


def _stretch(latitude: float) -> float:
    """Return how many times longer a degree of latitude is drawn than one of longitude."""
    return 1 / max(math.cos(math.radians(latitude)), 0.3)


def _to_inches(longitude: float, latitude: float, box: Box, height: float) -> tuple[float, float]:
    x = (longitude - box.left) / (box.right - box.left) * charts.WIDTH
    return x, (latitude - box.bottom) / (box.top - box.bottom) * height


def _to_degrees(x: float, y: float, box: Box, height: float) -> tuple[float, float]:
    return box.left + x / charts.WIDTH * (box.right - box.left), box.bottom + y / height * (box.top - box.bottom)


@lru_cache(maxsize=1)
def _read_shapes() -> dict[str, Any]:
    """Read land and borders: Natural Earth, public domain (``finding/world/README.md`` says how they were made)."""
    shapes: dict[str, Any] = json.loads((files("analysis.reporting") / "world.json").read_text("utf-8"))
    return shapes

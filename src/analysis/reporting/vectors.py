"""A drawing's SVG in as few bytes as show the same: the page carries every chart in itself.

Matplotlib writes each path with absolute coordinates to a millionth of a point, repeats every style and keeps a group
a mark. Here coordinates are cut to a tenth of a point (nobody sees more, and last digits vary by machine) and written
as steps, neighbours of one style become one path, and names are one or two letters long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from string import ascii_letters
from xml.etree import ElementTree

from analysis.reporting.fragments import escape

_POINT = 10  # steps of a tenth of a point
# Glyphs are drawn in 64ths of a hundredth of the font's size; half a hundredth is fine enough for any screen.
_GLYPH, _GLYPH_STEPS = "scale(0.015625)", 2
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?(?:e-?\d+)?")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_REFERENCE = re.compile(r"#([\w-]+)")
_TRANSLATE = re.compile(r"translate\((\S+) (\S+)\)\Z")
_SCALE = re.compile(r"scale\((\S+) (\S+)\)\Z")
_HEX = re.compile(r"#(\w)\1(\w)\2(\w)\3\b")
_PAIRS = {"M": 1, "L": 1, "Q": 2, "C": 3}  # points that a command takes


def shorten_svg(svg: bytes) -> bytes:
    """Rewrite matplotlib's SVG so that it shows the same in a third of the bytes.

    >>> shorten_svg(b'<svg xmlns="http://www.w3.org/2000/svg"><g id="x"><path d="M 1.234 2 L 1.5 2.5 z "/></g></svg>')
    b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M1.2 2l.3.5z"/></svg>'
    """
    root = ElementTree.fromstring(svg)
    for element in list(root.iter()):
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    _drop_metadata(root)
    used = {name for element in root.iter() for name in _find_references(element)}
    glyphs = {e.get("id", "") for e in root.iter("path") if e.get("transform") == _GLYPH}
    _shorten_children(root, used, glyphs)
    _rename(root, used)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return _write(root).encode("ascii", "xmlcharrefreplace")


def _drop_metadata(root: ElementTree.Element) -> None:
    for element in root.findall("metadata"):
        root.remove(element)
    root.attrib.pop("version", None)


def _find_references(element: ElementTree.Element) -> list[str]:
    return [n for key, value in element.attrib.items() if key != "id" for n in _REFERENCE.findall(value)]


def _shorten_children(parent: ElementTree.Element, used: set[str], glyphs: set[str]) -> None:
    """Shorten what an element holds; groups that say nothing are opened, paths of one style joined."""
    children: list[ElementTree.Element] = []
    for child in list(parent):
        if child.get("id") not in used:
            child.attrib.pop("id", None)
        _shorten_attributes(child, glyphs)
        _shorten_children(child, used, glyphs)
        if child.tag in ("g", "defs") and not len(child):
            continue
        opened = list(child) if child.tag == "g" and not child.attrib else [child]
        for element in opened:
            if children and _is_alike(children[-1], element):
                children[-1].set("d", children[-1].get("d", "") + element.get("d", ""))
            else:
                children.append(element)
    parent[:] = children


def _shorten_attributes(element: ElementTree.Element, glyphs: set[str]) -> None:
    if element.tag == "path":
        glyph = element.get("transform") == _GLYPH
        if glyph:
            del element.attrib["transform"]
        element.set("d", shorten_path(element.get("d", ""), steps=_GLYPH_STEPS / 64 if glyph else _POINT, glyph=glyph))
    elif element.tag == "use":
        _place_use(element, glyphs)
    elif any(child.get("href", "")[1:] in glyphs for child in element.findall("use")):
        transform = _SCALE.sub(lambda m: " ".join(_halve(v) for v in m.groups()), element.get("transform", ""))
        element.set("transform", re.sub(r"(\S+) (\S+)\Z", r"scale(\1 \2)", transform))
    for key, value in element.attrib.items():
        if key not in ("d", "id", "href", "x", "y") and element.tag != "svg":
            value = _round_numbers(value, digits=4 if "scale" in value else 1)
        if key == "style":
            value = _HEX.sub(r"#\1\2\3", re.sub(r"\s*([:;])\s*", r"\1", value).strip("; "))
        element.set(key, value)


def _round_numbers(value: str, *, digits: int) -> str:
    return _NUMBER.sub(lambda m: _write_number(float(m[0]), digits), value)


def _halve(value: str) -> str:
    return f"{float(value) / _GLYPH_STEPS:.4f}"


def _place_use(use: ElementTree.Element, glyphs: set[str]) -> None:
    """Write where a letter or a mark stands as x and y instead of a transform."""
    if use.get("href", "")[1:] in glyphs:
        if found := _TRANSLATE.match(use.attrib.pop("transform", "")):
            use.set("x", str(round(float(found[1]) * _GLYPH_STEPS)))
            if y := round(float(found[2]) * _GLYPH_STEPS):
                use.set("y", str(y))
        return
    for key in ("x", "y"):
        if key in use.attrib:
            use.set(key, _write_number(float(use.attrib[key]), 1))


def _is_alike(one: ElementTree.Element, other: ElementTree.Element) -> bool:
    """Tell two neighbouring paths that one path can draw; what others refer to stays by itself."""
    if one.tag != "path" or other.tag != "path" or "id" in one.attrib or "id" in other.attrib:
        return False
    first, second = dict(one.attrib), dict(other.attrib)
    first.pop("d"), second.pop("d")
    return first == second and "opacity" not in first.get("style", "")


def _rename(root: ElementTree.Element, used: set[str]) -> None:
    """Give each name that is referred to a short one, in order of appearance."""
    short = ("".join(letters) for n in (1, 2) for letters in product(ascii_letters, repeat=n))
    names = {e.attrib["id"]: next(short) for e in root.iter() if e.get("id") in used}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, names[value])
            elif "#" in value:
                element.set(key, _REFERENCE.sub(lambda m: "#" + names.get(m[1], m[1]), value))


def shorten_path(path: str, *, steps: float, glyph: bool = False) -> str:
    """Write a path as steps from point to point, each rounded from where it really is, so that no error adds up.

    Args:
        steps: how many steps a unit of the path has: 10 cuts it to a tenth.
        glyph: write whole steps, for the drawing is scaled to them; else units.

    >>> shorten_path("M 10.04 5 L 12.26 5 L 12.31 4.96 L 12 5.5 z", steps=10)
    'M10 5h2.3l-.3.5z'
    """
    unit = 1 if glyph else steps
    written: list[str] = []
    last, start, at = "", (0, 0), (0, 0)
    for command, points in _read_path(path, steps):
        if command == "Z":
            written.append("z")
            at, last = start, ""
            continue
        if command == "L" and points[0] == at:
            continue
        if command == "M":
            start = points[0]
        letter, numbers = _step(command, points, at, absolute=not written)
        joined = "".join(_write_number(n / unit, 1) for n in numbers[:1])
        for n in numbers[1:]:
            joined = _append(joined, _write_number(n / unit, 1))
        if letter == last:
            written[-1] = _append(written[-1], joined)
        else:
            written.append(letter + joined)
        last, at = letter if letter != "m" else "", points[-1]
    return "".join(written)


def _read_path(path: str, steps: float) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    tokens = _TOKEN.findall(path)
    at, command = 0, "M"
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at].upper()
            at += 1
        n = 2 * _PAIRS.get(command, 0)
        values = [round(float(token) * steps) for token in tokens[at : at + n]]
        at += n
        yield command, list(zip(values[::2], values[1::2], strict=True))


def _step(command: str, points: list[tuple[int, int]], at: tuple[int, int], *, absolute: bool) -> tuple[str, list[int]]:
    if absolute:
        return command, [value for point in points for value in point]
    steps = [point[axis] - at[axis] for point in points for axis in (0, 1)]
    if command == "L" and 0 in steps:
        return ("h", steps[:1]) if steps[1] == 0 else ("v", steps[1:])
    return command.lower(), steps


def _append(written: str, number: str) -> str:
    """Put a number behind others with a space only where they would run together."""
    tail = re.split(r"[ a-zA-Z-]", written)[-1]
    apart = not (number[0] == "-" or (number[0] == "." and "." in tail))
    return f"{written} {number}" if apart else written + number


def _write_number(value: float, digits: int) -> str:
    """Write a number without what it does not need.

    >>> _write_number(-0.50, 1), _write_number(12.0, 1), _write_number(0.04, 1)
    ('-.5', '12', '0')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    text = re.sub(r"^(-?)0\.", r"\1.", text)
    return "0" if text in ("-0", "-", "") else text


def _write(element: ElementTree.Element) -> str:
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items())
    content = (element.text or "").strip() + "".join(map(_write, element))
    return f"<{element.tag}{attributes}>{content}</{element.tag}>" if content else f"<{element.tag}{attributes}/>"

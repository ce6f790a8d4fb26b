"""A drawing in fewer bytes: the same points, every name known, nothing lost but what shows nothing."""

import re
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from reporting.test_charts import PLOTS

from analysis.reporting import charts
from analysis.reporting.fragments import format_download, format_figure
from analysis.reporting.vectors import shorten_path, shorten_svg


def trace(path):
    """Follow a path of M, m, l, h, v and z to its points."""
    points, at, start = [], (0.0, 0.0), (0.0, 0.0)
    for command, numbers in re.findall(r"([Mmlhvz])([^Mmlhvz]*)", path):
        values = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        step = 1 if command in "hv" else 2
        for i in range(0, len(values), step):
            dx, dy = {"h": (values[i], 0), "v": (0, values[i])}.get(command) or values[i : i + 2]
            at = (dx, dy) if command == "M" else (at[0] + dx, at[1] + dy)
            points.append((round(at[0], 1), round(at[1], 1)))
            start = at if command in "Mm" else start
        at = start if command == "z" else at
    return points


def test_steps_lead_to_the_same_points():
    points = [(n * 0.7337 - 40, (n * n) % 97 * 1.019) for n in range(400)]
    path = "M " + "\nL ".join(f"{x:.6f} {y:.6f}" for x, y in points)
    followed = trace(shorten_path(path, steps=10))
    assert len(followed) == len(points)
    assert max(abs(a - b) for pair in zip(followed, points, strict=True) for a, b in zip(*pair, strict=True)) < 0.0501


def test_a_part_begins_where_the_last_one_closed():
    path = "M 1 1 L 9 1 L 9 9 z M 3 3 L 4 3 L 4 4 z"
    assert trace(shorten_path(path, steps=10)) == [(1, 1), (9, 1), (9, 9), (3, 3), (4, 3), (4, 4)]


@pytest.mark.parametrize("name", PLOTS)
def test_every_name_that_is_used_is_given_once(name):
    root = ElementTree.fromstring(charts.draw_svg(PLOTS[name], height=3))
    given = [element.get("id") for element in root.iter() if element.get("id")]
    used = {
        n
        for element in root.iter()
        for key, v in element.attrib.items()
        if key != "id"
        for n in re.findall(r"(?<=#)\w+\b(?=\)|\Z)", v)
        if key in ("href", "clip-path")
    }
    assert used
    assert sorted(given) == sorted(used)


def test_neighbours_of_one_look_become_one_path_and_others_do_not():
    paths = '<g><path d="M 0 0 L 1 1" style="fill: none"/></g><g><path d="M 2 2 L 3 3" style="fill: none"/></g>'
    other = '<path d="M 4 4 L 5 5" style="fill: none; stroke-opacity: 0.5"/>'
    short = shorten_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{paths}{other}{other}</svg>'.encode())
    assert short.count(b"<path") == 3  # see-through marks darken each other and stay apart


def test_data_addresses_hold_what_went_in():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1" style="fill:#fff"/></svg>'
    source = re.search(r'src="data:image/svg\+xml,([^"]*)"', format_figure(svg, alt="x", caption="y"))[1]
    assert ElementTree.fromstring(unquote_to_bytes(source)).tag.endswith("svg")
    csv = 'text,n\n"“No,” she said & left the house and the garden\t100 %",5\n'
    link = re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', format_download("a.csv", csv))[1]
    assert unquote_to_bytes(link).decode() == csv
    assert not set(link) & set('<>"&\n\t#')
    assert ";base64," in format_download("a.csv", "“”" * 50)

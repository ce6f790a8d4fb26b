"""The map: what it frames, names and says."""

import itertools

import pandas as pd
import pytest
from reporting.samples import make_comparison

from analysis.finding.gazetteer import settle_places
from analysis.records import Mention
from analysis.reporting import charts, maps
from analysis.reporting.views.places import count_places, show_places
from analysis.tables import make_table, to_table

COLOURS = {"_Post": "#0072B2", "$x^2$": "#D55E00"}
PLACES = pd.DataFrame(
    [
        ("Norway", 64.2, 13.9, False, "_Post", 4),
        ("Norway", 64.2, 13.9, False, "$x^2$", 1),
        ("Oslo", 59.9, 10.8, False, "_Post", 2),
        ("Oslo", 59.9, 10.8, False, "$x^2$", 0),
        ("North Sea", 56.3, 3.2, True, "_Post", 0),
        ("North Sea", 56.3, 3.2, True, "$x^2$", 3),
    ],
    columns=["entity", "latitude", "longitude", "area", "source", "n"],
)


def draw(table):
    from matplotlib.figure import Figure

    with charts.chart_style():
        return maps.plot_map(table, Figure(figsize=(5.4, 3)).subplots(), colours=COLOURS)


def test_every_place_is_named_with_its_mentions():
    assert {text.get_text() for text in draw(PLACES).texts} == {"Norway 5", "Oslo 2", "North Sea 3"}


def test_sea_has_a_name_in_italics_and_no_dot():
    ax = draw(PLACES)
    assert [text.get_text() for text in ax.texts if text.get_style() == "italic"] == ["North Sea 3"]
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert sorted(line.get_color() for line in dots) == ["#0072B2", "#0072B2", "#D55E00"]


def test_more_mentions_make_a_larger_dot():
    of = {(line.get_color(), round(line.get_ydata()[0])): line.get_markersize() for line in draw(PLACES).lines}
    assert of["#0072B2", 64] > of["#0072B2", 60] > of["#D55E00", 64]


def test_frame_holds_every_place_and_some_land_around():
    box, height = maps.frame_places(PLACES)
    assert box.left < 3.2 < 13.9 < box.right
    assert box.bottom < 56.3 < 64.2 < box.top
    assert 2.4 <= height <= 4.2
    one, _ = maps.frame_places(PLACES.iloc[:1])
    assert one.right - one.left >= 16


def test_labels_of_a_crowd_do_not_overlap():
    rows = [(f"Place {i}", 50 + i % 4, 10 + i // 4, False, "_Post", 1) for i in range(16)]
    table = pd.DataFrame(rows, columns=PLACES.columns)
    box, height = maps.frame_places(table)
    taken = []
    for row in table.itertuples():
        x, y = maps._to_inches(row.longitude, row.latitude, box, height)
        if place := maps._place_label(x, y, row.entity, 0.15, taken, height):
            taken.append(place)
    assert len(taken) > 8
    assert not any(maps._overlap(one, other) for one, other in itertools.combinations(taken, 2))


def test_same_drawing_twice_and_nothing_loaded():
    drawn = [charts.draw_svg(lambda ax: maps.plot_map(PLACES, ax, colours=COLOURS), height=3) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert b"<dc:date>" not in drawn[0]
    assert len(drawn[0]) < 300_000


def test_words_say_the_mentions():
    said = maps.describe_map(PLACES)
    assert "Norway (4 in _Post and 1 in $x^2$)" in said
    assert "North Sea (3 in $x^2$)" in said


def sample(names):
    comparison = make_comparison()
    texts = {article.article_id: article.text for article in comparison.event.articles}
    mentions = [Mention("harbour", i, i + 3, name, "place", "test") for i, name in enumerate(names)]
    comparison.mentions = to_table("mentions", mentions, texts)
    comparison.places = make_table("places", settle_places(names))
    return comparison


def test_zero_is_a_row():
    table = count_places(sample(["Norway"]))
    assert list(table["n"]) == [1, 0]


@pytest.mark.parametrize(("names", "drawn"), [(["Norway", "Oslo", "Bergen"], True), (["Norway", "Oslo"], False)])
def test_map_needs_three_places(names, drawn):
    shown = show_places(sample([*names, "Springfield"])).html
    assert ("<img" in shown) == drawn
    assert "several places of that name" in shown
    assert ("too few for a map" in shown) != drawn


def test_no_place_is_a_sentence():
    assert show_places(sample([])).text == "No place is named."

"""The slope chart: what is drawn dark, what is dashed, and that labels keep apart."""

import itertools

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.reporting import charts, slopes

COLOURS = {"_Post": "#0072B2", "$x^2$": "#D55E00", "Gazette": "#009E73"}
PLACES = pd.DataFrame(
    [
        (1, "The ferry ran aground.", "_Post", 0.0),
        (1, "The ferry ran aground.", "$x^2$", 0.1),
        (1, "The ferry ran aground.", "Gazette", 0.05),
        (2, "Twelve were hurt.", "_Post", 0.1),
        (2, "Twelve were hurt.", "Gazette", 0.9),
        (3, "The captain was charged.", "$x^2$", 0.5),
        (3, "The captain was charged.", "Gazette", 0.6),
    ],
    columns=["claim", "wording", "label", "position"],
)


def draw(table=PLACES, colours=COLOURS):
    with charts.chart_style():
        return slopes.plot_claims(table, Figure(figsize=(5.4, 3)).subplots(), colours=colours)


def lines(ax):
    return [
        (line.get_color(), line.get_linestyle(), len(line.get_xdata()))
        for line in ax.lines
        if line.get_linewidth() == 1.8
    ]


def test_far_apart_is_dark_and_an_article_without_it_is_crossed_dashed():
    assert slopes.count_far(PLACES) == 1
    drawn = lines(draw())
    assert [colour for colour, style, _ in drawn if style == "--"] == ["#222222"]
    assert [colour for colour, style, _ in drawn if style == "-"] == ["#9AA0A6"] * 3


def test_every_article_and_statement_is_named():
    said = {text.get_text().replace("\n", " ") for text in draw().texts}
    assert {"_Post", "$x^2$", "Gazette", "Twelve were hurt.", "The captain was charged."} <= said


def test_names_of_many_articles_are_turned():
    colours = {f"The Daily Paper {i}": "#0072B2" for i in range(10)}
    table = pd.DataFrame([(1, "It ran aground.", name, 0.1) for name in colours], columns=PLACES.columns)
    turned = [text for text in draw(table, colours).texts if text.get_rotation()]
    assert len(turned) == 10
    assert not [text for text in draw().texts if text.get_rotation()]


@pytest.mark.parametrize("places", [[0.0] * 8, [1.0] * 8, [0.5, 0.51, 0.52], [0.9, 0.1, 0.95], [0.3]])
def test_labels_keep_apart_and_inside(places):
    gap = 0.83 / max(len(places), slopes.LEAST)
    at = slopes.spread(places, gap=gap)
    assert all(b - a >= gap - 1e-3 for a, b in itertools.pairwise(sorted(at)))
    assert -1e-3 <= min(at) <= max(at) <= 1.001
    assert [i for _, i in sorted(zip(places, range(len(places)), strict=True))] == sorted(
        range(len(at)), key=lambda i: at[i]
    )


def test_words_say_the_places():
    said = slopes.describe_claims(PLACES)
    assert "“Twelve were hurt” stands at 10 % in _Post and at 90 % in Gazette" in said
    assert said.startswith("Slope chart of the places of 3 statements.")


def test_same_drawing_twice():
    drawn = [charts.draw_svg(lambda ax: slopes.plot_claims(PLACES, ax, colours=COLOURS), height=3) for _ in range(2)]
    assert drawn[0] == drawn[1]

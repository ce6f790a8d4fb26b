import logging
import re

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.reporting import charts

LABELS = {"a": "_Post $x^2$", "b": "Unnamed source A"}
COVERAGE = pd.DataFrame(
    [(a, s, n, n / 10) for a in "ab" for s, n in [("shared", 5), ("partly", 1), ("only", 4)]],
    columns=["article_id", "status", "n", "share"],
)
VOICES = pd.DataFrame({"_Post": [0.75, 0.25], "Gazette": [None, None]}, index=["Ida Vest", "$(nobody)$"])
COLOURS = {"_Post": "#0072B2", "Gazette": "#D55E00"}
PLACES = pd.DataFrame([("Ida", "_Post", 0.1), ("Ida", "_Post", 0.9)], columns=["entity", "label", "position"])

PLOTS = {
    "coverage": lambda ax: charts.plot_coverage(COVERAGE, ax, labels=LABELS),
    "voices": lambda ax: charts.plot_voices(VOICES, ax, colours=COLOURS),
    "prominence": lambda ax: charts.plot_prominence(PLACES, ax, colours=COLOURS),
}


def texts_of(ax):
    legend = ax.get_legend().get_texts() if ax.get_legend() else []
    return [text.get_text() for text in [*ax.texts, *ax.get_yticklabels(), *legend]]


def draw(name):
    with charts.chart_style():
        ax = PLOTS[name](Figure().subplots())
    return texts_of(ax)


@pytest.mark.parametrize("name", PLOTS)
def test_same_drawing_whatever_the_readers_settings(name):
    drawn = charts.draw_svg(PLOTS[name], height=3)
    with matplotlib.rc_context({"font.size": 30, "axes.grid": True, "svg.fonttype": "none", "svg.hashsalt": None}):
        assert charts.draw_svg(PLOTS[name], height=3) == drawn
    assert b"<dc:date>" not in drawn
    assert not re.search(rb'(href|src)="(?!#)', drawn)


@pytest.mark.parametrize("name", PLOTS)
def test_picture_is_the_same_on_every_run(name):
    files = charts.draw_files(PLOTS[name], height=3)
    assert files == charts.draw_files(PLOTS[name], height=3)
    assert files["svg"] == charts.draw_svg(PLOTS[name], height=3)
    drawn = files["png"]
    assert drawn.startswith(b"\x89PNG")
    assert b"Software" not in drawn
    assert b"tEXt" not in drawn


def test_many_sources_are_named_at_their_bars():
    sources = [f"Source {n}" for n in range(9)]  # more than there are colours
    shares = pd.DataFrame([[0.5] * 8 + [0.0]], columns=sources, index=["Ida Vest"])
    with charts.chart_style():
        ax = charts.plot_voices(shares, Figure().subplots(), colours=dict.fromkeys(sources, "#0072B2"))
    assert "50 % Source 7" in texts_of(ax)
    assert not any("Source 8" in text for text in texts_of(ax))
    places = pd.DataFrame([("Ida", name, 0.1) for name in sources[:8]], columns=["entity", "label", "position"])
    with charts.chart_style():
        ax = charts.plot_prominence(places, Figure().subplots(), colours=dict.fromkeys(sources, "#0072B2"))
    assert "1 Source 7" in texts_of(ax)
    assert not any("Source 8" in text for text in texts_of(ax))


@pytest.mark.parametrize("name", PLOTS)
def test_plot_returns_its_axes(name):
    ax = Figure().subplots()
    assert PLOTS[name](ax) is ax


def test_drawing_leaves_the_readers_settings():
    before = dict(matplotlib.rcParams)
    charts.draw_svg(PLOTS["voices"], height=3)
    assert dict(matplotlib.rcParams) == before


def test_label_that_begins_with_an_underscore_is_shown():
    assert "_Post" in draw("voices")
    assert "_Post" in draw("prominence")


def test_thin_part_of_the_top_bar_is_named_by_a_spot():
    thin = COVERAGE.assign(share=[0.5, 0.02, 0.48] * 2)
    with charts.chart_style():
        ax = charts.plot_coverage(thin, Figure().subplots(), labels=LABELS)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["in another, too", "partly", "only here"]


def test_counts_stand_in_the_bars():
    assert {"5", "1", "4", "in another, too", "only here"} <= set(draw("coverage"))


def test_words_say_the_numbers():
    assert "_Post $x^2$: 5 of 10 sentences in another article too, 1 partly, 4 only here" in charts.describe_coverage(
        COVERAGE, labels=LABELS
    )
    assert "Ida Vest: 75 % in _Post and – in Gazette" in charts.describe_voices(VOICES, measure="words")
    said = charts.describe_prominence(PLACES, labels=["_Post", "Gazette"])
    assert "Ida: 2 in _Post, first at 10 % of its text and 0 in Gazette" in said


def test_a_slow_machine_leaves_no_line_on_fonts_in_a_report(caplog):
    fonts = logging.getLogger("matplotlib.font_manager")
    fonts.warning("Matplotlib is building the font cache; this may take a moment.")
    fonts.warning("findfont: no such font")
    assert [record.message for record in caplog.records] == ["findfont: no such font"]

"""In whose words: the charts of labels and words, the sections, and that each row leads to its passages."""

import html
import re

import pandas as pd
import pytest
from reporting.samples import make_comparison

from analysis.reporting import charts, words
from analysis.reporting.display import (
    show_concordance,
    show_labels,
    show_loaded,
    show_roles,
    show_style,
    show_vocabulary,
    show_whose_words,
    show_wording,
    show_wording_definitions,
)
from analysis.reporting.views.labels import choose_referents
from analysis.reporting.views.vocabulary import choose_terms

COLOURS = {"_Post": "#0072B2", "Gazette": "#D55E00"}
LABELS = pd.DataFrame(
    [
        ("who was hurt", "_Post", "passengers", 2, "own"),
        ("who was hurt", "_Post", "passengers", 1, "quoted"),
        ("who was hurt", "Gazette", "passengers", 0, "own"),
        ("who was hurt", "Gazette", "$1 victims", 1, "own"),
        ("the boat", "_Post", "ferry", 1, "own"),
        ("the boat", "Gazette", "ferry", 3, "own"),
        ("Ida Vest", "Gazette", "harbour master", 3, "own"),
    ],
    columns=["entity", "source", "label", "n", "voice"],
)
WORDS = pd.DataFrame(
    [("hull", "_Post", 3, 6.0), ("hull", "Gazette", 0, 0.0), ("sea", "_Post", 2, 4.0), ("sea", "Gazette", 2, 4.1)],
    columns=["term", "source", "n", "per_1000_words"],
)


def draw(plot):
    from matplotlib.figure import Figure

    with charts.chart_style():
        return plot(Figure(figsize=(5.4, 3)).subplots())


def labels(ax):
    return words.plot_labels(LABELS, ax, colours=COLOURS)


def vocabulary(ax):
    return words.plot_vocabulary(WORDS, ax, colours=COLOURS)


@pytest.mark.parametrize("plot", [labels, vocabulary])
def test_same_drawing_twice(plot):
    assert charts.draw_svg(plot, height=3, outlines=False) == charts.draw_svg(plot, height=3, outlines=False)


def test_letters_are_text_or_outlines():
    assert b">harbour master<" in charts.draw_svg(labels, height=3, outlines=False)
    assert b"<text" not in charts.draw_svg(labels, height=3)


def test_each_count_stands_once():
    texts = [text.get_text() for text in draw(labels).texts]
    assert sorted(text for text in texts if text.isdigit()) == ["1", "1", "1", "2", "3", "3"]
    assert [text for text in texts if not text.isdigit()] == ["who was hurt", "the boat", "Ida Vest"]


def test_own_words_are_filled_and_quoted_ones_hollow():
    marks = [line for line in draw(labels).lines if line.get_marker() == "o"]
    filled = {(line.get_markeredgecolor(), line.get_markerfacecolor()): len(line.get_xdata()) for line in marks}
    assert filled == {("#0072B2", "#0072B2"): 2, ("#0072B2", "white"): 1, ("#D55E00", "#D55E00"): 3}


def test_rates_that_nearly_meet_share_their_number():
    assert sorted(text.get_text() for text in draw(vocabulary).texts) == ["0", "2", "3"]


def test_words_say_what_is_drawn():
    said = words.describe_labels(LABELS)
    assert "who was hurt (_Post: passengers 2 and passengers 1 quoted; Gazette: $1 victims 1)" in said
    assert "hull: 3 in _Post (6.0) and 0 in Gazette (0.0)" in words.describe_vocabulary(WORDS)


def test_referents_called_the_same_are_not_drawn():
    assert choose_referents(LABELS[LABELS["n"] > 0]) == ["who was hurt"]


def test_a_word_within_a_pair_used_as_often_is_left_out():
    table = pd.DataFrame({"term": ["old mill", "mill", "old"], "source": "a", "n": [3, 3, 4]})
    assert set(choose_terms(table, min_uses=3)["term"]) == {"old mill", "old"}


@pytest.mark.parametrize(
    ("show", "links"),
    [(show_labels, 2), (show_roles, 5), (show_wording, 2), (show_concordance, 1), (show_vocabulary, 1)],
)
def test_each_count_leads_to_its_passages(show, links):
    assert len(re.findall(r'href="#a\d', show(make_comparison()).html)) >= links


def test_a_label_says_whose_words_it_stands_in():
    shown = show_labels(make_comparison()).html
    assert re.search(r">ferry</a>(?! \(quoted)", shown)
    assert re.search(r">ship</a> \(quoted\)", shown)


def test_rates_are_printed_from_the_minimum_on():
    comparison = make_comparison()
    row = comparison.wording[comparison.wording["voice"] == "own"]
    assert "per 1,000)" not in show_wording(comparison).html
    comparison.wording = pd.concat([comparison.wording, *[row] * 5])
    assert "6 own (200.0 per 1,000), 0 quoted" in html.unescape(show_wording(comparison).html)


def test_undefined_numbers_are_dashes():
    assert "–" in show_style(make_comparison()).html


def test_quoted_words_are_counted_apart_in_the_answer():
    comparison = make_comparison()
    comparison.wording = comparison.wording.assign(category="evaluative")
    said = show_whose_words(comparison).text
    assert (
        "Harbour Post: 30 words of its own, 10 quoted or reported; 1 loaded term in its own voice, 0 in others" in said
    )
    assert "no loaded terms in its own voice, 1 in others" in said
    assert show_loaded(comparison).text.startswith("Harbour Post: 1 of ")
    assert ">1<" in show_wording_definitions(comparison).html

"""The section on shared statements: words that differ are marked, links lead to both articles."""

import html
import re

import pytest
from reporting.samples import make_comparison, span

from analysis.comparing.quotation_words import ELSEWHERE
from analysis.records import QuotationPair
from analysis.reporting.display import (
    show_never_quoted,
    show_quotation_check,
    show_quotation_pairs,
    show_quoted_by_one,
    show_speaking,
)
from analysis.tables import to_table


def pair(grade, difference="", *, other="The sea was calm and nobody was warned", cues=("said", "said")):
    comparison = make_comparison()
    texts = {article.article_id: article.text for article in comparison.event.articles}
    first = span(texts, "harbour", "The sea was calm and nobody was warned")
    row = QuotationPair(*first, "Ida Vest", grade, *span(texts, "coast", other), *cues, difference, "test")
    comparison.tables["quotation_pairs"] = to_table("quotation_pairs", [row], texts)
    return comparison


def test_longer_quotation_has_its_words_marked():
    shown = show_quotation_pairs(pair("shortened", "not quoted by the other: “…”", other="nobody was warned"))
    assert re.findall(r"<mark>(.*?)</mark>", shown.html) == ["The sea was calm and"]
    assert shown.text == "1 statement of one speaker in two articles: 1 with one longer than the other."


def test_same_words_have_no_mark_and_both_cues():
    shown = show_quotation_pairs(pair("identical", cues=("Wrote", "insisted"))).html
    assert "<mark>" not in shown
    assert "“wrote” against “insisted”" in shown


def test_same_cue_and_no_cue_are_not_set_against_each_other():
    assert "against" not in show_quotation_pairs(pair("identical")).html
    assert "against" not in show_quotation_pairs(pair("identical", cues=("wrote", None))).html


@pytest.mark.parametrize("difference", ["only in the first: sea", ELSEWHERE])
def test_difference_is_said_where_marks_do_not_say_it(difference):
    grade = "shortened" if difference == ELSEWHERE else "paraphrased"
    assert difference in html.unescape(show_quotation_pairs(pair(grade, difference)).html)


def test_nothing_shared_is_said():
    assert show_quotation_pairs(make_comparison()).text == "No statement of one speaker was found in two articles."


def test_answer_names_the_speaker_with_most_words():
    lines = show_speaking(make_comparison()).text.splitlines()
    assert lines[0] == "Harbour Post: 1 quotation. Most words: Ida Vest (100 %). Introduced by 1 neutral cue."


def test_only_reported_speaker_is_listed_with_who_quotes_them():
    comparison = make_comparison()
    comparison.voices = comparison.voices.assign(kind=["direct", "direct", "indirect", "indirect"])
    shown = show_never_quoted(comparison)
    assert shown.text == "1 speaker reported but not quoted by a source"
    assert re.search(r">Aron Lund</th>.*captain had been drinking.*>nobody</td>", shown.html)


def test_speaker_whose_words_another_source_quotes_is_not_heard_in_one_only():
    comparison = make_comparison()
    comparison.voices = comparison.voices.assign(kind="direct")
    assert show_quoted_by_one(comparison).text == "1 speaker whom one source alone quotes or reports"
    comparison.quotations = comparison.quotations.replace({"speaker": {"Aron Lund": "Ida Vest"}})
    comparison.voices = comparison.voices.assign(speaker=["Ida Vest", "the office", "Ida Vest", "Ida Vest"])
    comparison.quotations.loc[1, "speaker"] = "the office"
    assert show_quoted_by_one(comparison).text == "No speakers whom one source alone quotes or reports."


def test_rows_to_check_stand_in_their_place():
    shown = show_quotation_check(make_comparison(), n_rows=2).html
    assert shown.count("<mark>") == 2
    assert "harbour master Ida Vest said" in shown

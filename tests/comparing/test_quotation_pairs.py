"""One statement of one speaker in two articles: the grade, the words that differ, and no false pair."""

from dataclasses import replace

import pytest
from support import load_cases, make_article

from analysis.comparing import quotation_pairs
from analysis.comparing.quotation_pairs import MIN_UNNAMED, find_quotation_pairs
from analysis.comparing.quotation_words import ELSEWHERE, compare_words, join_words, mark_differences
from analysis.finding.annotate import Findings
from analysis.finding.language import parse_articles
from analysis.records import Quotation
from analysis.tables import to_table

CALM = "The harbour was calm and nobody was warned"


def quoted(words, speaker="Ida Vest", *, kind="direct", cue="said", mode="said", rule="test", type_="person"):
    return words, speaker, kind, cue, mode, rule, type_


def findings(article_id, *rows):
    text = "\n\n".join(f"{row[0]}, somebody {row[3]}." for row in rows)
    parsed = next(parse_articles([make_article(text, article_id=article_id, whole=True)]))
    found, at = [], 0
    for words, speaker, kind, cue, mode, rule, type_ in rows:
        at = text.index(words, at)
        place = (at, at + len(words))
        found.append(Quotation(article_id, *place, kind, speaker, None, None, cue, None, None, type_, None, mode, rule))
        at = place[1]
    return Findings(parsed, (), tuple(found), (), (), ())


def grades(*found):
    return [row.grade for row in find_quotation_pairs(found)]


@pytest.mark.parametrize("case", load_cases("quotation_pairs"))
def test_words_are_graded(case):
    likeness = compare_words(case["text"], case["other_text"])
    found = likeness and {"grade": likeness.grade, "difference": likeness.difference}
    assert found == case["expected"]


@pytest.mark.parametrize("case", [c for c in load_cases("quotation_pairs") if not c.marks])
def test_grade_is_the_same_the_other_way_round(case):
    likeness = compare_words(case["other_text"], case["text"])
    assert (likeness and likeness.grade) == (case["expected"] and case["expected"]["grade"])


def test_pair_has_both_places_and_cues():
    found = [findings("a", quoted(CALM, cue="wrote")), findings("b", quoted(CALM, cue="emphasized"))]
    (row,) = find_quotation_pairs(found)
    assert (row.article_id, row.other_id, row.speaker, row.grade) == ("a", "b", "Ida Vest", "identical")
    assert (row.cue, row.other_cue, row.difference) == ("wrote", "emphasized", "")
    texts = {each.article.article_id: each.article.text for each in found}
    assert texts["a"][row.start : row.end] == texts["b"][row.other_start : row.other_end] == CALM
    assert to_table("quotation_pairs", [row], texts)["text"][0] == CALM


def test_speakers_must_agree():
    assert grades(findings("a", quoted(CALM)), findings("b", quoted(CALM, "Aron Lund"))) == []


def test_surname_is_the_full_name_unless_two_bear_it():
    first = [quoted(CALM), quoted("We had no pilot on board that night", "Aron Lund")]
    assert grades(findings("a", *first), findings("b", quoted(CALM, "Vest"))) == ["identical"]
    first[1] = quoted("We had no pilot on board that night", "Olga Vest")
    assert grades(findings("a", *first), findings("b", quoted("The harbour was calm", "Vest"))) == []


@pytest.mark.parametrize("speaker", [None, "officials", "a spokesman for Ida Vest", "two Vest officials"])
def test_speaker_without_a_name_needs_the_same_words(speaker):
    other = findings("b", quoted(CALM))
    assert grades(findings("a", quoted(CALM, speaker, type_=None)), other) == ["identical"]
    part = quoted("harbour was calm and nobody was warned", speaker, type_=None)
    assert grades(findings("a", part), other) == ["shortened"]
    altered = quoted("The harbour was calm and nobody had been warned that day", speaker, type_=None)
    assert grades(findings("a", altered), other) == []


@pytest.mark.parametrize(("words", "pairs"), [(MIN_UNNAMED - 1, 0), (MIN_UNNAMED, 1)])
def test_unnamed_words_must_be_many(words, pairs):
    text = " ".join(CALM.split()[:words])
    found = findings("a", quoted(text, None)), findings("b", quoted(text, None))
    assert len(grades(*found)) == pairs


def test_named_speaker_stands_in_the_row():
    found = [findings("a", quoted(CALM, None)), findings("b", quoted(CALM, "the Harbour Office"))]
    assert find_quotation_pairs(found)[0].speaker == "the Harbour Office"
    found[1] = findings("b", quoted(CALM, None))
    assert find_quotation_pairs(found)[0].speaker == "(nobody named)"


def test_reported_words_are_a_paraphrase():
    reported = quoted("the harbour had been calm and that no warning was broadcast to boats", kind="indirect")
    direct = quoted("The harbour was calm and no warning was broadcast")
    (row,) = find_quotation_pairs([findings("a", reported), findings("b", direct)])
    assert (row.grade, row.difference) == ("paraphrased", "only in the first: boats")


@pytest.mark.parametrize(
    "other",
    [
        "the harbour had never been calm and a warning was broadcast",  # negated
        "the harbour would be dredged by a firm from the coast",  # another statement
        "harbour calm",  # too few words
    ],
)
def test_other_statements_are_no_paraphrase(other):
    direct = quoted("The harbour was calm and a warning was broadcast")
    assert grades(findings("a", quoted(other, kind="indirect")), findings("b", direct)) == []


def test_other_figures_are_no_paraphrase():
    first = quoted("the repair of the old ferry would cost 4,000 crowns", kind="indirect")
    same = quoted("the repair of the ferry would cost 4,000 crowns in spring", kind="indirect")
    other = quoted("the repair of the ferry would cost 7,500 crowns in spring", kind="indirect")
    assert grades(findings("a", first), findings("b", same)) == ["paraphrased"]
    assert grades(findings("a", first), findings("b", other)) == []


def test_quotation_split_by_its_attribution_is_a_row_for_each_part():
    whole = findings("a", quoted("We saw the smoke from the pier. We called the fire brigade at once."))
    parts = findings("b", quoted("We saw the smoke from the pier"), quoted("We called the fire brigade at once"))
    rows = find_quotation_pairs([whole, parts])
    assert [row.grade for row in rows] == ["shortened", "shortened"]
    assert {row.difference for row in rows} == {ELSEWHERE}


def test_best_partner_is_taken_once():
    found = [findings("a", quoted(CALM), quoted("nobody was warned")), findings("b", quoted(CALM + " at all"))]
    rows = find_quotation_pairs(found)
    assert [(row.grade, row.start) for row in rows] == [("shortened", 0), ("shortened", rows[1].start)]
    twice = [findings("a", quoted(CALM), quoted(CALM)), findings("b", quoted(CALM))]
    assert grades(*twice) == ["identical"]


def test_clause_about_paired_words_is_left_out():
    """He said that the harbour "was calm and nobody was warned": the quoted words are paired, the clause is not."""
    found = []
    for name, clause in (("a", f"on that night {CALM} of rocks"), ("b", f"{CALM} of any rocks at sea")):
        each = findings(name, quoted(clause, kind="indirect"))
        inner = replace(each.quotations[0], start=clause.index(CALM), end=clause.index(CALM) + len(CALM), kind="direct")
        found.append(replace(each, quotations=(*each.quotations, inner)))
        assert grades(found[0], *found[1:]) == ["identical"] * (len(found) - 1)


@pytest.mark.parametrize(
    "row",
    [
        quoted(CALM, mode="negated"),
        quoted(CALM, kind="scare"),
        quoted(CALM, kind="silence"),
    ],
)
def test_what_is_left_out(row):
    assert grades(findings("a", row), findings("b", quoted(CALM))) == []


def test_every_pair_of_three_in_order():
    rows = find_quotation_pairs([findings(name, quoted(CALM)) for name in "cab"])
    assert [(row.article_id, row.other_id) for row in rows] == [("c", "a"), ("c", "b"), ("a", "b")]


def test_one_article_pairs_nothing():
    assert find_quotation_pairs([findings("a", quoted(CALM), quoted(CALM))]) == []
    assert find_quotation_pairs([]) == []


@pytest.mark.parametrize(("most", "pairs"), [(1, []), (2, ["paraphrased"])])
def test_words_said_everywhere_are_not_looked_up(monkeypatch, most, pairs):
    """Else a minister's 10,000 quotations with "taxes" would be 50 million pairs."""
    monkeypatch.setattr(quotation_pairs, "MOST_PLACES", most)
    reported = quoted("taxes on boats and harbours rise", kind="indirect")
    found = findings("a", reported), findings("b", quoted("Taxes on harbours, on boats: they rise"))
    assert grades(*found) == pairs


@pytest.mark.parametrize("words", ["Taxes must rise", CALM])
def test_same_words_are_found_however_common(monkeypatch, words):
    monkeypatch.setattr(quotation_pairs, "MOST_PLACES", 0)
    assert grades(findings("a", quoted(words)), findings("b", quoted(words))) == ["identical"]


def test_words_given_in_another_place_are_not_left_out():
    known = join_words(["nothing here", "and nobody was warned"])
    assert compare_words(CALM, "The harbour was calm", other_known=known).difference == ELSEWHERE
    assert "nobody" in compare_words(CALM, "The harbour was calm", known=known).difference
    longer = f"{CALM} by any letter, call or e-mail from our office before the ferry left"
    known = join_words(["and nobody was warned by any letter, call or email from our office before the ferry left"])
    assert compare_words(longer, "The harbour was calm", other_known=known).difference == ELSEWHERE
    known = join_words(["nobody knew of any letter, call or telex that the ferry left"])
    assert "nobody" in compare_words(longer, "The harbour was calm", other_known=known).difference


def test_marked_words_are_those_that_differ():
    text, other = "“It ends in May,” she said", "it will end in May she said"
    spans, other_spans = mark_differences(text, other)
    assert [text[start:end] for start, end in spans] == ["ends"]
    assert [other[start:end] for start, end in other_spans] == ["will end"]

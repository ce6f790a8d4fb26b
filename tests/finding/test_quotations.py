"""Quotations, their speakers and cues, in sentences of our own and in the two seeds."""

import dataclasses
import re

import pytest
from support import load_cases, make_article

from analysis.finding.entities import find_mentions
from analysis.finding.language import parse_articles
from analysis.finding.quotations import find_quotations
from analysis.finding.voice import is_quoted, quoted_spans
from analysis.records import Segment

QUOTED = ("direct", "social", "scare")


def find_in(text, *, kinds=()):
    """Find quotations in a text of one paragraph a line; ``kinds`` names the lines' kinds where they differ."""
    segments, start = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = kinds[number] if kinds else "paragraph"
        segments.append(Segment("a", start, start + len(line), kind, "test"))
        start += len(line) + 1
    article = dataclasses.replace(make_article(text, whole=True), segments=tuple(segments))
    parsed = next(parse_articles([article]))
    return find_quotations(parsed, find_mentions([parsed]))


def as_rows(text, found):
    return [[q.kind, text[q.start : q.end], q.speaker, q.cue] for q in found if q.kind in QUOTED]


@pytest.mark.parametrize("case", load_cases("quotations"))
def test_case(case):
    assert as_rows(case["text"], find_in(case["text"])) == case["expected"]


def test_spans_point_at_speaker_and_cue():
    text = "“The bridge is safe,” Mara Quill said on Monday."
    row = find_in(text)[0]
    assert text[row.speaker_start : row.speaker_end] == "Mara Quill"
    assert text[row.cue_start : row.cue_end] == "said"
    assert (row.speaker_type, row.cue_class, row.mode) == ("person", "neutral", "said")


@pytest.mark.parametrize(
    ("text", "speaker_type"),
    [
        ("“We will rebuild,” a spokesman said.", "official"),
        ("“We will rebuild,” the airline said.", "organisation"),
        ("“We will rebuild,” one neighbour said.", "anonymous"),
        ("“We will rebuild,” the letter said.", "document"),
    ],
)
def test_speaker_type_of_descriptions(text, speaker_type):
    assert [row.speaker_type for row in find_in(text)] == [speaker_type]


def test_mode_of_denied_and_supposed_speech():
    denied = find_in("Mara Quill never said the bridge was “safe for lorries.”")
    supposed = find_in("Mara Quill might say the bridge was “safe for lorries.”")
    assert [row.mode for row in denied if row.kind == "direct"] == ["negated"]
    assert [row.mode for row in supposed if row.kind == "direct"] == ["conditional"]


def test_indirect_speech_resolves_its_speaker():
    text = "Mara Quill closed the bridge on Monday. She said that the cables were rusty."
    rows = [row for row in find_in(text) if row.kind == "indirect"]
    assert [(text[r.start : r.end], r.speaker) for r in rows] == [("the cables were rusty", "Mara Quill")]


def test_silence_names_who_was_silent():
    rows = [r for r in find_in("Mara Quill declined to comment on the closure.") if r.kind == "silence"]
    assert [row.speaker for row in rows] == ["Mara Quill"]


def test_half_quoted_clause_has_two_rows():
    rows = find_in("Mara Quill said the bridge had been “a danger to us all” for years.")
    assert sorted((row.kind, row.speaker) for row in rows) == [("direct", "Mara Quill"), ("indirect", "Mara Quill")]


def test_headline_is_left_out():
    text = "Bridge was 'a danger to us all', mayor says\nThe bridge was “a danger to us all,” Mara Quill said."
    rows = find_in(text, kinds=("headline", "paragraph"))
    assert [row.start > text.index("\n") for row in rows] == [True] * len(rows) != []


def test_subhead_takes_its_speaker_from_below():
    text = "Bridge was 'a danger to us all'\nThe bridge was “a danger to us all,” Mara Quill said."
    rows = find_in(text, kinds=("subhead", "paragraph"))
    assert (rows[0].kind, rows[0].speaker) == ("direct", "Mara Quill")
    assert "same words below" in rows[0].rule


@pytest.mark.parametrize("headline", ["Bridge a 'danger' to all", "Mayor says bridge is a danger"])
def test_words_that_a_headline_gives_as_somebodys_are_not_the_outlets_own(headline):
    article = make_article(f"{headline}\nThe bridge is a danger.")
    segments = (Segment("a", 0, len(headline), "headline", "test"),)
    segments += (Segment("a", len(headline) + 1, len(article.text), "paragraph", "test"),)
    parsed = next(parse_articles([dataclasses.replace(article, segments=segments)]))
    spans = quoted_spans(parsed, find_quotations(parsed, []))
    places = [m.start() for m in re.finditer("danger", article.text)]
    assert [is_quoted(spans, at) for at in places] == [True, False]


def test_a_post_ends_before_furniture():
    text = "Boats are stuck.\nStay at home! https://t.example/Ab1 — Mara Quill (@mquill) January 3, 2022"
    at = text.index("https")
    segments = (Segment("a", 0, at, "paragraph", "test"), Segment("a", at, len(text), "furniture", "test"))
    article = dataclasses.replace(make_article(text, whole=True), segments=segments)
    parsed = next(parse_articles([article]))
    assert [text[row.start : row.end] for row in find_quotations(parsed, [])] == ["Stay at home!"]


def test_a_heading_without_the_words_below_names_nobody():
    rows = find_in("Mayor: never again\nMara Quill left.\n'No way back'", kinds=("headline", "paragraph", "subhead"))
    assert [row.speaker for row in rows if row.kind in QUOTED] == [None]


def test_repeats_and_furniture_are_left_out():
    text = "“We waited,” Mara Quill said.\n“We waited,” Mara Quill said.\n“Read more” here."
    rows = find_in(text, kinds=("paragraph", "repeat", "furniture"))
    assert {row.start < text.index("\n") for row in rows} == {True}


def test_nested_quotation_has_its_own_speaker():
    text = "“The manual clearly states that ‘no boat may leave the port at night’,” Mara Quill said."
    nested = [row for row in find_in(text) if "nested" in row.rule]
    assert [(row.speaker, row.cue, row.speaker_type) for row in nested] == [("the manual", "states", "document")]


@pytest.mark.parametrize("text", ["", "“", "”", '"', "'", "““““", "”””", "« »", "\"\" '' “”", "He said: “", "—", "— ,"])
def test_odd_marks_never_raise(text):
    assert find_in(text) is not None


def test_no_row_reaches_past_its_paragraph():
    text = "“We waited and waited.\nThe gates opened.\nHe said “no and went.\nThe end."
    for row in find_in(text):
        assert "\n" not in text[row.start : row.end]


def test_same_text_same_rows():
    text = "“We waited,” Mara Quill said. “Nobody came.” She said the gates were shut."
    assert find_in(text) == find_in(text)


def test_poor_mentions_still_give_a_speaker():
    article = make_article("“We waited all night,” Mara Quill said.", whole=True)
    parsed = next(parse_articles([article]))
    assert [row.speaker for row in find_quotations(parsed, [])] == ["Mara Quill"]


PROFILE = (
    "John Holm runs the port. Holm began in 1990. Holm was a clerk. Holm liked it. Holm stayed on.\n"
    "“There was nobody louder in town,” said Tom Reed, a friend.\n"
)


@pytest.mark.parametrize(
    ("then", "speaker"),
    [
        ("“I could hear it at home,” he said.", "Tom Reed"),
        ("The first years were hard for everyone in town. “I slept on a bench,” he said.", "John Holm"),
        ("The first years were hard for everyone. A clerk told him to go. “I slept on a bench,” he said.", "John Holm"),
    ],
)
def test_a_profile_returns_to_its_person(then, speaker):
    assert [row.speaker for row in find_in(PROFILE + then) if row.kind == "direct"] == ["Tom Reed", speaker]


def test_an_expert_who_is_asked_often_is_no_main_person():
    opening = "The price fell on Monday.\nShops were full.\nPeople came early.\nQueues were long.\n"
    asked = "John Holm saw it. Holm counted. Holm wrote it down. Holm sold it. Holm left.\n"
    text = (
        opening
        + asked
        + "“It was cheap,” said Tom Reed.\nThe label costs a little more money. It is “worth a lot,” he said."
    )
    assert [row.speaker for row in find_in(text) if row.kind == "direct"] == ["Tom Reed", "Tom Reed"]


def test_a_paragraph_that_ends_in_a_verb_of_saying_and_a_comma():
    found = find_in("The shop opened. Tom Reed of Ume commented,\n“We hope that it will stay open for long.”")
    assert [(row.speaker, row.cue) for row in found if row.kind == "direct"] == [("Tom Reed", "commented")]

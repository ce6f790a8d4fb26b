"""Silence: every case of tests/cases/silence.jsonl, and text on which a pattern could run away."""

import time

import pytest
from support import load_cases, make_article, parse_paragraph

from analysis.finding.language import parse_articles
from analysis.finding.silence import _SILENCE, find_silence


@pytest.mark.parametrize("case", load_cases("silence"))
def test_case(case):
    text = case["text"]
    rows = find_silence(parse_paragraph(text))
    found = [
        {
            "content": text[row.start : row.end],
            "speaker": None if row.speaker_start is None else text[row.speaker_start : row.speaker_end],
        }
        for row in rows
    ]
    assert found == case["expected"]


def test_the_predicate_is_its_own_cue():
    (row,) = find_silence(parse_paragraph("The mill declined to comment."))
    assert (row.cue_start, row.cue_end, row.mode) == (row.start, row.end, "said")


def test_only_parsed_segments_are_read():
    article = make_article("Mill closes\nThe mill declined to comment.")
    (row,) = find_silence(next(parse_articles([article])))
    assert article.text[row.speaker_start : row.speaker_end] == "The mill"


@pytest.mark.parametrize("stem", ["did not respond to ", "had no further ", "declined ", "declined to discuss "])
def test_no_pattern_runs_away(stem):
    began = time.perf_counter()
    _SILENCE.findall(stem + "immediately publicly " * 5000)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "asked",
    ["request", "call", "message", "email", "inquiry", "enquiry", "question", "query", "letter", "attempt"],
)
def test_whatever_was_sent_may_go_unanswered(asked):
    text = f"The {asked} to the mill went unanswered."
    assert [text[row.start : row.end] for row in find_silence(parse_paragraph(text))] == ["went unanswered"]


def test_other_things_than_questions_go_unanswered_without_silence():
    assert find_silence(parse_paragraph("The bells of the mill went unanswered.")) == []

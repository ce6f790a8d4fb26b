"""Scores of quotations, on made-up gold and on the seed pair."""

from types import SimpleNamespace

import pytest
from support import GOLD, SEED_GOLD, needs_gold

from analysis.evaluating.gold import read_gold_events, read_seed_pair
from analysis.evaluating.quotations import same_cue, same_speaker, score_quotations, score_wikinews
from analysis.records import Quotation


def quotation(start, end, kind, speaker, cue):
    return Quotation("a", start, end, kind, speaker, None, None, cue, None, None, None, None, "said", "test")


def gold_event(rows, found):
    return SimpleNamespace(rows=lambda kind: rows, found=[SimpleNamespace(quotations=found)])


def row(start, end, kind, speaker, cue, *, optional=False):
    return {
        "article": "a", "start": start, "end": end, "kind": kind, "speaker": speaker, "cue": cue, "optional": optional,
    }  # fmt: skip


def test_spans_speaker_and_cue_are_counted_apart():
    rows = [row(0, 10, "direct", ["Ren Holm"], ["said"]), row(20, 30, "direct", "Ana Berg", "told")]
    found = [quotation(0, 9, "direct", "Holm", "said"), quotation(20, 30, "direct", "Ren Holm", "told")]
    scores = {s.measure: s for s in score_quotations([gold_event(rows, found)], on="test")}
    assert (scores["direct spans"].right, scores["direct spans"].gold) == (2, 2)
    assert (scores["speaker of direct"].right, scores["speaker of direct"].gold) == (1, 2)
    assert scores["cue of direct"].right == 2


def test_mixed_takes_direct_and_social_for_one():
    rows = [row(0, 10, "social", ["Ren Holm"], [None])]
    found = [quotation(0, 10, "direct", "Ren Holm", None)]
    scores = {s.measure: s for s in score_quotations([gold_event(rows, found)], on="test")}
    assert scores["mixed spans"].right == 1
    assert scores["social spans"].right == 0


def test_a_row_that_one_reader_listed_counts_for_nothing_when_missed():
    rows = [row(0, 10, "direct", ["Ren Holm"], ["said"]), row(20, 30, "direct", ["x"], [None], optional=True)]
    scores = {s.measure: s for s in score_quotations([gold_event(rows, [])], on="test")}
    assert (scores["direct spans"].gold, scores["direct spans"].found) == (1, 0)


def test_kinds_without_gold_are_left_out():
    rows = [row(0, 10, "direct", ["Ren Holm"], ["said"])]
    assert not any("scare" in s.measure for s in score_quotations([gold_event(rows, [])], on="test"))


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("Ren Holm", "Mayor Ren Holm", True),
        ("Holm", "Mr. Holm", True),
        ("Ren Holm", "Ren Holm, the head of the Ume port", True),
        ("Ren Holm", "The port's former chief, Ren Holm", True),
        ("Ume Steel", "Ume Steel Group Inc.", True),
        ("officials", "Officials", True),
        ("Ume", "a spokesman for Ume", False),
        ("a spokesman", "a spokesman for Ume", True),
        ("Ana Holm", "Ren Holm", False),
        ("the company", "Ume Steel", False),
        ("Ume Steel", "Ume", False),
        (None, "Ren Holm", False),
        ("Ren Holm", None, False),
    ],
)
def test_same_speaker(found, gold, same):
    assert same_speaker(found, [gold]) is same


def test_same_cue_takes_any_readers_word():
    assert same_cue("said", ["said", None])
    assert same_cue(None, ["said", None])
    assert not same_cue("said", [None])


@pytest.mark.skipif(not SEED_GOLD.is_dir(), reason="no seed gold")
def test_seed_pair_is_whole():
    scores = {s.measure: s for s in score_quotations([read_seed_pair(SEED_GOLD.parent)], on="seed_pair")}
    assert (scores["direct spans"].right, scores["direct spans"].found, scores["direct spans"].gold) == (9, 9, 9)
    assert scores["speaker of direct"].right == 9
    assert scores["cue of direct"].right == 9


@needs_gold
def test_floors_on_events():
    scores = {s.measure: s for s in score_quotations(list(read_gold_events(GOLD)), on="events")}
    assert scores["direct spans"].f1 >= 0.95
    assert scores["mixed spans"].f1 >= 0.94
    assert scores["speaker of direct"].recall >= 0.86
    assert scores["cue of direct"].recall >= 0.92


@needs_gold
def test_recall_on_wikinews():
    (score,) = score_wikinews(GOLD)
    assert score.recall >= 0.9

"""Scores: pairing is one to one, and a row that one reader of two listed is never a miss."""

import math

import pytest

from analysis.evaluating.scores import Score, overlap, pair_spans, score_spans

GOLD = [
    {"article": "a", "start": 0, "end": 10, "optional": False},
    {"article": "a", "start": 20, "end": 30, "optional": True},
]


def test_rates_over_nothing_are_not_a_number():
    score = Score("dates", "spans", "none", 0, 0, 0)
    assert all(math.isnan(rate) for rate in (score.precision, score.recall, score.f1))


def test_a_gold_span_is_paired_once():
    assert pair_spans([("a", 0, 10), ("a", 0, 9)], [("a", 0, 10)]) == [(0, 0)]


@pytest.mark.parametrize(
    ("found", "expected"), [([], (0, 0, 1)), ([("a", 20, 30)], (0, 0, 1)), ([("a", 0, 10)], (1, 1, 1))]
)
def test_an_optional_row_counts_as_right_or_as_nothing(found, expected):
    score = score_spans("f", "spans", "test", found, GOLD)
    assert (score.right, score.found, score.gold) == expected


def test_a_wrong_row_costs_precision():
    score = score_spans("f", "spans", "test", [("a", 0, 10), ("a", 50, 60)], GOLD)
    assert (score.precision, score.recall) == (0.5, 1.0)


def test_a_pair_can_be_asked_to_agree_in_more_than_its_span():
    score = score_spans("f", "value", "test", [("a", 0, 10)], GOLD, agrees=lambda i, row: False)
    assert (score.right, score.found, score.gold) == (0, 1, 1)


def test_spans_of_two_articles_do_not_overlap():
    assert overlap(("a", 0, 10), ("b", 0, 10)) == 0.0

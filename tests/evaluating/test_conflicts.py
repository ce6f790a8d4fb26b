"""What counts as a conflict found: spans, sentences of one kind, or the same words elsewhere."""

import pytest
from support import make_article

from analysis.evaluating.conflicts import score_conflicts
from analysis.evaluating.gold import GoldEvent
from analysis.records import Conflict, Event

TEXTS = {"a": "It killed 75 people. The toll is 75 people.", "b": "It killed 57 people. He left on Monday."}


def gold_row(kind="number", *, at=10, to=19, **more):
    ends = {"a": (at, to, 0), "b": (10, 19, 0)}
    return {
        "kind": [kind],
        **{
            article: {"article": article, "start": s, "end": e, "unit": n, "text": TEXTS[article][s:e]}
            for article, (s, e, n) in ends.items()
        },
        **more,
    }


def event_of(rows, *, readings=1):
    articles = tuple(make_article(text, whole=True, article_id=name) for name, text in TEXTS.items())
    units = {name: [{"n": 0, "start": 0, "end": 20}, {"n": 1, "start": 21, "end": 43}] for name in TEXTS}
    data = {"conflicts": rows, "units": units, "readings": readings}
    return GoldEvent("test", "test", Event("test", articles), data)


def conflict(*, kind="number", start=10, end=19, other=(10, 19), sure=False):
    text = TEXTS["b"][slice(*other)]
    return Conflict("a", start, end, kind, "b", *other, text, "", 0.9, sure, "test")


@pytest.fixture
def scores(monkeypatch):
    def score(conflicts, rows, **more):
        monkeypatch.setattr("analysis.evaluating.conflicts.find_matches", lambda found: [])
        monkeypatch.setattr("analysis.evaluating.conflicts.find_conflicts", lambda found, matches: conflicts)
        made = score_conflicts([event_of(rows, **more)], on="test")
        return {s.measure: (s.right, s.found, s.gold) for s in made}

    return score


def test_the_same_spans_are_right_whatever_the_kind(scores):
    assert scores([conflict(kind="label")], [gold_row()])["all"] == (1, 1, 1)


def test_other_spans_of_the_sentences_are_right_if_the_kind_is(scores):
    assert scores([conflict(start=0, end=2)], [gold_row()])["all"] == (1, 1, 1)
    assert scores([conflict(start=0, end=2, kind="date")], [gold_row()])["all"] == (0, 1, 1)


def test_the_same_words_in_another_sentence_are_right(scores):
    assert scores([conflict(start=33, end=42)], [gold_row()])["all"] == (1, 1, 1)


def test_other_words_in_another_sentence_are_wrong(scores):
    assert scores([conflict(start=21, end=29, other=(32, 38))], [gold_row()])["all"] == (0, 1, 1)


def test_a_second_row_for_one_conflict_counts_as_nothing(scores):
    assert scores([conflict(), conflict(start=0, end=2)], [gold_row()])["all"] == (1, 1, 1)


def test_what_one_reader_of_two_listed_is_no_loss(scores):
    row = gold_row(readers=1)
    assert scores([], [row], readings=2) == {}
    assert scores([conflict()], [row], readings=2) == {}


def test_sure_rows_are_scored_apart(scores):
    made = scores([conflict(sure=True), conflict(start=21, end=29, other=(32, 38))], [gold_row()])
    assert made["sure"] == (1, 1, 1)
    assert made["all"] == (1, 2, 1)


def test_by_kind_the_kind_must_be_the_readers(scores):
    made = scores([conflict(kind="label")], [gold_row()])
    assert made["label"] == (0, 1, 0)
    assert made["number"] == (0, 0, 1)
    assert scores([conflict(kind="polarity")], [gold_row("other")])["polarity"] == (1, 1, 1)

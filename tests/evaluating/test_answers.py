"""Scores on NAnCo: by hand on a few answers, and above the floor on the real ones."""

import json

import pytest
from support import GOLD, needs_gold

from analysis.evaluating.answers import score_answers

ANSWERS = (
    ("the ferry ran aground off Lorne Point", 0),
    ("it ran aground at Lorne Point", 0),
    ("a fire in the engine room", 1),
    ("an engine room fire", 1),
    ("", 2),
)


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "external").mkdir()
    rows = [
        {"id": split, "split": split, "answers": [{"answer": text, "cluster": n} for text, n in ANSWERS]}
        for split in ("valid", "test")
    ]
    (tmp_path / "external" / "nanco.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def test_pairs_of_the_test_questions_are_counted_both_kinds_alike(gold):
    for score in score_answers(gold):
        assert (score.finder, score.on, score.found, score.gold) == ("coverage", "nanco", 10, 10)
        assert score.right == 10  # the bound is that of the validation question, here the same


def test_answers_that_are_no_answers_are_like_none(gold):
    path = gold / "external" / "nanco.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        row["answers"] = [{**answer, "answer": ""} for answer in row["answers"]]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert [score.right for score in score_answers(gold)] == [5, 5]  # chance


@needs_gold
def test_it_is_above_the_floor():
    ours, floor = score_answers(GOLD)
    assert ours.precision > 0.75 > floor.precision > 0.68

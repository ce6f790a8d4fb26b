"""Training examples: what each row holds, splits by family, and counts that agree; nothing of it needs torch."""

import json
from collections import Counter

import pytest
from support import GOLD, make_article, needs_gold
from typer.testing import CliRunner

from analysis.cli import app
from analysis.errors import InputError
from analysis.evaluating.examples import read_example
from analysis.evaluating.gold import GoldEvent, read_gold_events
from analysis.records import Event
from analysis.training import base
from analysis.training.chains import Chained, copy_chained, pair_chained, read_chained
from analysis.training.listing import count_listed, list_copies, list_examples
from analysis.training.rows import CANDIDATES, read_rows, spread_families

TEXTS = {
    "a": "The dam burst on Friday night. Two farms were flooded. Rain is expected to return next week.",
    "b": "The dam burst late on Friday. A school was opened for families. Two farms were flooded by the water.",
}
LINKS = {("a", 1): [1], ("a", 2): [3], ("b", 1): [1], ("b", 3): [2]}


def make_gold(name, family):
    units = {}
    for article_id, text in TEXTS.items():
        other, start, units[article_id] = "ba"[article_id == "b"], 0, []
        for n, part in enumerate(text.split(". "), 1):
            end = min(start + len(part) + 1, len(text))
            linked = LINKS.get((article_id, n), [])
            judged = {
                "coverage": {other: ["shared" if linked else "only"]},
                "matches": {other: {"both": linked, "one": []}},
            }
            units[article_id].append({"n": n, "start": start, "end": end, "role": ["body"], **judged})
            start = end + 1
    articles = tuple(make_article(text, article_id=key, whole=True) for key, text in TEXTS.items())
    return GoldEvent(name, family, Event(name, articles), {"units": units})


@pytest.fixture(scope="module")
def examples():
    return [read_example(make_gold(f"dam-{n}", f"family-{n}")) for n in range(3)]


def test_rows_hold_candidates_links_and_answers(examples):
    rows = read_rows(examples)
    assert len(rows) == 3 * 6
    assert all(len(row.candidates) == min(CANDIDATES, 3) for row in rows)
    first = next(row for row in rows if row.article_id == "a" and row.row == 0)
    assert {candidate.row: candidate.linked for candidate in first.candidates} == {0: True, 1: False, 2: False}
    assert (first.status, first.answers) == ("shared", (0.0, 0.0, 1.0))


def test_priors_come_from_other_families(examples, monkeypatch):
    from analysis.training import rows

    seen = []
    fit = rows.fitting.fit_layers
    monkeypatch.setattr(
        rows.fitting,
        "fit_layers",
        lambda inside, **options: seen.append({e.family for e in inside}) or fit(inside, **options),
    )
    folds = spread_families(examples)
    rows.link_across_families(examples, folds)
    assert len(set(folds.values())) == 3
    assert sorted(map(len, seen)) == [2, 2, 2]


def test_families_are_spread_evenly_and_whole(examples):
    assert spread_families(examples, folds=2) == {"family-0": 0, "family-1": 1, "family-2": 0}


def test_listed_examples_say_what_they_are(examples):
    listed = list(list_examples(examples, read_rows(examples)))
    counts = count_listed(listed)
    assert counts["pair", "whole"] == 3 * 4
    assert counts["passage", "only"] == 3 * 2
    assert Counter(example["kind"] for example in listed)["passage"] == 18
    assert {example["family"] for example in listed} == {"family-0", "family-1", "family-2"}
    assert all(example["text"] != example["other_text"] for example in listed if example["kind"] == "copy")


def test_copies_do_not_depend_on_other_events(examples):
    assert [c["other_text"] for c in list_copies(examples[0])] == [c["other_text"] for c in list_copies(examples[2])]


def make_chained(topic, article_id, text, events):
    return Chained(topic, article_id, text, tuple(text.split()), frozenset(events), ())


def test_chains_are_paired_across_articles_of_one_topic():
    one = make_chained("1", "x", "The ferry sank off the coast on Monday", {"sink", "say"})
    two = make_chained("1", "y", "A ferry sank near Lindholm late on Monday", {"sink"})
    far = make_chained("2", "z", "The ferry sank off the coast on Monday", {"sink"})
    pairs = pair_chained([one, two, far])
    assert [(pair.linked, pair.same) for pair in pairs] == [(0.75, None)]
    assert pairs[0].whole == (0.5 if pairs[0].text == one.text else 1.0)
    assert pair_chained([one, two, far]) == pairs
    assert pair_chained([one, make_chained("1", "x", two.text, {"sink"})]) == []  # both of one article


def test_copies_of_chains_say_whether_they_are_the_same():
    own = make_chained("1", "x", "The ferry with 212 people has sunk off the coast on Monday", {"sink"})
    copies = copy_chained([own], most=9)
    assert {copy.linked for copy in copies} == {None}
    assert {copy.same for copy in copies} <= {True, False}


def test_no_ecb_is_said(tmp_path):
    with pytest.raises(InputError, match="no ECB"):
        read_chained(tmp_path)


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setattr(base, "NEEDED", ("no_such_package", "json"))
    with pytest.raises(InputError, match=r"\[train\]; missing: no_such_package\. Install it"):
        base.check_extra()


def test_other_weights_are_refused(monkeypatch):
    monkeypatch.setattr(base, "PACKAGE", "json")
    monkeypatch.setattr(base, "FILE", "__init__.py")
    with pytest.raises(InputError, match="has sha256"):
        base.locate_weights()
    monkeypatch.setattr(base, "FILE", "no_such_file")
    with pytest.raises(InputError, match="no weights at"):
        base.locate_weights()


@needs_gold
def test_the_command_writes_examples_and_counts_them(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.training.train.read_events", lambda gold: list(read_gold_events(gold))[:3])
    done = CliRunner().invoke(app, ["train", "--gold", str(GOLD), "--out", str(tmp_path), "--examples-only"])
    assert done.exit_code == 0, done.output
    assert "3 events of" in done.output
    assert "other: number" in done.output
    lines = (tmp_path / "examples.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["kind"] for line in lines} == {"pair", "passage", "copy"}

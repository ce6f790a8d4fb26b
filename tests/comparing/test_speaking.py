"""Who speaks and how they are introduced, counted by hand: each word once, zero is a row."""

import math

import pandas as pd
import pytest

from analysis.comparing.speaking import (
    CLASSES,
    TYPES,
    count_cue_classes,
    count_cues,
    count_speaker_types,
    list_silent,
    select_spoken,
)
from analysis.tables import SCHEMAS, make_table

TEXT = "The mill would “never close”, Roe said, and claimed that all was well."
ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "source": ["First", "Second", "Third"]})


def row(article_id, start, end, kind, speaker, cue, cue_class, type_, mode="said"):
    empty = dict.fromkeys(SCHEMAS["quotations"])
    return {
        **empty,
        "article_id": article_id,
        "start": start,
        "end": end,
        "text": TEXT[start:end],
        "kind": kind,
        "speaker": speaker,
        "cue": cue,
        "cue_class": cue_class,
        "speaker_type": type_,
        "mode": mode,
        "rule": "test",
    }


ROWS = make_table(
    "quotations",
    [
        row("a", 0, 28, "indirect", "Roe", "said", "neutral", "person"),
        row("a", 16, 27, "direct", "Roe", "said", "neutral", "person"),  # inside the row before
        row("a", 57, 69, "indirect", "Roe", "Claimed", "distancing", "person"),
        row("a", 0, 8, "scare", None, None, None, None),
        row("a", 0, 8, "silence", "the mill", "said", None, "organisation"),
        row("b", 0, 8, "direct", None, None, None, None),
        row("b", 9, 14, "indirect", "police", "in a letter", None, "official"),
        row("b", 9, 14, "indirect", "police", "said", "neutral", "official", mode="negated"),
    ],
)


@pytest.fixture
def spoken():
    return select_spoken(ROWS, ARTICLES)


def test_each_word_counts_once(spoken):
    assert list(zip(spoken["source"], spoken["start"], spoken["n_words"], strict=True)) == [
        ("First", 0, 5),
        ("First", 57, 3),
        ("Second", 0, 2),
        ("Second", 9, 1),
    ]


def test_words_of_another_speaker_inside_are_kept():
    rows = ROWS.iloc[:2].assign(speaker=["Roe", "Lund"])
    assert len(select_spoken(rows, ARTICLES)) == 2


def test_speaker_types(spoken):
    table = count_speaker_types(spoken, ARTICLES).set_index(["source", "speaker_type"])
    assert len(table) == 3 * len(TYPES)
    assert tuple(table.loc[("First", "person")]) == (2, 8, 1.0)
    assert tuple(table.loc[("Second", "not named")]) == (1, 2, 0.5)
    assert table.loc[("First", "official"), "n_quotations"] == 0
    assert math.isnan(table.loc[("Third", "person"), "share"])


def test_cue_classes(spoken):
    table = count_cue_classes(spoken, ARTICLES).set_index(["source", "cue_class"])["n_quotations"]
    assert len(table) == 3 * len(CLASSES)
    assert (table["First", "neutral"], table["First", "distancing"]) == (1, 1)
    assert (table["Second", "other cue"], table["Second", "no cue"]) == (1, 1)


def test_cues(spoken):
    assert count_cues(spoken).to_dict("split")["data"] == [
        ["First", "neutral", "said", 1],
        ["First", "distancing", "claimed", 1],
        ["Second", "other cue", "in a letter", 1],
    ]


def test_silent():
    rows = list_silent(ROWS, ARTICLES)
    assert list(zip(rows["source"], rows["speaker"], strict=True)) == [("First", "the mill")]


def test_nothing_said_is_an_empty_table_of_zeros():
    spoken = select_spoken(make_table("quotations", []), ARTICLES)
    assert count_speaker_types(spoken, ARTICLES)["n_quotations"].sum() == 0
    assert count_cues(spoken).empty
    assert list_silent(make_table("quotations", []), ARTICLES).empty


def test_cues_of_a_class_stand_by_number_most_first_then_by_name(spoken):
    rows = pd.concat([spoken.iloc[[0]].assign(cue=cue) for cue in ("told", "said", "added", "SAID")])
    assert [(cue, n) for *_, cue, n in count_cues(rows).itertuples(index=False)] == [
        ("said", 2),
        ("added", 1),
        ("told", 1),
    ]

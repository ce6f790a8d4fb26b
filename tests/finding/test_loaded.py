"""Loaded wording by sentence: own voice only, each sentence a row."""

import pytest
from support import make_article

from analysis.finding.annotate import find_all, note_lexicons
from analysis.finding.article_tables import article_tables
from analysis.finding.loaded import count_loaded, judge_sentences
from analysis.records import Event


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("The thuggish regime slammed its critics.", True),
        ("The minister slammed the plan.", True),
        ("The so-called reform began.", True),
        ("Police held the alleged thief.", False),
        ("“The thuggish regime must fall,” she said.", False),
        ("Roe said the regime was brutal.", False),
        ("The council may vote in May.", False),
        ("The bank raised its rate.", False),
    ],
)
def test_a_sentence_is_judged_by_its_own_voice(text, loaded):
    assert judge_sentences([text]) == [loaded]


def test_each_sentence_of_an_article_is_a_row():
    article = make_article("Flood at night\n\nThe brutal regime fell. Rain came. “It was brutal,” she said.")
    event = Event("e", (article,))
    tables = article_tables(event, find_all(event.articles))
    rows = count_loaded(tables["sentences"], tables["wording"])
    assert list(rows["n_loaded"]) == [0, 2, 0, 0]
    assert rows["terms"][1] == "brutal, regime"


def test_no_article_has_no_row():
    tables = article_tables(Event("e", ()), [])
    assert count_loaded(tables["sentences"], tables["wording"]).empty


def test_terms_that_can_never_match_are_problems_of_the_event(tmp_path):
    (tmp_path / "own.csv").write_text("term,category,note,source\ncannot,style,,own\nfair,style,,own\n", "utf-8")
    event = Event("e", (make_article("Fair play"),))
    (problem,) = note_lexicons(event, tmp_path).problems
    assert problem.message.startswith(
        "own.csv: the term 'cannot' can never match: texts are read as the words can | not"
    )
    assert note_lexicons(event, None) == event

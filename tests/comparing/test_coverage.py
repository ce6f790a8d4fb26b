"""Which sentences stand in another article: cases, and what must hold of every row."""

from dataclasses import replace
from functools import cache

import pytest
from support import load_cases, make_article

from analysis.comparing import joint
from analysis.comparing.coverage import find_coverage, find_matches
from analysis.comparing.model import load_model, parse_model
from analysis.comparing.similarity import LEXICAL, describe_similarity
from analysis.finding.annotate import find_all
from analysis.records import Segment

OTHER = (
    "At least 14 people were injured when a ferry ran aground off Lorne Point late on Sunday. "
    "The Arvella, operated by Calmar Lines, was carrying 212 passengers and 31 crew. "
    "Lifeboats and two helicopters took all of the passengers off the ship in less than two hours. "
    "Captain Odran Telfer told investigators that the steering failed shortly before the impact. "
    "The Maritime Safety Board said it had begun an investigation into what caused the accident. "
    "A woman was still in hospital on Monday with a broken leg. "
    "Calmar Lines halted all services between the mainland and the islands until Wednesday. "
    "Divers will examine the hull this week."
)
OWN = (
    "Passengers described scenes of panic as water poured into the car deck. "
    "“We held hands and sang,” said Ines Corrigan, 41, who was travelling with two children. "
    "The ferry had left Brannock at 5 p.m. in heavy snow."
)


def found_in(*texts):
    return find_all([make_article(text, article_id="abcde"[n], whole=True) for n, text in enumerate(texts)])


@cache
def status_of(text):
    found = found_in(f"{OWN} {text}", OTHER)
    rows = find_coverage(found, find_matches(found))
    return next(row.status for row in rows if row.article_id == "a" and row.start == len(OWN) + 1)


@pytest.mark.parametrize("case", load_cases("coverage"))
def test_case(case):
    assert status_of(case["text"]) == case["expected"]


@pytest.fixture(scope="module")
def three():
    found = found_in(OWN + " Divers will examine the hull this week.", OTHER, OTHER)
    return found, find_matches(found)


def test_every_sentence_has_a_row_for_every_other_article(three):
    found, matches = three
    rows = find_coverage(found, matches)
    expected = [
        (f.article.article_id, s.start, other.article.article_id)
        for f in found
        for s in f.parsed.sentences
        for other in found
        if other is not f
    ]
    assert [(row.article_id, row.start, row.other_id) for row in rows] == expected


def test_nearest_is_always_a_passage_of_the_other_article(three):
    found, matches = three
    starts = {f.article.article_id: {s.start for s in f.parsed.sentences} for f in found}
    ends = {f.article.article_id: {s.end for s in f.parsed.sentences} for f in found}
    for row in find_coverage(found, matches):
        assert row.nearest_start in starts[row.other_id]
        assert row.nearest_end in ends[row.other_id]
        assert row.nearest_start < row.nearest_end


def test_the_same_article_twice_is_shared_both_ways_and_sure(three):
    found, matches = three
    rows = [row for row in find_coverage(found, matches) if {row.article_id, row.other_id} == {"b", "c"}]
    assert {(row.status, row.score, row.sure, row.rule) for row in rows} == {("shared", 1.0, True, "identical")}
    assert all((row.nearest_start, row.nearest_end) == (row.start, row.end) for row in rows)
    pairs = {(m.start, m.other_start) for m in matches if m.article_id == "b"}
    assert {(start, start) for start, _ in pairs} <= pairs


def test_matches_stand_once_the_earlier_article_first_and_score_rounded(three):
    _, matches = three
    keys = [(m.article_id, m.start, m.other_id, m.other_start) for m in matches]
    assert len(set(keys)) == len(keys)
    assert all(m.article_id < m.other_id for m in matches)
    assert all(round(m.score, 4) == m.score and 0 < m.score <= 1 for m in matches)


def test_order_of_articles_changes_no_status():
    texts = f"{OWN} The Maritime Safety Board has opened an inquiry.", OTHER
    there, back = found_in(*texts), found_in(*reversed(texts))
    one = [(r.status, r.score, r.sure) for r in find_coverage(there, find_matches(there)) if r.article_id == "a"]
    other = [(r.status, r.score, r.sure) for r in find_coverage(back, find_matches(back)) if r.article_id == "b"]
    assert one == other


def test_an_article_without_sentences_covers_nothing_and_says_so():
    found = find_all([make_article(OWN, article_id="a", whole=True), make_article("", article_id="b")])
    rows = find_coverage(found, find_matches(found))
    assert {(row.status, row.sure, row.nearest_start, row.rule) for row in rows} == {("only", False, None, "no text")}


def test_an_article_without_a_character_stops_nothing():
    found = find_all([make_article("", article_id="a"), make_article(OWN, article_id="b", whole=True)])
    assert find_matches(found) == []
    assert {row.status for row in find_coverage(found, [])} == {"only"}
    nothing = find_all([make_article("", article_id="a"), make_article("", article_id="b")])
    assert find_coverage(nothing, find_matches(nothing)) == []


def test_without_reading_together_everything_is_lexical_and_works(monkeypatch, three):
    found, _ = three
    monkeypatch.setattr(joint, "_load_session", lambda: None)
    rows = find_coverage(found, find_matches(found))
    assert {row.status for row in rows if {row.article_id, row.other_id} == {"b", "c"}} == {"shared"}
    assert "only" in {row.status for row in rows if row.article_id == "a"}


def test_one_article_alone_has_no_rows():
    found = found_in(OWN)
    assert find_matches(found) == []
    assert find_coverage(found, []) == []


def test_furniture_and_repeats_are_no_sentences_to_compare():
    text = "The bridge was closed on Friday.\nRead more: storms\nThe bridge was closed on Friday."
    segments = tuple(
        Segment("a", start, end, kind, "test")
        for start, end, kind in ((0, 32, "paragraph"), (33, 50, "furniture"), (51, 83, "repeat"))
    )
    found = find_all([make_article(text, article_id="a").__class__("a", "e", "A", text, segments), *_other("b")])
    rows = find_coverage(found, find_matches(found))
    assert [row.start for row in rows if row.article_id == "a"] == [0]
    assert {row.nearest_start for row in rows if row.article_id == "b"} == {0}


def _other(article_id):
    return [make_article("Engineers closed the bridge on Friday.", article_id=article_id, whole=True)]


def test_what_is_said_to_be_unknown_is_never_surely_shared():
    text = "It was not clear what caused the steering of the Arvella to fail shortly before the impact."
    found = found_in(f"{OWN} {text}", OTHER)
    row = next(row for row in find_coverage(found, find_matches(found)) if row.start == len(OWN) + 1)
    assert not (row.status == "shared" and row.sure)


def test_what_is_said_to_be_unknown_is_not_carried_by_an_article_that_says_it():
    text = "It was not immediately clear what caused the steering of the Arvella to fail before the impact."
    found = found_in(f"{OWN} {text}", OTHER)
    row = next(row for row in find_coverage(found, find_matches(found)) if row.start == len(OWN) + 1)
    assert (row.status, row.sure) == ("only", False)


def test_a_model_fitted_on_other_signals_is_refused():
    data = {"link": {"signals": ["cosine"]}, "status": {"signals": []}, "bounds": {}}
    with pytest.raises(ValueError, match="Fit it again"):
        parse_model(data)


def test_bounds_decide_what_is_aligned():
    found = found_in(f"{OWN} The Maritime Safety Board has opened an inquiry into the cause of the accident.", OTHER)
    model = load_model(with_joint=describe_similarity() != LEXICAL)
    counts = [len(find_matches(found, model=replace(model, link_bound=bound))) for bound in (0.01, 0.3, 0.999)]
    assert counts[0] > counts[1] >= 1
    assert counts[2] == 0


def test_what_is_not_known_is_aligned_with_no_report_of_it():
    open_to_all = replace(load_model(with_joint=describe_similarity() != LEXICAL), link_bound=0.0)
    unknown = "It was not immediately clear which ports the ministry will close to foreign ships."
    assert (
        find_matches(found_in(unknown, "The ministry will close two ports to foreign ships."), model=open_to_all) == []
    )
    assert find_matches(found_in(unknown, "It is unclear which ports will close to ships."), model=open_to_all)

"""Conflicts: two sentences said to be aligned, and what does not agree in them."""

import pytest
from support import load_cases, make_article

from analysis.comparing.conflict.contrasts import read_contrasts
from analysis.comparing.conflicts import find_conflicts
from analysis.finding.annotate import find_all
from analysis.records import Match


def conflicts_between(text, other):
    """Return the conflicts of two one-paragraph articles whose first sentences are aligned."""
    articles = [make_article(text, whole=True, article_id="a"), make_article(other, whole=True, article_id="b")]
    found = find_all(articles)
    first, second = (findings.parsed.sentences[0] for findings in found)
    match = Match("a", first.start, first.end, "b", second.start, second.end, 0.9, "test")
    return find_conflicts(found, [match])


@pytest.mark.parametrize("case", load_cases("conflicts"))
def test_a_case(case):
    text, other = case["text"]
    rows = [(c.kind, text[c.start : c.end], c.other_text) for c in conflicts_between(text, other)]
    assert rows == [tuple(row) for row in case["expected"]]


def test_a_number_in_a_sentence_that_is_not_aligned_is_found_by_its_slot_and_never_sure():
    articles = [make_article(f"The fire killed {n} people.", whole=True, article_id=n) for n in ("75", "57")]
    assert [c.sure for c in find_conflicts(find_all(articles), [])] == [False]


def test_a_number_in_another_slot_is_no_conflict():
    texts = ("The fire killed 75 people.", "The choir has 57 people.")
    articles = [make_article(text, whole=True, article_id=i) for i, text in zip("ab", texts, strict=True)]
    assert find_conflicts(find_all(articles), []) == []


def test_an_exact_count_of_one_thing_is_sure():
    (conflict,) = conflicts_between("The fire killed 75 people.", "The fire killed 57 people on Sunday.")
    assert conflict.sure
    assert conflict.note == "75 people against 57 people"


def test_two_minimums_are_not_sure():
    (conflict,) = conflicts_between("It killed at least six civilians.", "It killed at least four civilians.")
    assert not conflict.sure


def test_a_conflict_stands_once_however_often_it_is_repeated():
    text, other = "The fire killed 75 people. It killed 75 people.", "The fire killed 57 people."
    found = find_all([make_article(text, whole=True, article_id="a"), make_article(other, whole=True, article_id="b")])
    last = found[1].parsed.sentences[0]
    matches = [Match("a", s.start, s.end, "b", last.start, last.end, 0.9, "test") for s in found[0].parsed.sentences]
    assert len(find_conflicts(found, matches)) == 1


def test_a_match_given_from_the_other_side_says_the_same():
    counts = {"a": 75, "b": 57}
    articles = [make_article(f"The fire killed {n} people.", whole=True, article_id=i) for i, n in counts.items()]
    found = find_all(articles)
    first, second = (findings.parsed.sentences[0] for findings in found)
    match = Match("b", second.start, second.end, "a", first.start, first.end, 0.9, "test")
    assert [c.article_id for c in find_conflicts(found, [match])] == ["a"]


SURE = [
    ("number", "The storm killed 75 people in Torvale.", "The storm killed 57 people in Torvale.", True),
    ("number", "The storm killed 75 people in Torvale.", "The storm killed 57 people in Ostby.", False),
    ("number", "The storm killed 75 people on 3 May 2024.", "The storm killed 57 people on 9 May 2024.", False),
    ("number", "The storm killed 75 people.", "The storm killed about 50 people.", False),
    ("number", "Ana Petrov, a 34-year-old nurse, spoke.", "It was 43-year-old Ana Petrov.", True),
    ("number", "A blast hurt five people in Torvale.", "The blast in Torvale injured two people.", True),
    ("number", "Two undersea cables were damaged.", "Damage to three submarine cables was found.", False),
    ("number", "The six-year-old boy fell into a well.", "A five-year-old boy fell into a well.", True),
    ("name", "Climber Duncan Rait died on the ridge.", "Climber Duncan Raite died on the ridge.", True),
    ("name", "Spokesman Gregg Miliote spoke.", "Spokesman Gregg Milliote spoke.", True),
    ("name", "The town of Norland Bay was cut off.", "The town of Norland Hills was cut off.", False),
    ("date", "The bridge collapsed on 3 May 2024.", "The bridge collapsed on 9 May 2024.", True),
    ("date", "The firm moved in 2015 after a merger.", "The firm came in 2017 after a merger.", False),
    ("date", "The bridge collapsed on 3 May 2024.", "The bridge collapsed on 4 May 2024.", False),
    ("date", "The bridge collapsed yesterday.", "The bridge collapsed on 3 May 2024.", False),
    ("polarity", "The council approved the plan.", "The council rejected the plan.", True),
    ("polarity", "The council may approve the plan.", "The council rejected the plan.", False),
    ("label", "Raids killed dozens of civilians.", "Raids killed dozens of suspected traffickers.", False),
]


@pytest.mark.parametrize(("kind", "text", "other", "sure"), SURE)
def test_a_disagreement_is_stated_only_of_one_act_in_one_place(kind, text, other, sure):
    assert [c.sure for c in conflicts_between(text, other) if c.kind == kind] == [sure]


def mirror(conflict):
    """Return what a conflict says, whichever article comes first."""
    ends = sorted([(conflict.article_id, conflict.start), (conflict.other_id, conflict.other_start)])
    return conflict.kind, conflict.rule, conflict.sure, tuple(ends)


@pytest.mark.parametrize("case", [case for case in load_cases("conflicts") if not case.marks])
def test_swapping_the_articles_gives_the_mirrored_conflicts(case):
    text, other = case["text"]
    articles = [make_article(t, whole=True, article_id=i) for t, i in ((text, "a"), (other, "b"))]
    found = find_all(articles)
    first, second = (findings.parsed.sentences[0] for findings in found)
    matches = [Match("a", first.start, first.end, "b", second.start, second.end, 0.9, "test")]
    there = {mirror(c) for c in find_conflicts(found, matches)}
    back = {mirror(c) for c in find_conflicts(found[::-1], matches)}
    assert there == back


def test_contrasts_are_words_on_two_sides_at_least():
    sides = {}
    for contrast in (c for own in read_contrasts().values() for c in own):
        sides.setdefault(contrast.group, set()).add(contrast.side)
    assert all(len(own) > 1 for own in sides.values())


def test_a_name_nearly_alike_in_sentences_that_are_not_aligned_is_never_sure():
    articles = [make_article(f"{n} left the town.", whole=True, article_id=n) for n in ("Marundo", "Marudo")]
    rows = [c for c in find_conflicts(find_all(articles), []) if c.kind == "name"]
    assert [c.sure for c in rows] == [False]


def test_a_cause_unknown_in_one_article_and_given_in_the_other_wherever_they_stand():
    texts = (
        "Divers came. The cause of the accident was unclear.",
        "It was dark. Police blamed a driver for the accident.",
    )
    articles = [make_article(t, whole=True, article_id=i) for i, t in zip("ab", texts, strict=True)]
    (row,) = (c for c in find_conflicts(find_all(articles), []) if c.rule == "cause unknown and given")
    assert (row.other_text, row.sure) == ("Police blamed a driver for the accident.", False)
    for other in ("Its cause was unclear. Police blamed a driver.", "It was dark. The accident caused a jam."):
        articles[1] = make_article(other, whole=True, article_id="b")
        assert find_conflicts(find_all(articles), []) == []


def test_a_rule_of_last_resort_is_silent_where_another_has_found_what_differs():
    text = "At the harbour of Torvale the storm killed 75 people late on Sunday night."
    rows = conflicts_between(text, text.replace("75", "57"))
    assert [c.rule for c in rows] == ["same unit, no common value"]
    rows = conflicts_between(text, text.replace("storm", "mayor"))
    assert [(c.rule, c.sure) for c in rows] == [("the rest in the same words", False)]


def test_a_source_for_one_of_many_like_sentences_is_one_row():
    said = "The ferry hit a reef near Torvale and sank within an hour, the coast guard said."
    told = "The ferry hit a reef near Torvale and sank within an hour."
    rows = conflicts_between(said, f"{told} {told}")
    assert [c.rule for c in rows] == ["on a source’s word, in own voice"]
    assert said[rows[0].start : rows[0].end] == said.split(", the coast")[0]


def test_a_place_where_something_moved_on_to():
    text = "Jets carried out strikes in Sweden. More are to come."
    other = "The strikes began in Sweden but have shifted to Norway."
    articles = [make_article(t, whole=True, article_id=i) for t, i in ((text, "a"), (other, "b"))]
    rows = [c for c in find_conflicts(find_all(articles), []) if c.kind == "place"]
    assert [(c.rule, text[c.start : c.end], c.other_text) for c in rows] == [
        ("moved to another place", "Sweden", "Norway")
    ]

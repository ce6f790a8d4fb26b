"""One change in one of two identical articles: what comes of it appears, and nothing else does."""

import pytest
from strategies import make_event

from analysis import compare
from analysis.tables import SCHEMAS

ARTICLE = """Ferry runs aground off Lindholm

A ferry with 212 people on board ran aground near Lindholm on Monday, killing at least 12 passengers, police said.

“The sea was calm and nobody was warned,” harbour master Ida Vest told reporters. Divers searched the hull until dawn.

The transport ministry approved the route in March 2024. The operator has paid the fine.

Police chief Aron Lund said the captain was arrested on Tuesday in Lindholm.
"""
CHANGES = {
    "a number": ("12 passengers", "19 passengers", "number"),
    "another number": ("212 people", "230 people", "number"),
    "a day": ("on Tuesday in", "on Wednesday in", "date"),
    "a month": ("March 2024", "June 2024", "date"),
    "a negation": ("has paid", "has not paid", "polarity"),
    "an opposite": ("approved the route", "rejected the route", "polarity"),
    "a name": ("Aron Lund", "Aron Lind", "name"),
    "a speaker's name": ("Ida Vest", "Ida Vesta", "name"),
    "a speaker": ("Ida Vest", "Ole Brandt", "attribution"),
    "a longer name": ("Aron Lund", "Aron Lunde", "name"),
    "a place": ("near Lindholm", "near Sandvik", "place"),
    "an office": ("the captain was", "the mate was", "label"),
    "an act": ("ran aground near", "sank near", "label"),
    "a doubt": ("captain was arrested", "captain may have been arrested", "label"),
    "a source": ("passengers, police said.", "passengers.", "attribution"),
}
MISSED = {  # known, and counted: the first to be found makes its test shout
    "a doer": ("Divers searched", "Drones searched", "label"),
    "a time of day": ("until dawn", "until dusk", "date"),
}


def conflicts_of(text, other):
    return [(row.kind, row.text, row.other_text) for row in compare(make_event(text, other)).conflicts.itertuples()]


def test_two_identical_articles_conflict_nowhere():
    assert conflicts_of(ARTICLE, ARTICLE) == []


@pytest.mark.parametrize(("old", "new", "kind"), CHANGES.values(), ids=CHANGES)
def test_one_change_is_one_conflict(old, new, kind):
    assert ARTICLE.count(old) == 1
    found = conflicts_of(ARTICLE, ARTICLE.replace(old, new))
    assert [row[0] for row in found] == [kind], found


@pytest.mark.xfail(strict=True, reason="no rule knows that these exclude each other")
@pytest.mark.parametrize(("old", "new", "kind"), MISSED.values(), ids=MISSED)
def test_one_change_that_is_missed(old, new, kind):
    assert ARTICLE.count(old) == 1
    assert [row[0] for row in conflicts_of(ARTICLE, ARTICLE.replace(old, new))] == [kind]


def test_the_conflict_is_the_same_seen_from_the_other_article():
    changed = ARTICLE.replace("12 passengers", "19 passengers")
    ((kind, text, other),) = conflicts_of(ARTICLE, changed)
    assert conflicts_of(changed, ARTICLE) == [(kind, other, text)]


@pytest.mark.parametrize(
    "furniture", ["Subscribe to our newsletter!", "Read more: Ferry safety in ten charts", "Share this article"]
)
def test_furniture_below_changes_nothing_but_segments(furniture):
    plain, more = compare(make_event(ARTICLE, ARTICLE)), compare(make_event(ARTICLE, f"{ARTICLE}\n{furniture}\n"))
    changed = {name for name in SCHEMAS if not plain.tables[name].equals(more.tables[name])}
    assert changed <= {"segments", "articles"}
    assert set(plain.articles.compare(more.articles).columns.get_level_values(0)) <= {"n_characters"}
    assert "furniture" in set(more.segments["kind"])


def test_a_sentence_taken_away_is_only_in_the_other_and_changes_no_other_status():
    gone = "The operator has paid the fine."
    coverage = compare(make_event(ARTICLE, ARTICLE.replace(f" {gone}", ""))).coverage
    assert list(coverage.loc[coverage["status"] != "shared", "text"]) == [gone]

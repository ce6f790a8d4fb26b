"""The part of a sentence that another article does not carry."""

import pytest
from support import make_article

from analysis.comparing.coverage import find_coverage, find_matches
from analysis.comparing.missing import find_missing
from analysis.comparing.space import read_space
from analysis.finding.annotate import find_all

OTHER = (
    "The council approved the new stadium on Tuesday. "
    "Work on the site starts in May, the builder Torvik said. "
    "Residents of Harrow Street protested outside the town hall."
)


def missing_of(text, other=OTHER, carriers=(0, 1, 2)):
    found = find_all([make_article(text, article_id="a", whole=True), make_article(other, article_id="b", whole=True)])
    space = read_space(found)
    start = space.rows["b"].start
    span = find_missing(space, found[0].parsed, 0, [start + n for n in carriers if n < len(space.units) - start])
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The council approved the new stadium on Tuesday, and three ministers resigned over the cost.",
            "three ministers resigned over the cost",
        ),
        (
            "The builder, which went bankrupt twice in the eighties, said work on the site starts in May.",
            "which went bankrupt twice in the eighties",
        ),
        (
            "After two earthquakes had cracked the old arena, the council approved the new stadium.",
            "After two earthquakes had cracked the old arena",
        ),
        (
            "Residents of Harrow Street protested outside the town hall with drums and trumpets.",
            "with drums and trumpets",
        ),
        ("The council approved the new stadium on Tuesday.", None),
        ("The council approved it.", None),
    ],
)
def test_the_part_is_a_clause_or_a_phrase(text, expected):
    assert missing_of(text) == expected


def test_it_is_what_the_carriers_lack_whatever_else_the_article_says():
    text = "The council approved the new stadium, and residents of Harrow Street protested."
    assert missing_of(text) is None
    assert missing_of(text, carriers=(0,)) == "residents of Harrow Street protested"


def test_it_is_never_the_whole_sentence():
    text = "Snow fell in the mountains, and two skiers vanished."
    assert missing_of(text) in ("Snow fell in the mountains", "two skiers vanished")


def test_it_ends_with_no_preposition_left_hanging():
    text = "Critics blamed greedy investors and reckless lenders such as those on Harrow Street."
    assert not (missing_of(text) or "").endswith(" as")


def test_only_sentences_that_are_partly_there_name_it():
    text = (
        "The council approved the new stadium on Tuesday, and three ministers resigned over the bribes. "
        "Residents of Harrow Street protested outside the town hall. The river rose by two metres."
    )
    found = find_all([make_article(text, article_id="a", whole=True), make_article(OTHER, article_id="b", whole=True)])
    for row in find_coverage(found, find_matches(found)):
        assert (row.missing_start is None) == (row.missing_end is None)
        if row.missing_start is not None:
            assert row.status == "partly"
            assert row.start <= row.missing_start < row.missing_end <= row.end
            assert row.missing_end - row.missing_start < row.end - row.start

"""Sentences as the comparers see them."""

import pytest
from support import make_article

from analysis.comparing.units import read_units
from analysis.finding.annotate import find_all


def unit_of(text):
    (unit,) = read_units(find_all([make_article(text, whole=True)])[0])
    return unit


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The sea was calm,” mayor Ida Vest said.", ("sea", "calm")),
        ("The mayor, Ida Vest, said the sea was calm.", ()),  # reported, not quoted
    ],
)
def test_quoted_terms_are_those_between_marks(text, quoted):
    assert unit_of(text).quoted == quoted


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Police arrested the men after they sank ferries.", [3, 2]),
        ("Police arrested the men after they sank.", [4]),  # one term is a scrap
    ],
)
def test_a_clause_of_two_terms_stands_alone_and_one_of_one_joins_its_parent(text, sizes):
    assert [len(clause) for clause in unit_of(text).clauses] == sizes

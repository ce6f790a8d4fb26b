"""Ages that do not agree: whose they are."""

import pytest
from comparing.test_conflicts import conflicts_between


@pytest.mark.parametrize(("name", "rules"), [("Ana Petrov", ["one person, two ages"]), ("Ada Petrov", [])])
def test_people_whose_names_are_a_letter_apart_are_not_one_of_two_ages(name, rules):
    rows = conflicts_between(f"{name}, a 34-year-old nurse, spoke.", "It was 43-year-old Ana Petrov.")
    assert [row.rule for row in rows if row.kind == "number"] == rules


@pytest.mark.parametrize(
    ("text", "other", "n"),
    [
        ("The six-year-old boy fled.", "The seven-year-old boy hid.", 1),
        ("The six-year-old boy fled.", "The 16-year-old boy hid.", 0),  # too far apart for one boy
        ("Ana Petrov, a 34-year-old nurse, fled.", "It was 35-year-old Eva Roe.", 0),  # near, but of two people
    ],
)
def test_the_unnamed_are_one_where_their_ages_are_near(text, other, n):
    rows = conflicts_between(text, other)
    assert [row.rule for row in rows if row.rule == "one person, two ages"] == ["one person, two ages"] * n

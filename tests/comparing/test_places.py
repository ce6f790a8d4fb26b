"""Places that do not agree."""

from comparing.test_conflicts import conflicts_between


def test_in_a_place_and_near_it_is_never_sure():
    rows = conflicts_between("A bomb went off near London.", "A bomb went off in south London.")
    assert [(row.rule, row.sure) for row in rows if row.kind == "place"] == [("in a place or near it", False)]

"""A figure on a named source's word and on nobody's."""

import pytest
from comparing.test_conflicts import conflicts_between


@pytest.mark.parametrize(("n", "expected"), [("9", []), ("10", ["named against unnamed source"])])
def test_figures_under_ten_need_no_source(n, expected):
    rows = conflicts_between(
        f"The strikes are believed to have killed {n} people.",
        f"The strikes have killed {n} people, according to the ministry.",
    )
    assert [row.rule for row in rows] == expected

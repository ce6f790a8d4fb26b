"""Which values a figure allows."""

import pytest

from analysis.comparing.conflict.bounds import disagree
from analysis.records import Quantity


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((5, 10, None), (7, 12, None), False),  # two ranges that overlap
        ((5, 10, None), (11, 12, None), True),
        ((None, 10, "up to"), (None, 8, "up to"), True),  # two maximums in the same words
        ((None, 10, "up to"), (None, 10, "up to"), False),
        ((None, 10, "up to"), (None, 8, "under"), False),
    ],
)
def test_ranges_and_open_bounds(one, other, expected):
    a, b = (Quantity("a", 0, 1, low, high, "people", modifier, "") for low, high, modifier in (one, other))
    assert disagree(a, b) is disagree(b, a) is expected

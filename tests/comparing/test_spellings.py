"""How names are spelt: what is one letter apart."""

import pytest

from analysis.comparing.conflict.spellings import is_respelt


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Marundo", "Marindo", True),  # a letter replaced
        ("Marundo", "Marinda", False),  # two
        ("Marundo", "Marudo", True),  # left out
        ("Marundo", "Karundo", False),  # at an end
        ("Marundo", "Marund", False),
    ],
)
def test_one_letter_apart_and_not_at_an_end(a, b, expected):
    assert is_respelt(a, b) is is_respelt(b, a) is expected

"""Stretches of tokens: what is taken off their ends."""

import pytest
from support import parse_paragraph

from analysis.finding.stretches import strip_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(The old) mill closed.", "(The old) mill closed"),
        ("(The old mill closed.", "The old mill closed"),
        ("The old mill closed).", "The old mill closed"),
        ("The mill closed (the old one).", "The mill closed (the old one)"),
    ],
)
def test_a_bracket_stays_where_its_partner_does(text, expected):
    parsed = parse_paragraph(text)
    first, last = strip_marks(parsed, 0, len(parsed.tokens))
    assert text[parsed.tokens[first].start : parsed.tokens[last - 1].end] == expected

"""One statement on the word of two different people."""

import pytest
from comparing.test_conflicts import conflicts_between


@pytest.mark.parametrize(
    ("text", "other", "rules"),
    [
        (
            "The driver fell asleep, a survivor said.",
            "The driver fell asleep at the wheel, Kim Doyle said.",
            ["same words, other speaker"],
        ),
        # A word that one of them repeats is shared once.
        (
            "It is a fraud, a fraud and a fraud, Ann Lee said.",
            "It is a fraud that cost the bank money, Tom Roe said.",
            [],
        ),
        ("Fire followed fire after fire, Ann Lee said.", "Fire broke out in the east wing, Tom Roe said.", []),
    ],
)
def test_a_statement_is_the_same_by_words_that_count_once(text, other, rules):
    assert [row.rule for row in conflicts_between(text, other) if row.kind == "attribution"] == rules

"""Acts: the nouns that name one."""

import pytest
from support import parse_paragraph

from analysis.comparing.acts import act_before, act_of


@pytest.mark.parametrize(
    ("word", "before"), [("murder", None), ("before", "murder"), ("raid", "murder"), (".", "raid")]
)
def test_the_nearest_act_before_a_word_and_not_the_word_itself(word, before):
    parsed = parse_paragraph("The murder came before the raid.")
    words = [token.text for token in parsed.tokens]
    expected = None if before is None else act_of(parsed, words.index(before))
    assert act_before(parsed, words.index(word)) == expected
    assert act_of(parsed, words.index("murder")) != act_of(parsed, words.index("raid")) is not None

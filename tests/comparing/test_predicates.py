"""Verbs with their arguments: which words of a sentence are arguments of its verb."""

import pytest
from support import parse_paragraph

from analysis.comparing.predicates import read_predicates


@pytest.mark.parametrize(
    ("text", "verb", "arguments"),
    [
        ("The police arrested two men.", "arrest", ("police", "man")),
        ("Two men were detained by police in Lima.", "detain", ("man", "police")),  # Lima hangs on the police
        ("She gave Roe the keys.", "give", ("roe", "key")),
        ("The mayor looked tired.", "look", ("mayor", "tired")),
        ("He hid in Lima.", "hide", ("lima",)),
    ],
)
def test_arguments_of_a_verb(text, verb, arguments):
    parsed = parse_paragraph(text)
    assert list(read_predicates(parsed, 0, len(parsed.tokens))) == [(verb, arguments)]


@pytest.mark.parametrize("text", ["It is there.", "He did it.", "Roe became mayor.", "They left."])
def test_light_verbs_and_verbs_without_arguments_are_left_out(text):
    parsed = parse_paragraph(text)
    assert list(read_predicates(parsed, 0, len(parsed.tokens))) == []

"""Pronouns: quotation marks, and whom a pronoun may stand for."""

import pytest
from finding.test_entities import find_in
from support import parse_paragraph

from analysis.finding.pronouns import find_quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no way" twice.', "no way"),
        ("He said “no way” twice.", "no way"),
        ('He said “no way" twice.', "no way"),
        ("He said ‘no way’ twice.", "no way"),
        ("He said it’s over, twice.", ""),
    ],
)
def test_quoted_tokens(text, inside):
    parsed = parse_paragraph(text)
    words = [parsed.tokens[i].text for i in sorted(find_quoted(parsed)) if parsed.tokens[i].text.isalpha()]
    assert " ".join(words) == inside


def test_a_quotation_ends_with_its_paragraph():
    found = find_in('Quarrel at the port\n"We are done, said Ana Duarte.\nTom Reed agreed. He left.')
    assert ("He", "Tom Reed", "person", "pronoun: subject") in found


@pytest.mark.parametrize(
    "text",
    [
        "He left early.",
        "The driver fled. He was caught.",
        'Tom Reed was calm. "He never came," a neighbor said.',
        "Tom Reed spoke. Rain fell. Rivers rose. Roads closed. Trains stopped. He left.",
        "Mrs. Oduya spoke. He left.",
    ],
)
def test_none_rather_than_wrong(text):
    assert not [found for found in find_in(text) if found[3].startswith("pronoun")]

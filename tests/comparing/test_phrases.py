"""The words a noun phrase adds to its noun: where a label begins and ends."""

import pytest
from support import parse_paragraph

from analysis.comparing.phrases import find_phrases


def labels_of(text, noun):
    parsed = parse_paragraph(text)
    at = next(i for i, token in enumerate(parsed.tokens) if token.text == noun)
    return [phrase.text for phrase in find_phrases(parsed, at)]


@pytest.mark.parametrize(
    "noun", ["members", "leaders", "supporters", "followers", "heads", "chiefs", "victims", "relatives", "friends"]
)
def test_whose_members_they_are_belongs_to_the_label(noun):
    assert labels_of(f"The {noun} of the rebel army fled.", noun) == [f"{noun} of the rebel army"]


def test_what_others_have_does_not():
    assert labels_of("The suspects of the rebel army fled.", "suspects") == ["suspects"]


@pytest.mark.parametrize("word", ["in", "at", "near", "off", "since", "during", "after", "before", "from", "on"])
def test_where_and_when_are_no_part_of_a_label(word):
    assert labels_of(f"Police arrested men suspected of smuggling {word} the storm.", "men") == [
        "men suspected of smuggling"
    ]


def test_what_somebody_carries_belongs_to_the_label():
    assert labels_of("Police stopped men carrying heavy guns.", "men") == ["men carrying heavy guns"]
    assert labels_of("Police stopped men eating cakes.", "men") == ["men"]

"""Whom a phrase beside a cue stands for."""

import pytest
from support import parse_paragraph

from analysis.finding.entities import find_mentions
from analysis.finding.quotations import find_quotations
from analysis.finding.social import find_posts
from analysis.finding.sources import is_press, source_category, type_of_source


def speakers_in(text):
    parsed = parse_paragraph(text)
    return [row.speaker for row in find_quotations(parsed, find_mentions([parsed])) if row.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” said Quill. Mara Quill runs the port.", ["Mara Quill"]),
        ("Mara Quill and Tom Quill left. “No,” said Quill.", ["Quill"]),
        ("Mayor Mara Quill left. “No,” the mayor said.", ["Mara Quill"]),
        ("Mayor Mara Quill met Mayor Tom Reed. “No,” the mayor said.", ["the mayor"]),
        ("Mara Quill left the port. “No,” she said.", ["Mara Quill"]),
        ("“No,” he said.", [None]),
        ("“No,” they said.", [None]),
        ("“No,” a spokeswoman said. “Never,” the spokeswoman added.", ["a spokeswoman", "a spokeswoman"]),
        ("Mara Quill's lawyer spoke for her. “No,” Mara Quill's lawyer said.", ["Mara Quill's lawyer"]),
        ("“No,” residents said. “Never,” they said.", ["residents", "residents"]),
    ],
)
def test_resolving(text, expected):
    assert speakers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Quill said it was late. The woman also said “never again.”", ["Mara Quill"]),
        ("Susan Quill said it was late. The man also said “never again.”", ["the man"]),
        ("A woman called the raid “a total farce.” Mara Quill, 40, left.", ["Mara Quill"]),
        ("Police called the raid “a total farce.” Mara Quill, 40, left.", ["police"]),
        ("Police in Oxley said it was late. “Never again,” police said.", ["police in Oxley"]),
        ("A spokesman said it was late. “Never,” they said.", [None]),
        ("Governor of Texas Susan Quill said “never again.”", ["Susan Quill"]),
        ("The head of the port (OPA), Mara Quill, called it “a farce.”", ["Mara Quill"]),
        ("The crew rested. In the words of Mara Quill, “it was a total farce.”", ["Mara Quill"]),
    ],
)
def test_descriptions_and_pronouns(text, expected):
    assert speakers_in(text) == expected


def test_two_companies_leave_the_company_alone():
    text = "Umea Steel Corp. sued Oxley Timber Inc. in May.\n“No comment on that,” the Swedish-owned company said."
    assert speakers_in(text) == ["the Swedish-owned company"]


def test_a_statement_is_its_issuers():
    text = "Oxley Steel Corp. said in a statement that it was sorry.\n“We will do better,” the statement said."
    assert speakers_in(text) == ["Oxley Steel Corp."]


def test_the_title_in_a_quotation_makes_nobody_a_speaker():
    text = "“President Tom Reed is wrong,” Mara Quill said. “He knows it,” she said."
    assert speakers_in(text) == ["Mara Quill", "Mara Quill"]


def test_categories():
    assert source_category("airline") == "company"
    assert type_of_source("ministry") == "official"
    assert is_press("Oxley Courier News")
    assert not is_press("Oxley Steel")


def test_posts_need_a_signature_and_stop_at_the_paragraph_above():
    long = "The harbour has been shut since Sunday because of the ice, and nobody knows when it will open again."
    text = f"{long}\nStay at home! — Port (@port) January 3, 2022"
    assert [text[p.start : p.end] for p in find_posts(text, [])] == ["Stay at home!"]
    assert find_posts(f"{long}\nStay at home! — Port, January 3, 2022", []) == []

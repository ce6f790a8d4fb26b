"""Who does and who suffers: roles by the syntax, counted by source, nothing under the minimum."""

import re
from dataclasses import replace

import pytest
from support import parse_paragraph

from analysis.comparing.agency import ROLES, count_agency, find_roles
from analysis.finding.annotate import Findings
from analysis.records import Mention


def findings(text, source="Test"):
    parsed = parse_paragraph(text)
    parsed = replace(parsed, article=replace(parsed.article, source=source))
    rows = [
        Mention("a", m.start(), m.end(), "Ada Roe", "person", "test") for m in re.finditer(r"\b(?:Roe|She)\b", text)
    ]
    return Findings(parsed, tuple(rows), (), (), (), ())


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Roe sacked the coach.", [("does", "sack")]),
        ("She sacked the coach.", [("does", "sack")]),
        ("The coach was sacked by Roe.", [("does", "sack")]),
        ("Roe was sacked by the board.", [("suffers, doer named", "sack")]),
        ("The board sacked Roe.", [("suffers, doer named", "sack")]),
        ("Roe was sacked on Monday.", [("suffers, no doer", "sack")]),
        ("Roe did not sack the coach.", []),
        ("Roe is a coach.", []),
        ("Roe's lawyer sacked the coach.", []),
    ],
)
def test_roles(text, roles):
    assert [(row.role, row.verb) for row in find_roles(findings(text))] == roles


def test_counts_have_a_row_for_each_source_and_role():
    found = [findings("Roe sacked the coach. She praised the team. Roe was arrested.", "One"), findings("Rain.", "Two")]
    rows = count_agency(found, minimum=3)
    assert [(row.source, row.role, row.n) for row in rows] == [
        ("One", ROLES[0], 2),
        ("One", ROLES[1], 0),
        ("One", ROLES[2], 1),
        *[("Two", role, 0) for role in ROLES],
    ]


def test_nothing_under_the_minimum():
    assert count_agency([findings("Roe sacked the coach.")]) == []

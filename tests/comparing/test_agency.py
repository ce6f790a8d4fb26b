"""Who does and who suffers: roles by the syntax, counted by source and voice, nothing under the minimum."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from support import parse_paragraph

from analysis.comparing.agency import ROLES, count_roles, find_roles
from analysis.finding.annotate import Findings
from analysis.records import Mention, Quotation
from analysis.tables import to_table


def findings(text, source="Test", *, name="a", quoted=()):
    parsed = parse_paragraph(text)
    parsed = replace(parsed, article=replace(parsed.article, source=source, article_id=name))
    rows = [
        Mention(name, m.start(), m.end(), "Ada Roe", "person", "test") for m in re.finditer(r"\b(?:Roe|She)\b", text)
    ]
    spans = [
        Quotation(name, text.index(q), text.index(q) + len(q), "direct", *[None] * 8, "said", "test") for q in quoted
    ]
    return Findings(parsed, tuple(rows), tuple(spans), (), (), ())


def counted(found, **options):
    texts = {each.article.article_id: each.article.text for each in found}
    roles = to_table("roles", [row for each in found for row in find_roles(each)], texts)
    articles = pd.DataFrame({"article_id": list(texts), "source": [each.article.source for each in found]}, dtype="str")
    return count_roles(roles, articles, **options)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Roe sacked the coach.", [("does", "sack", "subject")]),
        ("She sacked the coach.", [("does", "sack", "subject")]),
        ("The coach was sacked by Roe.", [("does", "sack", "agent")]),
        ("Roe was sacked by the board.", [("suffers, doer named", "sack", "passive subject")]),
        ("The board sacked Roe.", [("suffers, doer named", "sack", "object")]),
        ("Roe was sacked on Monday.", [("suffers, no doer", "sack", "passive subject")]),
        ("The coach told Roe the news.", []),
        ("The coach met Roe.", []),
        ("Roe is expected on Monday.", []),
        ("The coach blamed Roe.", [("suffers, doer named", "blame", "object")]),
        ("Roe did not sack the coach.", []),
        ("Roe is a coach.", []),
        ("Roe's lawyer sacked the coach.", []),
    ],
)
def test_roles(text, roles):
    assert [(row.role, row.verb, row.rule) for row in find_roles(findings(text))] == roles


def test_roles_have_a_voice():
    found = findings("“Roe sacked the coach,” he said. Roe smiled.", quoted=["Roe sacked the coach,"])
    assert [(row.verb, row.voice) for row in find_roles(found)] == [("sack", "quoted"), ("smile", "own")]


def test_counts_have_a_row_for_each_source_role_and_voice():
    one = findings("Roe sacked the coach. She praised the team. Roe was arrested.", "One")
    table = counted([one, findings("Rain.", "Two", name="b")], minimum=3)
    assert list(table.columns) == ["entity", "source", "role", "voice", "n"]
    own = table[table.voice == "own"]
    assert list(zip(own.source, own.role, own.n, strict=True)) == [
        ("One", ROLES[0], 2),
        ("One", ROLES[1], 0),
        ("One", ROLES[2], 1),
        *[("Two", role, 0) for role in ROLES],
    ]
    assert table[table.voice == "quoted"].n.sum() == 0


def test_nothing_under_the_minimum():
    assert counted([findings("Roe sacked the coach.")]).empty

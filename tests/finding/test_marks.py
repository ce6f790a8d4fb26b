"""Quotation marks: pairing, by shape and by neighbours."""

import random

import pytest

from analysis.finding.marks import find_quoted


def quoted_in(text):
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return [(text[q.start : q.end], q.rule, q.depth) for q in find_quoted(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no”.", [("no", "pair", 0)]),
        ('He said "no".', [("no", "pair", 0)]),
        ('He said “no".', [("no", "mixed marks", 0)]),
        ('He said "no”.', [("no", "mixed marks", 0)]),
        ("Er sagte „nein“.", [("nein", "pair", 0)]),
        ("Il dit «non».", [("non", "pair", 0)]),
        ("He said ''no''.", [("no", "pair", 0)]),
        ("He said “a ‘b c’ d”.", [("a ‘b c’ d", "pair", 0), ("b c", "pair", 1)]),
        ("He said 'a \"b c\" d'.", [('a "b c" d', "pair", 0), ("b c", "pair", 1)]),
        ('He said "a "b c" d".', [('a "b c" d', "pair", 0), ("b c", "pair", 1)]),
        ("He said 'the players' bus is late,' and left.", [("the players' bus is late,", "pair", 0)]),
        ("The players' bus and the dockers' club.", []),
        ("Rock 'n' roll of the '90s, 'til dawn.", []),
        ('A 6\'2" man with a 12" board.', []),
        ("He left.” Then he came.", []),
        ("“A b c.\n“D e f.”", [("A b c.", "unclosed", 0), ("D e f.", "pair", 0)]),
        ("“A b c. “D e f.”", [("A b c.", "unclosed", 0), ("D e f.", "pair", 0)]),
        ("He called it “a mess. Then he left.", [("a mess.", "unclosed", 0)]),
        (
            "“A b,” he said. “C d. E f.\n“G h.”",
            [("A b,", "pair", 0), ("C d. E f.", "unclosed", 0), ("G h.", "pair", 0)],
        ),
        ("He saw “a U.S. Navy boat. Then he left.", [("a U.S. Navy boat.", "unclosed", 0)]),
        ("The 'dockers' paradise' is gone.", [("dockers' paradise", "pair", 0)]),
        ('He said “no” and " spaced', [("no", "pair", 0), ("spaced", "unclosed", 0)]),
        ("He said: “A mess. I left.", [("A mess. I left.", "unclosed", 0)]),
        ("— We waited, said Ren.", [("We waited,", "dash", 0)]),
        ("— Ren Holm (@ren) May 3, 2021", []),
        ("Ren – the mayor – left.", []),
        ("“ spaced out ” words", [("spaced out", "pair", 0)]),
        ("He said: “It is 5' deep and 12\" wide,” and left.", [("It is 5' deep and 12\" wide,", "pair", 0)]),
    ],
)
def test_pairs(text, expected):
    assert quoted_in(text) == expected


def test_single_mark_opens_a_paragraph_only_where_the_article_quotes_with_single_marks():
    closed = "'We waited for hours and hours,' said Ren.\n"
    assert quoted_in(closed + "'We never saw anybody come back.")[-1] == (
        "We never saw anybody come back.",
        "unclosed",
        0,
    )
    assert quoted_in("'We never saw anybody come back.") == []


def test_spans_stay_in_their_paragraph_and_in_order_whatever_the_marks():
    rng = random.Random(7)
    alphabet = ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "a", "b", " ", ".", ",", "\n", "—", "5"]
    for _ in range(400):
        text = "".join(rng.choice(alphabet) for _ in range(40))
        spans, start = [], 0
        for line in text.split("\n"):
            spans.append((start, start + len(line)))
            start += len(line) + 1
        found = find_quoted(text, spans)
        assert all(q.start < q.end and "\n" not in text[q.outer_start : q.outer_end] for q in found)
        assert [q.outer_start for q in found] == sorted(q.outer_start for q in found)

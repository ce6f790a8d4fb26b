"""Claims: what joins sentences of several sources, and on whose word each stands."""

import pytest
from support import make_article

from analysis.comparing.claims import find_basis, group_claims
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.records import Match, Quotation, Sentence


def make_found(sizes):
    """Make articles a, b, … of sentences of ten characters each, without a parse."""
    found = []
    for article_id, size in sizes.items():
        article = make_article("0123456789" * size, article_id=article_id, whole=True, source=article_id.upper())
        sentences = tuple(
            Sentence(article_id, 10 * n, 10 * n + 10, n, "paragraph", n / max(size - 1, 1), "test") for n in range(size)
        )
        found.append(Findings(Parsed(article, (), sentences, (), ()), (), (), (), (), ()))
    return found


def link(one, other, score=0.9):
    (a, i), (b, j) = (one[0], int(one[1:])), (other[0], int(other[1:]))
    return Match(a, 10 * i, 10 * i + 10, b, 10 * j, 10 * j + 10, score, "test")


def grouped(found, matches):
    """Return the claims as sets of "a0", in order."""
    claims = {}
    for row in group_claims(found, matches):
        claims.setdefault(row.claim, []).append(f"{row.article_id}{row.start // 10}")
    assert list(claims) == list(range(1, len(claims) + 1))
    return list(claims.values())


def test_linked_sentences_are_one_claim_and_the_rest_one_each():
    assert grouped(make_found({"a": 2, "b": 2}), [link("a0", "b1")]) == [["a0", "b1"], ["b0"], ["a1"]]


def test_one_weak_link_never_joins_two_groups():
    matches = [link("a0", "b0"), link("c0", "d0"), link("b0", "c0", 0.7)]
    assert grouped(make_found({"a": 1, "b": 1, "c": 1, "d": 1}), matches) == [["a0", "b0"], ["c0", "d0"]]


def test_groups_join_where_all_their_pairs_are_linked():
    ids = ["a0", "b0", "c0"]
    matches = [link(x, y) for n, x in enumerate(ids) for y in ids[n + 1 :]]
    assert grouped(make_found({"a": 1, "b": 1, "c": 1}), matches) == [ids]


def test_a_second_sentence_of_a_source_joins_the_claim_of_its_best_link():
    found = make_found({"a": 2, "b": 1})
    matches = [link("a0", "b0"), link("a1", "b0", 0.88)]
    assert grouped(found, matches) == [["a0", "a1", "b0"]]
    assert {row.start: row.rule for row in group_claims(found, matches) if row.article_id == "a"} == {
        0: "aligned",
        10: "attached",
    }


def test_a_sentence_left_over_joins_only_with_half_of_the_group():
    matches = [link("a0", "b0"), link("a0", "c0"), link("b0", "c0"), link("c0", "d0", 0.88)]
    assert grouped(make_found({"a": 1, "b": 1, "c": 1, "d": 1}), matches) == [["a0", "b0", "c0"], ["d0"]]


def test_every_sentence_has_one_row_and_the_order_of_matches_changes_nothing():
    found = make_found({"a": 3, "b": 3, "c": 2})
    matches = [link("a0", "b1"), link("a0", "c0"), link("b1", "c0"), link("a2", "b2", 0.4), link("a1", "b2", 0.4)]
    rows = group_claims(found, matches)
    assert len({(row.article_id, row.start) for row in rows}) == len(rows) == 8
    assert rows == group_claims(found, matches[::-1])


def test_a_second_sentence_needs_a_firmer_link_than_a_first():
    matches = [link("a0", "b0"), link("a1", "b0", 0.75)]
    assert grouped(make_found({"a": 2, "b": 1}), matches) == [["a0", "b0"], ["a1"]]
    assert grouped(make_found({"a": 2, "b": 1}), matches[1:]) == [["a0"], ["a1", "b0"]]


def test_a_weak_link_joins_nothing_and_is_named():
    rows = group_claims(make_found({"a": 1, "b": 2}), [link("a0", "b0", 0.6)])
    assert [(row.claim, row.rule) for row in rows] == [(1, "alone, weak link"), (2, "alone, weak link"), (3, "alone")]


def test_sources_and_positions_are_those_of_the_sentence():
    rows = group_claims(make_found({"a": 3}), [])
    assert [(row.source, row.position, row.rule) for row in rows] == [
        ("A", 0.0, "alone"),
        ("A", 0.5, "alone"),
        ("A", 1.0, "alone"),
    ]


SENTENCE = Sentence("a", 100, 200, 0, "paragraph", 0.0, "test")


def quote(start, end, speaker_type=None, *, kind="direct", speaker="Ada Quist"):
    return Quotation(
        "a", start, end, kind, speaker, None, None, None, None, None, speaker_type, None, "said", "test"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quotations", "basis"),
    [
        ([], "own"),
        ([quote(100, 190, "person")], "named"),
        ([quote(100, 190, "organisation")], "named"),
        ([quote(100, 190, "official", speaker="officials")], "official"),
        ([quote(100, 190, "anonymous", speaker="witnesses")], "unnamed"),
        ([quote(100, 190, "document", speaker="the report")], "document"),
        ([quote(100, 190, None)], "named"),
        ([quote(100, 190, None, speaker=None)], "unnamed"),
        ([quote(100, 110, "person")], "own"),  # a word or two between marks
        ([quote(100, 190, "person", kind="scare")], "own"),
        ([quote(0, 110, "person")], "own"),  # a quotation that ends here
        ([quote(100, 120, "person"), quote(130, 190, "document")], "document"),
    ],
)
def test_basis(quotations, basis):
    assert find_basis(SENTENCE, quotations) == basis

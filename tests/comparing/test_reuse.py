"""The same words in two articles: runs as long as they go, quotations apart from copied text."""

import pytest
from support import make_article

from analysis.comparing.reuse import MIN_COPIED, SEED, find_reuse
from analysis.finding.annotate import Findings
from analysis.finding.language import parse_articles
from analysis.records import Quotation

LEAD = "A fire broke out early on Sunday in a paper mill by the river"


def findings(article_id, text, *, quoted=(), whole=True):
    parsed = next(parse_articles([make_article(text, article_id=article_id, whole=whole)]))
    rows = [
        Quotation(article_id, text.index(q), text.index(q) + len(q), "direct", *[None] * 8, "said", "test")
        for q in quoted
    ]
    return Findings(parsed, (), tuple(rows), (), (), ())


def passages(found):
    texts = {each.article.article_id: each.article.text for each in found}
    return [
        (texts[row.article_id][row.start : row.end], row.other_id, row.n_words, row.kind) for row in find_reuse(found)
    ]


def test_copied_text_is_found_with_both_places():
    found = [findings("a", f"Late news: {LEAD}, police said."), findings("b", f"{LEAD}. Nobody was hurt.")]
    (row,) = find_reuse(found)
    assert (row.n_words, row.kind) == (14, "copied")
    assert found[0].article.text[row.start : row.end] == LEAD == found[1].article.text[row.other_start : row.other_end]


def test_case_and_marks_do_not_matter():
    found = [findings("a", LEAD), findings("b", LEAD.upper().replace(" IN", ", IN"))]
    assert passages(found)[0][2] == 14


@pytest.mark.parametrize(("words", "rows"), [(MIN_COPIED - 1, 0), (MIN_COPIED, 1)])
def test_set_phrases_are_too_short(words, rows):
    phrase = " ".join(LEAD.split()[:words])
    assert (
        len(find_reuse([findings("a", f"Yesterday {phrase}, again."), findings("b", f"{phrase}; nobody came.")]))
        == rows
    )


@pytest.mark.parametrize(("words", "rows"), [(SEED - 1, 0), (SEED, 1)])
def test_a_shared_quotation_may_be_shorter(words, rows):
    quote = " ".join(["the", "roof", "was", "already", "gone"][:words])
    found = [
        findings("a", f"He said “{quote}” then.", quoted=[quote]),
        findings("b", f"“{quote}”, he wrote.", quoted=[quote]),
    ]
    assert [row.kind for row in find_reuse(found)] == ["quotation"] * rows


def test_a_quotation_in_one_article_only_is_copied_text():
    found = [findings("a", f"He said “{LEAD}”.", quoted=[LEAD]), findings("b", f"{LEAD}.")]
    assert [row[3] for row in passages(found)] == ["copied"]


def test_a_run_is_cut_at_the_marks():
    text = f"{LEAD}, said Roe: “we saw no smoke at all”."
    quote = "we saw no smoke at all"
    found = [findings("a", text, quoted=[quote]), findings("b", text, quoted=[quote])]
    assert [(row[2], row[3]) for row in passages(found)] == [(16, "copied"), (6, "quotation")]


def test_a_changed_word_parts_the_run():
    found = [findings("a", f"{LEAD} {LEAD}"), findings("b", f"{LEAD} once {LEAD}")]
    assert [row[2] for row in passages(found)] == [14, 14]


def test_runs_stay_within_a_paragraph():
    text = "Title here\n\nalpha beta gamma delta mill fire river\n\nepsilon zeta eta theta mill fire river"
    assert passages([findings(name, text, whole=False) for name in "ab"]) == []


def test_the_longest_place_wins():
    short = " ".join(LEAD.split()[:9])
    found = [findings("a", LEAD), findings("b", f"{short} and went. {LEAD}.")]
    assert [row[2] for row in passages(found)] == [14]


def test_every_pair_of_three_in_order():
    found = [findings(name, LEAD) for name in "cab"]
    assert [(row.article_id, row.other_id) for row in find_reuse(found)] == [("c", "a"), ("c", "b"), ("a", "b")]


def test_one_article_shares_nothing():
    assert find_reuse([findings("a", f"{LEAD} {LEAD}")]) == []

"""Independent accounts: copies and one agency's text count once, and one weak tie never joins two accounts."""

import pytest
from support import make_article

from analysis.comparing.accounts import LEAST_WORDS, count_confirmations, find_accounts
from analysis.comparing.reuse import find_reuse
from analysis.finding.annotate import Findings
from analysis.finding.language import parse_articles
from analysis.tables import make_table, to_table

LEAD = (
    "A fire broke out early on Sunday in a paper mill by the river and burned through two of its halls before crews "
    "from four towns could reach the gate, which the guard had locked at midnight as he does every night of the week"
)
OWN = {
    "a": "The owner of the mill has promised to build it anew, with better doors and a second gate for engines.",
    "b": "Neighbours say that they smelled smoke an hour before anyone called, and that the lamps were out.",
    "c": "The town council meets on Tuesday to talk of money for the workers, who have been sent home.",
}


def findings(article_id, text, **facts):
    text = f"Mill burns by the river\n{text}"
    parsed = next(parse_articles([make_article(text, article_id=article_id, **{"source": article_id, **facts})]))
    return Findings(parsed, (), (), (), (), ())


def accounts(*found):
    rows = find_accounts(found, find_reuse(found))
    for row in rows:
        assert found[[f.article.article_id for f in found].index(row.article_id)].article.text[row.start : row.end]
    return rows


def numbers(*found):
    return {row.article_id: row.account for row in accounts(*found)}


def test_articles_in_their_own_words_are_independent():
    rows = accounts(*(findings(name, text) for name, text in OWN.items()))
    assert [(row.article_id, row.account, row.kind) for row in rows] == [
        ("a", 1, "alone"),
        ("b", 2, "alone"),
        ("c", 3, "alone"),
    ]


def test_one_agency_is_one_account():
    found = [
        findings(name, f"OSLO ({agency}) — {OWN[name]}")
        for name, agency in zip("abc", ["AP", "Reuters", "AP"], strict=True)
    ]
    assert numbers(*found) == {"a": 1, "b": 2, "c": 1}


def test_copied_text_is_one_account_and_says_how_much():
    found = [findings("a", f"{LEAD}. {OWN['a']}"), findings("b", f"{LEAD}. {OWN['b']}"), findings("c", OWN["c"])]
    rows = accounts(*found)
    assert [(row.article_id, row.account, row.kind, row.other_id) for row in rows] == [
        ("a", 1, "copied", "b"),
        ("b", 1, "copied", "a"),
        ("c", 2, "alone", None),
    ]
    assert rows[0].rule == f"{len(LEAD.split())} words copied"
    assert found[1].article.text[rows[1].start : rows[1].end] == LEAD


@pytest.mark.parametrize(("words", "n"), [(LEAST_WORDS - 1, 2), (LEAST_WORDS, 1)])
def test_a_short_passage_makes_no_copy(words, n):
    passage = " ".join(LEAD.split()[:words])
    found = [findings("a", f"{passage}, again. {OWN['a']}"), findings("b", f"{passage}; but not yet. {OWN['b']}")]
    assert len(set(numbers(*found).values())) == n


def test_a_passage_that_is_little_of_both_makes_no_copy():
    filler = " ".join(f"{OWN['a'][:-1]} {i} of {i * 7}." for i in range(20))
    other = " ".join(f"{OWN['b'][:-1]} {i} of {i * 9}." for i in range(20))
    found = [findings("a", f"{LEAD}. {filler}"), findings("b", f"{LEAD}. {other}")]
    assert {r.kind for r in find_accounts(found, [r for r in find_reuse(found) if r.n_words > LEAST_WORDS])} == {
        "alone"
    }


def test_a_contributor_belongs_to_its_agency_and_never_joins_two():
    found = [
        findings("a", f"OSLO (AP) — {OWN['a']}"),
        findings("b", f"OSLO (Reuters) — {OWN['b']}"),
        findings("c", f"{OWN['c']}\nThe Associated Press and Reuters contributed to this report."),
    ]
    assert numbers(*found) == {"a": 1, "b": 2, "c": 1}
    assert [row.agency for row in accounts(*found) if row.article_id == "c"] == ["AP", "Reuters"]


def test_an_agency_that_contributed_to_anothers_text_stays_apart():
    found = [
        findings("a", f"OSLO (AP) — {OWN['a']}"),
        findings("b", f"OSLO (Reuters) — {OWN['b']}\nThe Associated Press contributed to this report."),
        findings("c", f"OSLO (Reuters) — {OWN['c']}"),
    ]
    assert numbers(*found) == {"a": 1, "b": 2, "c": 2}


def test_agencies_without_a_name_join_nobody():
    found = [findings(name, f"{OWN[name]}\n(With inputs from agencies)") for name in "ab"]
    assert numbers(*found) == {"a": 1, "b": 2}


def test_two_articles_of_one_outlet_are_one_account():
    found = [findings("a", OWN["a"], source="Post"), findings("b", OWN["b"], source="Post")]
    assert numbers(*found) == {"a": 1, "b": 1}
    assert [(row.kind, row.other_id) for row in accounts(*found)] == [("source", "b"), ("source", "a")]


def test_nothing_and_an_empty_article():
    assert find_accounts([], []) == []
    empty = Findings(next(parse_articles([make_article("", article_id="e")])), (), (), (), (), ())
    assert find_accounts([empty], []) == []


def claims_of(found, sentence):
    rows = []
    for f in found:
        start = f.article.text.index(sentence(f))
        rows.append(
            {"article_id": f.article.article_id, "start": start, "end": start + len(sentence(f)), "text": sentence(f)}
        )
    filler = {"claim": 1, "position": 0.0, "basis": "own", "rule": "test"}
    return make_table("claims", [{**row, **filler, "source": row["article_id"]} for row in rows])


def confirm(found, sentence):
    texts = {f.article.article_id: f.article.text for f in found}
    reuse = find_reuse(found)
    table = count_confirmations(
        claims_of(found, sentence),
        to_table("accounts", find_accounts(found, reuse), texts),
        to_table("reuse", reuse, texts),
    )
    return table.to_dict("records")


def test_a_claim_that_copies_carry_is_not_confirmed():
    short = " ".join(LEAD.split()[:14])  # too little for one account, but it is the whole sentence
    found = [
        findings("a", f"{short}. {OWN['a']}"),
        findings("b", f"{short}. {OWN['b']}"),
        findings("c", f"There was fire. {OWN['c']}"),
    ]
    assert len(set(numbers(*found).values())) == 3
    said = {"a": short, "b": short, "c": "There was fire"}
    assert confirm(found, lambda f: said[f.article.article_id]) == [{"claim": 1, "n_articles": 3, "n_accounts": 2}]


def test_a_claim_in_own_words_is_confirmed():
    found = [findings(name, text) for name, text in OWN.items()]
    assert confirm(found, lambda f: OWN[f.article.article_id])[0]["n_accounts"] == 3


def test_no_claims_make_an_empty_table():
    empty = count_confirmations(*(make_table(name, []) for name in ("claims", "accounts", "reuse")))
    assert list(empty.columns) == ["claim", "n_articles", "n_accounts"]
    assert empty.empty

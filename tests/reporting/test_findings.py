import re
from types import SimpleNamespace

import pandas as pd
import pytest
from reporting.samples import COAST, HARBOUR, make_comparison

from analysis.reporting.finding_claims import _choose_telling, _has_figures, _is_telling, find_moved_claim
from analysis.reporting.findings import list_findings
from analysis.reporting.passages import Passages
from analysis.tables import make_table


def texts(comparison):
    return {finding.kind: finding.text for finding in list_findings(comparison)}


def test_agreed_number_and_what_differs_on_it_stand_together():
    said = texts(make_comparison())["number"]
    assert said == (
        "Both give the number “at least 12 passengers”. They differ on the date: Harbour Post has “on Monday”, "
        "Unnamed source A “on Sunday”."
    )


def test_every_finding_rests_on_passages_that_say_it():
    comparison = make_comparison()
    by_id = {article.article_id: article.text for article in comparison.event.articles}
    for finding in list_findings(comparison):
        for part in finding.parts:
            if not isinstance(part, str):
                article_id, start, end = part.span
                assert part.text.strip("“”").rstrip(" ….") in " ".join(by_id[article_id][start:end].split())


def test_nothing_unsure_is_stated():
    comparison = make_comparison()
    comparison.coverage = comparison.coverage.assign(sure=False)
    comparison.conflicts = comparison.conflicts.assign(sure=False)
    assert not set(texts(comparison)) & {"number", "one-sided", "conflict: date", "conflict: label"}


def test_one_sided_says_what_was_searched():
    said = texts(make_comparison())["one-sided"]
    assert said.startswith(
        "Only Harbour Post has “Divers searched the hull until nightfall”. The matcher is sure of 1 "
    )
    assert "not found in Unnamed source A, where" in said


def test_other_bounds_are_no_agreement():
    comparison = make_comparison()
    rows = comparison.quantities
    comparison.quantities = rows.assign(low=rows["low"].where(rows["article_id"] == "harbour", 13.0))
    assert "number" not in texts(comparison)


def test_number_of_one_is_no_finding():
    comparison = make_comparison()
    comparison.quantities = comparison.quantities.assign(low=1.0, high=None)
    assert "number" not in texts(comparison)


def test_sentence_that_leans_on_another_is_shown_last():
    rows = [SimpleNamespace(article_id="a", start=n, end=n + 9, text=text) for n, text in enumerate(LEANING)]
    empty = pd.DataFrame(columns=["article_id", "start", "end", "rule"])
    assert _choose_telling(rows, SimpleNamespace(mentions=empty, quantities=empty)) is rows[1]


LEANING = (
    "“And we need to see far more of it,” the mayor said.",
    "Divers searched the hull of the ferry until nightfall.",
)


def test_few_words_give_no_share():
    assert "voices" not in texts(make_comparison())  # 21 quoted words in all


def test_shared_quotation_names_its_speaker():
    assert texts(make_comparison())["quotation"].startswith("Both quote the same words by Ida Vest: “The sea was calm")


def test_third_article_is_not_both():
    comparison = make_comparison()
    comparison.articles = pd.concat(
        [comparison.articles, comparison.articles.iloc[:1].assign(article_id="x", source="X")]
    )
    assert "Harbour Post and Unnamed source A give the number" in texts(comparison)["number"]


def make_trio(*, sure=True, accounts=(1, 2, 3)):
    """Make three articles that carry one claim: early in two, last in the third."""
    claim = "A ferry ran aground near Lindholm on Sunday and twelve were hurt."
    filler = "Nothing else was known of it by the evening."
    names = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
    body = {"a": f"{claim} {filler}", "b": f"{claim} {filler}", "c": f"{' '.join([filler] * 9)} {claim}"}
    comparison = make_comparison({k: f"Ferry aground\n{text}\n" for k, text in body.items()}, sources=names)
    sentences = comparison.sentences
    rows = [r for r in sentences.itertuples() if r.text == claim]
    others = {r.article_id: [o for o in rows if o.article_id != r.article_id] for r in rows}
    spans = [{"article_id": r.article_id, "start": r.start, "end": r.end, "text": r.text, "rule": "test"} for r in rows]
    comparison.claims = make_table(
        "claims",
        [
            {**s, "claim": 1, "source": names[s["article_id"]], "position": r.position, "basis": "own"}
            for s, r in zip(spans, rows, strict=True)
        ],
    )
    comparison.coverage = make_table(
        "coverage",
        [
            {
                **s,
                "other_id": o.article_id,
                "status": "shared",
                "score": 0.9,
                "sure": sure,
                "nearest_start": o.start,
                "nearest_end": o.end,
                "missing_start": None,
                "missing_end": None,
            }
            for s in spans
            for o in others[s["article_id"]]
        ],
    )
    comparison.accounts = make_table(
        "accounts",
        [
            {**s, "account": n, "kind": "agency", "agency": "AP", "other_id": None}
            for s, n in zip(spans, accounts, strict=True)
        ],
    )
    return comparison


def test_what_all_carry_comes_first():
    comparison = make_trio()
    assert next(iter(texts(comparison))) == "common"
    assert texts(comparison)["common"] == (
        "All 3 articles report, in the words of Alpha: "
        "“A ferry ran aground near Lindholm on Sunday and twelve were hurt”."
    )
    assert "common" not in texts(make_trio(sure=False))


def test_wording_with_a_figure_that_another_lacks_is_not_given_for_all():
    comparison = make_trio()
    one, other = (SimpleNamespace(**comparison.claims.iloc[n].to_dict()) for n in (0, 1))
    assert _has_figures(one, other, lambda *span: [])
    other.text = "A ferry ran aground near Lindholm on Sunday and people were hurt."
    twelve = SimpleNamespace(low=12.0, high=12.0, text="twelve")
    assert not _has_figures(one, other, lambda article_id, *span: [twelve] if article_id == one.article_id else [])
    one.text += " Flight 370"
    assert not _has_figures(one, other, lambda *span: [])


@pytest.mark.parametrize(
    ("kind", "sure", "told"), [("number", False, False), ("label", False, True), ("label", True, False)]
)
def test_statement_in_conflict_is_not_given_for_all(kind, sure, told):
    comparison = make_trio()
    a, b = (comparison.claims.iloc[n].to_dict() for n in (0, 1))
    row = {k: a[k] for k in ("article_id", "start", "end", "text")} | {"other_id": b["article_id"]}
    row |= {"other_start": b["start"], "other_end": b["end"], "other_text": b["text"], "kind": kind, "sure": sure}
    comparison.conflicts = make_table("conflicts", [{**row, "note": "", "score": 0.5, "rule": "test"}])
    assert ("common" in texts(comparison)) == told


def test_place_is_told_of_a_statement_not_told_before():
    comparison = make_trio()
    assert "place" not in texts(comparison)  # told as the common one
    (finding,) = find_moved_claim(comparison, Passages(comparison), set())
    assert re.match(r"Alpha has at \d+ % of its text what Gamma has at \d\d %: “A ferry", finding.text)


def test_copies_are_no_confirmation():
    said = texts(make_trio(accounts=(1, 1, 2)))
    assert said["accounts"] == (
        "The 3 articles are at most 2 independent accounts: Alpha and Beta rest on the same text, agency or outlet, so "
        "that one does not confirm the other."
    )
    assert "common" not in texts(make_trio(accounts=(1, 1, 1)))
    assert "accounts" not in texts(make_trio())


def test_number_that_a_copy_repeats_is_no_agreement():
    comparison = make_comparison()
    rows = [
        {**dict(zip(["article_id", "start", "end"], [a, 0, 5], strict=True)), "text": "x", "rule": "test"}
        for a in ("harbour", "coast")
    ]
    comparison.accounts = make_table(
        "accounts", [{**r, "account": 1, "kind": "agency", "agency": "AP", "other_id": None} for r in rows]
    )
    assert "number" not in texts(comparison)


def test_sentence_that_only_announces_is_not_shown():
    assert not _is_telling(SimpleNamespace(text="These are the details of the sad accident on Monday:"))
    assert _is_telling(SimpleNamespace(text="These are the details of the sad accident on Monday."))
    assert not _is_telling(SimpleNamespace(text="“What can you tell us of the sad accident on Monday?”"))


def test_one_article_and_empty_tables_have_no_findings():
    assert list_findings(make_comparison({"a": COAST})) == []
    assert list_findings(make_comparison({"a": COAST, "b": HARBOUR})) == []

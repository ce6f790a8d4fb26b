"""Claims by sources: each cell leads to its passage, copies are marked, places are drawn from sure claims alone."""

import re

import pandas as pd
from reporting.samples import make_comparison
from reporting.test_findings import make_trio

from analysis.reporting import display
from analysis.reporting.summary import list_firm_claims, place_claims
from analysis.tables import make_table


def test_each_cell_leads_to_its_passage_and_says_on_whose_word():
    comparison = make_trio()
    shown = display.show_claims(comparison).html
    page = display.show_articles(comparison).html
    links = re.findall(r'href="#([^"]+)"', shown)
    assert len(links) == 3
    assert all(f'id="{link}"' in page for link in links)
    assert shown.count("own voice") == 3
    assert ">lede</a>" in shown


def test_claim_in_fewer_accounts_than_articles_says_so():
    assert "3 articles, 2 accounts" in display.show_claims(make_trio(accounts=(1, 1, 2))).html
    assert "accounts" not in display.show_claims(make_trio()).html


def test_claim_that_is_not_sure_is_marked():
    assert "not sure" in display.show_claims(make_trio(sure=False)).html
    assert "not sure" not in display.show_claims(make_trio()).html
    assert list_firm_claims(make_trio(sure=False)) == []


def test_a_claim_is_firm_only_if_every_article_is_surely_linked():
    comparison = make_trio()
    rows = comparison.coverage
    comparison.coverage = rows.assign(sure=rows["article_id"].ne("c") & rows["other_id"].ne("c"))
    assert list_firm_claims(comparison) == []
    comparison.coverage = rows.assign(sure=rows["article_id"].eq("c"))
    assert list_firm_claims(comparison) == [1]


def test_place_in_words():
    comparison = make_comparison()
    assert list(place_claims(comparison)["place"]) == ["lede", "lede"]
    assert list(place_claims(comparison)["first"]) == [True, True]


def test_places_need_a_least_number_of_claims():
    shown = display.show_claim_places(make_trio()).html
    assert "<img" not in shown
    assert "too few" in shown


def test_accounts_are_said_with_their_evidence():
    shown = display.show_accounts(make_trio(accounts=(1, 1, 2)))
    assert "3 articles, at most 2 independent accounts. Alpha and Beta are one account" in shown.text
    assert "prints the text of AP" in shown.html
    assert "Nothing shows that the 3 articles are fewer" in display.show_accounts(make_trio()).text


def test_own_name_in_the_place_line_is_no_evidence():
    comparison = make_trio()
    own = comparison.accounts.query("article_id == 'a'")
    both = [own.assign(rule="agency as source"), own.assign(rule="place line"), comparison.accounts.iloc[1:]]
    comparison.accounts = pd.concat(both, ignore_index=True)
    assert display.show_accounts(comparison).html.count("prints the text of AP") == 2


def test_audit_counts_what_hangs_on_a_score():
    comparison = make_comparison()
    coverage = comparison.coverage
    margins = coverage[["article_id", "start", "end", "text", "other_id", "status", "rule"]]
    comparison.audit = margins.assign(runner_up="only", margin=0.05, sure_margin=0.5)
    said = display.show_audit(comparison).text
    assert f"Of {len(coverage)} statuses" in said
    assert f"{len(coverage)} would be another one with a bound moved by 0.1" in said
    assert "± 0.2: shared" in display.show_flips(comparison).html


def test_answer_says_sure_beside_all():
    said = display.show_coverage_answer(make_comparison()).text
    assert "1 statement stands in both articles; the matcher is sure of 1." in said
    assert "2 pairs of passages differ on one matter; 1 may be stated as a disagreement." in said


def test_of_many_unsure_conflicts_the_strongest_of_each_two_articles_are_shown():
    comparison = make_trio(accounts=(1, 2, 3))
    text = dict(zip(comparison.articles["article_id"], comparison.articles["article_id"], strict=True))
    rows = [
        {"article_id": a, "start": n, "end": n + 1, "text": text[a], "kind": "label", "other_id": b, "other_start": n,
         "other_end": n + 1, "other_text": text[b], "note": f"{a}{b}{n}", "score": 1 - n / 100, "sure": False,
         "rule": f"test {n}"}
        for a, b, most in (("a", "b", 9), ("a", "c", 2))
        for n in range(most)
    ]  # fmt: skip
    comparison.conflicts = make_table("conflicts", rows)
    shown, folded = display.show_conflicts(comparison).html.split("<details")
    assert [f"ab{n}" in shown for n in range(9)] == [True] * 6 + [False] * 3
    assert "ac0" in shown
    assert "ac1" in shown
    assert "3 further pairs" in folded
    assert folded.count('class="conflict"') == 3


def test_conflict_that_a_copy_repeats_is_shown_once():
    comparison = make_trio(accounts=(1, 1, 2))
    claims = comparison.claims.set_index("article_id")
    pairs = [("a", "c"), ("b", "c")]
    comparison.conflicts = make_table(
        "conflicts",
        [
            {
                "article_id": a,
                "start": claims.start[a],
                "end": claims.start[a] + 7,
                "text": "A ferry",
                "kind": "label",
                "other_id": c,
                "other_start": claims.start[c],
                "other_end": claims.start[c] + 7,
                "other_text": "A ferry",
                "note": "",
                "score": 0.5,
                "sure": False,
                "rule": "test",
            }
            for a, c in pairs
        ],
    )
    shown = display.show_conflicts(comparison).html
    assert shown.count('class="conflict"') == 1
    assert re.search(r"The same in <a [^>]*>Beta</a>", shown)
    comparison.accounts = comparison.accounts.assign(account=[1, 2, 3])
    assert display.show_conflicts(comparison).html.count('class="conflict"') == 2

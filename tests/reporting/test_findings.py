import pandas as pd
from reporting.samples import COAST, HARBOUR, make_comparison

from analysis.reporting.findings import list_findings


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


def test_one_article_and_empty_tables_have_no_findings():
    assert list_findings(make_comparison({"a": COAST})) == []
    assert list_findings(make_comparison({"a": COAST, "b": HARBOUR})) == []

"""Every section on full tables, empty tables, one article, five articles and long names."""

import html
import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import pytest
from reporting.samples import COAST, HARBOUR, make_comparison, run_notebook

from analysis.reporting import display
from analysis.reporting.notebooks import locate_notebook
from analysis.reporting.page import render_page
from analysis.reporting.views import method
from analysis.reporting.views.articles import show_articles
from analysis.reporting.views.facts import describe_quantity

# those of an archive take another table: tests/reporting/test_profiles_view.py
ARCHIVE = ("show_archive", "show_profile")
SECTIONS = [name for name in display.__all__ if name.startswith("show_") and not name.startswith(ARCHIVE)]
MEASURED = {"show_accuracy": ["coverage"], "show_list_errors": ["links", "sure only"]}
ARGUMENTS = {"show_provenance": [{"event": "x"}]}
SAMPLES = {
    "full": lambda: make_comparison(),
    "one": lambda: make_comparison({"only": COAST}),
    "empty tables": lambda: make_comparison({"a": COAST, "b": HARBOUR}),
    "five": lambda: make_comparison({f"a{i}": COAST for i in range(5)}, sources=dict.fromkeys(["a0", "a1"], "Twice")),
    "long names": lambda: make_comparison(
        {"a": COAST, "b": HARBOUR}, sources={"a": "The " + "Very " * 30, "b": "x" * 90}
    ),
    "no text": lambda: make_comparison({"a": "x"}),
}


@cache
def sample(name):
    return SAMPLES[name]()


@pytest.fixture(params=SAMPLES, scope="module")
def page(request):
    comparison = sample(request.param)
    return render_page(run_notebook(comparison, locate_notebook()), event="ferry-lindholm")


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("kind", SAMPLES)
def test_section_says_something(name, kind):
    comparison = sample(kind)
    if name in MEASURED:
        shown = getattr(display, name)(*MEASURED[name])
    else:
        shown = getattr(display, name)(comparison, *ARGUMENTS.get(name, []))
    assert shown.html.strip()
    assert "nan" not in re.sub(r'(href|src)="data:[^"]*"', "", shown.html).lower()


def test_every_link_leads_somewhere_and_every_id_stands_once(page):
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    links = {html.unescape(link) for link in re.findall(r'href="#([^"]*)"', page)}
    assert links
    assert links <= set(map(html.unescape, ids))


def test_page_runs_nothing_and_loads_nothing(page):
    assert "<script" not in page
    assert re.search(r"content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'", page)
    assert not re.search(r"\bon[a-z]+=", re.sub(r"<(style|code)>.*?</\1>", "", page, flags=re.DOTALL))
    assert set(re.findall(r'src="([a-z]+:)', page)) <= {"data:"}


def test_figures_have_words(page):
    images = re.findall(r"<img[^>]*>", page)
    assert all(re.search(r'alt="[^"]{30,}"', image) for image in images)
    assert page.count("<figcaption>") == len(images)


def test_row_links_to_its_characters():
    comparison = make_comparison()
    page = show_articles(comparison).html
    row = comparison.quantities.iloc[0]
    number = list(comparison.articles["article_id"]).index(row.article_id) + 1
    assert re.search(rf'id="a{number}-{row.start}-{row.end}"[^>]*>{row.text}<', page)
    assert f'href="#a{number}-{row.start}-{row.end}"' in display.show_numbers(comparison).html


def test_every_character_of_the_articles_is_on_the_page():
    comparison = make_comparison()
    page = re.sub(
        r'<a [^>]*class="to"[^>]*>.*?</a>|<span class="spoken">.*?</span>', "", show_articles(comparison).html
    )
    for article in comparison.event.articles:
        shown = html.unescape(re.sub(r"<[^>]*>", "", page))
        assert "".join(article.text.split()) in "".join(shown.split())


def test_two_articles_of_one_source_are_told_apart():
    comparison = SAMPLES["five"]()
    shown = display.show_sources(comparison).html
    assert "Twice (1)" in shown
    assert "Twice (2)" in shown


def test_quoted_term_is_not_counted_as_own_voice():
    shown = display.show_wording(make_comparison()).html
    assert re.search(r"loaded</th>.*?0 own, 1 quoted", shown)


def test_long_table_is_named_but_not_carried_by_the_page(monkeypatch):
    assert 'download="sentences.csv"' in display.show_tables(make_comparison()).html
    monkeypatch.setattr(method, "_EMBEDDED", 200)
    shown = display.show_tables(make_comparison()).html
    assert 'download="sentences.csv"' not in shown
    assert f"sentences.csv {len(make_comparison().sentences)} rows, in the folder tables" in shown


def test_number_in_a_repeated_lede_is_shown_once():
    comparison = make_comparison()
    assert "212 people" in display.show_numbers(comparison).html
    kinds = comparison.segments["kind"].where(comparison.segments["text"].str.contains("212") == 0, "repeat")
    comparison.segments = comparison.segments.assign(kind=kinds)
    assert "212 people" not in display.show_numbers(comparison).html


def test_unsure_conflict_is_no_disagreement():
    sure, unsure = display.show_conflicts(make_comparison()).html.split("Worded or sourced differently")
    assert "<mark>on Monday</mark>" in sure
    assert "<mark>injuring</mark>" not in sure
    assert "<mark>injuring</mark>" in unsure


def test_address_that_is_no_web_address_is_no_link():
    comparison = make_comparison(hostile=True)
    assert 'href="javascript:' not in display.show_sources(comparison).html


def test_article_without_title_or_date():
    comparison = make_comparison()
    articles = comparison.articles.assign(title=None, published=None)
    comparison.articles = articles
    comparison.event = replace(comparison.event)
    assert "undated" in display.show_sources(comparison).html
    assert "undated" in display.show_header(comparison).html


def test_part_that_was_not_found_is_listed_and_marked():
    comparison = make_comparison()
    part = comparison.coverage["status"].eq("partly")
    starts = comparison.coverage["start"].where(part)
    comparison.coverage = comparison.coverage.assign(missing_start=starts, missing_end=starts + 8).convert_dtypes()
    listed = display.show_one_sided(comparison).html
    assert "partly elsewhere, with the part that was not found" in listed
    assert re.search(r"Not found in .{0,120}Unnamed source A</span>: <mark>“The sea", listed)
    assert '<span class="m" title="this part was not found elsewhere">' in display.show_articles(comparison).html


def test_money_has_its_sign_before_the_figure():
    rows = [
        SimpleNamespace(low=low, high=high, unit="$", text="") for low, high in [(2e9, 2e9), (5.0, None), (1e6, 3e6)]
    ]
    assert list(map(describe_quantity, rows)) == ["$2 billion", "$5 or more", "$1 million to $3 million"]

import gzip
import json
from collections import Counter

import pandas as pd
import pytest
import trafilatura
from support import GOLD, needs_gold

from analysis.finding.annotate import find_all
from analysis.reading.files import read_articles, read_event
from analysis.reading.pages import read_page
from analysis.reading.stored import read_stored

BODY = "The old bridge was closed on Monday. Engineers found cracks in two of its piers, the city said."
NINJS_1 = {
    "uri": "https://agency.example/1",
    "headline": "Bridge closed",
    "byline": "A. Writer",
    "body_text": BODY,
    "versioncreated": "2024-02-28T10:00:00Z",
    "language": "en",
}
NINJS_2 = {
    "uri": "https://agency.example/1",
    "headlines": [{"role": "main", "value": "Bridge closed"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": BODY}],
    "infosources": [{"name": "Example Agency"}],
    "versioncreated": "2024-02-28T10:00:00Z",
}
SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Daily Example"},
        {
            "@type": "NewsArticle",
            "headline": "Bridge closed",
            "articleBody": BODY,
            "datePublished": "2024-02-28T10:00:00+00:00",
            "author": [{"@type": "Person", "name": "A. Writer"}, {"@type": "Person", "name": "B. Editor"}],
            "publisher": {"@type": "Organization", "name": "The Daily Example"},
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://daily.example/bridge"},
        },
    ],
}
PAGE = f"""<html lang="en"><head><title>Bridge closed | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example"><meta property="article:published_time" content="2024-02-28">
<script>alert("x")</script></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bridge closed</h1><p>{BODY}</p><p>Traffic is led over the new bridge until the repairs are done.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


def read_one(path):
    (stored,) = read_stored(path)
    return stored


def write(path, held):
    path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
    return path


@pytest.mark.parametrize("held", [NINJS_1, NINJS_2, SCHEMA_ORG], ids=["ninjs 1", "ninjs 2", "schema.org"])
def test_news_records_are_read(tmp_path, held):
    stored = read_one(write(tmp_path / "a.json", held))
    assert stored.text == f"Bridge closed\n\n{BODY}"
    assert stored.facts["title"] == "Bridge closed"
    assert stored.facts["published"].startswith("2024-02-28T10:00")
    assert stored.number is None


def test_who_wrote_and_published_it(tmp_path):
    facts = read_one(write(tmp_path / "a.json", SCHEMA_ORG)).facts
    assert facts["author"] == "A. Writer, B. Editor"
    assert facts["publisher"] == facts["source"] == "The Daily Example"
    assert facts["url"] == "https://daily.example/bridge"
    assert read_one(write(tmp_path / "b.json", NINJS_2)).facts["source"] == "Example Agency"


def test_markup_in_a_record_becomes_text(tmp_path):
    stored = read_one(
        write(tmp_path / "a.json", {"headline": "H", "body_xhtml": "<p>One &amp; <b>two</b>.</p><p>Three.</p>"})
    )
    assert stored.text == "H\n\nOne & two.\nThree."


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path):
    event = read_event(write(tmp_path / "page.html", PAGE).parent)
    (article,) = event.articles
    assert article.text.split("\n")[:2] == ["Bridge closed", BODY]
    assert (article.source, article.published, article.title) == ("The Daily Example", "2024-02-28", "Bridge closed")
    assert "Sport" not in article.text
    assert "alert" not in article.text
    assert [segment.kind for segment in article.segments][:1] == ["headline"]


@pytest.mark.parametrize("page", ["", "<html></html>", "<" * 5000, "<div>" * 5000, "\x00<p>"])
def test_a_page_without_article_is_a_problem(tmp_path, page):
    event = read_event(write(tmp_path / "page.html", page).parent)
    assert event.articles == ()
    assert "is skipped" in event.problems[0].message


def test_lines_are_articles_and_bad_lines_problems(tmp_path):
    lines = [json.dumps({"title": "H", "text": f"{BODY} {n}.\u2028 More."}) for n in range(3)]
    path = write(tmp_path / "feed.jsonl", "\n".join([lines[0], "{broken", "", json.dumps([1]), *lines[1:]]))
    event = read_articles([path])
    assert [article.article_id for article in event.articles] == ["feed-000001", "feed-000005", "feed-000006"]
    assert event.articles[1].path == "feed.jsonl line 5"
    said = [problem.message for problem in event.problems if "skipped" in problem.message]
    assert [message.split(" is ")[0] for message in said] == ["feed.jsonl line 2", "feed.jsonl line 4"]
    assert len({article.sha256 for article in event.articles}) == 3


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_rows_are_articles(tmp_path, suffix):
    table = pd.DataFrame({"headline": ["H", "H2"], "body": [BODY, "x" * 200_000], "outlet": ["A", "B"]})
    path = tmp_path / f"feed.{suffix}"
    table.to_csv(path, index=False) if suffix == "csv" else table.to_parquet(path)
    articles = read_articles([path]).articles
    assert [article.source for article in articles] == ["A", "B"]
    assert articles[0].text == f"H\n\n{BODY}"


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "parquet", "html"])
@pytest.mark.parametrize("data", [b"", b"[", b"PAR1", b"\x00\x01\x02" * 99, b"[" * 100_000, b'"' * 999, b"null"])
def test_odd_files_are_problems(tmp_path, suffix, data):
    (tmp_path / f"odd.{suffix}").write_bytes(data)
    event = read_event(tmp_path)
    assert event.articles == ()
    assert all(problem.message for problem in event.problems)
    assert event.problems or not data.strip(b'"') or suffix in ("csv", "jsonl")


def test_an_event_of_mixed_files_is_analysed(tmp_path):
    write(tmp_path / "a.txt", f"Bridge closed\n\n{BODY}")
    write(tmp_path / "b.json", NINJS_1)
    write(tmp_path / "c.html", PAGE)
    event = read_event(tmp_path)
    assert [article.article_id for article in event.articles] == ["a", "b", "c"]
    assert len(find_all(event.articles)) == 3


def test_corrections_are_no_article(tmp_path):
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "corrections.csv", "table,article_id\n")
    assert [article.article_id for article in read_event(tmp_path).articles] == ["a"]


@needs_gold
def test_pages_are_read_as_well_as_trafilatura_alone():
    """Token F1 against paragraphs taken out by hand, the headline apart, must reach that of the plain library."""
    with gzip.open(GOLD / "external/html-news.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    ours, plain = [], []
    for page in pages[::4]:
        right = "\n".join(page["paragraphs"])
        ours.append(token_f1(read_page(page["html"])[0], right))
        plain.append(token_f1(trafilatura.extract(page["html"]) or "", right))
    assert len(ours) == 20
    assert sum(ours) >= sum(plain) - 0.01 * len(ours)


def token_f1(found, right):
    one, other = Counter(found.lower().split()), Counter(right.lower().split())
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_of_something_else_is_one_problem(tmp_path, suffix):
    table = pd.DataFrame({"year": [2020, 2021, 2022], "value": [1, 2, 3]})
    path = tmp_path / f"figures.{suffix}"
    table.to_csv(path, index=False) if suffix == "csv" else table.to_parquet(path)
    event = read_event(tmp_path)
    assert event.articles == ()
    assert len(event.problems) == 1
    assert "holds no article" in event.problems[0].message


def test_a_row_of_more_cells_than_columns_is_read_and_said(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nRain,It rained in Ham, they say.\nSnow,It snowed in Ham.\n")
    event = read_articles([tmp_path / "a.csv"])
    assert [article.text for article in event.articles] == ["Rain\n\nIt rained in Ham", "Snow\n\nIt snowed in Ham."]
    said = [problem.message for problem in event.problems if "cells" in problem.message]
    assert said == [
        "a.csv line 2: has more cells than columns; those beyond are left out: "
        "a comma or mark in it may lack its quotation marks"
    ]

"""What the finders found in single articles, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from itertools import islice
from typing import Any

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.language import count_words
from analysis.finding.prominence import count_entities, rank_entities
from analysis.records import Article, Event, Problem
from analysis.tables import SCHEMAS, cut_span, make_columns, make_table, to_table

_FOUND = ("mentions", "quotations", "quantities", "dates", "wording")
_BATCH = 256  # articles whose tables are made at once
Rows = dict[str, list[list[Any]]]


def article_tables(event: Event, found: Sequence[Findings]) -> dict[str, pd.DataFrame]:
    """Make the tables that say something of one article alone (``tables.ARTICLE_TABLES``)."""
    texts = {article.article_id: article.text for article in event.articles}
    records: dict[str, Iterable[Any]] = {
        "segments": (segment for article in event.articles for segment in article.segments),
        "sentences": (sentence for findings in found for sentence in findings.parsed.sentences),
        **{name: [row for findings in found for row in getattr(findings, name)] for name in _FOUND},
    }
    return {
        "articles": make_table("articles", map(_article_row, found)),
        **{name: to_table(name, rows, texts) for name, rows in records.items()},
        "entities": count_entities(found),
        "problems": problem_table(event.problems),
    }


def find_rows(findings: Findings) -> Rows:
    """Return what was found in one article as plain values: what a cache keeps and processes pass on.

    A row has the values of its table's columns, in order, but for ``article_id`` and ``text``: the same text has the
    same rows in any file. ``articles`` has one row with the number of words.
    """
    records = {"sentences": findings.parsed.sentences} | {name: getattr(findings, name) for name in _FOUND}
    return {
        "articles": [[count_words(findings.parsed)]],
        **{name: [[getattr(row, key) for key in _own_columns(name)] for row in records[name]] for name in records},
        "entities": [[row[key] for key in _own_columns("entities")] for row in rank_entities(findings)],
    }


def batch_tables(
    found: Iterable[tuple[Article, Rows]],
) -> Iterator[tuple[dict[str, pd.DataFrame], dict[str, str]]]:
    """Yield the tables and texts of a few hundred articles at a time, always as many: what is written is the same."""
    remaining = iter(found)
    while batch := list(islice(remaining, _BATCH)):
        yield rows_to_tables(batch), {article.article_id: article.text for article, _ in batch}


def problem_table(problems: Iterable[Problem]) -> pd.DataFrame:
    """Make the table ``problems``, in the order given."""
    return make_table("problems", map(asdict, problems))


def rows_to_tables(found: Sequence[tuple[Article, Rows]]) -> dict[str, pd.DataFrame]:
    """Make the tables of articles from what ``find_rows`` returned of each, but for ``problems``.

    As ``article_tables`` makes them, except that ``entities`` holds for each article only those that it names: articles
    that share no event share no entities.

    Raises:
        SpanError: a span does not lie in its article's text.
    """
    articles = (_describe_article(article, rows["articles"][0][0]) for article, rows in found)
    tables = {"articles": make_table("articles", articles)}
    for name in ("segments", "sentences", *_FOUND, "entities"):
        tables[name] = make_columns(name, _gather(name, found))
    return tables


def _gather(name: str, found: Sequence[tuple[Article, Rows]]) -> dict[str, list[Any]]:
    """Gather a table's columns from the rows of each article; ``article_id`` and ``text`` are put in."""
    own, spans = _own_columns(name), "text" in SCHEMAS[name]
    columns: dict[str, list[Any]] = {column: [] for column in SCHEMAS[name]}
    for article, all_rows in found:
        rows = _list_segments(article) if name == "segments" else all_rows[name]
        columns["article_id"] += [article.article_id] * len(rows)
        for column, values in zip(own, zip(*rows, strict=True), strict=False):  # no rows: no values of any column
            columns[column] += values
        if spans:
            texts = {article.article_id: article.text}
            columns["text"] += [cut_span(texts, article.article_id, start, end) for start, end, *_ in rows]
    return columns


def _list_segments(article: Article) -> list[list[Any]]:
    return [[segment.start, segment.end, segment.kind, segment.rule] for segment in article.segments]


@cache
def _own_columns(name: str) -> tuple[str, ...]:
    return tuple(column for column in SCHEMAS[name] if column not in ("article_id", "text"))


def _article_row(findings: Findings) -> dict[str, Any]:
    return _describe_article(findings.article, count_words(findings.parsed))


def _describe_article(article: Article, n_words: int) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in SCHEMAS["articles"] if hasattr(article, name)}
    return {**row, "n_characters": len(article.text), "n_words": n_words}

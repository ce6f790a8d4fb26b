"""What a finding is made of: words quoted from articles with their spans, and the names of articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.reporting.fragments import list_words, quote
from analysis.reporting.passages import Passages, Tables, rows_of

Span = tuple[str, int, int]
MOST_NAMES = 4  # articles that a sentence names one by one


@dataclass(frozen=True)
class Quoted:
    """Words of a finding that stand in an article, and where."""

    text: str
    span: Span


@dataclass(frozen=True)
class Finding:
    """A sentence in pieces, plain or quoted from an article, and further passages it rests on."""

    kind: str
    parts: tuple[str | Quoted, ...]
    further: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """All passages that the sentence rests on."""
        return (*(part.span for part in self.parts if isinstance(part, Quoted)), *self.further)


def name_all(names: list[str], n_articles: int) -> str:
    """Name the articles of a sentence, "Both" or "All four" where there are no others.

    >>> name_all(["A", "B"], 2), name_all(["A", "B", "C"], 3), name_all(["A", "B"], 3), name_all(list("ABCDE"), 8)
    ('Both', 'All 3 articles', 'A and B', '5 of 8 articles')
    """
    if len(names) < n_articles:
        return list_words(names) if len(names) <= MOST_NAMES else f"{len(names)} of {n_articles} articles"
    return "Both" if n_articles == 2 else f"All {n_articles} articles"


def name_both(passages: Passages, a: str, b: str) -> str:
    """Name two articles, "Both" where there are no others; the sentence goes on in the plural."""
    if len(passages.outlets) == 2:
        return "Both"
    return f"{passages.outlets[a].label} and {passages.outlets[b].label}"


def sure_rows(coverage: pd.DataFrame, status: str) -> list[Any]:
    """Return the rows of one status that may be stated and have a nearest passage."""
    rows = rows_of(coverage[coverage["sure"] & coverage["status"].eq(status)])
    return [row for row in rows if row.nearest_start is not None]


def group_spans(table: pd.DataFrame) -> Callable[[str, int, int], list[Any]]:
    """Return a function that gives the rows of a table inside a span."""
    rows: dict[str, list[Any]] = {}
    for row in rows_of(table):
        rows.setdefault(row.article_id, []).append(row)
    return lambda article_id, start, end: [r for r in rows.get(article_id, []) if start <= r.start and r.end <= end]


def find_sentences(comparison: Tables) -> Callable[[Span], Span | None]:
    """Return a function that gives the sentence in which a span begins."""
    rows = [span_of(row) for row in rows_of(comparison.sentences)]
    return lambda span: next((s for s in rows if s[0] == span[0] and s[1] <= span[1] < s[2]), None)


def span_of(row: Any) -> Span:
    """Return the span of a row."""
    return row.article_id, row.start, row.end


def to_quoted(row: Any, *, at_most: int = 160) -> Quoted:
    """Quote a row's text, shortened."""
    return Quoted(quote(row.text, at_most=at_most), span_of(row))

"""From a table's row to the characters it points at: the anchors of the annotated articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

import pandas as pd

from analysis.records import Event
from analysis.reporting.fragments import escape, quote, shorten, tag
from analysis.reporting.outlets import Outlet, name_outlets

Row = TypeVar("Row")


class Tables(Protocol):
    """What the report reads of a comparison: its event and its tables (``tables.SCHEMAS``)."""

    event: Event
    articles: pd.DataFrame
    segments: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    places: pd.DataFrame
    quotations: pd.DataFrame
    quantities: pd.DataFrame
    dates: pd.DataFrame
    wording: pd.DataFrame
    coverage: pd.DataFrame
    audit: pd.DataFrame
    matches: pd.DataFrame
    conflicts: pd.DataFrame
    claims: pd.DataFrame
    reuse: pd.DataFrame
    accounts: pd.DataFrame
    quotation_pairs: pd.DataFrame
    voices: pd.DataFrame
    labels: pd.DataFrame
    label_uses: pd.DataFrame
    roles: pd.DataFrame
    style: pd.DataFrame
    vocabulary: pd.DataFrame
    term_uses: pd.DataFrame
    corrections: pd.DataFrame
    problems: pd.DataFrame

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name."""


MARKED = ("quotations", "quantities", "dates", "wording", "conflicts")  # tables whose spans have anchors of their own


class Passages:
    """The anchors of one comparison's articles, and links to them."""

    def __init__(self, comparison: Tables) -> None:
        self.outlets = name_outlets(comparison.articles)
        self.texts = {article.article_id: article.text for article in comparison.event.articles}
        self._exact = {span for name in MARKED for span in spans_of(getattr(comparison, name))}
        self._exact |= spans_of(comparison.conflicts, "other_")
        self._sentences: dict[str, list[tuple[int, int]]] = {}
        for article_id, start, end in sorted(spans_of(comparison.sentences)):
            self._sentences.setdefault(article_id, []).append((start, end))

    def anchor(self, article_id: str, start: int, end: int) -> str:
        """Return the id on the page of a span, else of the sentence that holds its start, else of the article."""
        number = self.outlets[article_id].number
        if (article_id, start, end) in self._exact:
            return f"a{number}-{start}-{end}"
        sentences = self._sentences.get(article_id, [])
        index = bisect_right(sentences, (start, len(self.texts[article_id]))) - 1
        if index >= 0 and start < sentences[index][1]:
            return f"a{number}-{sentences[index][0]}-{sentences[index][1]}"
        return f"a{number}"

    def link(self, article_id: str, start: int, end: int, *, text: str | None = None, at_most: int = 400) -> str:
        """Link a passage, shown in quotation marks, or under another plain text."""
        shown = text or quote(self.texts[article_id][start:end], at_most=at_most)
        return tag("a", escape(shown), href=f"#{self.anchor(article_id, start, end)}", class_="passage")

    def show(self, article_id: str, start: int, end: int, *, at_most: int = 500) -> str:
        """Show a sentence with a small link to where it stands; a whole sentence underlined is hard to read."""
        label = f"passage in {self.outlets[article_id].label}"
        href = f"#{self.anchor(article_id, start, end)}"
        link = tag("a", "↗", href=href, class_="to", title=label, aria_label=label)
        return escape(shorten(self.texts[article_id][start:end], at_most=at_most)) + link

    def reference(self, article_id: str, start: int, end: int) -> str:
        """Link a passage by its article's name alone."""
        return self.link(article_id, start, end, text=self.outlets[article_id].label)

    def name(self, article_id: str) -> str:
        """Name an article in its colour, as finished HTML."""
        return format_outlet(self.outlets[article_id])


def spans_of(table: pd.DataFrame, prefix: str = "") -> set[tuple[str, int, int]]:
    """Return the spans of a table found in text: of its rows, or with ``other_`` of what they point at."""
    article = "other_id" if prefix else "article_id"
    return {
        (str(row[0]), int(row[1]), int(row[2]))
        for row in zip(table[article], table[f"{prefix}start"], table[f"{prefix}end"], strict=True)
    }


def format_outlet(outlet: Outlet) -> str:
    """Write an article's name after a spot of its colour, as finished HTML."""
    spot = tag("span", class_="spot", style=f"background:{outlet.colour}", aria_hidden="true")
    return tag("span", spot + escape(outlet.label), class_="outlet")


def rows_of(table: pd.DataFrame) -> list[Any]:
    """Return a table's rows as named tuples; missing values are None, whatever the column's type."""
    rows: Any = table.itertuples(index=False, name="Row")
    return [row._make(None if pd.isna(value) else value for value in row) for row in rows]


def spread_evenly(rows: Sequence[Row], n: int) -> list[Row]:
    """Choose ``n`` rows evenly spread over all, the first among them; all where there are no more.

    >>> spread_evenly("abcdefgh", 4), spread_evenly("ab", 4)
    (['a', 'c', 'e', 'g'], ['a', 'b'])
    """
    step = max(len(rows) / n, 1)
    return [rows[int(step * i)] for i in range(min(n, len(rows)))]

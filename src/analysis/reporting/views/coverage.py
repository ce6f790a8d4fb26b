"""What several articles report and what only one does, with the nearest passage under each sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_items,
    format_table,
    join,
    list_words,
    paragraph,
    percent,
    tag,
)
from analysis.reporting.passages import Passages, Tables, format_outlet, rows_of, spans_of
from analysis.reporting.summary import count_body, matrix_coverage, rate_status

_LONG_LIST = 12
ALONE = "There is only one article: nothing to compare it with."
NOTHING = "The matcher judged no sentence, so nothing can be said about what is shared."


def show_coverage(comparison: Tables) -> Fragment:
    """Draw how much of each article stands in another too; with three articles or more, who has whose."""
    body = count_body(comparison)
    if body.empty:
        return paragraph(ALONE if len(comparison.articles) < 2 else NOTHING)
    from analysis.reporting.drawings import draw_coverage

    return join([draw_coverage(comparison), _show_matrix(comparison, body)])


def show_one_sided(comparison: Tables) -> Fragment:
    """List, article by article in reading order, the sentences found in no other article.

    Under each lies the nearest passage of each other article, so that a reader can judge the matcher.
    """
    body = count_body(comparison)
    if body.empty:
        return paragraph(ALONE if len(comparison.articles) < 2 else NOTHING)
    passages = Passages(comparison)
    status = rate_status(body)
    parts = [_list_article(article_id, status, body, passages) for article_id in passages.outlets]
    return join(parts)


def show_claims(comparison: Tables) -> Fragment:
    """Show statements that several articles carry: where each article has them, and on whose word."""
    passages = Passages(comparison)
    claims = comparison.claims
    carried = claims.groupby("claim")["article_id"].nunique()
    shared = claims[claims["claim"].isin(carried[carried > 1].index)]
    if shared.empty:
        return paragraph("No statement was grouped across articles.")
    sure = comparison.coverage[comparison.coverage["sure"] & comparison.coverage["status"].eq("shared")]
    certain = spans_of(sure)
    rows = [_claim_row(group, passages, certain) for _, group in shared.groupby("claim", sort=False)]
    head = ["Statement", *(outlet.label for outlet in passages.outlets.values())]
    caption = f"{count(len(rows), 'statement')} that two articles or more carry; where, and on whose word"
    table = format_table(head, rows, caption=caption)
    return Fragment(table if len(rows) <= _LONG_LIST else fold(caption, table), caption)


def _list_article(article_id: str, status: pd.DataFrame, body: pd.DataFrame, passages: Passages) -> Fragment:
    outlet = passages.outlets[article_id]
    others = [other.label for other in passages.outlets.values() if other.article_id != article_id]
    mine = status[status["article_id"] == article_id]
    only = mine[mine["status"] == "only"]
    n_sure = int(only["sure"].sum())
    said = (
        f"{count(len(only), 'sentence')} of {len(mine)} not found in {list_words(others, last='or')}; "
        f"the matcher is sure of {n_sure or 'none'} of them."
    )
    if only.empty:
        said = f"None of {len(mine)} sentences stands in this article alone."
    items = [_one_sided_item(row, body, passages) for row in rows_of(only)]
    shown = format_items(items, kind="one-sided")
    if len(items) > _LONG_LIST:
        shown = fold(f"All {len(items)} sentences", shown)
    heading = tag("h3", format_outlet(outlet))
    return Fragment(heading + tag("p", escape(said)) + (shown if items else ""), f"{outlet.label}: {said}")


def _one_sided_item(row: Any, body: pd.DataFrame, passages: Passages) -> str:
    doubt = "" if row.sure else " " + tag("span", "not sure", class_="chip")
    nearest = body[(body["article_id"] == row.article_id) & (body["start"] == row.start) & (body["end"] == row.end)]
    near = format_items(_format_nearest(other, passages) for other in rows_of(nearest))
    return passages.show(row.article_id, row.start, row.end) + doubt + fold("nearest passage", near)


def _format_nearest(row: Any, passages: Passages) -> str:
    score = escape(f"likeness {row.score:.2f}")
    if row.nearest_start is None:
        return f"{passages.name(row.other_id)}: no passage came near ({score})"
    return f"{passages.name(row.other_id)}: {passages.show(row.other_id, row.nearest_start, row.nearest_end)} ({score})"


def _show_matrix(comparison: Tables, body: pd.DataFrame) -> Fragment:
    """Show who has whose sentences; two articles need no matrix."""
    if len(comparison.articles) < 3:
        return Fragment("")
    matrix = matrix_coverage(body)
    outlets = Passages(comparison).outlets
    rows = [[format_outlet(outlets[a]), *("–" if a == b else percent(matrix[a, b]) for b in outlets)] for a in outlets]
    head = ["Sentences of", *(f"in {outlet.label}" for outlet in outlets.values())]
    caption = "Share of each article's sentences (row) that stand, in part or whole, in another (column)"
    return Fragment(format_table(head, rows, caption=caption, numeric=range(1, len(head))), caption)


def _claim_row(group: pd.DataFrame, passages: Passages, certain: set[tuple[str, int, int]]) -> list[str]:
    rows = sorted(rows_of(group), key=lambda row: (row.position, row.article_id))
    cells = []
    for article_id in passages.outlets:
        own = [row for row in rows if row.article_id == article_id]
        cells.append("; ".join(_format_claim(row, passages) for row in own) or tag("span", "–", aria_label="no"))
    doubt = "" if spans_of(group) & certain else " " + tag("span", "not sure", class_="chip")
    return [escape(rows[0].text) + doubt, *cells]


def _format_claim(row: Any, passages: Passages) -> str:
    where = "at the start" if row.position == 0 else f"at {percent(row.position)}"
    return passages.link(row.article_id, row.start, row.end, text=where) + escape(
        f", {_BASIS.get(row.basis, row.basis)}"
    )


_BASIS = {
    "own": "in its own voice",
    "named": "from a named source",
    "unnamed": "from an unnamed source",
    "official": "on official figures",
    "document": "from a document",
}

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
    quote,
    tag,
)
from analysis.reporting.passages import Passages, Tables, format_outlet, rows_of
from analysis.reporting.summary import count_body, matrix_coverage, rate_status

_LONG_LIST = 12
_NAMED = 3  # other articles that a sentence names one by one
_NEAR = 200  # characters of a nearest passage in a list
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


def _list_article(article_id: str, status: pd.DataFrame, body: pd.DataFrame, passages: Passages) -> Fragment:
    outlet = passages.outlets[article_id]
    others = [other.label for other in passages.outlets.values() if other.article_id != article_id]
    mine = status[status["article_id"] == article_id]
    only = mine[mine["status"] == "only"]
    n_sure = int(only["sure"].sum())
    where = list_words(others, last="or") if len(others) <= _NAMED else "any other article"
    said = (
        f"{count(len(only), 'sentence')} of {len(mine)} not found in {where}; "
        f"the matcher is sure of {n_sure or 'none'} of them."
    )
    if only.empty:
        said = f"None of {len(mine)} sentences stands in this article alone."
    items = [_one_sided_item(row, body, passages) for row in rows_of(only)]
    shown = format_items(items, kind="one-sided")
    if len(items) > _LONG_LIST:
        shown = fold(f"All {len(items)} sentences", shown)
    heading = tag("h3", format_outlet(outlet))
    partly = _list_partly(mine[mine["status"] == "partly"], body, passages)
    return Fragment(heading + tag("p", escape(said)) + (shown if items else "") + partly, f"{outlet.label}: {said}")


def _list_partly(partly: pd.DataFrame, body: pd.DataFrame, passages: Passages) -> str:
    """List the sentences that stand elsewhere in part, each with the part that was not found there."""
    if partly.empty:
        return ""
    items = [_partly_item(row, body, passages) for row in rows_of(partly)]
    said = f"{count(len(items), 'sentence')} partly elsewhere, with the part that was not found"
    note = "What is called partly is the least certain: readers and matcher seldom agree on it."
    return fold(said, tag("p", escape(note), class_="rule") + format_items(items, kind="one-sided"))


def _partly_item(row: Any, body: pd.DataFrame, passages: Passages) -> str:
    rows = body[body["status"].eq("partly") & body["article_id"].eq(row.article_id) & body["start"].eq(row.start)]
    near = [_format_partly(other, passages) for other in _likest(rows_of(rows[rows["end"].eq(row.end)]))]
    return passages.show(row.article_id, row.start, row.end) + format_items(near)


def _format_partly(row: Any, passages: Passages) -> str:
    name, text = passages.name(row.other_id), passages.texts[row.article_id]
    near = ""
    if row.nearest_start is not None:
        near = " Nearest passage: " + passages.link(row.other_id, row.nearest_start, row.nearest_end, at_most=_NEAR)
    if row.missing_start is None:
        return f"{name}: which part is missing cannot be told.{near}"
    missing = quote(text[row.missing_start : row.missing_end], at_most=400)
    return f"Not found in {name}: {tag('mark', escape(missing))}.{near}"


def _one_sided_item(row: Any, body: pd.DataFrame, passages: Passages) -> str:
    doubt = "" if row.sure else " " + tag("span", "not sure", class_="chip")
    nearest = body[(body["article_id"] == row.article_id) & (body["start"] == row.start) & (body["end"] == row.end)]
    shown = _likest(rows_of(nearest))
    near = format_items(_format_nearest(other, passages) for other in shown)
    said = (
        f"nearest passages, in {len(shown)} of {len(nearest)} articles"
        if len(shown) < len(nearest)
        else "nearest passage"
    )
    return passages.show(row.article_id, row.start, row.end) + doubt + fold(said, near)


def _likest(rows: list[Any]) -> list[Any]:
    """Return the rows of a few articles that come nearest: nobody reads nine passages that are not alike."""
    return rows if len(rows) <= _NAMED else sorted(rows, key=lambda row: -row.score)[:_NAMED]


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

"""The report's doubts of itself: how many rows hang on a weak score, and which statuses move with the bounds."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing.audit import STEP, count_flips
from analysis.reporting.accuracy import find_rate
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    format_items,
    format_table,
    join,
    list_words,
    paragraph,
    percent,
)
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import count_body, list_firm_claims, rate_status

_STEPS = (0.05, 0.1, 0.15, 0.2)
_WEAK = 0.5  # a link that is less likely than not
_ROWS = 10
_WORDS = {"shared": "shared", "partly": "partly", "only": "only here"}


def show_audit(comparison: Tables) -> Fragment:
    """Say in a few sentences how many statuses, links and conflicts hang on a weak score."""
    if comparison.coverage.empty:
        return paragraph("Nothing was held against another article, so nothing hangs on a score.")
    flips = count_flips(comparison.audit, comparison.coverage)
    n, n_flip, n_lost, n_won = (int(flips[name].sum()) for name in ("n", "n_flip", "n_lost", "n_won"))
    weak = int(comparison.matches["score"].lt(_WEAK).sum())
    said = [
        f"Of {count(n, 'status', 'statuses')}, {_sure(comparison.coverage)} of them sure, {n_flip or 'none'} would be "
        f"another one with a bound moved by {STEP}; {n_lost or 'none'} would no longer be sure, {n_won or 'none'} "
        f"would become so. Of {count(len(comparison.matches), 'aligned pair')}, {weak or 'none'} "
        f"{'has' if weak == 1 else 'have'} a score under {_WEAK}."
    ]
    if len(comparison.conflicts):
        said.append(f"Of {count(len(comparison.conflicts), 'conflict')}, {_sure(comparison.conflicts)} may be stated.")
    return paragraph(" ".join(said), kind="accuracy")


def show_flips(comparison: Tables) -> Fragment:
    """Show by status how many rows would change for bounds moved by more and more, and the rows that change first."""
    if comparison.coverage.empty:
        return paragraph("Nothing was held against another article, so no bound changes a status.")
    rows = [
        [
            escape(f"± {step}: {_WORDS[row.status]}"),
            f"{row.n_flip} of {row.n}",
            *(map(str, (row.n_lost, row.n_won)) if row.status != "partly" else ("–", "–")),
        ]
        for step in _STEPS
        for row in rows_of(count_flips(comparison.audit, comparison.coverage, step=step))
    ]
    caption = "Statuses that change when the bounds are moved; partly is never stated as sure"
    head = ["Bounds moved by", "another status", "no longer sure", "newly sure"]
    return join(
        [
            Fragment(format_table(head, rows, caption=caption, numeric=(1, 2, 3), kind="grid"), caption),
            _show_nearest(comparison),
        ]
    )


def show_coverage_answer(comparison: Tables) -> Fragment:
    """Answer in sentences: what all report, what one alone reports, where they differ; sure rows beside all rows."""
    if len(comparison.articles) < 2:
        return paragraph("There is only one article: nothing to compare it with.")
    conflicts = comparison.conflicts
    lines = [
        *_say_common(comparison),
        f"Sentences found in one article alone: {list_words(_say_alone(comparison))}.",
        f"{count(len(conflicts), 'pair').capitalize()} of passages differ on one matter; {_sure(conflicts)} may be "
        "stated as a disagreement.",
    ]
    return Fragment(format_items(map(escape, lines), kind="findings"), "\n".join(lines))


def _say_common(comparison: Tables) -> list[str]:
    """Say how many statements all articles carry, and two or more."""
    n_articles = len(comparison.articles)
    carried = comparison.claims.groupby("claim")["article_id"].nunique()
    firm = carried[carried.index.isin(list_firm_claims(comparison))]
    n_all, n_firm = int(carried.eq(n_articles).sum()), int(firm.eq(n_articles).sum())
    every = "both articles" if n_articles == 2 else f"all {n_articles} articles"
    said = [
        f"{count(n_all, 'statement').capitalize()} {'stands' if n_all == 1 else 'stand'} in {every}"
        + (f"; the matcher is sure of {n_firm or 'none'}." if n_all else ".")
    ]
    if n_articles > 2:
        n_some = int(carried.gt(1).sum())
        said.append(f"Two or more carry {count(n_some, 'statement')}; the matcher is sure of {len(firm) or 'none'}.")
    return said


def _say_alone(comparison: Tables) -> list[str]:
    """Say for each article how many of its sentences stand in no other."""
    status = rate_status(count_body(comparison))
    said = []
    for article_id, outlet in Passages(comparison).outlets.items():
        own = status[status["article_id"].eq(article_id)]
        only = own[own["status"].eq("only")]
        sure = f" (sure of {_sure(only)})" if len(only) else ""
        said.append(f"{outlet.label} {len(only) or 'none'} of {len(own)}{sure}")
    return said


def _sure(table: pd.DataFrame) -> int | str:
    return int(table["sure"].sum()) or "none"


def show_list_errors(*measures: str) -> Fragment:
    """Say how often the matcher errs in one of its lists, as measured on articles that readers marked."""
    said = []
    for measure in measures:
        rate = find_rate("coverage", measure)
        if rate and rate.precision is not None and rate.recall is not None:
            said.append(
                f"{_LISTS[measure]}: right in {percent(rate.precision)} ({rate.right} of {rate.found}), "
                f"and {percent(rate.recall)} of what readers marked is found"
            )
    if not said:
        return paragraph("How often the matcher errs here has not been measured yet.", kind="accuracy")
    return paragraph(f"Measured on articles that readers marked. {'. '.join(said)}.", kind="accuracy")


_LISTS = {
    "links": "Aligned sentences",
    "one-sided": "Sentences with something found in no other article",
    "only": "Sentences said to stand in one article alone",
    "sure only": "Those of them that it is sure of",
    "shared": "Sentences said to be shared",
    "sure shared": "Shared and sure",
}


def _show_nearest(comparison: Tables) -> Fragment:
    """Show the rows whose status changes first."""
    near = comparison.audit[comparison.audit["margin"].lt(STEP)].sort_values("margin", kind="stable")
    if near.empty:
        return paragraph(f"No status hangs on less than {STEP}.")
    passages = Passages(comparison)
    rows = [_near_row(row, passages) for row in rows_of(near)[:_ROWS]]
    caption = f"{count(len(rows), 'row')} of {len(near)} whose status changes first"
    return Fragment(
        format_table(["Sentence", "Against", "Said to be", "Or else", "By"], rows, caption=caption), caption
    )


def _near_row(row: Any, passages: Passages) -> list[str]:
    return [
        passages.show(row.article_id, row.start, row.end),
        passages.name(row.other_id),
        escape(_WORDS[row.status]),
        escape(_WORDS.get(row.runner_up, "")),
        f"{row.margin:.2f}",
    ]

"""An archive into stories: which articles report the same event, and which of them only repeat another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.copies import Copy, find_copies
from analysis.corpus.linkage import link_groups
from analysis.corpus.neighbours import find_neighbours
from analysis.corpus.vectors import vectorise
from analysis.records import Article
from analysis.tables import make_table

# Mean likeness that joins two groups. On the gold's events and ECB+ all from .22 to .28 does as well within .02.
_LEAST = 0.25
_FRESH, _STALE = 7, 60  # days apart: up to a week nothing is taken off, from two months on half of the likeness
_SHOWN = 4  # words that a reason names


def group_articles(articles: Iterable[Article]) -> pd.DataFrame:
    """Group articles into stories.

    Copies and updates of one text are found first and follow it; the others are joined by the words, above all the
    names, that they share, by average linkage. Articles published more than a week apart need to share more.

    Returns:
        One row an article: ``story`` (s1, s2, … in order of first article), ``article_id``, ``kind`` (account ·
        update · copy), ``of`` (the article whose text it repeats), ``reason``, then source, published, title and
        path as in ``articles``. In order of story, then as given.
    """
    articles = list(articles)
    copies = {copy.number: copy for copy in find_copies(articles)}
    accounts = [number for number in range(len(articles)) if number not in copies]
    matrix, words = vectorise([articles[number] for number in accounts])
    one, other, cosine = find_neighbours(matrix)
    likeness = _age(cosine, one, other, [_day(articles[number]) for number in accounts])
    pairs = list(zip(one.tolist(), other.tolist(), likeness.tolist(), strict=True))
    groups = link_groups(len(accounts), pairs, least=_LEAST)
    story_of = {accounts[member]: story for story, group in enumerate(groups) for member in group}
    reasons = _give_reasons(groups, pairs, matrix, words, [articles[number].article_id for number in accounts])
    said = {accounts[member]: reason for member, reason in reasons.items()}
    rows = [_row(articles, number, copies.get(number), story_of, said) for number in range(len(articles))]
    return make_table("stories", sorted(rows, key=lambda row: int(row["story"][1:])))


def _row(
    articles: Sequence[Article], number: int, copy: Copy | None, story_of: Mapping[int, int], said: Mapping[int, str]
) -> dict[str, Any]:
    article = articles[number]
    original = articles[copy.of].article_id if copy else None
    return {
        "story": f"s{story_of[copy.of if copy else number] + 1}",
        "article_id": article.article_id,
        "kind": copy.kind if copy else "account",
        "of": original,
        "reason": f"{copy.share:.0%} of its runs of five words, or theirs, are those of {original}"
        if copy
        else said[number],
        **{name: getattr(article, name) for name in ("source", "published", "title", "path")},
    }


def _day(article: Article) -> float:
    """Return the day of publication as a number; NaN where it is not known to the day."""
    try:
        return float(date.fromisoformat((article.published or "")[:10]).toordinal())
    except ValueError:
        return float("nan")


def _age(cosine: Any, one: Any, other: Any, days: Sequence[float]) -> Any:
    """Take off likeness for days between two articles; where a day is unknown, nothing."""
    day = np.array(days) if days else np.empty(0)
    apart = np.nan_to_num(np.abs(day[one] - day[other])) if len(one) else np.empty(0)
    fading = np.clip((apart - _FRESH) / (_STALE - _FRESH), 0, 1) / 2
    return (cosine * (1 - fading)).round(6)


def _give_reasons(
    groups: Sequence[Sequence[int]],
    pairs: Sequence[tuple[int, int, float]],
    matrix: Any,
    words: Sequence[str],
    names: Sequence[str],
) -> dict[int, str]:
    """Say for each account which article of its story it is most like, and by which words; or that there is none."""
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    nearest: dict[int, tuple[float, int]] = {}
    for one, other, likeness in pairs:
        if group_of[one] == group_of[other]:
            for own, its in ((one, other), (other, one)):
                nearest[own] = max(nearest.get(own, (0.0, 0)), (likeness, -its))
    reasons = {}
    for member in group_of:
        if member not in nearest:
            reasons[member] = "no other article is alike enough"
            continue
        likeness, its = nearest[member][0], -nearest[member][1]
        shared = _shared_words(matrix, member, its, words)
        reasons[member] = f"shares {', '.join(shared)} with {names[its]} (likeness {likeness:.2f})"
    return reasons


def _shared_words(matrix: Any, one: int, other: int, words: Sequence[str]) -> list[str]:
    product = matrix[[one]].multiply(matrix[[other]]).tocoo()
    weights = Counter(dict(zip(product.coords[1].tolist(), product.data.tolist(), strict=True)))
    best = sorted(weights, key=lambda column: (-round(weights[column], 6), column))[:_SHOWN]
    return [words[column] for column in best]

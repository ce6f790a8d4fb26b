"""Stories that were grouped against those that are known: of all pairs of articles, which stand in one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.evaluating.gold import read_gold_events, read_jsonl
from analysis.evaluating.scores import Score
from analysis.reading.segments import segment_text
from analysis.records import Article

Group = Callable[[Sequence[Article]], pd.DataFrame]  # corpus.grouping.group_articles; corpus is a wing beside this one


def score_grouping(gold: Path, group: Group) -> list[Score]:
    """Score grouping by pairs: on the gold's events with ECB+ as distractors, and on ECB+'s excerpts.

    A story is a family of events, or one half of an ECB+ topic (the other half is another event of its kind).
    ECB+ keeps of each article only the sentences that it annotates: excerpts.
    """
    events = list(_read_events(gold))
    known = {article.article_id: story for story, article in events}
    excerpts = gold / "external" / "ecbplus.jsonl"
    others = list(_read_excerpts(excerpts)) if excerpts.exists() else []
    named = {article.article_id: story for story, article in others}
    articles = [article for _, article in (*events, *others)]
    scores = [_score(group(articles), known, on="events")] if known else []
    return scores + ([_score(group([article for _, article in others]), named, on="ecbplus")] if others else [])


def count_pairs(sizes: Sequence[int]) -> int:
    """Return how many pairs there are within groups of these sizes.

    >>> count_pairs([3, 2, 1])
    4
    """
    return sum(n * (n - 1) // 2 for n in sizes)


def _score(table: pd.DataFrame, known: dict[str, str], *, on: str) -> Score:
    stories = dict(zip(table["article_id"].astype(str), table["story"].astype(str), strict=True))
    found = {article_id: stories[article_id] for article_id in known}
    both = Counter((known[article_id], story) for article_id, story in found.items())
    right, n_found, n_gold = (
        count_pairs(list(counts.values())) for counts in (both, Counter(found.values()), Counter(known.values()))
    )
    return Score("grouping", "pairs in one story", on, right, n_found, n_gold)


def _read_events(gold: Path) -> Iterator[tuple[str, Article]]:
    for event in read_gold_events(gold):
        for article in event.event.articles:
            yield event.family, replace(article, article_id=f"{event.name}/{article.article_id}")


def _read_excerpts(path: Path) -> Iterator[tuple[str, Article]]:
    for topic in read_jsonl(path):
        for article in topic["articles"]:
            text = " ".join(" ".join(words) for words in article["sentences"].values())
            segments = segment_text(text, article_id=article["doc"])
            yield topic["id"], Article(article["doc"], "", article["doc"], text, segments)

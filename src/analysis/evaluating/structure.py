"""How well reading tells an article's structure: title, source, date, and what is set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.evaluating.gold import GoldEvent
from analysis.evaluating.scores import Score, Span, score_spans
from analysis.records import Article

FINDER = "segments"
ROLES = ("headline", "dateline", "furniture", "subhead", "repeat", "body")
# ``structure.json`` lists as furniture all that is neither title nor prose: our datelines too.
_SET_ASIDE = ("furniture", "dateline")
_EXACT = 0.95  # overlap asked of a span; the rest allows for a stray mark at its end


def score_structure(gold: GoldEvent) -> list[Score]:
    """Score the seed pair against ``structure.json``: title, source, date, furniture, subheads, repeat.

    Furniture of several lines is one row in the gold: segments beside each other are joined before they are compared.
    Title, source and date are accuracies over articles; a source that is not named must be shown as unnamed.
    """
    rows = gold.data["structure"]
    articles = {article.article_id: article for article in gold.event.articles}
    known = [(articles[row["article"]], row) for row in rows if row["article"] in articles]
    return [
        _score_facts("title", gold.name, len(rows), (_has_title(article, row) for article, row in known)),
        _score_facts("source", gold.name, len(rows), (_has_source(article, row) for article, row in known)),
        _score_facts("date", gold.name, len(rows), (article.published == row["published"] for article, row in known)),
        _score_kind("furniture", _SET_ASIDE, gold.name, known),
        _score_kind("subheads", ("subhead",), gold.name, known),
        _score_kind("repeated", ("repeat",), gold.name, known),
    ]


def score_roles(events: Iterable[GoldEvent]) -> list[Score]:
    """Score the roles of the gold's units by the kind of the segment that covers most of each.

    Returns:
        An accuracy over all units, then right, found and gold of each role. Where two readers differ, both are right.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for event in events:
        for role, roles in _compare_roles(event):
            right[role] += role in roles
            found[role] += 1
            wanted[role if role in roles else roles[0]] += 1
    total = Score(FINDER, "role of a unit", "events", right.total(), found.total(), found.total())
    return [total, *(Score(FINDER, role, "events", right[role], found[role], wanted[role]) for role in ROLES)]


def role_of(article: Article, start: int, end: int) -> str:
    """Return the role of a span by the segment that covers most of it."""
    covered: Counter[str] = Counter()
    for segment in article.segments:
        shared = min(end, segment.end) - max(start, segment.start)
        if shared > 0:
            covered["body" if segment.kind == "paragraph" else segment.kind] += shared
    return covered.most_common(1)[0][0] if covered else "body"


def _compare_roles(event: GoldEvent) -> Iterable[tuple[str, list[str]]]:
    articles = {article.article_id: article for article in event.event.articles}
    for article_id, units in event.data["units"].items():
        for unit in units:
            yield role_of(articles[article_id], unit["start"], unit["end"]), unit["role"]


def _score_facts(measure: str, on: str, n: int, right: Iterable[bool]) -> Score:
    return Score(FINDER, measure, on, sum(right), n, n)


def _has_title(article: Article, row: dict[str, Any]) -> bool:
    titles = [(s.start, s.end) for s in article.segments if s.kind == "headline"]
    return titles == [(row["title"]["start"], row["title"]["end"])] and article.title == row["title"]["text"]


def _has_source(article: Article, row: dict[str, Any]) -> bool:
    return article.source == row["source"] if row["source"] else article.source.startswith("Unnamed source ")


def _score_kind(measure: str, kinds: Sequence[str], on: str, known: Sequence[tuple[Article, dict[str, Any]]]) -> Score:
    found: list[Span] = []
    wanted: list[dict[str, Any]] = []
    for article, row in known:
        wanted += row[measure]
        found += _join_within(article, kinds, [(g["start"], g["end"]) for g in row[measure]])
    return score_spans(FINDER, measure, on, found, wanted, at_least=_EXACT)


def _join_within(article: Article, kinds: Sequence[str], gold: Sequence[tuple[int, int]]) -> list[Span]:
    """Join segments of some kinds that fall into one gold span, and those that follow them without a gap."""
    joined: list[Span] = []
    owners: list[int | None] = []
    for segment in (s for s in article.segments if s.kind in kinds):
        owner = next((n for n, (start, end) in enumerate(gold) if segment.start < end and start < segment.end), None)
        touches = bool(joined) and not article.text[joined[-1][2] : segment.start].strip()
        if joined and owners[-1] is not None and (owner == owners[-1] or (owner is None and touches)):
            joined[-1] = (article.article_id, joined[-1][1], segment.end)
        else:
            joined.append((article.article_id, segment.start, segment.end))
            owners.append(owner)
    return joined

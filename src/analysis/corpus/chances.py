"""What an outlet had the chance to carry in one event: its sentences against the others', and theirs against its own.

Articles of one outlet count as one: a sentence is one-sided where no article of *another* outlet was found to carry it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.event import Comparison

UNNAMED = "Unnamed source "  # how ``reading`` calls a source that nobody names; from event to event another one
Counted = tuple[str, str, float, float]  # outlet, measure, numerator, denominator
_NUMBERED = re.compile(r"(.+) \(\d+\)\Z")
_DAY = 10  # characters of an ISO date


class Standing(NamedTuple):
    """One body sentence held against one other outlet's articles."""

    outlet: str
    other: str
    article_id: str
    start: int
    found: bool  # the other outlet has it, in part or whole
    sure: bool  # surely not found in any article of the other outlet


def name_outlets(articles: pd.DataFrame) -> dict[str, str]:
    """Return each article's outlet, by ``article_id``: a source without the number that a second article is given.

    >>> name_outlets(pd.DataFrame({"article_id": ["a", "b", "c"], "source": ["BBC", "BBC (2)", "Radio (4)"]}))
    {'a': 'BBC', 'b': 'BBC', 'c': 'Radio (4)'}
    """
    known = set(articles["source"])
    named = {}
    for article_id, source in zip(articles["article_id"], articles["source"], strict=True):
        numbered = _NUMBERED.match(source)
        named[article_id] = numbered[1] if numbered and numbered[1] in known else source
    return named


def list_rows(table: pd.DataFrame) -> Iterator[Any]:
    """Yield a table's rows as named tuples."""
    yield from table.itertuples(index=False)


def count_chances(comparison: Comparison) -> Iterator[Counted]:
    """Count one-sided sentences, others' sentences that an outlet was not found to carry, and places of shared claims.

    Counts: sentences of paragraphs. ``share_one_sided``: not found in any other outlet, of all;
    ``share_one_sided_sure``: surely not. ``share_not_carried``: of the other outlets' sentences, those not found
    here; ``share_not_carried_earlier``: the same of articles published on the day of its own last one or before,
    where both are dated. ``place_of_shared``: how much later (1: a whole article, negative: earlier) its body has
    a claim than the mean of the other outlets that carry it.
    Leaves out: headlines, subheads, furniture; events in which one outlet alone has articles.
    """
    outlets = name_outlets(comparison.articles)
    standings = _hold_sentences(comparison, outlets)
    yield from _count_one_sided(standings)
    yield from _count_not_carried(standings, comparison.articles, outlets)
    yield from _count_places(comparison, outlets)


def _hold_sentences(comparison: Comparison, outlets: Mapping[str, str]) -> list[Standing]:
    """Reduce ``coverage`` to a row for each body sentence and other outlet."""
    body = _body(comparison)
    rows: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
    for row in list_rows(comparison.coverage):
        other = outlets[row.other_id]
        if (row.article_id, row.start) in body and outlets[row.article_id] != other:
            rows[row.article_id, row.start, other].append(row)
    return [
        Standing(
            outlets[article_id],
            other,
            article_id,
            start,
            any(row.status != "only" for row in held),
            all(row.status == "only" and row.sure for row in held),
        )
        for (article_id, start, other), held in rows.items()
    ]


def _count_one_sided(standings: list[Standing]) -> Iterator[Counted]:
    sentences: dict[tuple[str, str, int], list[Standing]] = defaultdict(list)
    for one in standings:
        sentences[one.outlet, one.article_id, one.start].append(one)
    n = Counter(outlet for outlet, _, _ in sentences)
    alone = Counter(key[0] for key, held in sentences.items() if not any(one.found for one in held))
    sure = Counter(key[0] for key, held in sentences.items() if all(one.sure for one in held))
    for outlet in n:
        yield outlet, "share_one_sided", alone[outlet], n[outlet]
        yield outlet, "share_one_sided_sure", sure[outlet], n[outlet]


def _count_not_carried(
    standings: list[Standing], articles: pd.DataFrame, outlets: Mapping[str, str]
) -> Iterator[Counted]:
    day = {a: iso[:_DAY] for a, iso in zip(articles["article_id"], articles["published"].fillna(""), strict=True)}
    last: dict[str, str] = defaultdict(str)
    for article_id, outlet in outlets.items():
        last[outlet] = max(last[outlet], day[article_id])
    earlier = [one for one in standings if is_no_later(day[one.article_id], last[one.other])]
    for measure, chances in (("share_not_carried", standings), ("share_not_carried_earlier", earlier)):
        n = Counter(one.other for one in chances)
        missed = Counter(one.other for one in chances if not one.found)
        yield from ((outlet, measure, missed[outlet], n[outlet]) for outlet in n)


def is_no_later(day: str, other: str) -> bool:
    """Tell whether a date surely lies on another or before it, as far as both are precise; no without two dates.

    >>> is_no_later("2025-11-12", "2025-11-12"), is_no_later("2025-12", "2025-11-12"), is_no_later("", "2025")
    (True, False, False)
    """
    length = min(len(day), len(other))
    return length > 0 and day[:length] <= other[:length]


def _count_places(comparison: Comparison, outlets: Mapping[str, str]) -> Iterator[Counted]:
    body = _body(comparison)
    first: dict[int, dict[str, float]] = defaultdict(dict)
    for row in list_rows(comparison.claims):
        if (row.article_id, row.start) in body:
            places = first[row.claim]
            outlet = outlets[row.article_id]
            places[outlet] = min(places.get(outlet, 1.0), row.position)
    shifts: dict[str, list[float]] = defaultdict(list)
    for places in first.values():
        if len(places) > 1:
            for outlet, place in places.items():
                others = (sum(places.values()) - place) / (len(places) - 1)
                shifts[outlet].append(place - others)
    yield from ((outlet, "place_of_shared", sum(found), len(found)) for outlet, found in shifts.items())


def _body(comparison: Comparison) -> set[tuple[str, int]]:
    rows = comparison.sentences[comparison.sentences["kind"].eq("paragraph")]
    return set(zip(rows["article_id"], rows["start"], strict=True))

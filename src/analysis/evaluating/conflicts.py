"""Conflicts found against conflicts that readers marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.comparing.conflicts import find_conflicts
from analysis.comparing.coverage import find_matches
from analysis.evaluating.gold import GoldEvent
from analysis.evaluating.scores import Score
from analysis.finding.annotate import Findings
from analysis.records import Conflict

KINDS = ("number", "date", "place", "attribution", "label", "name", "polarity")


def score_conflicts(events: Iterable[GoldEvent], *, on: str) -> list[Score]:
    """Score conflicts: all, the sure ones, and by kind.

    A found conflict is right when both its spans overlap both spans of a gold conflict; or when it is of the
    same kind and both spans lie in its sentences, or give the same words elsewhere in the articles (readers
    and rules list a difference once, at one of the places that show it). Gold rows that one reader of two
    listed count as right when found and as nothing when missed. Recall of the sure rows is held against all
    gold conflicts. By kind a found conflict is right only where readers gave the same kind; what they called
    "other" is held against polarity, ours for statements that exclude each other in no figure, date, place or name.
    """
    totals: Counter[tuple[str, str]] = Counter()
    for event in events:
        gold = event.data.get("coverage", event.data)
        conflicts = find_conflicts(event.found, find_matches(event.found))
        totals.update(_count(conflicts, gold, event.found))
    measures = ["all", "sure", *KINDS]
    return [
        Score("conflicts", name, on, totals[name, "right"], totals[name, "found"], totals[name, "gold"])
        for name in measures
        if totals[name, "found"] or totals[name, "gold"]
    ]


def _count(conflicts: Sequence[Conflict], gold: dict[str, Any], found: Sequence[Findings]) -> Counter[tuple[str, str]]:
    rows = gold["conflicts"]
    readings = gold.get("readings", 1)
    units = {
        (article, unit["n"]): (unit["start"], unit["end"]) for article, own in gold["units"].items() for unit in own
    }
    texts = {findings.article.article_id: findings.article.text for findings in found}
    counts: Counter[tuple[str, str]] = Counter()
    met: set[int] = set()
    for conflict in conflicts:
        hits = [n for n, row in enumerate(rows) if _meets(conflict, row, units, texts)]
        optional = bool(hits) and all(rows[n].get("readers", readings) < readings for n in hits)
        fresh = [n for n in hits if n not in met and rows[n].get("readers", readings) >= readings]
        met.update(hits)
        repeated = bool(hits) and not optional and not fresh  # a second row for the same conflict
        for name in ("all", conflict.kind, *(["sure"] if conflict.sure else [])):
            counts[name, "found"] += not optional and not repeated
            counts[name, "right"] += any(name not in KINDS or name in _kinds(rows[n]) for n in fresh)
    for row in rows:
        if row.get("readers", readings) >= readings:
            for name in ("all", "sure", *_kinds(row)):
                counts[name, "gold"] += 1
    return counts


def _kinds(row: dict[str, Any]) -> list[str]:
    return ["polarity" if kind == "other" else kind for kind in row["kind"]]


def _meets(
    conflict: Conflict, row: dict[str, Any], units: dict[tuple[str, int], tuple[int, int]], texts: dict[str, str]
) -> bool:
    ours = {
        conflict.article_id: (conflict.start, conflict.end),
        conflict.other_id: (conflict.other_start, conflict.other_end),
    }
    theirs = {end["article"]: end for end in (row["a"], row["b"])}
    if set(ours) != set(theirs):
        return False
    if all(_overlap(ours[article], (end["start"], end["end"])) for article, end in theirs.items()):
        return True
    if conflict.kind not in row["kind"]:
        return False
    if all(_overlap(ours[a], units[a, end["unit"]]) for a, end in theirs.items() if "unit" in end):
        return True
    return all(_same_words(texts[a][slice(*ours[a])], end["text"]) for a, end in theirs.items())


def _same_words(a: str, b: str) -> bool:
    """Tell whether the words of one passage are all in the other.

    >>> _same_words("Thursday", "late Thursday"), _same_words("6", "60 men"), _same_words("a man", "two men")
    (True, False, False)
    """
    ours, theirs = set(a.lower().split()), set(b.lower().split())
    return ours <= theirs or theirs <= ours


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]

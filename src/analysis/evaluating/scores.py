"""What a score is, and how spans found are held against spans that readers marked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[str, int, int]  # article_id, start, end


@dataclass(frozen=True)
class Score:
    """Counts behind one row of the accuracy table.

    ``right`` of ``found`` rows are right (precision); ``right`` of ``gold`` rows are found (recall).
    A rate over nothing is NaN. An accuracy has ``found == gold``.
    """

    finder: str  # the room: quotations, dates, …
    measure: str  # what is held against what: "direct spans", "speaker of direct", …
    on: str  # which gold: seed_pair, events, gum-news, …
    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Right rows among those found."""
        return self.right / self.found if self.found else math.nan

    @property
    def recall(self) -> float:
        """Rows of the gold that were found."""
        return self.right / self.gold if self.gold else math.nan

    @property
    def f1(self) -> float:
        """2 right / (found + gold).

        >>> Score("dates", "spans", "seed_pair", right=11, found=12, gold=12).f1
        0.9166666666666666
        >>> Score("dates", "spans", "seed_pair", right=0, found=0, gold=0).f1
        nan
        """
        total = self.found + self.gold
        return 2 * self.right / total if total else math.nan


@dataclass(frozen=True)
class Interval:
    """A figure over events with its 90 % interval by resampling them; ``by`` says what judged."""

    figure: str
    by: str
    value: float
    low: float
    high: float


def overlap(a: Span, b: Span) -> float:
    """Return intersection over union of two spans, in characters; 0 in different articles.

    >>> overlap(("a", 0, 10), ("a", 5, 10))
    0.5
    >>> overlap(("a", 0, 10), ("b", 0, 10))
    0.0
    """
    if a[0] != b[0]:
        return 0.0
    shared = min(a[2], b[2]) - max(a[1], b[1])
    return shared / (max(a[2], b[2]) - min(a[1], b[1])) if shared > 0 else 0.0


def pair_spans(found: Sequence[Span], gold: Sequence[Span], *, at_least: float = 0.5) -> list[tuple[int, int]]:
    """Pair each gold span with at most one found span, best overlap first.

    Returns:
        Pairs of indices (found, gold), in order of gold.
    """
    ranked = sorted(
        ((overlap(f, g), i, j) for j, g in enumerate(gold) for i, f in enumerate(found) if overlap(f, g) >= at_least),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return sorted(pairs, key=lambda pair: pair[1])


def score_spans(
    finder: str,
    measure: str,
    on: str,
    found: Sequence[Span],
    gold: Sequence[dict[str, Any]],
    *,
    at_least: float = 0.5,
    agrees: Callable[[int, dict[str, Any]], bool] = lambda i, row: True,
) -> Score:
    """Score spans against gold rows.

    A gold row has ``article, start, end``; with ``optional`` true it counts as right when found
    and as nothing when missed (one reader of two listed it). ``agrees(i, row)`` may ask more of a
    pair than its span: found row ``i`` against the gold row it was paired with.
    """
    spans = [(row["article"], row["start"], row["end"]) for row in gold]
    pairs = [(i, j) for i, j in pair_spans(found, spans, at_least=at_least)]
    excused = {i for i, j in pairs if gold[j].get("optional")}
    right = sum(1 for i, j in pairs if not gold[j].get("optional") and agrees(i, gold[j]))
    wanted = sum(1 for row in gold if not row.get("optional"))
    return Score(finder, measure, on, right, len(found) - len(excused), wanted)

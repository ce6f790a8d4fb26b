"""Gold on coverage laid over our sentences: readers' statuses and links, and how well ours agree with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from analysis.comparing.model import Model
from analysis.comparing.signals import pair_signals
from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space, read_space
from analysis.evaluating.gold import GoldEvent

_SET_ASIDE = ("repeat", "dateline", "furniture")  # gold units that are no sentence of the body

Unit = tuple[str, int]  # article_id, gold unit number


@dataclass(frozen=True)
class Judgement:
    """A reader's judgement of one gold unit against one other article; ``row`` is our sentence for it, if any."""

    article_id: str
    other_id: str
    n: int
    row: int | None
    answers: tuple[str, ...]  # every reader's


@dataclass(frozen=True)
class Example:
    """One gold event as the model sees it."""

    name: str
    family: str
    space: Space
    signals: Mapping[tuple[str, str], Matrix]  # of every two articles once, measured once for every fit
    row_of: Mapping[Unit, int | None]  # our sentence, counted in its article, for each gold unit of the body
    judgements: tuple[Judgement, ...]
    links: frozenset[frozenset[Unit]]  # pairs of gold units that both readers link
    maybe: frozenset[frozenset[Unit]]  # pairs that one of two readers links, and pairs of two headlines

    def link(self, model: Model) -> Iterator[tuple[str, str, Matrix]]:
        """Yield every two articles once and the probabilities of links between their sentences."""
        return ((one, other, model.link(signals)) for (one, other), signals in self.signals.items())


def read_example(event: GoldEvent) -> Example:
    """Lay gold units over our sentences: a unit is the sentence that covers most of it, if it covers half."""
    units = (event.data.get("coverage") or event.data)["units"]
    space = read_space(event.found)
    body = {(a, u["n"]): u for a, rows in units.items() for u in rows if u["role"][0] not in _SET_ASIDE}
    row_of = {key: _find_row(space, key[0], unit) for key, unit in body.items()}
    judgements = tuple(
        Judgement(a, other, n, row_of[a, n], tuple(answers))
        for (a, n), unit in body.items()
        for other, answers in unit["coverage"].items()
        if answers and answers[0] is not None
    )
    heads = _pair_headlines(body)
    links = _read_links(body, "both") - heads
    signals = {pair: pair_signals(space, *pair) for pair in combinations(space.rows, 2)}
    maybe = (_read_links(body, "one") | heads) - links
    return Example(event.name, event.family, space, signals, row_of, judgements, links, maybe)


def _pair_headlines(body: Mapping[Unit, Mapping[str, Any]]) -> frozenset[frozenset[Unit]]:
    """Return every two headlines of two articles: nothing either way.

    Readers named the sentences of the other body that carry a headline, not its headline, though it mostly says the
    same: of 50 such pairs 45 are of headlines that both are shared, and 2 are linked.
    """
    heads = [key for key, unit in body.items() if unit["role"][0] == "headline"]
    return frozenset(frozenset(pair) for pair in combinations(heads, 2) if pair[0][0] != pair[1][0])


def _find_row(space: Space, article_id: str, unit: Mapping[str, Any]) -> int | None:
    shared = [min(u.end, unit["end"]) - max(u.start, unit["start"]) for u in space.units[space.rows[article_id]]]
    best = int(np.argmax(shared)) if shared else -1
    return best if shared and 2 * shared[best] >= unit["end"] - unit["start"] else None


def _read_links(body: Mapping[Unit, Mapping[str, Any]], readers: str) -> frozenset[frozenset[Unit]]:
    return frozenset(
        frozenset((key, (other, n)))
        for key, unit in body.items()
        for other, matched in unit["matches"].items()
        for n in matched[readers]
        if (other, n) in body
    )


def count_pairs(example: Example, scored: Iterable[tuple[str, str, Matrix]], bound: float) -> tuple[int, int, int]:
    """Count pairs of gold units whose sentences score at least ``bound``: right, found, in gold.

    A pair that one of two readers links, or of two headlines, is nothing either way.
    """
    units = units_by_row(example)
    pairs = {
        frozenset((a, b))
        for one, other, scores in scored
        for i, j in np.argwhere(scores >= bound)
        for a in units.get((one, int(i)), [])
        for b in units.get((other, int(j)), [])
    }
    return len(pairs & example.links), len(pairs - example.maybe), len(example.links)


def units_by_row(example: Example) -> dict[tuple[str, int], list[Unit]]:
    """Return the gold units that each of our sentences stands for."""
    units: dict[tuple[str, int], list[Unit]] = {}
    for unit, row in example.row_of.items():
        if row is not None:
            units.setdefault((unit[0], row), []).append(unit)
    return units


def agree(answers: Sequence[Sequence[str]], statuses: Sequence[str]) -> float:
    """Return Cohen's kappa of statuses with readers' answers; any reader's answer is right."""
    truth = [status if status in answer else answer[0] for answer, status in zip(answers, statuses, strict=True)]
    return kappa(truth, statuses)


def kappa(one: Sequence[str], other: Sequence[str]) -> float:
    """Return Cohen's kappa: agreement beyond what the two would reach by chance; NaN where chance alone agrees.

    >>> kappa(["only", "only", "shared", "shared"], ["only", "only", "shared", "only"])
    0.5
    >>> kappa(["only"], ["only"])
    nan
    """
    n = len(one)
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / n if n else 0.0
    chance = sum(list(one).count(label) * list(other).count(label) for label in set(one)) / n**2 if n else 1.0
    return (agreed - chance) / (1 - chance) if chance < 1 else float("nan")

"""What a model is trained on: each sentence of a gold event held against another article, with its candidates there.

Candidates are the sentences of the other article that the fitted signals hold most likely to state the same. Those
likelihoods are made without the families that they are made for, as are folds: events of one family stay together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.comparing.model import STATUSES, parse_model
from analysis.comparing.similarity import Matrix
from analysis.comparing.units import Unit
from analysis.evaluating import fitting
from analysis.evaluating.examples import Example

CANDIDATES = 4  # they hold 86 % of the gold links in one direction at least; three hold 82 %, six 93 %
FOLDS = 5
_EDGE = 1e-4  # likelihoods are kept this far from 0 and 1

Links = dict[tuple[str, str, str], Matrix]  # event, article, other article


@dataclass(frozen=True)
class Candidate:
    """A sentence of the other article: its row there, what the signals say of a link, and what readers said."""

    row: int
    prior: float  # log-odds of a link by the fitted signals
    linked: bool | None  # None: one of two readers links them, or two headlines


@dataclass(frozen=True)
class Row:
    """One sentence against one other article."""

    event: str
    family: str
    article_id: str
    other_id: str
    row: int  # the sentence, counted in its article
    candidates: tuple[Candidate, ...]
    answers: tuple[float, ...] | None  # the share of readers who gave each of STATUSES; None where none was asked

    @property
    def status(self) -> str | None:
        """The status that most readers gave; of two the first in order of STATUSES."""
        return None if self.answers is None else STATUSES[int(np.argmax(self.answers))]


def read_rows(examples: Sequence[Example]) -> list[Row]:
    """Return every sentence of the examples against every other article of its event, in order."""
    folds = spread_families(examples)
    links = link_across_families(examples, folds)
    return [row for example in examples for row in _read_rows(example, links)]


def spread_families(examples: Sequence[Example], folds: int = FOLDS) -> dict[str, int]:
    """Spread families over folds of about equal numbers of judgements: the largest first, each to the least full.

    Returns:
        Each family's fold.
    """
    sizes = Counter[str]()
    for example in examples:
        sizes[example.family] += len(example.judgements)
    held, fold_of = [0] * folds, {}
    for family in sorted(sizes, key=lambda family: (-sizes[family], family)):
        fold = held.index(min(held))
        fold_of[family] = fold
        held[fold] += sizes[family]
    return fold_of


def link_across_families(examples: Sequence[Example], fold_of: Mapping[str, int]) -> Links:
    """Return the likelihood of a link of every two sentences, from signals fitted without the family."""
    links: Links = {}
    for fold in sorted(set(fold_of.values())):
        inside = [example for example in examples if fold_of[example.family] != fold]
        outside = [example for example in examples if fold_of[example.family] == fold]
        if not inside:
            continue
        layers = fitting.fit_layers(inside, with_joint=all(example.space.joint for example in examples))
        model = parse_model({**layers, "bounds": fitting.OPEN})
        for example in outside:
            for one, other, chances in example.link(model):
                links[example.name, one, other] = chances
                links[example.name, other, one] = chances.T
    return links


def _read_rows(example: Example, links: Links) -> Iterator[Row]:
    linked, maybe = (_pair_rows(example, pairs) for pairs in (example.links, example.maybe))
    answers = _collect_answers(example)
    for (name, one, other), chances in links.items():
        if name != example.name:
            continue
        for i in range(len(chances)):
            best = np.argsort(-chances[i], kind="stable")[:CANDIDATES]
            found = tuple(
                Candidate(j, _log_odds(chances[i, j]), _mark((one, i, other, j), linked, maybe)) for j in best.tolist()
            )
            yield Row(name, example.family, one, other, i, found, answers.get((one, other, i)))


def _log_odds(chance: float) -> float:
    kept = min(max(float(chance), _EDGE), 1 - _EDGE)
    return round(float(np.log(kept / (1 - kept))), 4)


_Pair = tuple[str, int, str, int]


def _mark(pair: _Pair, linked: frozenset[_Pair], maybe: frozenset[_Pair]) -> bool | None:
    return pair in linked if pair not in maybe else None


def _pair_rows(example: Example, pairs: frozenset[frozenset[tuple[str, int]]]) -> frozenset[_Pair]:
    found = set()
    for pair in pairs:
        (one, n), (other, m) = sorted(pair)
        i, j = example.row_of.get((one, n)), example.row_of.get((other, m))
        if i is not None and j is not None:
            found |= {(one, i, other, j), (other, j, one, i)}
    return frozenset(found)


def _collect_answers(example: Example) -> dict[tuple[str, str, int], tuple[float, ...]]:
    """Return shares of answers by sentence and other article; two gold units on one sentence are put together."""
    given: dict[tuple[str, str, int], list[str]] = {}
    for judgement in example.judgements:
        if judgement.row is not None:
            given.setdefault((judgement.article_id, judgement.other_id, judgement.row), []).extend(judgement.answers)
    return {key: tuple(said.count(status) / len(said) for status in STATUSES) for key, said in given.items()}


def find_unit(example: Example, article_id: str, row: int) -> Unit:
    """Return one of our sentences by its article and its row there."""
    return example.space.units[example.space.rows[article_id]][row]

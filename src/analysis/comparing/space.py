"""The sentences of one event laid out once, and how each two of them compare."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.comparing import similarity
from analysis.comparing.joint import Joint, read_joint
from analysis.comparing.predicates import match_predicates
from analysis.comparing.similarity import Matrix
from analysis.comparing.units import Unit, read_units
from analysis.finding.annotate import Findings

_LEAST = 1e-6
_NEIGHBOUR = 0.9  # how much of what it covers a sentence lends to the next


@dataclass(frozen=True)
class Space:
    """The sentences of an event and how each two of them compare. Matrices are sentence × sentence."""

    units: tuple[Unit, ...]
    rows: dict[str, slice]  # each article's sentences
    presence: Matrix  # sentence × term
    weights: Matrix  # term
    column: dict[str, int]  # term: its column
    reached: Matrix  # sentence × term: how well the sentence covers it
    clauses: Matrix  # clause × term
    clause_owner: NDArray[np.int64]  # clause: its sentence
    layers: dict[str, Matrix]
    joint: Joint | None  # where there is a network that reads two sentences together


def read_space(found: Sequence[Findings]) -> Space:
    """Read the sentences of all articles of one event."""
    units: list[Unit] = []
    rows: dict[str, slice] = {}
    for findings in found:
        own = read_units(findings)
        rows[findings.article.article_id] = slice(len(units), len(units) + len(own))
        units += own
    presence, terms = similarity.indicate([unit.terms for unit in units])
    column = {term: index for index, term in enumerate(terms)}
    weights = similarity.weigh_terms(presence)
    likeness = similarity.compare_terms(terms)
    reached = similarity.reach(presence, likeness)
    clauses, owner = _lay_out_clauses(units, column)
    layers = _compare_all(units, presence, weights, reached)
    layers["window"] = similarity.cover(presence, weights, _widen(reached, rows.values()))
    joint = read_joint([unit.tokens for unit in units], list(rows.values()), layers["weight"])
    return Space(tuple(units), rows, presence, weights, column, reached, clauses, owner, layers, joint)


def _lay_out_clauses(units: Sequence[Unit], column: dict[str, int]) -> tuple[Matrix, NDArray[np.int64]]:
    held = [(row, clause) for row, unit in enumerate(units) for clause in unit.clauses]
    matrix = np.zeros((len(held), len(column)))
    for row, (owner, clause) in enumerate(held):
        matrix[row, [column[units[owner].terms[number]] for number in clause]] = 1
    return matrix, np.array([row for row, _ in held], dtype=np.int64)


def _compare_all(units: Sequence[Unit], presence: Matrix, weights: Matrix, reached: Matrix) -> dict[str, Matrix]:
    covered = similarity.cover(presence, weights, reached)
    total = ((presence > 0) * weights).sum(axis=1, keepdims=True)
    return {
        "cosine": similarity.compare_cosine(presence, weights),
        "letters": similarity.compare_letters([unit.text for unit in units]),
        "cover": covered,
        "weight": covered * total,
        "names": _overlap([unit.names for unit in units]),
        "numbers": _count_shared([unit.numbers for unit in units]),
        "amounts": _count_shared([unit.amounts for unit in units]),
        "counted": _count_shared([unit.counted for unit in units]),
        "verbs": _match_verbs(units),
        "act": match_predicates([unit.predicates for unit in units]),
        "runs": _count_shared([_runs(unit.words) for unit in units]),
        "quoted": _count_shared([unit.quoted for unit in units]),
    }


def _widen(reached: Matrix, articles: Iterable[slice]) -> Matrix:
    """Let each sentence cover what its neighbours in the article do, a little less: "He" is named a sentence before."""
    wide = reached.copy()
    for rows in articles:
        own = reached[rows] * _NEIGHBOUR
        wide[rows][1:] = np.maximum(wide[rows][1:], own[:-1])
        wide[rows][:-1] = np.maximum(wide[rows][:-1], own[1:])
    return wide


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + 3]) for i in range(len(words) - 2)]


def _count_shared(keys: Sequence[Sequence[Hashable]]) -> Matrix:
    held = (similarity.indicate(keys)[0] > 0).astype(float)
    return np.asarray(held @ held.T)


def _overlap(keys: Sequence[Sequence[str]]) -> Matrix:
    """Weighted overlap: shared weight over that of the sentence with less."""
    counts, _ = similarity.indicate(keys)
    held = (counts > 0) * similarity.weigh_terms(counts)
    shared = held @ (counts > 0).T.astype(float)
    own = held.sum(axis=1)
    return np.asarray(shared / np.maximum(np.minimum.outer(own, own), _LEAST))


def _match_verbs(units: Sequence[Unit]) -> Matrix:
    presence, verbs = similarity.indicate([unit.verbs for unit in units])
    if not verbs:
        return np.zeros((len(units), len(units)))
    weights = similarity.weigh_terms(presence)
    shared = similarity.cover(presence, weights, similarity.reach(presence, similarity.compare_terms(verbs)))
    return np.asarray((shared + shared.T) / 2)

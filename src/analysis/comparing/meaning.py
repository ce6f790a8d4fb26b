"""Words held against words by what they mean in their sentence: each term's best match in every other sentence.

The idea is ColBERT's (Khattab and Zaharia 2020), weighted by how rare a term is in the event. It needs the sentence
model: where there is none, an event's ``Meaning`` is None and the weights fitted without it are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.comparing import similarity
from analysis.comparing.similarity import Matrix
from analysis.comparing.units import Unit

MEANT_PAIR_SIGNALS = (
    "meant_low",  # each term's best match in the other sentence: the worse-covered side
    "meant_high",  # the better-covered side
    "meant_margin_low",  # lead over the runner-up, the side where it is smaller
    "meant_margin_high",
)
MEANT_STATUS_SIGNALS = (
    "meant",  # coverage by the best sentence
    "meant_whole",  # by the whole other article
    "meant_passage",  # by the best passage of three sentences
    "meant_clause",  # of the worst-covered clause, by the best sentence for it
    "meant_clause_link",  # of the worst-covered clause, by the best-linked passage
    "meant_term",  # of the worst-covered term, by the whole article
)
_DIGITS = 4
_LEAST = 1e-6


@dataclass(frozen=True)
class Meaning:
    """Every term where it stands: one row of ``best`` an occurrence, one column a sentence of the event."""

    best: Matrix  # the likeness of an occurrence to what is most like it in a sentence
    owner: NDArray[np.int64]  # occurrence: its sentence
    clause: NDArray[np.int64]  # occurrence: its clause, numbered through the event
    weight: Matrix  # occurrence: its term's


def read_meaning(units: Sequence[Unit], weight_of: dict[str, float]) -> Meaning | None:
    """Hold every term of every sentence against every sentence; None without a sentence model."""
    encoded = similarity.encode_words([unit.tokens for unit in units])
    held = [(row, clause, number) for row, unit in enumerate(units) for number, clause in _number_clauses(unit)]
    if encoded is None or not held:
        return None
    vectors = np.array([encoded[row][units[row].places[number]] for row, _, number in held], dtype=float)
    owner = np.array([row for row, _, _ in held], dtype=np.int64)
    _, clause = np.unique([row * 1000 + clause for row, clause, _ in held], return_inverse=True)
    weight = np.array([weight_of[units[row].terms[number]] for row, _, number in held])
    return Meaning(_match_best(vectors, owner, len(units)), owner, clause.astype(np.int64), weight)


def _number_clauses(unit: Unit) -> list[tuple[int, int]]:
    """Return every term's number and that of its clause, in text order."""
    return sorted((number, clause) for clause, numbers in enumerate(unit.clauses) for number in numbers)


def _match_best(vectors: Matrix, owner: NDArray[np.int64], n_sentences: int) -> Matrix:
    best = np.zeros((len(vectors), n_sentences))
    for row in range(n_sentences):
        inside = vectors[owner == row]
        if len(inside):
            best[:, row] = (vectors @ inside.T).max(axis=1)
    return np.round(best, _DIGITS)


def cover_meant(meaning: Meaning, n_sentences: int) -> Matrix:
    """Return how well each sentence covers each other's terms: sentence × sentence, 0 for one without terms."""
    return _average(meaning.best, meaning.weight, meaning.owner, n_sentences)


def meant_status_signals(meaning: Meaning, rows: slice, others: slice, nearest: Matrix) -> Matrix:
    """Return what is measured of the sentences ``rows`` against the article ``others``, as MEANT_STATUS_SIGNALS.

    Args:
        meaning: the event's.
        rows: the sentences that are judged.
        others: the sentences of the article they are held against.
        nearest: the best-linked sentence of each, counted in that article.
    """
    inside = (meaning.owner >= rows.start) & (meaning.owner < rows.stop)
    best, weight, owner = meaning.best[inside][:, others], meaning.weight[inside], meaning.owner[inside] - rows.start
    n, passages, whole = rows.stop - rows.start, _passages(best), best.max(axis=1, keepdims=True)
    clauses, clause = np.unique(meaning.clause[inside], return_inverse=True)
    clause_owner = np.zeros(len(clauses), dtype=np.int64)
    clause_owner[clause] = owner
    by_clause = _average(best, weight, clause, len(clauses)).max(axis=1, initial=0.0)
    linked = _average(passages, weight, clause, len(clauses))[np.arange(len(clauses)), nearest[clause_owner]]
    return np.column_stack(
        [
            _average(best, weight, owner, n).max(axis=1),
            _average(whole, weight, owner, n)[:, 0],
            _average(passages, weight, owner, n).max(axis=1),
            _worst(by_clause, clause_owner, n),
            _worst(linked, clause_owner, n),
            _worst(whole[:, 0], owner, n),
        ]
    )


def _average(best: Matrix, weight: Matrix, group: NDArray[np.int64], n_groups: int) -> Matrix:
    """Return the weighted mean of the rows of each group, zeros for an empty one."""
    total, divisor = np.zeros((n_groups, best.shape[1])), np.zeros(n_groups)
    np.add.at(total, group, best * weight[:, None])
    np.add.at(divisor, group, weight)
    return np.asarray(total / np.maximum(divisor, _LEAST)[:, None])


def _passages(best: Matrix) -> Matrix:
    """Return what each sentence covers together with its two neighbours."""
    padded = np.pad(best, ((0, 0), (1, 1)), mode="edge")
    return np.asarray(np.maximum(np.maximum(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:]))


def _worst(values: Matrix, group: NDArray[np.int64], n_groups: int) -> Matrix:
    worst = np.full(n_groups, np.inf)
    np.minimum.at(worst, group, values)
    return np.where(np.isinf(worst), 0.0, worst)

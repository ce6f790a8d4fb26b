"""Which articles of an archive are alike enough to be on one story, without comparing every two.

Candidates share one of their most telling words, where not too many articles have it; only they are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TELLING = 20  # words of an article by which it looks for others: those that weigh most
_CROWD = 300  # a word that more articles have is no lead
_HINT = 0.05  # likeness by telling words alone, from which on two articles are compared in full
_BLOCK = 4_000  # rows at a time: memory stays flat
LEAST = 0.10  # a likeness below this is none


def find_neighbours(matrix: Any) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of rows that are alike, each once (first < second), and their cosines, to 6 decimals.

    Args:
        matrix: articles × words, rows of length 1 (``vectors.vectorise``).
    """
    leads = _keep_telling(matrix)
    found = [_compare(matrix, *pairs) for pairs in _candidates(leads)]
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    one, other, cosine = (np.concatenate([block[n] for block in found]) for n in range(3))
    return one, other, cosine


def _keep_telling(matrix: Any) -> Any:
    """Keep of each row its most telling words, of those that few articles have."""
    from scipy import sparse

    crowded = np.diff(matrix.tocsc().indptr) > _CROWD
    rows, columns, values = [], [], []
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        own, weight = matrix.indices[start:end], matrix.data[start:end]
        own, weight = own[~crowded[own]], weight[~crowded[own]]
        best = np.lexsort((own, -weight))[:_TELLING]
        rows.append(np.full(len(best), row))
        columns.append(own[best])
        values.append(weight[best])
    if not rows:
        return matrix
    place = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_array((np.concatenate(values), place), shape=matrix.shape)


def _candidates(leads: Any) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    turned = leads.T.tocsr()
    for start in range(0, leads.shape[0], _BLOCK):
        likeness = (leads[start : start + _BLOCK] @ turned).tocoo()
        one, other = likeness.coords[0].astype(np.int64) + start, likeness.coords[1].astype(np.int64)
        kept = (one < other) & (likeness.data >= _HINT)
        yield one[kept], other[kept]


def _compare(
    matrix: Any, one: NDArray[np.int64], other: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    cosine = np.empty(len(one))
    for start in range(0, len(one), _BLOCK):
        part = slice(start, start + _BLOCK)
        cosine[part] = matrix[one[part]].multiply(matrix[other[part]]).sum(axis=1)
    cosine = cosine.round(6)
    kept = cosine >= LEAST
    return one[kept], other[kept], cosine[kept]

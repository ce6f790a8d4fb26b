"""How alike words and sentences are, by their letters, lemmas and the concepts that news has several words for.

Shared terms weigh by how rare they are in the event; a term's best match in the other sentence is the same lemma, one
of the same concept or country, or one of the same stem. What two sentences read together say is ``joint``'s part.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.kin import country_words

Matrix = NDArray[Any]
Key = TypeVar("Key", bound=Hashable)

LEXICAL = "lexical"
SAME, CONCEPT = 1.0, 0.8  # how much a term covers an equal one, and one of the same concept
_STEM = 4  # letters that two forms of one word share at least: "halt", "halted"; "sail", "sailor"
_GRAM = 4  # letters a piece, for comparing spellings
_ENDINGS = frozenset(
    (
        *("", "s", "es", "d", "ed", "e", "r", "er", "or", "ers", "ing", "n", "an", "ian", "ean", "ese", "ish", "i"),
        *("ion", "tion", "ation", "sion", "ition", "ment", "al", "ial", "ic", "ical", "ity", "ive", "ative", "ly"),
        *("y", "ies", "ied", "ance", "ence", "ant", "ent", "ist", "ism", "ness", "ful", "ous", "age", "ship", "able"),
        *("d", "de", "t", "te", "se", "ce", "ct", "ize", "ise", "ization", "isation", "ary", "man", "men", "woman"),
    )
)


def describe_similarity() -> str:
    """Say what likeness is measured by: "lexical", or the network that reads sentences together."""
    from analysis.comparing import joint

    return joint.describe_reader() or LEXICAL


def indicate(keys: Sequence[Iterable[Key]]) -> tuple[Matrix, list[Key]]:
    """Count keys: one row a sentence, one column a key, columns in order of first appearance.

    >>> indicate([["a", "b", "a"], ["b"]])[0].tolist()
    [[2.0, 1.0], [0.0, 1.0]]
    """
    columns: dict[Key, int] = {}
    counted = [Counter(columns.setdefault(key, len(columns)) for key in row) for row in keys]
    matrix = np.zeros((len(keys), len(columns)))
    for row, counts in enumerate(counted):
        matrix[row, list(counts)] = list(counts.values())
    return matrix, list(columns)


def weigh_terms(counts: Matrix) -> Matrix:
    """Return each column's inverse document frequency over the rows: log((1 + n) / (1 + df)) + 1.

    Shared between articles by design: a term that both articles use once is as rare as one used twice by one.
    """
    n, frequency = counts.shape[0], (counts > 0).sum(axis=0)
    return np.asarray(np.log((1 + n) / (1 + frequency)) + 1)


def compare_cosine(counts: Matrix, weights: Matrix) -> Matrix:
    """Return the cosine of every two rows, their counts damped (1 + log) and weighted."""
    damped = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0) * weights
    norms = np.linalg.norm(damped, axis=1, keepdims=True)
    unit = np.divide(damped, norms, out=np.zeros_like(damped), where=norms > 0)
    return np.asarray(unit @ unit.T)


def compare_letters(texts: Sequence[str]) -> Matrix:
    """Return the cosine of every two texts over runs of four letters, rarer runs counting more."""
    counts, _ = indicate([_cut_letters(text) for text in texts])
    return compare_cosine(counts, weigh_terms(counts))


def compare_terms(terms: Sequence[str]) -> Matrix:
    """Return how well each term covers each other: 1 the same, .8 of one concept, less of one stem, else 0.

    >>> compare_terms(["halt", "suspend", "suspension", "vessel"]).round(2).tolist()[1]
    [0.8, 1.0, 0.8, 0.0]
    """
    matrix = np.eye(len(terms)) * SAME
    for group in _group(terms, _concepts_of):
        for i in group:
            matrix[i, group] = np.maximum(matrix[i, group], CONCEPT)
    for group in _group(terms, _stem):
        for i in group:
            for j in group:
                matrix[i, j] = max(matrix[i, j], _kinship(terms[i], terms[j]))
    np.fill_diagonal(matrix, SAME)
    return matrix


def reach(presence: Matrix, likeness: Matrix) -> Matrix:
    """Return, for each sentence and each term of the event, how well the sentence covers the term."""
    best = np.zeros_like(presence)
    for row, held in enumerate(presence > 0):
        if held.any():
            best[row] = likeness[:, held].max(axis=1)
    return best


def cover(presence: Matrix, weights: Matrix, reached: Matrix) -> Matrix:
    """Return the weighted share of each row's terms that each row of ``reached`` covers; 0 for a row of no terms."""
    weighted = (presence > 0) * weights
    total = weighted.sum(axis=1, keepdims=True)
    share = np.zeros((len(presence), len(reached)))
    return np.asarray(np.divide(weighted @ reached.T, total, out=share, where=total > 0))


def _kinship(a: str, b: str) -> float:
    """Tell two forms of one word by a long common beginning and endings of English: the share of letters in it.

    >>> round(_kinship("colombia", "colombian"), 2), _kinship("contract", "contrast")
    (0.94, 0.0)
    """
    common = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if common < _STEM or a[common:] not in _ENDINGS or b[common:] not in _ENDINGS:
        return 0.0
    return 2 * common / (len(a) + len(b))


def _concepts_of(term: str) -> tuple[str, ...]:
    """Return the concepts of a term; a country, its capital and its people are one."""
    country = country_words().get(term)
    return (*_read_concepts().get(term, ()), *((f"country: {country}",) if country else ()))


def _group(terms: Sequence[str], keys: Callable[[str], Iterable[str]]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for index, term in enumerate(terms):
        for key in keys(term):
            groups.setdefault(key, []).append(index)
    return [group for group in groups.values() if len(group) > 1]


def _stem(term: str) -> tuple[str, ...]:
    return (term[:_STEM],) if len(term) >= _STEM and term[:_STEM].isalpha() else ()


def _cut_letters(text: str) -> list[str]:
    padded = f" {' '.join(text.lower().split())} "
    return [padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1)]


@lru_cache(maxsize=1)
def _read_concepts() -> dict[str, tuple[str, ...]]:
    """Read concepts.csv: words that news uses for one thing or act, by lemma."""
    concepts: dict[str, list[str]] = {}
    text = files("analysis.comparing").joinpath("concepts.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        concepts.setdefault(row["term"], []).append(row["category"])
    return {term: tuple(groups) for term, groups in concepts.items()}

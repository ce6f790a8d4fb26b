"""Articles that give another's text again: an agency text printed by several, an article updated by its source.

Candidates come from MinHash over runs of five words (Broder 1997; rensa) in bands, so that not every two articles
are compared; each candidate pair is then counted exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from analysis.records import Article

_RUN = 5  # words
_HASHES, _BANDS, _SEED = 128, 32, 1  # finds .56 of pairs that share .4 of their runs, .87 at .5, .99 at .6
_MOST = 0.5  # of the shorter text's runs; from here on it is no account of its own
_FEWEST = 30  # runs; a shorter text is a snippet that anything may hold
_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads what it multiplies over all bits
_BODY = ("headline", "subhead", "paragraph")
Runs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Copy:
    """One article that gives another's text again. ``share``: of the shorter one's runs that both have."""

    number: int
    of: int
    kind: str  # copy · update
    share: float


def find_copies(articles: Sequence[Article]) -> list[Copy]:
    """Find the articles that give another's text again, each with the earliest that has it.

    Counts: runs of five words of headline and paragraphs, lower-cased. The earlier of two by date of publication is
    the original, then the one whose ``article_id`` comes first. One source's later version of its own article is an
    "update", another source's text a "copy". Leaves out: texts of fewer than 30 runs.

    Returns:
        One row an article that has an original, in the order given; the original is never itself a copy.
    """
    runs: list[Runs] = []
    candidates = list(_find_candidates(articles, runs))
    order = sorted(range(len(articles)), key=lambda n: (articles[n].published or "9999", articles[n].article_id))
    rank = {number: place for place, number in enumerate(order)}
    originals: dict[int, Copy] = {}
    for one, other in sorted(candidates, key=lambda pair: sorted((rank[pair[0]], rank[pair[1]]))):
        early, late = sorted((one, other), key=rank.__getitem__)
        n_common = len(np.intersect1d(runs[one], runs[other], assume_unique=True))
        share = n_common / min(len(runs[one]), len(runs[other]))
        if share >= _MOST and late not in originals:
            root = originals[early].of if early in originals else early
            kind = "update" if articles[late].source == articles[root].source else "copy"
            originals[late] = Copy(late, root, kind, round(share, 2))
    return [originals[number] for number in sorted(originals)]


def _list_words(article: Article) -> list[str]:
    body = " ".join(article.text[s.start : s.end] for s in article.segments if s.kind in _BODY)
    return _WORD.findall(body.lower())


def _hash_runs(words: Sequence[str]) -> Runs:
    """Return the runs of five words as numbers, each once: fifty times smaller than the words themselves.

    >>> [len(_hash_runs(text.split())) for text in ("a b c d", "a b c d e", "a b c d e a b c d e")]
    [0, 1, 5]
    """
    hashed = np.array([crc32(word.encode()) for word in words], dtype=np.uint64)
    n_runs = max(0, len(words) - _RUN + 1)
    mixed = np.zeros(n_runs, dtype=np.uint64)
    for place in range(_RUN):
        mixed = mixed * _MIX + hashed[place : place + n_runs]
    return np.unique(mixed)


def _find_candidates(articles: Iterable[Article], runs: list[Runs]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles that may be copies; ``runs`` takes up each article's runs."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.5, _HASHES, _BANDS)
    for number, article in enumerate(articles):
        words = _list_words(article)
        runs.append(_hash_runs(words))
        if len(runs[-1]) < _FEWEST:
            continue
        sketch = RMinHash(_HASHES, _SEED)
        sketch.update(sorted({" ".join(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)}))
        for other in sorted(set(index.query(sketch))):
            yield other, number
        index.insert(number, sketch)

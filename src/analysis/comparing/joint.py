"""Two sentences read together by a small trained network: does the one state what the other does?

The one module that knows the network, behind ``similarity``. It is a file of the package (``joint.onnx``; its data,
licences and limits: ``joint.md``; made again by ``python -m analysis train``), run by onnxruntime of the extra
[meaning] on one thread, and taken only with the sha256 below. Pairs go through it one by one: its int8 activations are
scaled a pair at a time, so that no figure depends on what stands beside a pair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.wordpiece import cut_words

Matrix = NDArray[Any]

FILE = "joint.onnx"
SHA256 = "302bafd86d624e3d52df2a7f5500718477c72711bff075d4534b16ddb654f147"
CANDIDATES = 4  # sentences of another article that a sentence is read with: those of the most shared weight
MOST = 6000  # pairs of one event; a larger event is compared by words alone
LONGEST = 72  # pieces of one sentence
HEADS = ("joint_linked", "joint_whole", "joint_same")  # log-odds: shares events, has all of them, is a faithful copy
N_COMPONENTS = 16
JOINT_PAIR_SIGNALS = (*HEADS, *(f"joint_{n:02d}" for n in range(N_COMPONENTS)))
JOINT_STATUS_SIGNALS = ("joint_linked", "joint_whole")  # of the sentence with whatever carries it best
_UNREAD = np.array([-4.0, -4.0, 0.0] + [0.0] * N_COMPONENTS)  # for pairs that share too little to be read
_DIGITS = 3
_KEPT = 2**14  # pairs kept: matches and coverage ask for the same ones
_FIRST, _LAST = 101, 102  # the marks before and after a sentence
_QUIET = 3  # errors only: onnxruntime warns about devices that it does not use

Pieces = tuple[int, ...]


@dataclass(frozen=True)
class Joint:
    """What the network says of the pairs of sentences that were read, by their rows in the event."""

    signals: dict[tuple[int, int], Matrix]

    def pair_signals(self, rows: slice, others: slice) -> Matrix:
        """Return JOINT_PAIR_SIGNALS of every sentence of one article with every one of another.

        A pair that was read both ways has the mean of both; one that was not read has what nothing shared gives.
        """
        out = np.tile(_UNREAD, (rows.stop - rows.start, others.stop - others.start, 1))
        for i in range(rows.start, rows.stop):
            for j in range(others.start, others.stop):
                read = [self.signals[key] for key in ((i, j), (j, i)) if key in self.signals]
                if read:
                    out[i - rows.start, j - others.start] = sum(read) / len(read)
        return out

    def status_signals(self, rows: slice, others: slice) -> Matrix:
        """Return JOINT_STATUS_SIGNALS of each sentence of one article against another."""
        out = np.tile(_UNREAD[:2], (rows.stop - rows.start, 1))
        for i in range(rows.start, rows.stop):
            read = [self.signals[i, j][:2] for j in range(others.start, others.stop) if (i, j) in self.signals]
            if read:
                out[i - rows.start] = np.max(read, axis=0)
        return out


def read_joint(sentences: Sequence[Sequence[str]], articles: Sequence[slice], shared: Matrix) -> Joint | None:
    """Read each sentence with its candidates in each other article; None without the network, or past MOST pairs.

    Args:
        sentences: in words and marks.
        articles: the rows of each article's sentences.
        shared: the weight of the terms that the row's sentence shares with the column's.
    """
    if count_most([rows.stop - rows.start for rows in articles]) > MOST or _load_session() is None:
        return None
    pairs = list(choose_pairs(articles, (shared + shared.T) / 2))
    pieces = [cut_sentence(words) for words in sentences]
    return Joint({(i, j): _read(pieces[i], pieces[j]) for i, j in pairs})


def count_most(sizes: Sequence[int]) -> int:
    """Return how many pairs are read at most in articles of so many sentences: each sentence's candidates in others.

    >>> count_most([2, 10])  # two sentences with four of ten each, ten with both
    28
    """
    return sum(own * min(other, CANDIDATES) for n, own in enumerate(sizes) for m, other in enumerate(sizes) if n != m)


def choose_pairs(articles: Sequence[slice], likeness: Matrix) -> Iterator[tuple[int, int]]:
    """Yield each sentence with its likest sentences of each other article.

    >>> likeness = np.array([[0, 0, 1.0, 2.0], [0, 0, 0, 1.0], [1.0, 0, 0, 0], [2.0, 1.0, 0, 0]])
    >>> list(choose_pairs([slice(0, 2), slice(2, 4)], likeness))
    [(0, 3), (0, 2), (1, 3), (2, 0), (3, 0), (3, 1)]
    """
    for own in articles:
        for other in articles:
            if own == other:
                continue
            for i in range(own.start, own.stop):
                best = np.argsort(-likeness[i, other], kind="stable")[:CANDIDATES]
                yield from ((i, other.start + j) for j in best.tolist() if likeness[i, other.start + j] > 0)


def cut_sentence(words: Sequence[str]) -> Pieces:
    """Return the numbers of a sentence's pieces, without marks."""
    return tuple(cut_words(words)[0][1:-1][:LONGEST])


def describe_reader() -> str | None:
    """Return what the network is and which file, None where it cannot be had; nothing is loaded."""
    if read_network() is None:
        return None
    return f"joint reader {SHA256[:12]} (onnxruntime {version('onnxruntime')})"


def describe_lack(sizes: Sequence[int]) -> str | None:
    """Say why sentences of articles of so many are not read together though there is what reads; else None."""
    if find_spec("onnxruntime") is None:
        return None
    if read_network() is None:
        return f"{FILE} is missing from the package or is another file; sentences are compared by their words alone"
    if count_most(sizes) > MOST:
        return f"too many sentences to read each with its likest; over {MOST} pairs they are compared by words alone"
    return None


@lru_cache(maxsize=1)
def read_network() -> bytes | None:
    """Return the network's bytes; None where it, or what runs it, is not there, or where it is another file."""
    path = files("analysis.comparing").joinpath(FILE)
    if find_spec("onnxruntime") is None or not path.is_file():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == SHA256 else None


@contextmanager
def reading_with(path: Path) -> Iterator[None]:
    """Read with another file than the package's: a network that was trained just now, to be measured."""
    global _other
    before, _other = _other, path.read_bytes()
    for cache in (_load_session, _read):
        cache.cache_clear()
    try:
        yield
    finally:
        _other = before
        for cache in (_load_session, _read):
            cache.cache_clear()


_other: bytes | None = None


@lru_cache(maxsize=1)
def _load_session() -> Any:
    content = _other or read_network()
    if content is None:
        return None
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.log_severity_level = _QUIET
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=_KEPT)
def _read(one: Pieces, other: Pieces) -> Matrix:
    fed = lay_out(one, other)
    return np.asarray(np.round(_load_session().run(None, fed)[0][0].astype(float), _DIGITS))


def lay_out(one: Pieces, other: Pieces) -> dict[str, Matrix]:
    """Return a pair as the network takes it: pieces, which sentence each is of, its place, its share in the mean."""
    n, end = len(one), len(one) + len(other) + 3
    sides, spans = np.zeros(end, np.int64), np.zeros((2, end), np.float32)
    sides[n + 2 :] = 1
    spans[0, 1 : n + 1] = 1 / max(n, 1)
    spans[1, n + 2 : end - 1] = 1 / max(len(other), 1)
    ids = np.array([_FIRST, *one, _LAST, *other, _LAST], np.int64)
    return {"ids": ids, "sides": sides, "places": np.arange(end), "spans": spans}

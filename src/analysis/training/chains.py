"""Pairs of sentences from ECB+, where annotators marked which mentions in several articles are one event.

Cybulska and Vossen 2014 (CC BY 3.0), read from ``external/ecbplus.jsonl`` of the gold folder. Two sentences of two
articles on one topic share as much as they share events; those that share none, though they name the same things, are
what a model must learn to tell apart. None of it is about coverage, and none of its stories are among the gold events:
a model that learns from these pairs has seen no family that it is tested on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from analysis.comparing.similarity import compare_cosine, indicate, weigh_terms
from analysis.errors import InputError
from analysis.evaluating.gold import read_jsonl
from analysis.training.perturbing import SAME, perturb

_LEAST_WORDS = 6  # shorter ones are scraps of headlines
_LEAST_TO_COPY = 9
MOST_A_TOPIC = 60  # pairs that share events, and as many that share none but look alike, of one topic
_SEED = 0


@dataclass(frozen=True)
class Chained:
    """An annotated sentence: its topic and article, its text, the events in it and the names of people in it."""

    topic: str
    article_id: str
    text: str
    words: tuple[str, ...]
    events: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two texts, and the share of the first's events, and of both sides', that the other has.

    ``same`` is None but for copies: whether the copy still states the same; such a pair has no shares.
    """

    text: str
    other_text: str
    linked: float | None
    whole: float | None
    same: bool | None
    change: str


def read_chained(gold: Path) -> list[Chained]:
    """Read the annotated sentences that mention an event.

    Raises:
        InputError: the gold folder has no ECB+.
    """
    path = gold / "external" / "ecbplus.jsonl"
    if not path.is_file():
        raise InputError(f"no ECB+ at {path}; training begins with it. Put it there.")
    return [sentence for part in read_jsonl(path) for article in part["articles"] for sentence in _read(part, article)]


def _read(part: Mapping[str, Any], article: Mapping[str, Any]) -> Iterator[Chained]:
    for number, words in article["sentences"].items():
        mentions = [m for m in article["mentions"] if str(m["sentence"]) == number]
        events = frozenset(m["chain"] for m in mentions if m["kind"] == "event")
        names = {m["text"] for m in mentions if m["type"] == "HUM" and m["text"][:1].isupper()}
        if events and len(words) >= _LEAST_WORDS:
            topic = re.sub(r"\D.*", "", part["id"])
            yield Chained(topic, article["doc"], join_words(words), tuple(words), events, tuple(sorted(names)))


_NO_SPACE_BEFORE = re.compile(r" ([.,;:!?%)\]’”]|'s|n't)")
_NO_SPACE_AFTER = re.compile(r"([(\[$“]) ")


def join_words(words: Sequence[str]) -> str:
    """Return a tokenised sentence as it is printed.

    >>> join_words(["``", "It", "is", "n't", "over", ",", "''", "he", "said", "."])
    "“It isn't over,” he said."
    """
    text = " ".join({"``": "“", "''": "”"}.get(word, word) for word in words)
    return _NO_SPACE_AFTER.sub(r"\1", _NO_SPACE_BEFORE.sub(r"\1", text))


def pair_chained(sentences: Sequence[Chained], *, most: int = MOST_A_TOPIC) -> list[Pair]:
    """Return pairs of each topic: some that share events, as many of the likest that share none, and a few others."""
    random = Random(_SEED)
    pairs: list[Pair] = []
    for topic in sorted({sentence.topic for sentence in sentences}):
        own = [sentence for sentence in sentences if sentence.topic == topic]
        sharing, apart = _split_pairs(own)
        random.shuffle(sharing)
        rest = apart[most:]
        random.shuffle(rest)
        pairs += [_pair(own[i], own[j], random) for i, j in [*sharing[:most], *apart[:most], *rest[: most // 4]]]
    return pairs


def _split_pairs(own: Sequence[Chained]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return pairs of two articles that share events, and those that do not, the likest first."""
    counts, _ = indicate([[word.lower() for word in sentence.words] for sentence in own])
    alike = compare_cosine(counts, weigh_terms(counts))
    pairs = [(i, j) for i in range(len(own)) for j in range(i) if own[i].article_id != own[j].article_id]
    apart = [(i, j) for i, j in pairs if not own[i].events & own[j].events]
    order = np.argsort([-alike[pair] for pair in apart], kind="stable")
    return [(i, j) for i, j in pairs if own[i].events & own[j].events], [apart[n] for n in order]


def _pair(one: Chained, other: Chained, random: Random) -> Pair:
    first, second = (one, other) if random.random() < 0.5 else (other, one)
    common = len(first.events & second.events)
    shares = common / len(first.events), common / len(second.events)
    return Pair(first.text, second.text, round(sum(shares) / 2, 3), round(shares[0], 3), None, "chain")


def copy_chained(sentences: Sequence[Chained], *, most: int) -> list[Pair]:
    """Return changed copies of the sentences, of each kind of change about as many."""
    random, held, copies = Random(_SEED), dict[str, int](), list[Pair]()
    for index in random.sample(range(len(sentences)), len(sentences)):
        own = sentences[index]
        if len(own.words) < _LEAST_TO_COPY:
            continue
        others = sorted({name for s in sentences if s.topic == own.topic for name in s.names} - set(own.names))
        for copy in sorted(perturb(own.text, own.names, others, random), key=lambda copy: held.get(copy.change, 0))[:2]:
            held[copy.change] = held.get(copy.change, 0) + 1
            texts = (own.text, copy.text) if random.random() < 0.5 else (copy.text, own.text)
            copies.append(Pair(*texts, None, None, copy.label == SAME, copy.change))
    return copies[:most]

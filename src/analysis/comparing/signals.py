"""What is measured of two sentences of two articles: a matrix a signal, sentences of one × sentences of the other."""

from __future__ import annotations

import numpy as np

from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space

PAIR_SIGNALS = (
    "cosine",  # of lemmas, weighted by rarity in the event
    "letters",  # cosine of runs of four letters
    "cover_low",  # each term's best match in the other sentence: the worse-covered side
    "cover_high",  # the better-covered side
    "covered",  # weight of the terms matched, log: one shared name is no evidence
    "names",  # weighted overlap of entities
    "numbers",  # shared numbers
    "numbers_apart",  # both hold numbers and share none
    "amounts",  # shared numbers of the same unit and bounds
    "counted",  # shared nouns that are counted
    "verbs",  # best match between their verbs
    "act",  # arguments in common under kin verbs, log
    "runs",  # shared runs of three words, log
    "quoted",  # shared quoted terms
    "window_low",  # coverage by the other sentence and its neighbours: the worse-covered side
    "window_high",  # the better-covered side
    "near",  # likeness of the sentences before and after
    "margin_low",  # lead over the runner-up, the side where it is smaller
    "margin_high",
    "anchors",  # terms rare in both articles that both hold, log
    "anchors_loose",  # the same for terms of one stem or concept
    "headline",  # one of them is a headline
    "lede",  # one of them is a headline or a first sentence
    "early",  # position of the earlier: what opens an article is told again by others
    "late",  # position of the later
    "apart",  # distance of their positions
    "short",  # terms of the shorter, log
    "long",  # terms of the longer, log
)
_ALIKE = 0.75  # from here on two terms are forms of one word or words for one thing


def pair_signals(space: Space, one: str, other: str) -> Matrix:
    """Return the signals of every sentence of one article with every sentence of another.

    In order of PAIR_SIGNALS, then, where sentences were read together, of JOINT_PAIR_SIGNALS.
    """
    a, b = space.rows[one], space.rows[other]
    layer = {name: matrix[a, b] for name, matrix in space.layers.items()}
    forth, back = layer["cover"], space.layers["cover"][b, a].T
    plain = (layer["cosine"] + layer["letters"] + (forth + back) / 2) / 3
    margin_a, margin_b = _lead(plain), _lead(plain.T).T
    terms = np.array([np.log1p(len(unit.terms)) for unit in space.units])
    headline = np.array([float(unit.kind == "headline") for unit in space.units])
    position = np.array([unit.position for unit in space.units])
    lede = np.maximum(headline, position == 0)
    numbers = np.array([len(unit.numbers) for unit in space.units])
    signals = {
        "cosine": layer["cosine"],
        "letters": layer["letters"],
        "cover_low": np.minimum(forth, back),
        "cover_high": np.maximum(forth, back),
        "covered": np.log1p((layer["weight"] + space.layers["weight"][b, a].T) / 2),
        "names": layer["names"],
        "numbers": np.minimum(layer["numbers"], 3),
        "numbers_apart": (layer["numbers"] == 0) * np.minimum.outer(numbers[a], numbers[b]).clip(0, 1),
        "amounts": np.minimum(layer["amounts"], 2),
        "counted": np.minimum(layer["counted"], 2),
        "verbs": layer["verbs"],
        "act": np.log1p(layer["act"]),
        "runs": np.log1p(layer["runs"]),
        "quoted": np.log1p(layer["quoted"]),
        "window_low": np.minimum(layer["window"], space.layers["window"][b, a].T),
        "window_high": np.maximum(layer["window"], space.layers["window"][b, a].T),
        "near": _neighbours(plain),
        "margin_low": np.minimum(margin_a, margin_b),
        "margin_high": np.maximum(margin_a, margin_b),
        "anchors": _anchor(space, a, b),
        "anchors_loose": _anchor_loosely(space, a, b),
        "headline": np.maximum.outer(headline[a], headline[b]),
        "lede": np.maximum.outer(lede[a], lede[b]),
        "early": np.minimum.outer(position[a], position[b]),
        "late": np.maximum.outer(position[a], position[b]),
        "apart": np.abs(np.subtract.outer(position[a], position[b])),
        "short": np.minimum.outer(terms[a], terms[b]),
        "long": np.maximum.outer(terms[a], terms[b]),
    }
    lexical = np.stack([signals[name] for name in PAIR_SIGNALS], axis=-1)
    return lexical if space.joint is None else np.concatenate([lexical, space.joint.pair_signals(a, b)], axis=-1)


def _lead(scores: Matrix) -> Matrix:
    """Return each score less the best other score in its row."""
    if scores.shape[1] < 2:
        return scores.copy()
    ranked = np.sort(scores, axis=1)
    best, second = ranked[:, -1:], ranked[:, -2:-1]
    return np.asarray(np.where(scores >= best, scores - second, scores - best))


def _neighbours(scores: Matrix) -> Matrix:
    """Return the mean likeness of the sentences before each two and after each two."""
    padded = np.pad(scores, 1)
    return np.asarray((padded[:-2, :-2] + padded[2:, 2:]) / 2)


def _anchor(space: Space, a: slice, b: slice) -> Matrix:
    """Weigh shared terms by how few sentences hold them: one that stands in one sentence of each ties the two."""
    ours, theirs = (space.presence[a] > 0) * 1.0, (space.presence[b] > 0) * 1.0
    return np.asarray(np.log1p(4 * _per_sentence(ours) @ _per_sentence(theirs).T))


def _anchor_loosely(space: Space, a: slice, b: slice) -> Matrix:
    forth = _per_sentence((space.presence[a] > 0) * 1.0) * space.weights @ _per_sentence(_alike(space, b)).T
    back = _per_sentence((space.presence[b] > 0) * 1.0) * space.weights @ _per_sentence(_alike(space, a)).T
    return np.asarray(np.log1p(forth + back.T))


def _alike(space: Space, rows: slice) -> Matrix:
    return np.asarray((space.reached[rows] >= _ALIKE) * 1.0)


def _per_sentence(held: Matrix) -> Matrix:
    return np.asarray(held / np.maximum(held.sum(axis=0), 1))

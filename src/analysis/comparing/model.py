"""The fitted weights behind links and coverage: read from model.json, applied here, fitted in ``evaluating.fitting``.

Two small models over the signals of ``signals``: a logistic one for "these two sentences state the same", and a
multinomial one for a sentence's status against another article. The file says what they were fitted on, and holds
them twice: with those of sentences read together, and without, for where that is not installed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from analysis.comparing.joint import JOINT_PAIR_SIGNALS, JOINT_STATUS_SIGNALS
from analysis.comparing.signals import PAIR_SIGNALS, pair_signals
from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space
from analysis.comparing.standing import STATUS_SIGNALS, status_signals

STATUSES = ("only", "partly", "shared")


@dataclass(frozen=True)
class Layer:
    """A linear layer over standardised signals: one row of ``weights`` an outcome, its last entry the constant."""

    mean: Matrix
    scale: Matrix
    weights: Matrix

    def apply(self, signals: Matrix) -> Matrix:
        """Return one column of log-odds an outcome; weights fitted without the last signals leave them aside."""
        return ((signals[:, : len(self.mean)] - self.mean) / self.scale) @ self.weights[:, :-1].T + self.weights[:, -1]


@dataclass(frozen=True)
class Model:
    """Both layers and the bounds that turn probabilities into statements."""

    link_layer: Layer
    status_layer: Layer
    link_bound: float  # two sentences are aligned from here
    lift: float  # what "partly" is multiplied with before the likeliest status is taken
    sure_only: float  # probability from which "only" may be stated
    sure_shared: float

    def link_articles(self, space: Space, one: str, other: str) -> Matrix:
        """Return the probability of a link of every sentence of one article with every sentence of another."""
        return self.link(pair_signals(space, one, other))

    def link(self, signals: Matrix) -> Matrix:
        """Return the probability of a link for every pair whose signals are given."""
        logits = self.link_layer.apply(signals.reshape(-1, signals.shape[-1]))
        return np.asarray(1 / (1 + np.exp(-logits[:, 0]))).reshape(signals.shape[:2])

    def weigh_statuses(self, space: Space, one: str, other: str, links: Matrix) -> Matrix:
        """Return the probability of each of STATUSES for each sentence of ``one`` against ``other``."""
        logits = self.status_layer.apply(status_signals(space, one, other, links))
        odds = np.exp(np.column_stack([np.zeros(len(logits)), logits]))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


@lru_cache(maxsize=2)
def load_model(*, with_joint: bool) -> Model:
    """Read the packaged weights, once a process: with the signals of sentences read together or without."""
    data = json.loads(files("analysis.comparing").joinpath("model.json").read_text("utf-8"))
    return parse_model(data["with_joint" if with_joint else "lexical"])


def choose_model(space: Space) -> Model:
    """Return the packaged weights that fit what was measured of an event."""
    return load_model(with_joint=space.joint is not None)


def parse_model(data: Mapping[str, Any]) -> Model:
    """Make a model of one of the two sets that ``evaluating.fitting.fit_model`` returns.

    Raises:
        ValueError: the file was fitted on other signals than this version measures.
    """
    for name, lexical, meant in (
        ("link", PAIR_SIGNALS, JOINT_PAIR_SIGNALS),
        ("status", STATUS_SIGNALS, JOINT_STATUS_SIGNALS),
    ):
        signals = tuple(data[name]["signals"])
        if signals not in (lexical, lexical + meant):
            raise ValueError(f"model.json: {name} was fitted on {signals}; known: {lexical + meant}. Fit it again.")
    bounds = data["bounds"]
    return Model(
        _layer(data["link"]),
        _layer(data["status"]),
        bounds["link"],
        bounds["lift"],
        bounds["sure_only"],
        bounds["sure_shared"],
    )


def _layer(data: Mapping[str, Any]) -> Layer:
    return Layer(np.array(data["mean"]), np.array(data["scale"]), np.array(data["weights"]))

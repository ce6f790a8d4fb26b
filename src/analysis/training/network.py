"""The network that reads two sentences together: the first layers of a BERT, and heads on what they make of a pair.

Parameters are a plain dict of arrays, whose names ``base`` and ``exporting`` share; torch is only asked for here, when
a function is called, so that everything else of the package works without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.joint import HEADS, Pieces
from analysis.training.base import Weights

WIDTH = 384
LAYERS = 8  # of twelve: the eighth tells as much of a pair as the last
N_FEATURES = 3 * WIDTH

_ATTENTION_HEADS = 12
_EPSILON = 1e-12
_FAR = -1e4  # added to the weight of padding

Parameters = dict[str, Any]  # torch tensors


@dataclass(frozen=True)
class Batch:
    """Pairs side by side, as arrays: pieces, which sentence each is of, padding, and the share of each in its mean."""

    ids: NDArray[np.int64]
    sides: NDArray[np.int64]
    padding: NDArray[np.float32]
    spans: NDArray[np.float32]


def collate(pairs: Sequence[tuple[Pieces, Pieces]]) -> Batch:
    """Lay pairs side by side, the shorter ones padded.

    >>> batch = collate([((7, 8), (9,)), ((7,), (9,))])
    >>> batch.ids.tolist()
    [[101, 7, 8, 102, 9, 102], [101, 7, 102, 9, 102, 0]]
    >>> batch.spans[1].tolist()
    [[0.0, 1.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]]
    """
    longest = max(len(one) + len(other) for one, other in pairs) + 3
    shape = (len(pairs), longest)
    ids, sides = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    padding, spans = np.full(shape, _FAR, np.float32), np.zeros((len(pairs), 2, longest), np.float32)
    for row, (one, other) in enumerate(pairs):
        n, end = len(one), len(one) + len(other) + 3
        ids[row, :end] = [101, *one, 102, *other, 102]
        sides[row, n + 2 : end] = 1
        padding[row, :end] = 0
        spans[row, 0, 1 : n + 1] = 1 / max(n, 1)
        spans[row, 1, n + 2 : end - 1] = 1 / max(len(other), 1)
    return Batch(ids, sides, padding, spans)


def count_layers(weights: Weights) -> int:
    """Return how many layers a set of parameters has."""
    return 1 + max(int(match[1]) for name in weights if (match := re.match(r"layers\.(\d+)\.", name)))


def cut_layers(weights: Weights, layers: int) -> Weights:
    """Return the parameters without those of the layers above the first so many."""
    return {
        name: array
        for name, array in weights.items()
        if not (match := re.match(r"layers\.(\d+)\.", name)) or int(match[1]) < layers
    }


def add_heads(weights: Weights, *, seed: int) -> Weights:
    """Return the parameters with heads that say nothing yet."""
    draw = np.random.default_rng(seed)
    heads = draw.normal(scale=0.01, size=(len(HEADS), N_FEATURES)).astype(np.float32)
    return {**weights, "heads.weight": heads, "heads.bias": np.zeros(len(HEADS), np.float32)}


def to_tensors(weights: Weights, *, frozen: int | None = None) -> Parameters:
    """Return the parameters as tensors; above the first ``frozen`` layers they learn, None for none of them."""
    torch = import_module("torch")
    tensors = {name: torch.tensor(array) for name, array in weights.items()}
    for name, tensor in tensors.items():
        match = re.match(r"layers\.(\d+)\.", name)
        tensor.requires_grad = frozen is not None and (
            name.startswith("heads.") or bool(match and int(match[1]) >= frozen)
        )
    return tensors


def to_arrays(parameters: Parameters) -> Weights:
    """Return tensors as arrays."""
    return {name: tensor.detach().numpy().copy() for name, tensor in parameters.items()}


def measure_pairs(parameters: Parameters, batch: Batch, *, dropout: float = 0.0) -> Any:
    """Return the features of each pair: the first piece, and how far the means of both sentences are apart and agree.

    Half precision (bfloat16) within the layers: three times as fast where the processor knows it.
    """
    torch = import_module("torch")
    F = import_module("torch.nn.functional")  # noqa: N806
    with torch.autocast("cpu", torch.bfloat16):
        places = parameters["place.weight"][: batch.ids.shape[1]]
        x = F.embedding(torch.tensor(batch.ids), parameters["word.weight"]) + places
        x = _norm(x + F.embedding(torch.tensor(batch.sides), parameters["side.weight"]), parameters, "norm")
        padding = torch.tensor(batch.padding)[:, None, None].to(torch.bfloat16)
        for n in range(count_layers(parameters)):
            x = _apply_layer(x, parameters, f"layers.{n}", padding, dropout)
    x = x.float()
    means = torch.tensor(batch.spans) @ x
    one, other = means[:, 0], means[:, 1]
    return torch.cat([x[:, 0], (one - other).abs(), one * other], 1)


def apply_heads(parameters: Parameters, features: Any) -> Any:
    """Return a column of log-odds for each head."""
    return features @ parameters["heads.weight"].T + parameters["heads.bias"]


def _apply_layer(x: Any, parameters: Parameters, layer: str, padding: Any, dropout: float) -> Any:
    F = import_module("torch.nn.functional")  # noqa: N806
    n, length, width = x.shape
    query, key, value = (
        _apply(x, parameters, f"{layer}.{part}").view(n, length, _ATTENTION_HEADS, -1).transpose(1, 2)
        for part in ("query", "key", "value")
    )
    scores = query @ key.transpose(2, 3) * (width // _ATTENTION_HEADS) ** -0.5 + padding
    seen = scores.softmax(-1).to(value.dtype) @ value
    seen = _apply(seen.transpose(1, 2).reshape(n, length, width), parameters, f"{layer}.out")
    x = _norm(x + seen, parameters, f"{layer}.norm_attended")
    fed = _apply(F.gelu(_apply(x, parameters, f"{layer}.inner")), parameters, f"{layer}.outer")
    return _norm(x + F.dropout(fed, dropout, training=dropout > 0), parameters, f"{layer}.norm_fed")


def _apply(x: Any, parameters: Parameters, part: str) -> Any:
    F = import_module("torch.nn.functional")  # noqa: N806
    return F.linear(x, parameters[f"{part}.weight"], parameters[f"{part}.bias"])


def _norm(x: Any, parameters: Parameters, part: str) -> Any:
    F = import_module("torch.nn.functional")  # noqa: N806
    return F.layer_norm(x, (WIDTH,), parameters[f"{part}.weight"], parameters[f"{part}.bias"], _EPSILON)

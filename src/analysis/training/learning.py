"""The network learns to tell from pairs of sentences whether they share events, and from copies what was changed.

No reader's judgement of coverage is used: neither here nor in the components, so that every gold family is unseen by
the network, and the layers over it are fitted and tested as those over words are. Trials that went on to train the
network on the judgements themselves did worse (``pages/training.md``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from random import Random
from typing import Any

import numpy as np

from analysis.comparing.joint import HEADS, N_COMPONENTS, Pieces, cut_sentence
from analysis.comparing.similarity import Matrix
from analysis.training import network
from analysis.training.base import Weights
from analysis.training.chains import Pair

FROZEN = 2  # layers, and the embeddings, that stay as they are
BATCH = 24
RATE, HEAD_RATE = 5e-5, 1e-3
DECAY = 0.85  # of the rate from one layer to the one below
DROPOUT = 0.1
SEED = 0
_WARM = 0.1  # of the steps, in which the rate rises
_POOL = 8  # batches that are cut from one run of pairs in order of length, so that little is padded
_SAMPLE = 3000  # pairs that the components are found on
_WHOLE, _COPY = 0.5, 2.0  # weights of the losses beside the first

Cut = tuple[Pair, tuple[Pieces, Pieces]]
Progress = Callable[[Iterable[list[Cut]]], Iterable[list[Cut]]]


def cut_pairs(pairs: Sequence[Pair]) -> list[Cut]:
    """Cut the texts of pairs into pieces."""
    return [(pair, (cut_sentence([pair.text]), cut_sentence([pair.other_text]))) for pair in pairs]


def learn(weights: Weights, pairs: Sequence[Pair], *, epochs: int, progress: Progress = iter) -> Weights:
    """Return the weights after so many rounds over the pairs, with heads; the same on every run on one machine.

    Args:
        weights: of the layers to begin with.
        pairs: chains and copies.
        epochs: rounds; one is enough, two learn the pairs by heart.
        progress: wraps the batches of a round.
    """
    torch = import_module("torch")
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # sums in another order give other weights
    torch.set_flush_denormal(True)
    parameters = network.to_tensors(network.add_heads(weights, seed=SEED), frozen=FROZEN)
    optimiser = _make_optimiser(parameters)
    rates = [group["lr"] for group in optimiser.param_groups]
    random, cut = Random(SEED), cut_pairs(pairs)
    steps, step = epochs * math.ceil(len(cut) / BATCH), 0
    for _ in range(epochs):
        for batch in progress(_cut_batches(cut, random)):
            _set_rates(optimiser, rates, step / steps)
            optimiser.zero_grad()
            _measure_loss(parameters, batch).backward()
            torch.nn.utils.clip_grad_norm_([t for t in parameters.values() if t.requires_grad], 1.0)
            optimiser.step()
            step += 1
    return network.to_arrays(parameters)


def _cut_batches(cut: Sequence[Cut], random: Random) -> list[list[Cut]]:
    """Shuffle pairs into batches of about one length each."""
    order = random.sample(list(cut), len(cut))
    size = BATCH * _POOL
    pools = [sorted(order[i : i + size], key=_length) for i in range(0, len(order), size)]
    batches = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    random.shuffle(batches)
    return batches


def _length(cut: Cut) -> int:
    return sum(map(len, cut[1]))


def _make_optimiser(parameters: network.Parameters) -> Any:
    torch = import_module("torch")
    layers = network.count_layers(parameters)
    groups = [{"params": [parameters["heads.weight"], parameters["heads.bias"]], "lr": HEAD_RATE}]
    for n in range(FROZEN, layers):
        own = [tensor for name, tensor in parameters.items() if name.startswith(f"layers.{n}.")]
        groups.append({"params": own, "lr": RATE * DECAY ** (layers - 1 - n)})
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def _set_rates(optimiser: Any, rates: Sequence[float], done: float) -> None:
    """Let the rates rise for the first tenth and fall to nothing from there."""
    share = min(1.0, done / _WARM + 0.01) * (1 - done)
    for group, rate in zip(optimiser.param_groups, rates, strict=True):
        group["lr"] = rate * share


def _measure_loss(parameters: network.Parameters, batch: Sequence[Cut]) -> Any:
    """Return the cross-entropy of the heads: of shares for chains, of the same or not for copies."""
    torch, F = import_module("torch"), import_module("torch.nn.functional")  # noqa: N806
    features = network.measure_pairs(parameters, network.collate([pieces for _, pieces in batch]), dropout=DROPOUT)
    said = network.apply_heads(parameters, F.dropout(features, DROPOUT))
    chains = [row for row, (pair, _) in enumerate(batch) if pair.linked is not None]
    copies = [row for row, (pair, _) in enumerate(batch) if pair.same is not None]

    def cross(rows: list[int], head: str, wanted: Callable[[Pair], Any]) -> Any:
        truth = torch.tensor([float(wanted(batch[row][0])) for row in rows])
        return F.binary_cross_entropy_with_logits(said[rows, HEADS.index(head)], truth)

    loss = said.sum() * 0
    if chains:
        loss = loss + cross(chains, "joint_linked", lambda pair: pair.linked)
        loss = loss + _WHOLE * cross(chains, "joint_whole", lambda pair: pair.whole)
    if copies:
        loss = loss + _COPY * len(copies) / len(batch) * cross(copies, "joint_same", lambda pair: pair.same)
    return loss


def measure_features(weights: Weights, cut: Sequence[Cut]) -> Matrix:
    """Return the features of pairs, one row a pair."""
    torch = import_module("torch")
    parameters, order = network.to_tensors(weights), sorted(range(len(cut)), key=lambda n: _length(cut[n]))
    features = np.zeros((len(cut), network.N_FEATURES), np.float32)
    with torch.no_grad():
        for start in range(0, len(order), 2 * BATCH):
            rows = order[start : start + 2 * BATCH]
            features[rows] = network.measure_pairs(parameters, network.collate([cut[row][1] for row in rows])).numpy()
    return features


def add_components(weights: Weights, pairs: Sequence[Pair], *, n: int = N_COMPONENTS) -> Weights:
    """Return the weights with principal components of the features beside the heads, the widest first.

    What the heads throw away still tells readers' links: the layers of ``comparing/model.json`` take it from there.
    """
    cut = cut_pairs([pair for pair in pairs if pair.linked is not None])
    sample = Random(SEED).sample(cut, min(len(cut), _SAMPLE))
    features = measure_features(weights, sample).astype(float)
    centre = features.mean(axis=0)
    _, vectors = np.linalg.eigh((features - centre).T @ (features - centre))
    axes = vectors[:, ::-1][:, :n].T
    axes = (
        axes * np.sign(axes[np.arange(n), np.abs(axes).argmax(axis=1)])[:, None]
    )  # an axis has no direction of its own
    heads = np.vstack([weights["heads.weight"], axes]).astype(np.float32)
    bias = np.concatenate([weights["heads.bias"], -axes @ centre]).astype(np.float32)
    return {**weights, "heads.weight": heads, "heads.bias": bias}


def count_right(weights: Weights, pairs: Sequence[Pair]) -> dict[str, float]:
    """Return what the heads tell right of pairs they were not trained on.

    Returns:
        For each change the share of copies told right; under "chain" the average precision of half the events shared.
    """
    cut = cut_pairs(pairs)
    features = measure_features(weights, cut)
    said = features @ weights["heads.weight"][: len(HEADS)].T + weights["heads.bias"][: len(HEADS)]
    told: dict[str, list[bool]] = {}
    for (pair, _), row in zip(cut, said, strict=True):
        if pair.same is not None:
            told.setdefault(pair.change, []).append(bool((row[HEADS.index("joint_same")] > 0) == pair.same))
    chains = np.array([n for n, pair in enumerate(pairs) if pair.linked is not None], dtype=int)
    half = np.array([(pairs[n].linked or 0) >= 0.5 for n in chains], dtype=bool)
    precision = average_precision(half, said[chains, 0]) if half.any() else math.nan
    return {"chain": precision, **{change: sum(right) / len(right) for change, right in sorted(told.items())}}


def average_precision(right: Matrix, scores: Matrix) -> float:
    """Return the mean precision at each right one, the highest score first.

    >>> average_precision(np.array([True, False, True]), np.array([3.0, 2.0, 1.0])).__round__(3)
    0.833
    """
    held = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(held) / np.arange(1, len(held) + 1))[held].mean())

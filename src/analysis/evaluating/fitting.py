"""Fit the weights of ``comparing/model.json`` on gold: reproducible, with numpy alone.

``fit_model(events)`` returns what the file holds, ``write_model(gold)`` puts it there. Bounds are set on predictions
made without the family they are made for, so that they hold for events that the weights have not seen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from analysis.comparing.joint import JOINT_PAIR_SIGNALS, JOINT_STATUS_SIGNALS
from analysis.comparing.model import STATUSES, Model, parse_model
from analysis.comparing.signals import PAIR_SIGNALS
from analysis.comparing.similarity import Matrix, describe_similarity
from analysis.comparing.standing import STATUS_SIGNALS, status_signals
from analysis.errors import InputError
from analysis.evaluating.examples import Example, Unit, agree, count_pairs, read_example
from analysis.evaluating.gold import GoldEvent, read_gold_events, read_seed_pair

INNER_FOLDS = 5
SURE = 0.90  # the precision that a sure status must reach on families that were not fitted on
_RIDGE = 10.0  # pull of the weights to zero; the constant is left free
_STEPS = 50
_RESAMPLES = 200
_LIFTS = (0.8, 1.0, 1.2, 1.4, 1.6)
_FLAT = 0.005  # F1 by which two bounds on links do equally well
_LINK_BOUNDS = tuple(round(0.2 + 0.025 * n, 3) for n in range(17))


def fit_model(events: Sequence[GoldEvent]) -> dict[str, Any]:
    """Fit links, statuses and bounds on gold events; the result is what ``model.json`` holds.

    Fitted twice: on lexical signals alone, and with those of the network.

    Raises:
        InputError: what reads sentences together is not installed.
    """
    examples = [read_example(event) for event in events]
    if not all(example.space.joint for example in examples):
        raise InputError(
            "sentences are not read together; weights are fitted with that and without. Install the extra [meaning]."
        )
    families = sorted({example.family for example in examples})
    fitted = {
        "events": len(examples),
        "families": len(families),
        "judgements": sum(len(example.judgements) for example in examples),
        "links": sum(len(example.links) for example in examples),
    }
    return {
        "fitted_on": fitted,
        "sentence_model": describe_similarity(),
        "lexical": fit_examples(examples, with_joint=False),
        "with_joint": fit_examples(examples, with_joint=True),
    }


def write_model(gold: Path) -> Path:
    """Fit on all gold, the seed pair among it, and keep the weights in the package.

    ``python -c "from pathlib import Path; from analysis.evaluating.fitting import write_model as w; w(Path('GOLD'))"``

    Returns:
        The file written.
    """
    content = fit_model([*read_gold_events(gold), read_seed_pair(gold)])
    path = Path(str(files("analysis.comparing"))) / "model.json"
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    return path


def fit_examples(examples: Sequence[Example], *, with_joint: bool) -> dict[str, Any]:
    """Fit both layers on all examples, the bounds on predictions across families."""
    layers = fit_layers(examples, with_joint=with_joint)
    predicted: list[tuple[Example, Model]] = []
    for fold in range(INNER_FOLDS):
        inside = [example for example in examples if fold_of(example.family, INNER_FOLDS) != fold]
        outside = [example for example in examples if fold_of(example.family, INNER_FOLDS) == fold]
        if inside and outside:
            model = parse_model({**fit_layers(inside, with_joint=with_joint), "bounds": OPEN})
            predicted += [(example, model) for example in outside]
    return {**layers, "bounds": _set_bounds(predicted) if predicted else OPEN}


OPEN = {"link": 0.5, "lift": 1.0, "sure_only": 1.0, "sure_shared": 1.0}


def fold_of(family: str, folds: int) -> int:
    """Spread families over folds by their name, the same way everywhere."""
    return zlib.crc32(family.encode()) // 3 % folds


def fit_layers(examples: Sequence[Example], *, with_joint: bool) -> dict[str, Any]:
    """Fit links and, on the links so found, statuses."""
    pair_names = PAIR_SIGNALS + JOINT_PAIR_SIGNALS * with_joint
    status_names = STATUS_SIGNALS + JOINT_STATUS_SIGNALS * with_joint
    signals, linked, weight = (np.concatenate(parts) for parts in zip(*map(_link_rows, examples), strict=True))
    link = _pack(pair_names, fit_layer(signals[:, : len(pair_names)], np.column_stack([1 - linked, linked]), weight))
    model = parse_model({"link": link, "status": _EMPTY, "bounds": OPEN})
    signals, outcomes = (
        np.concatenate(parts) for parts in zip(*(_status_rows(e, model) for e in examples), strict=True)
    )
    status = fit_layer(signals[:, : len(status_names)], outcomes, np.ones(len(signals)))
    return {"link": link, "status": _pack(status_names, status)}


_EMPTY: dict[str, Any] = {
    "signals": STATUS_SIGNALS,
    "mean": [0.0] * len(STATUS_SIGNALS),
    "scale": [1.0] * len(STATUS_SIGNALS),
    "weights": [[0.0] * (len(STATUS_SIGNALS) + 1)] * 2,
}


def _pack(names: Sequence[str], layer: tuple[Matrix, Matrix, Matrix]) -> dict[str, Any]:
    mean, scale, weights = (np.round(part, 5).tolist() for part in layer)
    return {"signals": list(names), "mean": mean, "scale": scale, "weights": weights}


def _link_rows(example: Example) -> tuple[Matrix, Matrix, Matrix]:
    """Return signals, whether linked, and weight of every pair of sentences but those that one of two readers links."""
    parts = []
    for (one, other), signals in example.signals.items():
        linked = _mark(example, example.links, one, other, signals.shape[:2])
        maybe = _mark(example, example.maybe, one, other, signals.shape[:2])
        keep = (linked > 0) | (maybe == 0)
        parts.append((signals[keep], linked[keep], np.ones(int(keep.sum()))))
    signals, linked, weight = (np.concatenate(part) for part in zip(*parts, strict=True))
    return signals, linked, weight


def _mark(example: Example, links: frozenset[frozenset[Unit]], one: str, other: str, shape: tuple[int, ...]) -> Matrix:
    marked = np.zeros(shape)
    for link in links:
        ends = dict(link)
        if one in ends and other in ends:
            i, j = example.row_of[one, ends[one]], example.row_of[other, ends[other]]
            if i is not None and j is not None:
                marked[i, j] = 1.0
    return marked


def _status_rows(example: Example, model: Model) -> tuple[Matrix, Matrix]:
    """Return signals and readers' answers, as shares of STATUSES, of every judged sentence."""
    signals = _by_pair(example, lambda one, other, links: status_signals(example.space, one, other, links), model)
    judged = [j for j in example.judgements if j.row is not None]
    rows = np.array([signals[j.article_id, j.other_id][j.row] for j in judged])
    answers = np.array([[j.answers.count(s) / len(j.answers) for s in STATUSES] for j in judged])
    return rows, answers.reshape(-1, len(STATUSES))


def _by_pair(
    example: Example, measure: Callable[[str, str, Matrix], Matrix], model: Model
) -> dict[tuple[str, str], Matrix]:
    measured = {}
    for one, other, links in example.link(model):
        measured[one, other] = measure(one, other, links)
        measured[other, one] = measure(other, one, links.T)
    return measured


def weigh_judgements(example: Example, model: Model) -> Matrix:
    """Return the probability of each of STATUSES for every judgement; all "only" where we have no sentence for it."""
    chances = _by_pair(example, lambda a, b, links: model.weigh_statuses(example.space, a, b, links), model)
    missing = np.array([1.0, 0.0, 0.0])
    rows = [missing if j.row is None else chances[j.article_id, j.other_id][j.row] for j in example.judgements]
    return np.array(rows).reshape(-1, len(STATUSES))


def fit_layer(signals: Matrix, outcomes: Matrix, weight: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Fit a multinomial logistic model by Newton steps, with a ridge; outcome 0 is the one compared with.

    Args:
        signals: one row a case.
        outcomes: one row a case, its share of each outcome.
        weight: of each case.

    Returns:
        Mean and scale of the signals; weights, one row an outcome but the first, the constant last.
    """
    mean, scale = signals.mean(axis=0), signals.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    design = np.column_stack([(signals - mean) / scale, np.ones(len(signals))])
    n, width = outcomes.shape[1] - 1, design.shape[1]
    weights = np.zeros((n, width))
    ridge = np.tile(np.append(np.full(width - 1, _RIDGE), 1e-6), n)
    for _ in range(_STEPS):
        step = _newton_step(design, outcomes, weight, weights, ridge)
        weights = weights + step
        if np.abs(step).max() < 1e-7:
            break
    return mean, scale, weights


def _newton_step(design: Matrix, outcomes: Matrix, weight: Matrix, weights: Matrix, ridge: Matrix) -> Matrix:
    n, width = weights.shape
    odds = np.exp(np.column_stack([np.zeros(len(design)), design @ weights.T]))
    chances = (odds / odds.sum(axis=1, keepdims=True))[:, 1:]
    gradient = ((outcomes[:, 1:] - chances) * weight[:, None]).T @ design - (ridge * weights.ravel()).reshape(n, width)
    curvature = np.diag(ridge)
    for a in range(n):
        for b in range(n):
            part = weight * chances[:, a] * ((a == b) - chances[:, b])
            block = (design * part[:, None]).T @ design
            curvature[a * width : (a + 1) * width, b * width : (b + 1) * width] += block
    return np.asarray(np.linalg.solve(curvature, gradient.ravel())).reshape(n, width)


def _set_bounds(predicted: Sequence[tuple[Example, Model]]) -> dict[str, float]:
    """Set the four bounds on predictions for families not fitted on."""
    chances = [weigh_judgements(example, model) for example, model in predicted]
    answers = [[judgement.answers for judgement in example.judgements] for example, _ in predicted]
    every, said = np.concatenate(chances), [answer for event in answers for answer in event]
    return {
        "link": _best_link_bound(predicted),
        "lift": max(_LIFTS, key=lambda lift: agree(said, decide(every, lift))),
        "sure_only": _sure_bound(chances, answers, "only"),
        "sure_shared": _sure_bound(chances, answers, "shared"),
    }


def decide(chances: Matrix, lift: float) -> list[str]:
    """Return the likeliest status of each row once "partly" is lifted."""
    return [STATUSES[i] for i in (chances * [1.0, lift, 1.0]).argmax(axis=1)]


def _sure_bound(chances: Sequence[Matrix], answers: Sequence[Sequence[Sequence[str]]], status: str) -> float:
    """Return the probability from which on SURE of the rows are right: the median over resampled events.

    On all events at once the bound jumps with a single row, from .77 to .86.
    """
    column = STATUSES.index(status)
    scored = [event[:, column] for event in chances]
    right = [np.array([status in answer for answer in event], dtype=bool) for event in answers]
    draw = np.random.default_rng(0)
    bounds = []
    for _ in range(_RESAMPLES):
        sample = draw.integers(len(scored), size=len(scored))
        bounds.append(
            _lowest_sure(np.concatenate([scored[i] for i in sample]), np.concatenate([right[i] for i in sample]))
        )
    return round(float(np.median(bounds)), 4)


def _lowest_sure(chances: Matrix, right: Matrix) -> float:
    order = np.argsort(-chances, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= SURE)
    return float(chances[order[good[-1]]]) if len(good) else 1.0


def _best_link_bound(predicted: Sequence[tuple[Example, Model]]) -> float:
    """Return the highest bound of those that do as well as the best: a false link is worse than a missed one.

    From .275 to .325 F1 stays at .626 while precision goes from .67 to .72.
    """

    def score(bound: float) -> float:
        right, found, wanted = np.array([count_links(e, model, bound) for e, model in predicted]).sum(axis=0)
        return float(2 * right / max(found + wanted, 1))

    scores = {bound: score(bound) for bound in _LINK_BOUNDS}
    return max(bound for bound in scores if scores[bound] >= max(scores.values()) - _FLAT)


def count_links(example: Example, model: Model, bound: float) -> tuple[int, int, int]:
    """Count the links that a model finds at a bound: right, found, in gold."""
    return count_pairs(example, example.link(model), bound)

"""Coverage and links against gold: as shipped, across families, and beside the floors.

The packaged weights are fitted on all gold, so ``score_coverage`` on gold flatters. What may be reported is
``crossvalidate``: weights, and every bound, fitted without the family they are scored on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.comparing.coverage import find_coverage, find_matches
from analysis.comparing.model import STATUSES, Model, parse_model
from analysis.comparing.similarity import LEXICAL, Matrix, describe_similarity
from analysis.evaluating import fitting
from analysis.evaluating.examples import Example, Judgement, agree, count_pairs, read_example
from analysis.evaluating.gold import GoldEvent
from analysis.evaluating.scores import Interval, Score
from analysis.records import Coverage, Match

OUTER_FOLDS = 8
RESAMPLES = 1000
_LEVEL = (5, 95)  # percentiles: a 90 % interval


@dataclass(frozen=True)
class Judged:
    """What was said of one event beside what readers said. Rows of the first four go together."""

    event: str
    family: str
    answers: tuple[tuple[str, ...], ...]  # every reader's status
    statuses: tuple[str, ...]  # ours; "missing" where the reading set the sentence aside
    scores: tuple[float, ...]
    sure: tuple[bool, ...]
    links: tuple[int, int, int]  # right, found, in gold


def score_coverage(events: Sequence[GoldEvent], *, on: str, model: Model | None = None) -> list[Score]:
    """Score statuses, sure statuses and links, found as ``compare`` finds them.

    A gold unit is our sentence that covers most of it. With the packaged weights this flatters on gold that they
    were fitted on: see ``crossvalidate``.
    """
    return score_judged([judge_event(read_example(event), event, model) for event in events], on=on)


def judge_event(example: Example, event: GoldEvent, model: Model | None = None) -> Judged:
    """Hold what ``find_matches`` and ``find_coverage`` say of one event beside what readers said."""
    matches = find_matches(event.found, model=model)
    rows = {(row.article_id, row.start, row.other_id): row for row in find_coverage(event.found, matches, model=model)}
    said = [_find_said(example, rows, j) for j in example.judgements]
    return Judged(
        event.name,
        event.family,
        tuple(j.answers for j in example.judgements),
        tuple(row.status if row else "missing" for row in said),
        tuple(row.score if row else 0.0 for row in said),
        tuple(bool(row and row.sure) for row in said),
        _count_matches(example, matches),
    )


def _find_said(example: Example, rows: dict[tuple[str, int, str], Coverage], judgement: Judgement) -> Coverage | None:
    if judgement.row is None:
        return None
    unit = example.space.units[example.space.rows[judgement.article_id]][judgement.row]
    return rows[judgement.article_id, unit.start, judgement.other_id]


def _count_matches(example: Example, matches: Sequence[Match]) -> tuple[int, int, int]:
    score_of = {(m.article_id, m.start, m.other_id, m.other_start): m.score for m in matches}
    units, rows = example.space.units, example.space.rows
    scored = (
        (
            one,
            other,
            np.array(
                [
                    [score_of.get((one, a.start, other, b.start), 0.0) for b in units[rows[other]]]
                    for a in units[rows[one]]
                ]
            ),
        )
        for one, other in combinations(rows, 2)
    )
    return count_pairs(example, scored, 1e-9)


_ONE_SIDED = "only or partly"  # the other article does not have the whole of it


def score_judged(judged: Sequence[Judged], *, on: str) -> list[Score]:
    """Score statuses, sure statuses and links of events that were judged."""
    answers = [answer for event in judged for answer in event.answers]
    statuses = [status for event in judged for status in event.statuses]
    sure = [is_sure for event in judged for is_sure in event.sure]
    right = sum(status in answer for answer, status in zip(answers, statuses, strict=True))
    scores = [Score("coverage", "status", on, right, len(statuses), len(statuses))]
    for status in STATUSES:
        scores.append(_score_status(status, on, answers, [s == status for s in statuses], status))
    sided = [["shared" if a == "shared" else _ONE_SIDED for a in answer] for answer in answers]
    scores.append(_score_status("one-sided", on, sided, [s != "shared" for s in statuses], _ONE_SIDED))
    for status in ("only", "shared"):
        claimed = [s == status and is_sure for s, is_sure in zip(statuses, sure, strict=True)]
        scores.append(_score_status(f"sure {status}", on, answers, claimed, status))
    links = np.array([event.links for event in judged]).reshape(-1, 3).sum(axis=0)
    return [*scores, Score("coverage", "links", on, *(int(n) for n in links))]


def _score_status(
    measure: str, on: str, answers: Sequence[Sequence[str]], claimed: Sequence[bool], status: str
) -> Score:
    """A row that one reader of two calls so is right when claimed and nothing when not."""
    right = sum(said and status in answer for answer, said in zip(answers, claimed, strict=True))
    wanted = sum(
        all(a == status for a in answer) or (said and status in answer)
        for answer, said in zip(answers, claimed, strict=True)
    )
    return Score("coverage", measure, on, right, sum(claimed), wanted)


def crossvalidate(events: Sequence[GoldEvent], *, with_joint: bool | None = None) -> list[Judged]:
    """Judge every event with weights and bounds fitted without its family, in OUTER_FOLDS folds of families.

    Args:
        events: with fewer than two families there is nothing to fit on, and nothing is judged.
        with_joint: with the signals of sentences read together or without; None takes them where they were.
    """
    examples = {event.name: read_example(event) for event in events}
    read = all(example.space.joint for example in examples.values())
    with_joint = read if with_joint is None else with_joint
    fold_of = {event.name: fitting.fold_of(event.family, OUTER_FOLDS) for event in events}
    judged = {}
    for fold in sorted(set(fold_of.values())):
        others = [examples[name] for name in examples if fold_of[name] != fold]
        if not others:
            continue
        model = parse_model(fitting.fit_examples(others, with_joint=with_joint))
        for event in events:
            if fold_of[event.name] == fold:
                judged[event.name] = judge_event(examples[event.name], event, model)
    return [judged[event.name] for event in events if event.name in judged]


def measure_intervals(events: Sequence[GoldEvent], judged: Sequence[Judged]) -> list[Interval]:
    """Return kappa and the other figures with their intervals: cross-validated, and of the floor on the same events.

    Args:
        events: of the gold.
        judged: what ``crossvalidate`` made of them.
    """
    rows = summarise(judged, by="cross-validated")
    if describe_similarity() != LEXICAL:
        rows += summarise(crossvalidate(events, with_joint=False), by="cross-validated, by words alone")
    floor = summarise(floor_coverage(events), by="floor: cosine of lemmas")
    return rows + [row for row in floor if not row.figure.startswith("sure")]  # a floor is never sure


def summarise(judged: Sequence[Judged], *, by: str, seed: int = 0) -> list[Interval]:
    """Return each figure of ``measure_judged`` with its interval by resampling events."""
    draw = np.random.default_rng(seed)
    samples = [
        measure_judged([judged[i] for i in draw.integers(len(judged), size=len(judged))]) for _ in range(RESAMPLES)
    ]
    rows = []
    for figure, value in measure_judged(judged).items():
        drawn = [sample[figure] for sample in samples if not math.isnan(sample[figure])]
        low, high = np.percentile(drawn, _LEVEL) if drawn else (math.nan, math.nan)
        rows.append(Interval(figure, by, round(value, 4), round(float(low), 4), round(float(high), 4)))
    return rows


def measure_judged(judged: Sequence[Judged]) -> dict[str, float]:
    """Return kappa, F1 of "only" and of links, precision and recall of sure rows over some events."""
    answers = [answer for event in judged for answer in event.answers]
    statuses = [status for event in judged for status in event.statuses]
    by_measure = {score.measure: score for score in score_judged(judged, on="")}
    rates = {
        f"{measure} {rate}": getattr(by_measure[measure], rate)
        for measure in ("sure only", "sure shared")
        for rate in ("precision", "recall")
    }
    return {
        "kappa": agree(answers, statuses),
        "only f1": by_measure["only"].f1,
        **rates,
        "links f1": by_measure["links"].f1,
    }


def floor_coverage(events: Sequence[GoldEvent]) -> list[Judged]:
    """Judge events by the cosine of lemmas alone: two bounds on it for the status, one for the link.

    The bounds are those that do best on these very events, so the floor is as high as it can be.
    """
    examples = [read_example(event) for event in events]
    nearest = [_nearest_cosine(example) for example in examples]
    answers = [j.answers for example in examples for j in example.judgements]
    every = np.concatenate(nearest)
    low, high = max(_floor_bounds(), key=lambda bounds: agree(answers, _by_bounds(every, *bounds)))
    link = max(_FLOORS, key=lambda bound: _f1([_floor_links(example, bound) for example in examples]))
    return [
        Judged(
            example.name,
            example.family,
            tuple(j.answers for j in example.judgements),
            tuple(_by_bounds(scores, low, high)),
            tuple(float(score) for score in scores),
            (False,) * len(scores),
            _floor_links(example, link),
        )
        for example, scores in zip(examples, nearest, strict=True)
    ]


_FLOORS = tuple(round(0.04 * n, 2) for n in range(1, 20))


def _floor_bounds() -> list[tuple[float, float]]:
    return [(low, high) for low in _FLOORS for high in _FLOORS if low <= high]


def _by_bounds(scores: Matrix, low: float, high: float) -> list[str]:
    return [STATUSES[int(score >= low) + int(score >= high)] for score in scores]


def _nearest_cosine(example: Example) -> Matrix:
    cosine, rows = example.space.layers["cosine"], example.space.rows
    return np.array(
        [
            0.0 if j.row is None else cosine[rows[j.article_id].start + j.row, rows[j.other_id]].max(initial=0.0)
            for j in example.judgements
        ]
    )


def _floor_links(example: Example, bound: float) -> tuple[int, int, int]:
    cosine, rows = example.space.layers["cosine"], example.space.rows
    scored = ((one, other, cosine[rows[one], rows[other]]) for one, other in combinations(rows, 2))
    return count_pairs(example, scored, bound)


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    right, found, wanted = np.array(counts).sum(axis=0)
    return float(2 * right / max(found + wanted, 1))

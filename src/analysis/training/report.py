"""What training came to, before and after, as text: figures with paired intervals, errors by kind, the curve.

Before is the model on words alone, after the model that has the network's signals as well, both judged across families
in the same folds (``evaluating.coverage.crossvalidate``); the network has seen no judgement of either.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.comparing.model import STATUSES, parse_model
from analysis.evaluating import coverage, fitting
from analysis.evaluating.coverage import Judged, measure_judged
from analysis.evaluating.examples import Example, agree, read_example
from analysis.evaluating.gold import GoldEvent

RESAMPLES = 500
SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
_LEVEL = (5, 95)  # percentiles: a 90 % interval
_DRAWS = 2  # of families, for each share below one


@dataclass(frozen=True)
class Difference:
    """One figure before and after, with a 90 % interval of the difference by resampling events."""

    figure: str
    before: float
    after: float
    low: float
    high: float

    @property
    def is_gain(self) -> bool:
        """Whether the whole interval lies above zero."""
        return self.low > 0


def compare_judged(before: Sequence[Judged], after: Sequence[Judged], *, seed: int = 0) -> list[Difference]:
    """Hold the figures of two models on the same events against each other, resampling events in pairs."""
    draw = np.random.default_rng(seed)
    samples = [draw.integers(len(before), size=len(before)) for _ in range(RESAMPLES)]
    one, other = measure_judged(before), measure_judged(after)
    apart = [_subtract([before[i] for i in sample], [after[i] for i in sample]) for sample in samples]
    return [
        Difference(figure, one[figure], other[figure], *_percentiles([sample[figure] for sample in apart]))
        for figure in one
    ]


def _subtract(before: Sequence[Judged], after: Sequence[Judged]) -> dict[str, float]:
    one, other = measure_judged(before), measure_judged(after)
    return {figure: other[figure] - one[figure] for figure in one}


def _percentiles(values: Sequence[float]) -> tuple[float, float]:
    drawn = [value for value in values if not math.isnan(value)]
    if not drawn:
        return math.nan, math.nan
    low, high = np.percentile(drawn, _LEVEL)
    return float(low), float(high)


def format_differences(title: str, differences: Sequence[Difference]) -> str:
    """Return the figures as aligned lines; a gain beyond its interval has a plus.

    >>> print(format_differences("all events", [Difference("kappa", 0.5, 0.6, 0.05, 0.15)]))
    all events              before  after  difference, 90 % interval
    kappa                     .500   .600  +.100 [+.050, +.150] +
    """
    lines = [f"{title:<24}before  after  difference, 90 % interval"]
    for d in differences:
        apart = f"{_signed(d.after - d.before)} [{_signed(d.low)}, {_signed(d.high)}]"
        mark = " +" if d.is_gain else ""
        lines.append(f"{d.figure:<24}{_rate(d.before):>6}{_rate(d.after):>7}  {apart}{mark}")
    return "\n".join(lines)


def _rate(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}".replace("0.", ".", 1)


def _signed(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:+.3f}".replace("0.", ".", 1)


def format_errors(before: Sequence[Judged], after: Sequence[Judged]) -> str:
    """Return what readers said (rows) against what the model says (columns), before and after; and what changed."""
    lines = [f"{'readers':<10}" + "".join(f"{status:>8}" for status in STATUSES * 2)]
    tables = [_cross(judged) for judged in (before, after)]
    for said in STATUSES:
        lines.append(f"{said:<10}" + "".join(f"{table[said, status]:>8}" for table in tables for status in STATUSES))
    mended, broken = _count_changes(before, after)
    return "\n".join([*lines, f"answers mended {mended}, broken {broken}"])


def _cross(judged: Sequence[Judged]) -> Counter[tuple[str, str]]:
    pairs = ((a, s) for event in judged for a, s in zip(event.answers, event.statuses, strict=True))
    return Counter((status if status in answer else answer[0], status) for answer, status in pairs)


def _count_changes(before: Sequence[Judged], after: Sequence[Judged]) -> tuple[int, int]:
    rows = [
        (old in answer, new in answer)
        for one, other in zip(before, after, strict=True)
        for answer, old, new in zip(one.answers, one.statuses, other.statuses, strict=True)
        if old != new
    ]
    return sum(new and not old for old, new in rows), sum(old and not new for old, new in rows)


def draw_curve(events: Sequence[GoldEvent]) -> list[tuple[float, float, float]]:
    """Return, for each share of the families fitted on, kappa and the log loss of the status on other families.

    The layers over the network's signals are fitted on that share, drawn twice; the network stays as it is.
    """
    examples = [read_example(event) for event in events]
    curve = []
    for share in SHARES:
        drawn = [_fit_share(examples, share, seed) for seed in range(_DRAWS if share < 1 else 1)]
        curve.append((share, *np.mean(drawn, axis=0).tolist()))
    return curve


def _fit_share(examples: Sequence[Example], share: float, seed: int) -> tuple[float, float]:
    chances, answers = [], []
    for fold in range(coverage.OUTER_FOLDS):
        inside = [e for e in examples if fitting.fold_of(e.family, coverage.OUTER_FOLDS) != fold]
        outside = [e for e in examples if fitting.fold_of(e.family, coverage.OUTER_FOLDS) == fold]
        families = sorted({example.family for example in inside})
        order = np.random.default_rng([seed, fold]).permutation(len(families))
        kept = {families[n] for n in order[: max(1, round(share * len(families)))]}
        if outside and kept:
            layers = fitting.fit_layers([e for e in inside if e.family in kept], with_joint=_is_joint(examples))
            model = parse_model({**layers, "bounds": fitting.OPEN})
            chances += [fitting.weigh_judgements(example, model) for example in outside]
            answers += [judgement.answers for example in outside for judgement in example.judgements]
    every = np.concatenate(chances)
    truth = np.array([[answer.count(status) / len(answer) for status in STATUSES] for answer in answers])
    loss = -(truth * np.log(np.maximum(every, 0.01))).sum(axis=1).mean()
    return agree(answers, fitting.decide(every, 1.2)), float(loss)


def _is_joint(examples: Sequence[Example]) -> bool:
    return all(example.space.joint for example in examples)


def format_curve(curve: Sequence[tuple[float, float, float]]) -> str:
    """Return the curve as aligned lines.

    >>> print(format_curve([(0.2, 0.5, 0.7)]))
    share of families     kappa   log loss
    .200                   .500       .700
    """
    lines = [f"{'share of families':<20}{'kappa':>7}{'log loss':>11}"]
    return "\n".join([*lines, *(f"{_rate(share):<20}{_rate(k):>7}{_rate(loss):>11}" for share, k, loss in curve)])

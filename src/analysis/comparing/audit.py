"""How firmly each status of ``coverage`` stands: what it would be instead, and how far bounds may move till then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.comparing.model import STATUSES, Model, choose_model
from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space, read_space
from analysis.finding.annotate import Findings
from analysis.records import Audit, Coverage

STEP = 0.1  # how far the bounds are moved where a report speaks of rows that hang on them
_DIGITS = 4

Key = tuple[str, int, str]  # article_id, start, other_id


def audit_coverage(
    found: Sequence[Findings],
    coverage: Sequence[Coverage],
    *,
    model: Model | None = None,
    space: Space | None = None,
) -> list[Audit]:
    """Measure how near each row of ``coverage`` came to another status, and to being sure or not.

    Args:
        found: the articles of one event.
        coverage: their rows (``find_coverage``), made with the same model.
        space: ``read_space`` of the articles, where the caller has it.

    Returns:
        A row for each of ``coverage``, in its order. ``margin`` is by how much the probability of the status exceeds
        that of ``runner_up``, as they are weighed; ``sure_margin`` by how much it exceeds the bound from which it may
        be stated, negative below it. Both are empty where a rule and no score decided.
    """
    space = space or read_space(found)
    model = model or choose_model(space)
    chances = dict(_weigh_all(space, model))
    return [_to_audit(row, chances.get((row.article_id, row.start, row.other_id)), model) for row in coverage]


def _weigh_all(space: Space, model: Model) -> Iterator[tuple[Key, Matrix]]:
    """Yield the probabilities of each sentence's statuses against each other article."""
    for one, other in combinations(space.rows, 2):
        links = model.link_articles(space, one, other)
        for a, b, table in ((one, other, links), (other, one, links.T)):
            units = space.units[space.rows[a]]
            if table.size:
                weighed = model.weigh_statuses(space, a, b, table)
                yield from (((a, unit.start, b), row) for unit, row in zip(units, weighed, strict=True))


def _to_audit(row: Coverage, chances: Matrix | None, model: Model) -> Audit:
    runner_up, margin, sure_margin = None, None, None
    if chances is not None:
        weighed = dict(zip(STATUSES, chances * np.array([1.0, model.lift, 1.0]), strict=True))
        best, second = sorted(weighed, key=lambda status: -weighed[status])[:2]
        if best == row.status and row.rule != "identical":
            runner_up = second
            margin = round(float(weighed[best] - weighed[second]), _DIGITS)
            bound = {"only": model.sure_only, "shared": model.sure_shared}.get(best)
            sure_margin = None if bound is None else round(float(weighed[best] - bound), _DIGITS)
    return Audit(row.article_id, row.start, row.end, row.other_id, row.status, runner_up, margin, sure_margin, "margin")


def count_flips(audit: pd.DataFrame, coverage: pd.DataFrame, *, step: float = STEP) -> pd.DataFrame:
    """Count by status how many rows another status would have, or would be sure or not, were the bounds moved.

    Args:
        audit, coverage: the tables of those names, or the same rows of both.
        step: how far the bounds move, either way.

    Returns:
        status, n, n_flip (another status within the step), n_lost (sure, but not at a bound a step higher), n_won
        (not sure, but at a bound a step lower); every status once.
    """
    rows = audit.assign(sure=coverage["sure"].to_numpy(dtype=bool))
    margin, sure_margin = rows["margin"], rows["sure_margin"]
    rows["n_flip"] = margin.lt(step)
    rows["n_lost"] = rows["sure"] & sure_margin.lt(step)
    rows["n_won"] = ~rows["sure"] & sure_margin.ge(-step)
    counted = rows.assign(n=1).groupby("status")[["n", "n_flip", "n_lost", "n_won"]].sum()
    return counted.reindex(list(reversed(STATUSES)), fill_value=0).astype("int64").reset_index()

"""What can be said of an outlet across many events: measures with intervals, beside the other outlets' in the same.

No score and no order of merit: each measure is a ratio of counts, given with the events it rests on. What an outlet
covers is not drawn by lot, so that its own value is held against the others' in the events that it covered.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparing.event import Comparison
from analysis.comparing.speaking import TYPES
from analysis.corpus.chances import UNNAMED, count_chances, name_outlets
from analysis.corpus.habits import WORDING, count_habits, name_type
from analysis.corpus.resampling import Floats, bound, divide, resample_sums
from analysis.errors import ParameterError
from analysis.tables import make_table

MIN_EVENTS = 5  # with counts for a measure, before a value is printed
COVERED = "share_events_covered"
MEASURES = (
    "share_one_sided",
    "share_one_sided_sure",
    "share_not_carried",
    "share_not_carried_earlier",
    "share_quoted_words",
    *map(name_type, TYPES),
    "speakers_per_event",
    "place_of_shared",
    "share_labels_alone",
    "share_labels_loaded",
)  # those of the lexicons' categories follow, by name
RELATIVE = ("place_of_shared",)  # measured against the other outlets as it is
_OWN, _OWN_OF, _OTHERS, _OTHERS_OF = range(4)


def profile_outlets(comparisons: Iterable[Comparison], *, min_events: int = MIN_EVENTS) -> pd.DataFrame:
    """Profile the outlets of an archive; comparisons are taken one by one and only their counts are kept.

    Counts: see ``chances.count_chances`` and ``habits.count_habits``. A value is a ratio of sums over the events that
    the outlet covered. Its interval, and that of its difference from the other outlets' value in the same events,
    hold with 90 % (expanded percentile bootstrap over 2,000 draws of these events, fixed seed; see ``resampling``).
    Leaves out: sources without a name, which are not the same ones from event to event; their sentences still count
    as what others could have carried.

    Args:
        comparisons: of ``compare``, one an event; a generator will do.
        min_events: with counts for a measure, before its value is given.

    Returns:
        The table ``profiles``: every outlet (by name) × every measure (in the order of ``MEASURES``, then the
        lexicons' categories); with fewer events than ``min_events``, n_events and n stand alone. First of all
        ``share_events_covered``: n_events of n.

    Raises:
        ParameterError: ``min_events`` is under 2.
    """
    if min_events < 2:
        raise ParameterError(f"min_events: expected a whole number from 2, since one event has no spread; {min_events}")
    measures: dict[str, int] = {name: number for number, name in enumerate((*MEASURES, WORDING))}
    kept: dict[str, list[Floats]] = defaultdict(list)
    n_all = 0
    for comparison in comparisons:
        n_all += 1
        for outlet, counts in _count_event(comparison, measures):
            kept[outlet].append(counts)
    rows = chain.from_iterable(
        _profile(outlet, _stack(kept[outlet], measures), measures, n_all, min_events)
        for outlet in sorted(kept, key=lambda name: (name.casefold(), name))
    )
    return make_table("profiles", rows)


def _count_event(comparison: Comparison, measures: dict[str, int]) -> Iterator[tuple[str, Floats]]:
    """Yield each named outlet with its counts and the other outlets'; a measure that is new gets the next number."""
    counted = [*count_chances(comparison), *count_habits(comparison)]
    for _, measure, _, _ in counted:
        measures.setdefault(measure, len(measures))
    outlets = list(dict.fromkeys(name_outlets(comparison.articles).values()))
    own = {outlet: np.zeros((2, len(measures))) for outlet in outlets}
    for outlet, measure, part, whole in counted:
        own[outlet][:, measures[measure]] += part, whole
    total = sum(own.values(), np.zeros((2, len(measures))))
    for outlet, counts in own.items():
        if not outlet.startswith(UNNAMED):
            yield outlet, np.concatenate([counts, total - counts]).astype(np.float32)


def _stack(events: list[Floats], measures: dict[str, int]) -> Floats:
    """Return counts by event, kind of count and measure; a category that came later was counted over own words too."""
    stacked = np.zeros((len(events), 4, len(measures)))
    for event, counts in zip(stacked, events, strict=True):
        event[:, : counts.shape[1]] = counts
    for measure, number in measures.items():
        if measure.startswith(WORDING):
            for whole in (_OWN_OF, _OTHERS_OF):
                stacked[:, whole, number] = stacked[:, whole, measures[WORDING]]
    return stacked


def _profile(
    outlet: str, counts: Floats, measures: dict[str, int], n_all: int, min_events: int
) -> Iterator[dict[str, Any]]:
    """Yield an outlet's rows."""
    n_covered = len(counts)
    yield _row(outlet, COVERED, n_covered, n_all) | {"value": n_covered / n_all}
    draws = np.zeros((0, 4, len(measures)))
    if n_covered >= min_events:
        draws = resample_sums(counts.reshape(n_covered, -1), name=outlet).reshape(-1, 4, len(measures))
    for measure in _order(measures):
        number = measures[measure]
        yield _measure(_row(outlet, measure, 0, 0), counts[:, :, number], draws[:, :, number], min_events)


def _measure(row: dict[str, Any], counts: Floats, draws: Floats, min_events: int) -> dict[str, Any]:
    """Fill a row: value and others from the counts, intervals from the draws; nothing where the events are too few."""
    sums = counts.sum(axis=0)
    row |= {"n_events": int((counts[:, _OWN_OF] > 0).sum()), "n": int(sums[_OWN_OF])}
    if row["n_events"] < min_events:
        return row
    drawn = divide(draws[:, _OWN], draws[:, _OWN_OF])
    row["value"] = float(sums[_OWN] / sums[_OWN_OF])
    row["low"], row["high"] = bound(drawn, n_events=row["n_events"])
    n_others = int((counts[:, _OTHERS_OF] > 0).sum())
    if n_others >= min_events and row["measure"] not in RELATIVE:
        gaps = drawn - divide(draws[:, _OTHERS], draws[:, _OTHERS_OF])
        row["others"] = float(sums[_OTHERS] / sums[_OTHERS_OF])
        row["gap_low"], row["gap_high"] = bound(gaps, n_events=min(row["n_events"], n_others))
    return row


def _row(outlet: str, measure: str, n_events: int, n: int) -> dict[str, Any]:
    empty = dict.fromkeys(("value", "low", "high", "others", "gap_low", "gap_high"), math.nan)
    return {"outlet": outlet, "measure": measure, "n_events": n_events, "n": n, **empty}


def _order(measures: dict[str, int]) -> list[str]:
    """List the measures as they are shown: the fixed ones, then the lexicons' categories by name."""
    return [*MEASURES, *sorted(set(measures) - {*MEASURES, WORDING})]

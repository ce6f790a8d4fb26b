"""What each source counts: the numbers of one event by unit, with their bounds and with the gaps."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

COLUMNS = {
    "unit": "str",
    "source": "str",
    "low": "float64",
    "high": "float64",
    "n": "int64",
    "article_id": "str",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
}
# One unit under several names. Only spellings: "deaths" and "people" stay apart.
_SPELLINGS = {
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "percentage point": "percentage points",
    "percent points": "percentage points",
    "person": "people",
    "persons": "people",
}
# Lengths of time say how long, not how many: they are no count of things.
_TIMES = ("second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "time")
DURATIONS = {*_TIMES, *(f"{unit}s" for unit in _TIMES), "century", "centuries", "years old", "year old"}


def count_numbers(quantities: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count what each source counts: a row for every unit, source and value, and one for every gap.

    Counts: quantities with a unit and a bound (``quantities``). Leaves out: "dozens of", numbers without a unit,
    lengths of time (``DURATIONS``). Two rows of a unit need not count the same things: "people" killed or displaced.

    Returns:
        ``COLUMNS``: the bounds, how often the source gives them (``n``) and where first. A source that gives no
        number of a unit has one row with ``n`` 0 and no bounds. Units that most sources give stand first, then
        those given most often; sources in order of their articles; values from low to high.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    groups: dict[tuple[str, str], dict[tuple[float, float], list[Any]]] = {}
    rows: Any = quantities[quantities["unit"].notna()].itertuples(index=False)
    for row in rows:
        unit = name_unit(row.unit)
        if unit not in DURATIONS and not (pd.isna(row.low) and pd.isna(row.high)):
            values = groups.setdefault((unit, source_of[row.article_id]), {})
            values.setdefault(_bounds(row.low, row.high), []).append(row)
    sources = list(dict.fromkeys(source_of.values()))
    made = [row for unit in _order_units(groups) for source in sources for row in _list_values(unit, source, groups)]
    return pd.DataFrame(
        {name: pd.Series([row[i] for row in made], dtype=kind) for i, (name, kind) in enumerate(COLUMNS.items())}
    )


def name_unit(unit: str) -> str:
    """Name a unit in one spelling; words that count other things stay apart.

    >>> name_unit("per cent"), name_unit("People"), name_unit("deaths")
    ('%', 'people', 'deaths')
    """
    plain = unit if unit.isupper() else unit.lower()
    return _SPELLINGS.get(plain, plain)


def _bounds(low: Any, high: Any) -> tuple[float, float]:
    """Return bounds that can be compared and ordered: an open one is infinite."""
    return (-float("inf") if pd.isna(low) else float(low), float("inf") if pd.isna(high) else float(high))


def _order_units(groups: dict[tuple[str, str], dict[tuple[float, float], list[Any]]]) -> list[str]:
    n_sources = Counter(unit for unit, _ in groups)
    n_rows: Counter[str] = Counter()
    for (unit, _), values in groups.items():
        n_rows[unit] += sum(map(len, values.values()))
    return sorted(n_sources, key=lambda unit: (-n_sources[unit], -n_rows[unit], unit))


def _list_values(
    unit: str, source: str, groups: dict[tuple[str, str], dict[tuple[float, float], list[Any]]]
) -> list[tuple[Any, ...]]:
    values = groups.get((unit, source))
    if not values:
        return [(unit, source, float("nan"), float("nan"), 0, None, None, None, None)]
    rows = []
    for (low, high), found in sorted(values.items(), key=lambda item: (max(item[0][0], 0), item[0][1])):
        first = found[0]
        bounds = (float("nan") if low == -float("inf") else low, float("nan") if high == float("inf") else high)
        rows.append((unit, source, *bounds, len(found), first.article_id, first.start, first.end, first.text))
    return rows

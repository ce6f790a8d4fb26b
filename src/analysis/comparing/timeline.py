"""The dated statements of an event's sources, in order of the date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pandas as pd

COLUMNS = {
    "source": "str",
    "article_id": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "earliest": "str",
    "latest": "str",
    "statement_start": "int64",
    "statement_end": "int64",
    "statement": "str",
}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?")


def list_dates(dates: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List what each source dates: a row for every date found, with the sentence it stands in.

    Counts: dates with an end at least (``dates``) in a sentence of the article's own running text. Leaves out:
    unresolved dates; datelines, subheads and repeated ledes, which state nothing.

    Returns:
        ``COLUMNS``: source, the date's span and ends, its sentence's span and text; by date, then article, then place.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    spans = _sentences_of(sentences)
    resolved: Any = dates[dates["earliest"].notna() | dates["latest"].notna()].itertuples(index=False)
    rows = []
    for row in resolved:
        for sentence in spans.get(row.article_id, []):
            if sentence[0] <= row.start < sentence[1]:
                span = (row.article_id, row.start, row.end, row.text)
                rows.append((source_of[row.article_id], *span, row.earliest, row.latest, *sentence))
    rank = {article_id: number for number, article_id in enumerate(source_of)}
    rows.sort(key=lambda row: (order_date(row[5], row[6]), rank[row[1]], row[2]))
    return pd.DataFrame(
        {name: pd.Series([row[i] for row in rows], dtype=kind) for i, (name, kind) in enumerate(COLUMNS.items())}
    )


def order_date(earliest: object, latest: object) -> tuple[float, float]:
    """Return what an interval is ordered by: its first day, then its last; an open start by its end."""
    first, last = to_day(earliest), to_day(latest, last=True)
    open_end = float("inf")
    return (first if first is not None else last or open_end, last if last is not None else open_end)


def to_day(iso: object, *, last: bool = False) -> float | None:
    """Turn an ISO date into a day on the calendar, the first or the last that it may mean; None for no date.

    >>> to_day("2025-11-12") - to_day("2025-11"), to_day("2025-11", last=True) - to_day("2025-11")
    (11.0, 29.0)
    >>> to_day(None) is None, to_day("soon") is None
    (True, True)
    """
    match = _ISO.fullmatch(str(iso)[:16])
    if not match:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        following = first if day else date((year or 1) + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    except ValueError:  # the year 9999 has no following one; a month 13 is no date
        return None
    if last and not day:
        return float((following - timedelta(days=1)).toordinal())
    return first.toordinal() + ((hour or 0) + (minute or 0) / 60) / 24


def _sentences_of(sentences: pd.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    kept: Any = sentences[sentences["kind"].isin(["headline", "paragraph"])].itertuples(index=False)
    for row in kept:
        spans.setdefault(row.article_id, []).append((row.start, row.end, row.text))
    return spans

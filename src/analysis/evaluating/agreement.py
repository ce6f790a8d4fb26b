"""How far a coder and the tool, or two coders, agree: on which rows there are, and on what each row is.

Cohen's kappa (1960) and Krippendorff's alpha for nominal data (Krippendorff 2018, chapter 12) leave out what
chance alone would bring; F1 tells how far both marked the same rows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.evaluating.examples import kappa
from analysis.reading.corrections import KEYS
from analysis.tables import SCHEMAS

_KEYS = ("article_id", "start", "end", "other_id")
_FEW_WORDS = 25  # a column with more different values is no category, and chance means little


@dataclass(frozen=True)
class Agreement:
    """One row of the agreement table. ``n``: rows both have, but for ``measure`` "rows", where F1 counts all."""

    measure: str  # "rows", or the column compared
    n: int
    same: int
    share: float  # same / n; for "rows" F1
    kappa: float
    alpha: float


def compare_codings(one: pd.DataFrame, other: pd.DataFrame, *, table: str) -> list[Agreement]:
    """Compare two codings of one table: its rows by their keys, then each column of categories on the rows both have.

    Counts: rows with the same ``article_id, start, end`` (and ``other_id`` where both have it). Leaves out: columns
    that only one coding has, texts and numbers.

    Raises:
        InputError: no such table, or a coding lacks the keys.
    """
    keys = _shared_keys(one, other, table)
    ours, theirs = (_index(coding, keys) for coding in (one, other))
    both = sorted(set(ours) & set(theirs))
    columns = [column for column in SCHEMAS[table] if _is_category(column, table, one, other)]
    rows = Agreement(
        "rows", len(set(ours) | set(theirs)), len(both), _f1(len(both), len(ours), len(theirs)), math.nan, math.nan
    )
    return [rows, *(_agree(column, [ours[key] for key in both], [theirs[key] for key in both]) for column in columns)]


def read_coding(path: Path) -> pd.DataFrame:
    """Read a coder's file, CSV or JSON Lines, all values as text; the guard of a spreadsheet is undone.

    Raises:
        InputError: it cannot be read as a table.
    """
    if not path.is_file():
        raise InputError(f"expected a coder's file (.csv or .jsonl), but there is no {path}; check the spelling")
    try:
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            return pd.read_json(path, lines=True, dtype=False).astype("str")
        return pd.read_csv(path, dtype="str", keep_default_na=False)
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as a table: {error}") from error


def format_agreement(rows: Sequence[Agreement]) -> str:
    """Set agreements as a table in plain text; an undefined figure is a dash."""
    lines = [f"{'measure':<16} {'n':>6} {'same':>6} {'share':>6} {'kappa':>6} {'alpha':>6}"]
    lines += [
        f"{row.measure:<16} {row.n:>6} {row.same:>6} {_shown(row.share)} {_shown(row.kappa)} {_shown(row.alpha)}"
        for row in rows
    ]
    return "\n".join([*lines, 'share: F1 for "rows" (n: rows either has), else the same / n (n: rows both have)'])


def to_dicts(rows: Sequence[Agreement]) -> list[dict[str, Any]]:
    """Return agreements for JSON, which has no NaN."""
    return [{k: None if v != v else v for k, v in asdict(row).items()} for row in rows]


def alpha(one: Sequence[str], other: Sequence[str]) -> float:
    """Return Krippendorff's alpha for two coders and nominal data; NaN where only one value is used.

    >>> round(alpha(list("aabbd"), list("aabcd")), 3)
    0.743
    """
    values = Counter([*one, *other])
    total = sum(values.values())
    expected = total * total - sum(n * n for n in values.values())
    if not expected:
        return math.nan
    observed = 2 * sum(a != b for a, b in zip(one, other, strict=True))
    return 1 - (total - 1) * observed / expected


def check_table(name: str) -> str:
    """Return the name of a table with spans.

    Raises:
        InputError: there is no such table, or its rows have none.
    """
    if "start" in SCHEMAS.get(name, ()):
        return name
    known = ", ".join(table for table, schema in SCHEMAS.items() if "start" in schema)
    raise InputError(f"unknown table {name!r}; those with spans: {known}. Name one with --table")


def _shared_keys(one: pd.DataFrame, other: pd.DataFrame, table: str) -> list[str]:
    check_table(table)
    for coding in (one, other):
        missing = [key for key in _KEYS[:3] if key not in coding.columns]
        if missing:
            raise InputError(f"a coding of {table} lacks {', '.join(missing)}; expected article_id, start and end")
    return [key for key in _KEYS if key in one.columns and key in other.columns]


def _index(coding: pd.DataFrame, keys: Sequence[str]) -> dict[tuple[str, ...], Mapping[str, str]]:
    rows = [{str(k): _plain(v) for k, v in row.items()} for row in coding.to_dict("records")]
    return {tuple(row[key].removeprefix("'") for key in keys): row for row in rows}


def _is_category(column: str, table: str, one: pd.DataFrame, other: pd.DataFrame) -> bool:
    if column in (*KEYS, *_KEYS) or SCHEMAS[table][column] not in ("str", "bool"):
        return False
    return all(column in coding.columns and coding[column].nunique() <= _FEW_WORDS for coding in (one, other))


def _agree(column: str, ours: Sequence[Mapping[str, str]], theirs: Sequence[Mapping[str, str]]) -> Agreement:
    a, b = ([_plain(row[column]) for row in rows] for rows in (ours, theirs))
    same = sum(x == y for x, y in zip(a, b, strict=True))
    return Agreement(
        column, len(a), same, same / len(a) if a else math.nan, kappa(a, b) if a else math.nan, alpha(a, b)
    )


def _plain(value: Any) -> str:
    return "" if pd.isna(value) else str(value).strip()


def _f1(same: int, ours: int, theirs: int) -> float:
    return 2 * same / (ours + theirs) if ours + theirs else math.nan


def _shown(rate: float) -> str:
    return f"{'–' if rate != rate else f'{rate:.3f}':>6}"

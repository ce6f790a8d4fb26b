"""``corrections.csv``: what a reader of the report set right, kept beside the articles and applied at each run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.reading.encoding import decode_bytes
from analysis.records import Correction
from analysis.tables import SCHEMAS

CORRECTIONS = "corrections.csv"
COLUMNS = ("table", "article_id", "start", "end", "text", "column", "value", "who", "why")
# Rows of these tables can be corrected: the records that were found in text, but not what they rest on.
CORRECTED = (
    "mentions",
    "quotations",
    "quantities",
    "dates",
    "wording",
    "coverage",
    "matches",
    "conflicts",
    "claims",
    "reuse",
    "quotation_pairs",
)
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
KEYS = ("article_id", "start", "end", "text", "rule")
_WORDS = {
    ("mentions", "kind"): ("person", "organisation", "place", "other"),
    ("quotations", "kind"): ("direct", "indirect", "social", "scare", "silence"),
    ("quotations", "mode"): ("said", "negated", "conditional"),
    ("wording", "voice"): ("own", "quoted"),
    ("coverage", "status"): ("shared", "partly", "only"),
    ("conflicts", "kind"): ("number", "date", "place", "attribution", "label", "name", "polarity"),
    ("claims", "basis"): ("own", "named", "unnamed", "official", "document"),
    ("reuse", "kind"): ("quotation", "copied"),
    ("quotation_pairs", "grade"): ("identical", "shortened", "altered", "paraphrased"),
}


def read_corrections(folder: Path, texts: Mapping[str, str]) -> tuple[tuple[Correction, ...], list[str]]:
    """Read a folder's ``corrections.csv``, if it has one.

    A row names a row of a table by its span (``text`` must still stand there), a column and the value it should
    have, who says so and why. ``column`` "row" with ``value`` "remove" takes the row out. A further column
    ``other_id`` says which row is meant where one span has several.

    Args:
        folder: the event's folder.
        texts: each article's text by ``article_id``.

    Returns:
        The corrections that fit their articles, and what was wrong with the others, as sentences.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return (), []
    decoded = decode_bytes(path.read_bytes())
    if decoded is None:
        return (), [f"{CORRECTIONS} is no text and is ignored"]
    rows = csv.DictReader(io.StringIO(decoded.text, newline=""))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        return (), [f"{CORRECTIONS} is ignored: it lacks {', '.join(missing)}; expected {','.join(COLUMNS)}"]
    corrections, problems = [], []
    for line, row in _number_rows(rows):
        held = {key: value for key, value in row.items() if key and isinstance(value, str)}
        if why := _why_unfit(held, texts):
            problems.append(f"{CORRECTIONS} line {line} is not applied: {why}")
        else:
            corrections.append(_make_correction(held, line))
    return tuple(corrections), problems


def _number_rows(rows: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in rows:
        yield rows.line_num, row


def _why_unfit(row: Mapping[str, str], texts: Mapping[str, str]) -> str | None:
    """Say what keeps a row from being applied; None where nothing does."""
    table, column = row.get("table", ""), row.get("column", "")
    if table not in CORRECTED:
        return f"table {table!r} cannot be corrected; those that can: {', '.join(CORRECTED)}"
    known = [name for name in SCHEMAS[table] if name not in KEYS and not name.startswith("other_")]
    if column not in (*known, "row"):
        return f"{table} has no column {column!r} to correct; known: {', '.join(known)}, row"
    if not (row.get("who", "").strip() and row.get("why", "").strip()):
        return "it does not say who corrects and why"
    return _why_no_value(table, column, row.get("value", "")) or _why_no_span(row, texts)


def _why_no_value(table: str, column: str, value: str) -> str | None:
    words = ("remove",) if column == "row" else _WORDS.get((table, column))
    if words and value not in words:
        return f"{value!r} is no {column} of {table}; known: {', '.join(words)}"
    dtype = "str" if column == "row" else SCHEMAS[table][column]
    try:
        parse_value(value, dtype)
    except ValueError:
        return f"{value!r} does not fit the column {column} ({dtype})"
    return None


def _why_no_span(row: Mapping[str, str], texts: Mapping[str, str]) -> str | None:
    text = texts.get(row["article_id"])
    if text is None:
        return f"there is no article {row['article_id']!r}"
    try:
        start, end = int(row["start"]), int(row["end"])
    except ValueError:
        return f"expected whole numbers in start and end, not {row['start']!r} and {row['end']!r}"
    stands = text[start:end] if 0 <= start < end <= len(text) else ""
    if stands != _plain(row["text"]):
        return (
            f"at {start}–{end} of {row['article_id']} stands {stands!r}, not {row['text']!r}; the article has changed"
        )
    return None


def parse_value(value: str, dtype: str) -> str | int | float | bool | None:
    """Return a correction's value as its column holds it.

    >>> parse_value("12", "float64"), parse_value("", "str"), parse_value("True", "bool")
    (12.0, None, True)

    Raises:
        ValueError: it does not fit.
    """
    if value == "":
        if dtype in ("int64", "bool"):
            raise ValueError("a value is needed")
        return None
    if dtype == "bool":
        return {"true": True, "false": False}[value.lower()] if value.lower() in ("true", "false") else _refuse(value)
    if dtype in ("int64", "Int64"):
        return int(value)
    return float(value) if dtype == "float64" else _plain(value)


def _refuse(value: str) -> bool:
    raise ValueError(value)


def _plain(value: str) -> str:
    """Undo the apostrophe that our CSV puts before what a spreadsheet would run."""
    return value[1:] if value.startswith("'") and value.lstrip("'")[:1] in _RUN else value


def _make_correction(row: Mapping[str, str], line: int) -> Correction:
    return Correction(
        row["article_id"],
        int(row["start"]),
        int(row["end"]),
        row["table"],
        row["column"],
        row["value"],
        row.get("other_id", ""),
        row["who"].strip(),
        row["why"].strip(),
        line,
    )

"""Readers' corrections applied to records: the row says who corrected it, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from analysis.reading.corrections import parse_value
from analysis.records import Correction
from analysis.tables import SCHEMAS

T = TypeVar("T")


@dataclass(frozen=True)
class Applied:
    """A correction that found its row, and what stood there before."""

    correction: Correction
    was: str


def apply_corrections(
    table: str, records: Iterable[T], corrections: Sequence[Correction], applied: list[Applied]
) -> list[T]:
    """Return a table's records with what readers corrected; ``applied`` grows by the corrections that met a row.

    A corrected record's ``rule`` names who corrected it. A removed one is left out.
    """
    own = [correction for correction in corrections if correction.table == table]
    if not own:
        return list(records)
    corrected: list[Any] = [_correct(record, own, applied) for record in records]
    return [record for record in corrected if record is not None]


def _correct(record: Any, corrections: Sequence[Correction], applied: list[Applied]) -> Any | None:
    for correction in corrections:
        if not _is_meant(record, correction):
            continue
        if correction.column == "row":
            applied.append(Applied(correction, "a row"))
            return None
        was = getattr(record, correction.column)
        applied.append(Applied(correction, "" if was is None else str(was)))
        value = parse_value(correction.value, SCHEMAS[correction.table][correction.column])
        rule = f"{record.rule}; corrected by {correction.who}"
        record = replace(record, **{correction.column: value, "rule": rule})
    return record


def _is_meant(record: Any, correction: Correction) -> bool:
    same = (record.article_id, record.start, record.end) == (correction.article_id, correction.start, correction.end)
    return same and correction.other_id in ("", getattr(record, "other_id", ""))

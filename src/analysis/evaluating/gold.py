"""Gold: what careful readers found in real articles, read from a folder beside the project."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.finding.annotate import Findings, find_all
from analysis.reading.files import read_event
from analysis.records import Event


@dataclass(frozen=True)
class GoldEvent:
    """One event's articles and what readers marked in them.

    ``rows(kind)`` are lists of dicts with ``article, start, end`` and ``optional`` (not every reader listed it).
    """

    name: str
    family: str  # events on the same story: never to be split between training and testing
    event: Event
    data: dict[str, Any]

    @cached_property
    def found(self) -> list[Findings]:
        """What the finders find, parsed once however many scorers ask."""
        return find_all(self.event.articles)

    @property
    def is_unread(self) -> bool:
        """Whether the event's family, a third of them by hash, was kept from those who wrote the rules.

        They saw figures on these families, never (but for a few sentences) the texts or the readers' rows.
        """
        return zlib.crc32(self.family.encode()) % 3 == 0

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Return the gold rows of one kind: quotations, quantities, dates."""
        readings = self.data.get("readings", 1)
        return [{**row, "optional": row.get("readers", readings) < readings} for row in self.data.get(kind, [])]


def locate_gold(folder: str | Path | None = None) -> Path:
    """Return the gold folder: the one given, else ``$ANALYSIS_GOLD``, else ``../shared/gold``.

    Raises:
        InputError: no such folder.
    """
    path = Path(folder or os.environ.get("ANALYSIS_GOLD") or "../shared/gold")
    if not path.is_dir():
        raise InputError(f"no gold folder at {path}; give one with --gold or in ANALYSIS_GOLD")
    return path


def read_seed_pair(gold: Path) -> GoldEvent:
    """Read ``seed_pair``: structure, quotations, quantities, dates, claims and coverage of the two seeds."""
    folder = gold / "seed_pair"
    data = {name: read_jsonl(folder / f"{name}.jsonl") for name in ("quotations", "quantities", "dates")}
    data |= {
        name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("structure", "claims", "coverage")
    }
    return GoldEvent("seed_pair", "seeds", read_event(folder / "articles"), data)


def read_gold_events(gold: Path) -> Iterator[GoldEvent]:
    """Read ``events/*``, in order of name."""
    for path in sorted((gold / "events").glob("*/gold.json")):
        data = json.loads(path.read_text("utf-8"))
        yield GoldEvent(path.parent.name, data["family"], read_event(path.parent / "articles"), data)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]

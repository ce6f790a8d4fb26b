"""How often each finder errs, from the packaged figures that ``evaluate`` measured."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Rate:
    """One measured figure: ``right`` of ``found`` rows are right, ``right`` of ``gold`` rows were found."""

    finder: str
    measure: str
    on: str
    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float | None:
        """Share of found rows that are right; None over nothing."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the readers' rows that were found; None over nothing."""
        return self.right / self.gold if self.gold else None


# What the gold sets are, in a reader's words.
SETS = {
    "unread events": "marked articles unseen while the rules were written",
    "events": "articles marked by readers",
    "gum-news": "Wikinews articles",
    "recognizers": "short test inputs",
    "seed_pair": "the two seed articles",
}
# The figures that a reader of the report's sentences needs first.
TELLING = {
    "coverage": ("sure only", "sure shared", "only", "status"),
    "conflicts": ("sure", "all"),
}


@lru_cache(maxsize=1)
def read_rates() -> tuple[Rate, ...]:
    """Read the packaged ``measured.json``; empty where nothing was measured yet."""
    data = json.loads((files("analysis") / "measured.json").read_text("utf-8"))
    return tuple(_to_rate(row) for row in data.get("scores", []) if {"right", "found", "gold"} <= row.keys())


def select_rates(finder: str) -> list[Rate]:
    """Return a finder's figures on the most telling gold set that has it: articles unseen by the rules first."""
    rates = [rate for rate in read_rates() if rate.finder == finder]
    for on in SETS:
        if chosen := [rate for rate in rates if rate.on == on]:
            return chosen
    return rates


def find_rate(finder: str, measure: str) -> Rate | None:
    """Return one figure of a finder on its most telling gold set, None where it was not measured."""
    return next((rate for rate in select_rates(finder) if rate.measure == measure), None)


def choose_rates(finder: str) -> list[Rate]:
    """Return the figures to say in a sentence: those that tell most, else the first two."""
    rates = select_rates(finder)
    telling = [rate for measure in TELLING.get(finder, ()) for rate in rates if rate.measure == measure]
    return telling or rates[:2]


def describe_rate(rate: Rate) -> str:
    """Say a figure in words.

    >>> describe_rate(Rate("dates", "spans", "seed_pair", right=11, found=12, gold=13))
    'spans: 92 % of the rows found were right (11 of 12), 85 % of those marked were found (11 of 13)'
    """
    if not rate.found:
        return f"{rate.measure}: none was found, of {rate.gold} marked"
    right = f"{rate.measure}: {_percent(rate.precision)} of the rows found were right ({rate.right} of {rate.found})"
    if rate.found == rate.gold:  # an accuracy: every row has an answer
        return right.replace(" of the rows found were", "")
    return f"{right}, {_percent(rate.recall)} of those marked were found ({rate.right} of {rate.gold})"


def describe_finder(finder: str) -> str:
    """Say how often a finder errs, or that nobody has measured it."""
    rates = choose_rates(finder)
    if not rates:
        return "How often this finder errs has not been measured yet."
    return f"Measured on {SETS.get(rates[0].on, rates[0].on)}: {'; '.join(map(describe_rate, rates))}."


def _to_rate(row: dict[str, Any]) -> Rate:
    return Rate(row["finder"], row["measure"], row["on"], row["right"], row["found"], row["gold"])


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"

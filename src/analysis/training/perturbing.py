"""Copies of a sentence with one change: one that makes it another statement, or one that leaves it the same.

Counts as another statement: a number, a date or a name exchanged for another, a verb negated or its negation dropped.
Counts as the same: words of a page around the article appended, a quotation cut short. A model that is trained on both
must read what is said, not only what it is about. Readers of coverage are less strict: to them two sentences that
differ in a number are aligned, and in conflict; so copies are examples of their own kind and no coverage.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from random import Random

OTHER, SAME = "other", "same"


@dataclass(frozen=True)
class Copy:
    """A changed copy of a sentence: what was changed, and whether it still states the same."""

    change: str  # number, date, name, negation, furniture, quotation
    label: str  # OTHER or SAME
    text: str


def perturb(text: str, names: Sequence[str], others: Sequence[str], random: Random) -> Iterator[Copy]:
    """Yield a copy for each change that the sentence has a place for, in a fixed order.

    Args:
        text: the sentence.
        names: the names in it.
        others: names of the same event that are not in it.
        random: chooses what is changed, and to what.
    """
    changes: tuple[tuple[str, str, Callable[[], str | None]], ...] = (
        ("number", OTHER, lambda: exchange_number(text, random)),
        ("date", OTHER, lambda: exchange_date(text, random)),
        ("name", OTHER, lambda: exchange_name(text, names, others, random)),
        ("negation", OTHER, lambda: turn_negation(text)),
        ("furniture", SAME, lambda: append_furniture(text, random)),
        ("quotation", SAME, lambda: shorten_quotation(text)),
    )
    for change, label, apply in changes:
        changed = apply()
        if changed is not None and changed != text:
            yield Copy(change, label, changed)


_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NUMBER = re.compile(
    rf"""
    (?<![\w.,/:-])               # no second half of "G-20", "9/11", "10:45"
    (?!(?:19|20)\d\d\b(?!,))     # years are dates
    (?: \d{{1,3}}(?:,\d{{3}})+ | \d+(?:\.\d+)? | \b(?:{"|".join(_WORDS)})\b )
    (?![\w/:-]|[.,]\d|st\b|nd\b|rd\b|th\b)
    """,
    re.VERBOSE,
)
_FACTORS = (2, 3, 5, 0.5)


def exchange_number(text: str, random: Random) -> str | None:
    """Return the text with one of its numbers changed, None without a number that stands alone.

    >>> exchange_number("About 1,200 people and three dogs were moved.", Random(1))
    'About 2,400 people and three dogs were moved.'
    >>> exchange_number("In 2017 the G-20 met at 10:45.", Random(1)) is None
    True
    """
    found = list(_NUMBER.finditer(text))
    return _replace(text, random.choice(found), lambda old: _other_number(old, random)) if found else None


def _other_number(old: str, random: Random) -> str:
    if old.lower() in _WORDS:
        return random.choice([word for word in _WORDS if word != old.lower()])
    value, factor = float(old.replace(",", "")), random.choice(_FACTORS)
    if "." in old:
        return f"{value * factor:.{len(old.partition('.')[2])}f}"
    changed = max(round(value * factor), 0)
    changed = changed if changed != value else changed + 1
    return f"{changed:,}" if "," in old or changed >= 10_000 else str(changed)


_DATE = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b|\b(?:{'|'.join(_MONTHS)})(?=\.? \d)|\b(?:19|20)\d\d\b(?!,\d)")


def exchange_date(text: str, random: Random) -> str | None:
    """Return the text with one weekday, month or year changed, None without one.

    >>> exchange_date("It sank on Monday.", Random(2))
    'It sank on Tuesday.'
    >>> exchange_date("It may sink.", Random(2)) is None
    True
    """
    found = list(_DATE.finditer(text))
    return _replace(text, random.choice(found), lambda old: _other_date(old, random)) if found else None


def _other_date(old: str, random: Random) -> str:
    for kind in (_DAYS, _MONTHS):
        if old in kind:
            return random.choice([other for other in kind if other != old])
    return str(int(old) + random.choice((-3, -2, -1, 1, 2, 3)))


def exchange_name(text: str, names: Sequence[str], others: Sequence[str], random: Random) -> str | None:
    """Return the text with one of its names exchanged for another of the event, None without either.

    >>> exchange_name("Ren spoke.", ["Ren", "Bo"], ["Ida Holm"], Random(0))
    'Ida Holm spoke.'
    """
    held = [match for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return _replace(text, random.choice(held), lambda _: random.choice(list(others))) if held and others else None


_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|did|does|do|must|may|might)\b(?=\s+[a-z])"
)
_NEGATED = re.compile(r"\b(?:not|never)\s+|n[’']t\b")


def turn_negation(text: str) -> str | None:
    """Return the text with its first negation dropped or, without one, its first auxiliary negated; else None.

    >>> turn_negation("He was charged."), turn_negation("He was never charged.")
    ('He was not charged.', 'He was charged.')
    >>> turn_negation("He fled.") is None
    True
    """
    if match := _NEGATED.search(text):
        return text[: match.start()] + text[match.end() :]
    match = _AUXILIARY.search(text)
    return f"{text[: match.end()]} not{text[match.end() :]}" if match else None


def append_furniture(text: str, random: Random) -> str:
    """Return the text followed by words of a page, as they stand in ``furniture.csv``.

    >>> append_furniture("He fled.", Random(0)).startswith("He fled. ")
    True
    """
    return f"{text} {random.choice(_read_furniture())}"


_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_LEAST_WORDS = 8  # a quotation of fewer has no part that could be left out


def shorten_quotation(text: str) -> str | None:
    """Return the text with the first long quotation cut after half of its words, None without one.

    >>> shorten_quotation("“We saw a light in the sky and then we heard a bang,” he said.")
    '“We saw a light in the …” he said.'
    """
    for match in _QUOTED.finditer(text):
        words = match[1].split()
        if len(words) >= _LEAST_WORDS:
            return f"{text[: match.start(1)]}{' '.join(words[: len(words) // 2])} …{text[match.end(1) :]}"
    return None


def _replace(text: str, match: re.Match[str], change: Callable[[str], str]) -> str:
    return text[: match.start()] + change(match[0]) + text[match.end() :]


@lru_cache(maxsize=1)
def _read_furniture() -> tuple[str, ...]:
    text = files("analysis.reading").joinpath("furniture.csv").read_text("utf-8")
    return tuple(row["example"] for row in csv.DictReader(text.splitlines()) if row["example"])

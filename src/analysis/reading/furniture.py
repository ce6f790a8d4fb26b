"""Furniture: what a page carries around its article, known by the phrases in ``furniture.csv``.

Each row of the list is a regular expression (any case) and says where it may stand: a whole ``line``, a whole
``sentence`` of a line (``transcript``: in transcripts only), or ``inside`` a line. ``.`` never crosses a line. No row
``inside`` may begin with a run of blanks, and no row may repeat a repetition: lines can be megabytes long.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from analysis.errors import LexiconError
from analysis.reading.sentences import split_sentences

WHERE = ("line", "sentence", "inside", "transcript")
_LONGEST = 700  # characters: no line or sentence of furniture is longer
_BLOCK = "newsletter"  # sign-up boxes hold sentences of any kind between their own


class Part(NamedTuple):
    """A stretch of a line and what it is; ``kind`` "" is not yet decided."""

    start: int
    end: int
    kind: str
    rule: str


class _Term(NamedTuple):
    pattern: re.Pattern[str]
    category: str


@lru_cache(maxsize=1)
def load_furniture() -> dict[str, tuple[_Term, ...]]:
    """Load the packaged list: patterns by where they may stand, one alternation a category.

    Raises:
        LexiconError: a row breaks the format.
    """
    grouped: dict[tuple[str, str], list[str]] = {}
    file = resources.files("analysis.reading") / "furniture.csv"
    with file.open(encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            _check_row(number, row)
            grouped.setdefault((row["where"], row["category"]), []).append(row["term"])
    terms: dict[str, list[_Term]] = {where: [] for where in WHERE}
    for (where, category), patterns in grouped.items():
        terms[where].append(_Term(_compile(patterns), category))
    return {where: tuple(own) for where, own in terms.items()}


def match_line(words: str) -> str | None:
    """Return the category of a line that is furniture as a whole.

    >>> match_line("Advertisement - Continue Reading Below"), match_line("Read more books, he said.")
    ('advertisement', None)
    """
    return _match("line", words)


def match_sentence(words: str, *, spoken: bool = False) -> str | None:
    """Return the category of a sentence that is furniture as a whole; ``spoken``: in a transcript.

    >>> match_sentence("Thank you for subscribing."), match_sentence("He thanked them.")
    ('newsletter', None)
    """
    return _match("sentence", words) or (_match("transcript", words) if spoken else None)


def cut_furniture(text: str, start: int, end: int, *, spoken: bool = False) -> list[Part]:
    """Cut a line into furniture and the rest, in order; white space between parts belongs to none."""
    if end - start <= _LONGEST and (category := match_line(text[start:end])):
        return [Part(start, end, "furniture", category)]
    found = sorted([*_find_sentences(text, start, end, spoken), *_find_inside(text, start, end)])
    return fill_gaps(text, start, end, found)


def fill_gaps(text: str, start: int, end: int, found: Sequence[Part]) -> list[Part]:
    """Return the parts found, cleared of overlaps, with undecided parts between them."""
    parts: list[Part] = []
    at = start
    for part in found:
        first = max(part.start, at)
        if first >= part.end:
            continue
        parts += _trim(text, at, first, "", "")
        parts += _trim(text, first, part.end, part.kind, part.rule)
        at = part.end
    return parts + _trim(text, at, end, "", "")


def _trim(text: str, start: int, end: int, kind: str, rule: str) -> list[Part]:
    words = text[start:end]
    body = words.strip()
    if not body:
        return []
    first = start + len(words) - len(words.lstrip())
    return [Part(first, first + len(body), kind, rule)]


def _find_sentences(text: str, start: int, end: int, spoken: bool) -> list[Part]:
    """Find sentences that are furniture; in a sign-up box also what stands between two of its own."""
    sentences = list(split_sentences(text, start, end))
    marked = [
        Part(a, b, "furniture", category)
        for a, b in sentences
        if b - a <= _LONGEST and (category := match_sentence(text[a:b], spoken=spoken))
    ]
    box = [part for part in marked if part.rule == _BLOCK]
    if len(box) >= 3 and box[0].start == start:
        marked = [part for part in marked if part.start >= box[-1].end]
        marked.insert(0, Part(box[0].start, box[-1].end, "furniture", _BLOCK))
    return marked


def _find_inside(text: str, start: int, end: int) -> Iterator[Part]:
    for term in load_furniture()["inside"]:
        for hit in term.pattern.finditer(text, start, end):
            yield Part(hit.start(), hit.end(), "furniture", term.category)


def _match(where: str, words: str) -> str | None:
    for term in load_furniture()[where]:
        if term.pattern.fullmatch(words):
            return term.category
    return None


def _compile(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _check_row(number: int, row: dict[str, str]) -> None:
    where = f"reading/furniture.csv line {number}"
    if row.get("where") not in WHERE:
        raise LexiconError(f"{where}: where is {row.get('where')!r}; known: {', '.join(WHERE)}. Fix the line.")
    try:
        re.compile(row["term"])
    except re.error as error:
        raise LexiconError(f"{where}: {row['term']!r} is no regular expression ({error}). Fix the line.") from error

"""What is no article's prose by its length alone: a line without a sentence, a text without an end.

Scraped text carries dumps of data, encoded pictures, lists of thousands of names. The longest stretch without the end
of a sentence in 1,800 articles of the gold folders has 394 characters, the longest article 4,450. What is many times
longer is set aside, so that no article, whatever stands in it, takes the time of a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.reading.furniture import Part

MAX_CHARACTERS = 100_000  # of an article; some 15,000 words
MAX_SENTENCES = 1_000  # lines or ends of sentences, of an article
MAX_UNBROKEN = 2_000  # characters without the end of a line or sentence
TOO_LONG, TOO_MANY, UNBROKEN = (
    "beyond 100,000 characters",
    "beyond 1,000 sentences",
    "2,000 characters without a sentence",
)
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]{0,3}\s|[。！？]""")


def set_aside(text: str, lines: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[Part]]:
    """Return the lines that may be prose, and what is set aside as furniture.

    >>> set_aside("One. Two.", [(0, 9)])
    ([(0, 9)], [])
    >>> text = "One. " + "0 " * 1500 + ". Two."
    >>> kept, aside = set_aside(text, [(0, len(text))])
    >>> [text[start:end] for start, end in kept], [(part.start, part.end, part.rule) for part in aside]
    (['One.', 'Two.'], [(5, 3006, '2,000 characters without a sentence')])
    """
    kept: list[tuple[int, int]] = []
    aside: list[Part] = []
    left = MAX_SENTENCES
    for start, end in lines:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, min(end, max(start, MAX_CHARACTERS)))]
        stop, rule = _find_stop(start, end, ends, left)
        left -= max(1, len(ends))
        if rest := _trim(text, stop, end):
            aside.append(Part(*rest, "furniture", rule))
        for first, last, unbroken in _cut_unbroken(start, stop, [at for at in ends if at < stop]):
            if trimmed := _trim(text, first, last):
                aside += [Part(*trimmed, "furniture", UNBROKEN)] if unbroken else []
                kept += [] if unbroken else [trimmed]
    return kept, aside


def describe_limits(rules: Sequence[str]) -> list[str]:
    """Return what to say of an article in which these rules set something aside.

    >>> describe_limits(["default", UNBROKEN])
    ['has a stretch of over 2,000 characters without a sentence; it is set aside']
    """
    said = {
        TOO_MANY: "has more than 1,000 sentences; those beyond are set aside",
        TOO_LONG: "is longer than 100,000 characters; what lies beyond is set aside",
        UNBROKEN: "has a stretch of over 2,000 characters without a sentence; it is set aside",
    }
    return [message for rule, message in said.items() if rule in rules]


def _find_stop(start: int, end: int, ends: Sequence[int], left: int) -> tuple[int, str]:
    """Return where a line ends for us, and why there: at its end, or at the last sentence within the limits."""
    if left <= 0:
        return start, TOO_MANY
    if len(ends) > left:
        return ends[left - 1], TOO_MANY
    if end > MAX_CHARACTERS:
        return ends[-1] if ends else max(start, min(end, MAX_CHARACTERS)), TOO_LONG
    return end, ""


def _cut_unbroken(start: int, end: int, ends: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield a line's stretches: sentences together, and what goes on for too long without one."""
    held = at = start
    for stop in (*ends, end):
        if stop - at > MAX_UNBROKEN:
            yield held, at, False
            yield at, stop, True
            held = stop
        at = stop
    yield held, end, False


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    return (first, last) if first < last else None

"""Words given twice: a lede above and in the body, a caption that restates it, a post quoted and embedded."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")
_N = 3  # words in a shingle
_FEWEST = 6  # words; below it the same words are chance
_POSTINGS = 8  # units remembered for a shingle: keeps the search linear where one line stands a thousand times
# Share of a unit's shingles that stand in another unit, by weight: a body line, a caption, a post.
_SAME = (0.95, 0.8, 0.6, 0.6)
_RESTATED = 0.6  # share of a caption's words of content that the body holds too
_STOP_WORDS = """
    a about after again all also an and any are as at be been before being but by can could did do does for from had
    has have he her here him his how if in into is it its just more most my no nor not now of off on or our out over own
    said say says she so some such than that the their them then there these they this those to too under up was we were
    what when where which while who will with would you your"""
_STOP = frozenset(_STOP_WORDS.split())


class Unit(NamedTuple):
    """A sentence that may be given twice.

    ``weight``: how readily it is the copy: 0 body, 1 caption, 2 or 3 post. ``alone``: it is all of its line, as a
    key point or pulled quotation is.
    """

    start: int
    end: int
    weight: int
    alone: bool


def find_repeats(text: str, units: Sequence[Unit]) -> set[int]:
    """Return the numbers of units whose words stand, nearly all of them and in order, in another unit.

    A caption or post is the copy of a body line, a line of its own that of a sentence in a paragraph; else the later.
    """
    words = [_fold(text, unit) for unit in units]
    shingles = [_shingle(own) for own in words]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(shingles):
        for shingle in own:
            if len(places[shingle]) < _POSTINGS:
                places[shingle].append(number)
    copies: set[int] = set()
    whole = Counter(tuple(own) for own in words)
    for number in sorted(range(len(units)), key=lambda n: (-units[n].weight, not units[n].alone, -n)):
        if len(words[number]) < _FEWEST:
            if units[number].weight and len(words[number]) > 1 and whole[tuple(words[number])] > 1:
                copies.add(number)
                whole[tuple(words[number])] -= 1
            continue
        held = Counter(
            other for s in shingles[number] for other in places[s] if other != number and other not in copies
        )
        if held and _is_copy(units[number], held.most_common(1)[0][1] / len(shingles[number])):
            copies.add(number)
    return copies


def find_restated(text: str, captions: Sequence[tuple[int, int]], body: Sequence[tuple[int, int]]) -> set[int]:
    """Return the numbers of captions whose words of content the body mostly holds."""
    known = {stem for start, end in body for stem in _stems(text[start:end])}
    restated = set()
    for number, (start, end) in enumerate(captions):
        stems = _stems(text[start:end])
        if stems and len(stems & known) / len(stems) >= _RESTATED:
            restated.add(number)
    return restated


def _is_copy(unit: Unit, held: float) -> bool:
    return held >= _SAME[unit.weight]


def _fold(text: str, unit: Unit) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text[unit.start : unit.end].casefold())]


def _shingle(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _N]) for i in range(len(words) - _N + 1)}


def _stems(words: str) -> set[str]:
    """Return a text's words of content, cut to six letters: killed and killing count as one.

    >>> sorted(_stems("The rescuers rescued 12"))
    ['12', 'rescue']
    """
    return {
        word[:6] for word in _WORD.findall(words.casefold()) if word not in _STOP and (len(word) > 2 or word.isdigit())
    }

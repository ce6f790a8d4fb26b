"""Words that exclude each other in one slot: "car" against "truck", "death" against "murder"."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from analysis.comparing.aligned import MODIFIERS, Aligned, Side, have_rival_arguments, make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.language import Parsed, Token
from analysis.records import Conflict

_KINDS = ("NOUN", "VERB", "ADJ", "ADV")
# ``Shared.weight`` of two slots; more for acts, times and directions, which one story has many of, where both articles
# use both words, or where the sentences are not likely the same.
_NEXT, _NEXT_AND_ONE = 1.0, 1.5
_LIKELY = 0.6  # score of two sentences


class Contrast(NamedTuple):
    """One reading of a word: its group of words that exclude each other, and what it says within the group."""

    group: str
    side: str
    kind: str  # of conflict


def find_contrast_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find two words of one group of ``contrasts.csv`` in one slot of two aligned sentences.

    Leaves out: words that the other sentence holds too ("fell", "climbed and fell"); acts of two named doers.
    Never ``sure``: the list knows which words exclude each other, not what they are said of.
    """
    best: dict[tuple[Contrast, Contrast], tuple[float, Conflict]] = {}
    used = [_sides(findings.parsed.tokens) for findings in (pairing.first, pairing.second)]
    for pair in pairing.aligned:
        ours, theirs = _contrasting(pair.first), _contrasting(pair.second)
        for (i, contrast), (j, other) in product(_each(ours), _each(theirs)):
            apart = contrast.group == other.group and contrast.side != other.side
            if not apart or other in _all(ours) or contrast in _all(theirs):
                continue
            both = other in used[0] and contrast in used[1]
            noun = pair.first.parsed.tokens[i].pos == "NOUN" and contrast.kind == "label"
            bound = _NEXT if noun and pair.score >= _LIKELY and not both else _NEXT_AND_ONE
            weight = _weigh_slot(pairing, pair, i, j)
            if weight >= bound and weight > best.get((contrast, other), (0.0,))[0]:
                row = label_conflict(pair, i, j, kind=contrast.kind, rule="words that exclude each other")
                best[contrast, other] = (weight, row)
    yield from (row for _, row in best.values())


def _each(held: dict[int, tuple[Contrast, ...]]) -> list[tuple[int, Contrast]]:
    return [(index, contrast) for index, own in held.items() for contrast in own]


def _all(held: dict[int, tuple[Contrast, ...]]) -> set[Contrast]:
    return {contrast for own in held.values() for contrast in own}


def _contrasting(side: Side) -> dict[int, tuple[Contrast, ...]]:
    tokens = side.parsed.tokens
    plain = (i for i in side.tokens if tokens[i].pos in _KINDS and not _is_negated(side.parsed, i))
    return {i: own for i in plain if (own := contrasts_of(tokens[i]))}


def _is_negated(parsed: Parsed, index: int) -> bool:
    return any(parsed.tokens[child].dep == "neg" for child in parsed.children[index])


def _sides(tokens: tuple[Token, ...]) -> set[Contrast]:
    return {contrast for token in tokens if token.pos in _KINDS for contrast in contrasts_of(token)}


def _weigh_slot(pairing: Pairing, pair: Aligned, i: int, j: int) -> float:
    """Return what is shared around two words of one part of speech; nothing where two named doers act."""
    a, b = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
    if a.pos != b.pos or (a.pos == "VERB" and have_rival_arguments(pair, i, j)):
        return 0.0
    return pairing.share(a, b).weight


def label_conflict(pair: Aligned, i: int, j: int, *, rule: str, note: str = "", kind: str = "label") -> Conflict:
    """Make the record of two labels: two tokens with the words that hang on them directly before."""
    a, b = _label(pair.first.parsed, i), _label(pair.second.parsed, j)
    note = note or f"{pair.first.parsed.tokens[i].text} against {pair.second.parsed.tokens[j].text}"
    return make_conflict(pair, kind, a, b, note=note, sure=False, rule=rule)


def _label(parsed: Parsed, index: int) -> Token:
    """Return the token stretched over the words that hang on it directly before it: "suspected drug traffickers"."""
    token = parsed.tokens[index]
    if token.pos == "VERB":
        return token
    first = index
    while first > 0 and _describes(parsed.tokens[first - 1]) and first <= parsed.tokens[first - 1].head <= index:
        first -= 1
    return token._replace(start=parsed.tokens[first].start)


def _describes(token: Token) -> bool:
    return token.dep in MODIFIERS and token.pos != "PRON"


def contrasts_of(token: Token) -> tuple[Contrast, ...]:
    """Return the groups that a word is in, with what it says in each."""
    return read_contrasts().get(token.lemma.lower(), ())


@lru_cache(maxsize=1)
def read_contrasts() -> dict[str, tuple[Contrast, ...]]:
    """Return the groups and sides of each word of ``contrasts.csv``; words of one side say the same."""
    contrasts: dict[str, tuple[Contrast, ...]] = {}
    text = files("analysis.comparing.conflict").joinpath("contrasts.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        own = Contrast(row["group"], row["side"], row["kind"])
        contrasts[row["term"]] = (*contrasts.get(row["term"], ()), own)
    return contrasts

"""Words that change the picture: "car" against "truck", "death" against "murder", "slipped" against "climbed"."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from analysis.comparing.aligned import (
    MODIFIERS,
    OBJECTS,
    SUBJECTS,
    Aligned,
    Side,
    are_kin,
    complements,
    make_conflict,
    share_argument,
)
from analysis.finding.language import Parsed, Token
from analysis.records import Conflict

NOUNS = ("NOUN", "PROPN")


def find_contrast_conflicts(pair: Aligned) -> Iterator[Conflict]:
    """Find two words of one group of ``contrasts.csv`` in one place of two aligned sentences.

    One place: under kin verbs in one role, with a complement in common, or verbs of one subject or object.
    Leaves out: words that the other sentence holds too ("fell", "climbed and fell"). Never ``sure``.
    """
    ours, theirs = _contrasting(pair.first), _contrasting(pair.second)
    for i, (group, side) in ours.items():
        for j, (other_group, other_side) in theirs.items():
            if group != other_group or side == other_side:
                continue
            if (group, other_side) in ours.values() or (group, side) in theirs.values():
                continue
            if _in_one_place(pair, i, j):
                a, b = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
                yield label_conflict(
                    pair, i, j, note=f"{a.text} against {b.text}", rule="words that change the picture"
                )


def _contrasting(side: Side) -> dict[int, tuple[str, str]]:
    contrasts = read_contrasts()
    tokens = side.parsed.tokens
    return {
        i: contrasts[tokens[i].lemma.lower()]
        for i in side.tokens
        if tokens[i].pos in ("NOUN", "VERB") and tokens[i].lemma.lower() in contrasts
    }


def _in_one_place(pair: Aligned, i: int, j: int) -> bool:
    """Tell whether two words stand in one place: nouns under kin verbs or with one complement, verbs of one subject."""
    a, b = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
    if a.pos != b.pos:
        return False
    if a.pos == "VERB":
        return any(share_argument(pair, i, j, labels) for labels in (SUBJECTS, OBJECTS)) or bool(
            _about(pair.first.parsed, i) & _about(pair.second.parsed, j)
        )
    above, other = pair.first.parsed.tokens[a.head], pair.second.parsed.tokens[b.head]
    if above.pos == other.pos == "VERB" and a.dep == b.dep and are_kin(above.lemma, other.lemma):
        return True
    return bool(complements(pair.first.parsed, i) & complements(pair.second.parsed, j))


def _about(parsed: Parsed, verb: int) -> set[str]:
    """Return the words of what a passive is about: "Acme's app" and "the app Acme" share both."""
    subjects = [i for i in parsed.children[verb] if parsed.tokens[i].dep == "nsubjpass"]
    words = {parsed.tokens[i].lemma.lower() for i in subjects if parsed.tokens[i].pos in NOUNS}
    return words.union(*(complements(parsed, i) for i in subjects))


def label_conflict(pair: Aligned, i: int, j: int, *, note: str, rule: str) -> Conflict:
    """Make the record of two labels: two tokens with the words that hang on them directly before."""
    a, b = _label(pair.first.parsed, i), _label(pair.second.parsed, j)
    return make_conflict(pair, "label", a, b, note=note, sure=False, rule=rule)


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


@lru_cache(maxsize=1)
def read_contrasts() -> dict[str, tuple[str, str]]:
    """Return the group and side of each word of ``contrasts.csv``; words of one side say the same."""
    text = files("analysis.comparing").joinpath("contrasts.csv").read_text("utf-8")
    return {row["term"]: (row["group"], row["side"]) for row in csv.DictReader(text.splitlines())}

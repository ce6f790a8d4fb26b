"""Opposite statements: "approved" against "rejected", "has" against "has not"."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from analysis.comparing.aligned import (
    OBJECTS,
    SUBJECTS,
    Side,
    make_conflict,
    name_other_places,
    share_argument,
)
from analysis.comparing.conflict.dates import dates_disagree
from analysis.comparing.conflict.slots import Pairing
from analysis.records import Conflict

# "had" and "didn't have to" share a verb and no statement.
_UNREAL = frozenset(("would", "could", "might", "should"))
_LIGHT = frozenset(("be", "come", "do", "get", "give", "go", "have", "keep", "make", "put", "take", "want"))


def find_polarity_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find two aligned sentences whose verbs say opposite things of the same doer or thing done.

    Opposite are two verbs of ``antonyms.csv``, or one verb with and without "not". Asked for is that
    they share their subject or their object, as a word, a concept or an entity.
    ``sure``: they share both, both are said to have happened ("may", "would" and "to approve" are not), and
    neither places nor dates differ.
    """
    for pair in pairing.aligned:
        for i in _verbs(pair.first):
            for j in _verbs(pair.second):
                a, b = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
                if not _are_opposite(a.lemma, b.lemma, _is_negated(pair.first, i), _is_negated(pair.second, j)):
                    continue
                shared = share_argument(pair, i, j, SUBJECTS) + share_argument(pair, i, j, OBJECTS)
                if shared:
                    happened = _happened(pair.first, i) and _happened(pair.second, j)
                    sure = shared == 2 and happened and not (name_other_places(pair) or dates_disagree(pair))
                    note = f"{_shown(pair.first, i)} against {_shown(pair.second, j)}"
                    yield make_conflict(pair, "polarity", a, b, note=note, sure=sure, rule="opposite verbs")


def _are_opposite(a: str, b: str, a_negated: bool, b_negated: bool) -> bool:
    """Tell whether two verbs say opposite things.

    >>> _are_opposite("approve", "reject", False, False), _are_opposite("approve", "reject", True, False)
    (True, False)
    >>> _are_opposite("respond", "respond", True, False), _are_opposite("respond", "respond", False, False)
    (True, False)
    """
    if frozenset((a, b)) in _read_antonyms():
        return a_negated == b_negated
    return a == b and a not in _LIGHT and a_negated != b_negated


def _verbs(side: Side) -> list[int]:
    """Return the verbs of a sentence, but for what did not come about: "would not have placed"."""
    verbs = (index for index in side.tokens if side.parsed.tokens[index].pos == "VERB")
    return [index for index in verbs if not _is_unreal(side, index)]


def _is_unreal(side: Side, verb: int) -> bool:
    lemmas = {side.parsed.tokens[child].lemma.lower() for child in side.parsed.children[verb]}
    return "have" in lemmas and bool(lemmas & _UNREAL)


def _is_negated(side: Side, verb: int) -> bool:
    return any(side.parsed.tokens[child].dep == "neg" for child in side.parsed.children[verb])


def _happened(side: Side, verb: int) -> bool:
    """Tell a plain past or present from what may, will, would or is to happen."""
    token = side.parsed.tokens[verb]
    children = (side.parsed.tokens[child] for child in side.parsed.children[verb])
    return token.tag in ("VBD", "VBZ", "VBP", "VBN") and not any(t.tag in ("MD", "TO") for t in children)


def _shown(side: Side, verb: int) -> str:
    return ("not " if _is_negated(side, verb) else "") + side.parsed.tokens[verb].text


@lru_cache(maxsize=1)
def _read_antonyms() -> frozenset[frozenset[str]]:
    text = files("analysis.comparing.conflict").joinpath("antonyms.csv").read_text("utf-8")
    return frozenset(frozenset((row["term"], row["opposite"])) for row in csv.DictReader(text.splitlines()))

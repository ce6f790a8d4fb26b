"""Done in one article and still to come in the other: "has accepted" against "is expected to accept"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from analysis.comparing.aligned import Aligned, Side, have_rival_arguments, make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.records import Conflict

# Words under which an act is still to come. A bare "will" is left out: "comes" and "will come" say the same.
_PLANNING_LISTED = "schedule expect plan set due slate intend hope propose prepare seek agree vow"
_PLANNING = frozenset(_PLANNING_LISTED.split())
_LIGHT = frozenset(("be", "come", "do", "get", "give", "go", "have", "keep", "make", "put", "say", "take"))
_FURTHER = 0.5  # ``Shared.weight``: a word alike two steps off
_LIKELY = 0.5  # score of two sentences that likely say the same


def find_plan_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find an act that one of two aligned sentences tells as done or going on, and the other as planned.

    Leaves out: a sentence of the act done that tells of the plan too ("was scheduled to leave, but left late"); verbs
    of little meaning; acts of two named doers. Never ``sure``: the one article may be a day older.
    """
    for pair in pairing.aligned:
        if pair.score >= _LIKELY:
            yield from _compare(pairing, pair)


def _compare(pairing: Pairing, pair: Aligned) -> Iterator[Conflict]:
    for here, there, turned in ((pair.first, pair.second, False), (pair.second, pair.first, True)):
        planned = [i for i in _verbs(here) if _is_planned(here, i)]
        done = [j for j in _verbs(there) if _is_done(there, j)] if planned and not _plans(there) else []
        for i, j in product(planned, done):
            ends = (j, i) if turned else (i, j)
            if pairing.are_alike(*ends) and not have_rival_arguments(pair, *ends):
                a, b = pair.first.parsed.tokens[ends[0]], pair.second.parsed.tokens[ends[1]]
                if pairing.share(a, b).weight >= _FURTHER:
                    note = f"{there.parsed.tokens[j].text}: done in one, still to come in the other"
                    yield make_conflict(pair, "polarity", a, b, note=note, sure=False, rule="done against planned")


def _verbs(side: Side) -> list[int]:
    tokens = side.parsed.tokens
    return [i for i in side.tokens if tokens[i].pos == "VERB" and tokens[i].lemma not in _LIGHT]


def _is_planned(side: Side, index: int) -> bool:
    token = side.parsed.tokens[index]
    above = side.parsed.tokens[token.head].lemma.lower()
    marked = any(side.parsed.tokens[child].tag == "TO" for child in side.parsed.children[index])
    return marked and token.dep in ("xcomp", "ccomp") and above in _PLANNING


def _plans(side: Side) -> bool:
    return any(side.parsed.tokens[i].lemma.lower() in _PLANNING for i in side.tokens)


def _is_done(side: Side, index: int) -> bool:
    """Tell a verb of what happened or is going on: "left", "has left", "was told", "is testifying"."""
    token = side.parsed.tokens[index]
    near = [side.parsed.tokens[child] for child in side.parsed.children[index]]
    if any(t.tag in ("MD", "TO") or t.dep == "neg" for t in near):
        return False
    helped = any(t.dep in ("aux", "auxpass") for t in near)
    return token.tag == "VBD" or (token.tag in ("VBN", "VBG") and helped)

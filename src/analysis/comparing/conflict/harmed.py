"""One thing under two names that change the picture: a charged word against none, harmless people against accused."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.acts import is_act
from analysis.comparing.aligned import MODIFIERS, Aligned, Side
from analysis.comparing.conflict.contrasts import label_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.language import Parsed
from analysis.records import Conflict

# Whoever is said to have been killed or attacked: harmless people against people accused of something.
_HARMLESS_LISTED = "civilian villager fisherman farmer bystander resident passer-by pedestrian shopper child family"
_HARMLESS = frozenset(_HARMLESS_LISTED.split())
_ACCUSED_LISTED = (
    "trafficker smuggler dealer militant terrorist extremist insurgent rebel fighter gunman criminal gangster bandit "
    "suspect attacker combatant jihadist narco-terrorist"
)
_ACCUSED = frozenset(_ACCUSED_LISTED.split())
_STEPS = 4  # from a noun up to the act: "killed", "dozens", "of", "civilians"


def find_harm_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find what two aligned sentences name so differently that the picture changes.

    Counts: harmless people against accused ones under an act ("civilians", "suspected traffickers"). Leaves out:
    words that the other sentence holds too. Never ``sure``: sentences can be aligned and speak of two things.
    """
    for pair in pairing.aligned:
        yield from _find_victims(pair)


def _find_victims(pair: Aligned) -> Iterator[Conflict]:
    """Yield harmless people in one sentence against accused people in the other."""
    for kinds, others in ((_HARMLESS, _ACCUSED), (_ACCUSED, _HARMLESS)):
        ours, theirs = _harmed(pair.first, kinds), _harmed(pair.second, others)
        if ours and theirs and not _harmed(pair.first, others) and not _harmed(pair.second, kinds):
            a, b = pair.first.parsed.tokens[ours[0]], pair.second.parsed.tokens[theirs[0]]
            note = f"{a.text} against {b.text}"
            yield label_conflict(pair, ours[0], theirs[0], note=note, rule="harmless against accused people")


def _harmed(side: Side, lemmas: frozenset[str]) -> list[int]:
    """Return the nouns of a list to whom an act was done: "killed dozens of civilians", "strikes on smugglers"."""
    tokens = side.parsed.tokens
    nouns = (i for i in side.tokens if tokens[i].pos == "NOUN" and tokens[i].lemma.lower() in lemmas)
    return [i for i in nouns if tokens[i].dep not in (*MODIFIERS, "nsubj") and _is_under_act(side.parsed, i)]


def _is_under_act(parsed: Parsed, index: int) -> bool:
    for _ in range(_STEPS):
        token = parsed.tokens[index]
        if token.dep in ("nsubj", "agent") or token.head == index:
            return False
        index = token.head
        if is_act(parsed.tokens[index]):
            return True
        if parsed.tokens[index].pos == "VERB":
            return False
    return False

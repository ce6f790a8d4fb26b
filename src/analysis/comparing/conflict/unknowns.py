"""A cause that one article says is not known and the other gives: "the cause is unclear", "brakes caused the crash"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import OBJECTS, Side, make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.annotate import Findings
from analysis.finding.language import Token
from analysis.records import Conflict

_CAUSE = frozenset(("cause", "reason", "motive", "explanation", "how", "why"))
_OPEN = frozenset(("unclear", "unknown", "unexplained", "undetermined"))
_KNOWN = frozenset(("clear", "sure", "certain", "know", "known", "determine", "establish", "explain", "identify"))
# What brings in a cause. "Accidentally" tells how a slip came about without another word for it.
_GIVING_LISTED = "blame attribute stem due because accidentally mistakenly inadvertently indication"
_GIVING = frozenset(_GIVING_LISTED.split())
_CAUSED = frozenset(
    ("cause", "trigger", "spark", "prompt")
)  # of what the denial is about: "causing outages" is no cause
_SHOWN = ("headline", "subhead", "paragraph")


def find_unknown_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find that one article calls a cause unknown, and what the other gives for it; one row for two articles.

    Counts: sentences that deny that the cause, the reason, how or why is known, against the sentence of the other
    article that names a cause and shares most words with it, at least one. Leaves out: an article that calls the
    cause unknown too. Never ``sure``: an article filed earlier knew less.
    """
    ours, theirs = (_denying(findings) for findings in (pairing.first, pairing.second))
    if bool(ours) == bool(theirs):
        return
    turned = bool(theirs)
    here = Side((pairing.first, pairing.second)[turned], (ours or theirs)[0])
    giving = _best_giver(pairing, here, (pairing.second, pairing.first)[turned], turned=turned)
    if giving is None:
        return
    ends = [_passage(side) for side in ((giving, here) if turned else (here, giving))]
    if pair := pairing.align(*ends):
        note = "a cause not known against a cause given"
        yield make_conflict(pair, "polarity", *ends, note=note, sure=False, rule="cause unknown and given")


def _denying(findings: Findings) -> list[int]:
    """Return the sentences that say that a cause is not known."""
    return [
        number
        for number, sentence in enumerate(findings.parsed.sentences)
        if sentence.kind in _SHOWN and _denies(Side(findings, number))
    ]


def _denies(side: Side) -> bool:
    tokens = [side.parsed.tokens[i] for i in side.tokens]
    if not any(token.lemma.lower() in _CAUSE for token in tokens):
        return False
    return any(token.lemma.lower() in _OPEN for token in tokens) or any(
        side.parsed.tokens[i].lemma.lower() in _KNOWN and _is_negated(side, i) for i in side.tokens
    )


def _is_negated(side: Side, index: int) -> bool:
    """Tell whether a word, or the verb that it completes, is negated: "is not clear", "did not know"."""
    near = (index, side.parsed.tokens[index].head)
    return any(side.parsed.tokens[child].dep == "neg" for at in near for child in side.parsed.children[at])


def _best_giver(pairing: Pairing, here: Side, there: Findings, *, turned: bool) -> Side | None:
    """Return the sentence of the other article that gives a cause and shares most words with the denial."""
    shared: dict[int, int] = {}
    for number, sentence in enumerate(there.parsed.sentences):
        side = Side(there, number)
        if sentence.kind in _SHOWN and _gives(pairing, here, side, turned=turned):
            shared[number] = _count_alike(pairing, here, side, turned=turned)
    best = max(shared, key=lambda number: (shared[number], -number), default=None)
    return Side(there, best) if best is not None and shared[best] else None


def _gives(pairing: Pairing, here: Side, there: Side, *, turned: bool) -> bool:
    """Tell whether a sentence gives a cause: "due to", "blamed on"; "caused" of something that the denial names."""
    tokens = there.parsed.tokens
    if any(tokens[i].lemma.lower() in _GIVING for i in there.tokens):
        return True
    caused = [i for i in there.tokens if tokens[i].lemma.lower() in _CAUSED and tokens[i].pos == "VERB"]
    objects = [child for i in caused for child in there.parsed.children[i] if tokens[child].dep in OBJECTS]
    objects += [tokens[i].head for i in caused if tokens[i].dep == "acl"]
    return any(pairing.are_alike(*((j, i) if turned else (i, j))) for j in objects for i in here.tokens)


def _count_alike(pairing: Pairing, here: Side, there: Side, *, turned: bool) -> int:
    nouns = [[i for i in side.tokens if side.parsed.tokens[i].pos in ("NOUN", "PROPN")] for side in (here, there)]
    return sum(any(pairing.are_alike(*((j, i) if turned else (i, j))) for j in nouns[1]) for i in nouns[0])


def _passage(side: Side) -> Token:
    sentence = side.parsed.sentences[side.sentence]
    return side.parsed.tokens[side.tokens[0]]._replace(start=sentence.start, end=sentence.end)

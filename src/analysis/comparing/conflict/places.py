"""Places that do not agree: the same place, but in it in one article and outside it in the other."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import Side, are_kin, make_conflict, pair_records
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed, Token
from analysis.records import Conflict, Mention

_INSIDE_LISTED = "in inside within at across throughout"
_OUTSIDE_LISTED = "near outside off beyond by around"
_INSIDE = frozenset(_INSIDE_LISTED.split())
_OUTSIDE = frozenset(_OUTSIDE_LISTED.split())
# "Off the Gulf" is in it.
_WATERS = frozenset(
    ("gulf", "sea", "ocean", "bay", "strait", "channel", "lake", "river", "caribbean", "pacific", "atlantic")
)
_MOVING = frozenset(("shift", "move", "spread", "extend", "expand"))
_STEPS = 4  # from a place up to what is placed
_MIDDLE = frozenset(("centre", "center", "heart", "middle", "downtown"))
_EDGE = frozenset(("outskirts", "outskirt", "edge", "suburb", "coast", "border", "north", "south", "east", "west"))


def find_place_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find a place that an aligned sentence puts something in, and the other near or outside.

    Counts: "near London" against "in south London", "in the centre of Lyon" against "on the outskirts of
    Lyon". Leaves out: a sentence that says both. Never ``sure``: what is placed may be two things.
    """
    for pair in pairing.aligned:
        ours, theirs = _positions(pair.first), _positions(pair.second)
        for entity, first in ours.items():
            second = theirs.get(entity)
            if second and len(first) == len(second) == 1 and set(first) != set(second):
                (a,), (b,) = first.values(), second.values()
                note = f"{_shown(pair.first, a)} against {_shown(pair.second, b)}"
                yield make_conflict(pair, "place", a, b, note=note, sure=False, rule="in a place or near it")


def find_shift_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find something that one article places, and the other lets move on to where the first never goes.

    "Raids in the bay" against "the raids have shifted to the strait". Never ``sure``.
    """
    first, second = pairing.first, pairing.second
    for here, there in ((first, second), (second, first)):
        named = {m.entity for m in here.mentions}
        placed = _placed(here)
        for noun, mention in _shifted(there):
            stays = next((at for lemma, at in placed if are_kin(lemma, noun)), None)
            if stays is None or mention.entity in named:
                continue
            a, b = (stays, mention) if here is first else (mention, stays)
            if pair := pair_records(first, a, second, b):
                note = f"{noun}: in {stays.entity} in one, moved to {mention.entity} in the other"
                yield make_conflict(pair, "place", a, b, note=note, sure=False, rule="moved to another place")


def _placed(findings: Findings) -> list[tuple[str, Mention]]:
    """Return plural nouns with a place that hangs on them or on their verb's phrase: "strikes … in the bay"."""
    parsed, placed = findings.parsed, []
    for mention, prep in _governed(findings):
        if parsed.tokens[prep].lemma.lower() in ("in", "at", "off"):
            placed += [(parsed.tokens[i].lemma.lower(), mention) for i in _above(parsed, prep)]
    return placed


def _above(parsed: Parsed, index: int) -> list[int]:
    """Return the nouns on the way up from a preposition, to the verb and its object."""
    nouns = []
    for _ in range(_STEPS):
        index = parsed.tokens[index].head
        token = parsed.tokens[index]
        if token.pos == "NOUN" and token.tag == "NNS":
            nouns.append(index)
        if token.pos == "VERB":
            objects = (i for i in parsed.children[index] if parsed.tokens[i].dep in ("dobj", "nsubjpass"))
            return nouns + [i for i in objects if parsed.tokens[i].tag == "NNS"]
    return nouns


def _shifted(findings: Findings) -> Iterator[tuple[str, Mention]]:
    """Yield what moved on and to where: "the strikes began in the bay but have shifted to the strait"."""
    parsed = findings.parsed
    for mention, prep in _governed(findings):
        verb = parsed.tokens[prep].head
        if parsed.tokens[prep].lemma.lower() not in ("to", "into") or parsed.tokens[verb].lemma not in _MOVING:
            continue
        for owner in (verb, parsed.tokens[verb].head):  # "began … but have shifted": the subject stands at "began"
            for child in parsed.children[owner]:
                if parsed.tokens[child].dep == "nsubj" and parsed.tokens[child].tag == "NNS":
                    yield parsed.tokens[child].lemma.lower(), mention


def _governed(findings: Findings) -> Iterator[tuple[Mention, int]]:
    """Yield the places that a preposition governs, with its token index."""
    tokens = findings.parsed.tokens
    for mention in findings.mentions:
        if mention.kind != "place":
            continue
        first, last = findings.parsed.tokens_in(mention.start, mention.end)
        top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
        if top is not None and tokens[tokens[top].head].pos == "ADP":
            yield mention, tokens[top].head


def _positions(side: Side) -> dict[str, dict[str, Token]]:
    """Return where sentences put things: entity → {"in" or "out": the passage, from the preposition on}."""
    positions: dict[str, dict[str, Token]] = {}
    for mention in side.inside(side.findings.mentions):
        if (
            mention.kind == "place"
            and not _WATERS & set(mention.entity.lower().split())
            and (found := _position(side, mention))
        ):
            where, passage = found
            positions.setdefault(mention.entity, {}).setdefault(where, passage)
    return positions


def _position(side: Side, mention: Mention) -> tuple[str, Token] | None:
    """Return "in" or "out" and the passage, for a mention that a preposition governs."""
    tokens = side.parsed.tokens
    first, last = side.parsed.tokens_in(mention.start, mention.end)
    if first == last:
        return None
    top = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    prep = tokens[top].head
    # "in south London": the direction may stand between and hold the name.
    if tokens[top].dep in ("compound", "nmod") and tokens[prep].pos in ("NOUN", "PROPN"):
        return None
    if tokens[prep].pos not in ("ADP", "SCONJ"):
        return None
    start, word = prep, tokens[prep].lemma.lower()
    if word == "of":
        noun = tokens[prep].head
        word = tokens[noun].lemma.lower()
        start = tokens[noun].head if tokens[tokens[noun].head].pos == "ADP" else noun
        where = "in" if word in _MIDDLE else "out" if word in _EDGE else None
    else:
        where = "in" if word in _INSIDE else "out" if word in _OUTSIDE else None
    return None if where is None else (where, tokens[start]._replace(end=mention.end))


def _shown(side: Side, passage: Token) -> str:
    return side.findings.article.text[passage.start : passage.end]

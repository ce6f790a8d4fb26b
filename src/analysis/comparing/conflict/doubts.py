"""Doubt in one article and none in the other: "alleged smugglers" against "smugglers", "may have won" against "won"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.aligned import Aligned, Side, are_kin
from analysis.comparing.conflict.contrasts import label_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.language import Parsed
from analysis.records import Conflict

# Words before a noun that leave open whether it is one; "would-be" and "accused" name a thing of their own.
_DOUBTS_LISTED = (
    "alleged suspected possible potential apparent reported supposed purported presumed ostensible likely probable "
    "unconfirmed unverified rumored rumoured so-called self-styled self-proclaimed"
)
_DOUBTS = frozenset(_DOUBTS_LISTED.split())
_DOUBTING_LISTED = "allegedly reportedly possibly potentially apparently supposedly purportedly presumably probably"
_DOUBTING = frozenset(_DOUBTING_LISTED.split())
# "Is believed to": always passive. "Seems to", "appears to": always active. Whoever is suspected of an act or accused
# of it leaves open who did it, not whether it was done.
_BELIEVING = frozenset(("allege", "believe", "think", "rumor", "rumour", "presume", "fear", "report"))
_SEEMING = frozenset(("seem", "appear"))
_MODALS = frozenset(("may", "might"))  # "could" is also what somebody was able to do
_HEDGING = (
    (_BELIEVING - {"report"})
    | _SEEMING
    | {"suspect", "accuse", "charge", "trial", "suspicion", "accusation", "guilty", "convict", "likely"}
)
_OPEN = _DOUBTS | _DOUBTING | {"if", "whether"}  # a sentence with one, or with a modal, states nothing plainly
_NAMED = ("NOUN", "PROPN")
_LIKELY = 0.5  # score of two sentences that likely say the same
_NEXT = 1.0  # ``Shared.weight``: something alike next to both


class _Row(NamedTuple):
    """A word that one sentence doubts and the word of the other that states it, with what is around both."""

    weight: float
    doubted: int
    stated: int


def find_doubt_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find what one of two aligned sentences doubts and the other states, one row for two sentences.

    Counts: nouns and verbs that are alike, in one slot. Leaves out: sentences with a hedge of their own; what
    stands in somebody's words, if the doubt does not; what the other article doubts elsewhere. Never ``sure``.
    """
    for pair in pairing.aligned:
        for here, there, turned in ((pair.first, pair.second, False), (pair.second, pair.first, True)):
            rows = (
                () if _is_hedged(there) else _states(pairing, here, there, turned=turned, likely=pair.score >= _LIKELY)
            )
            if row := max(rows, default=None):
                yield _to_conflict(pair, here, row, turned=turned)


def _states(pairing: Pairing, here: Side, there: Side, *, turned: bool, likely: bool) -> Iterator[_Row]:
    """Yield what one sentence states and the other doubts; in somebody's words only where both do, likely alike."""
    for i in _doubted(here):
        a = here.parsed.tokens[i]
        if _doubts_elsewhere(there, a.lemma.lower()):
            continue
        for j in there.tokens:
            b = there.parsed.tokens[j]
            if (a.pos in _NAMED) != (b.pos in _NAMED) or (a.pos == "VERB") != (b.pos == "VERB"):
                continue
            if not _are_one_sort(pairing, a.tag, b.tag, (j, i) if turned else (i, j)):
                continue
            if _is_attributed(there, j) and not (likely and _is_attributed(here, i, to_speaker=True)):
                continue
            weight = pairing.share(*((b, a) if turned else (a, b))).weight
            if weight >= _NEXT:
                yield _Row(weight, i, j)


def _are_one_sort(pairing: Pairing, tag: str, other: str, ends: tuple[int, int]) -> bool:
    """Tell whether two words are alike and, nouns, of one number."""
    return pairing.are_alike(*ends) and (tag[:2] != "NN" or tag[-1] == other[-1])


def _to_conflict(pair: Aligned, here: Side, row: _Row, *, turned: bool) -> Conflict:
    ends = (row.stated, row.doubted) if turned else (row.doubted, row.stated)
    word, name = doubt_on(here.parsed, row.doubted), here.parsed.tokens[row.doubted].text
    note = f"{name}: “{word}” in one, stated as fact in the other"
    return label_conflict(pair, *ends, note=note, rule="doubt against none")


def doubt_on(parsed: Parsed, index: int) -> str | None:
    """Return the word that puts a noun or verb under doubt."""
    token = parsed.tokens[index]
    verb = token.pos == "VERB"
    for child in parsed.children[index]:
        word = parsed.tokens[child]
        modal = verb and word.tag == "MD" and word.lemma in _MODALS
        if child < index and (modal or word.text.lower() in (_DOUBTING if verb else _DOUBTS)):
            return word.text.lower()
    return _doubt_above(parsed, index) if verb else None


def _doubted(side: Side) -> list[int]:
    kinds = (*_NAMED, "VERB")
    return [i for i in side.tokens if side.parsed.tokens[i].pos in kinds and doubt_on(side.parsed, i)]


def _doubt_above(parsed: Parsed, index: int) -> str | None:
    """Return the verb under which an act is only believed: "is believed to have wired", "appears to have wired"."""
    token = parsed.tokens[index]
    above = parsed.tokens[token.head]
    if token.dep != "xcomp" or token.head == index:
        return None
    passive = any(parsed.tokens[i].dep == "auxpass" for i in parsed.children[token.head])
    doubted = above.lemma in (_BELIEVING if passive else _SEEMING)
    return above.text.lower() if doubted else None


def _is_hedged(side: Side) -> bool:
    words = (side.parsed.tokens[i] for i in side.tokens)
    return any(t.tag == "MD" or t.text.lower() in _OPEN or t.lemma in _HEDGING for t in words)


def _is_attributed(side: Side, index: int, *, to_speaker: bool = False) -> bool:
    """Tell whether a token stands in somebody's words, so that the outlet does not state it: "are believed to" too."""
    start = side.parsed.tokens[index].start
    over = (q for q in side.inside(side.findings.quotations) if q.start <= start < q.end and q.kind != "scare")
    return any(q.speaker or not to_speaker for q in over)


def _doubts_elsewhere(side: Side, lemma: str) -> bool:
    """Tell whether the article doubts the thing in another sentence: then it has only said it shorter here."""
    parsed = side.parsed
    return any(
        are_kin(token.lemma.lower(), lemma) and doubt_on(parsed, i)
        for i, token in enumerate(parsed.tokens)
        if token.pos in (*_NAMED, "VERB")
    )

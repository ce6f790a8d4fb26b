"""A clause of saying where it begins: "said Ren", "Ren, the mayor, later told Bo", "according to Ren"."""

from __future__ import annotations

from typing import NamedTuple

from analysis.finding.cues import is_cue
from analysis.finding.frames import Frames
from analysis.finding.subjects import (
    NOMINAL,
    RELATIVE,
    head_before,
    is_bare_participle,
    is_cue_verb,
    mode_of,
    phrase_of,
    subject_of,
)

_SHORT = 6  # tokens of a clause such as "the memo states"


class Attribution(NamedTuple):
    """A cue and the phrase of its speaker, as token ranges; ``head`` is the phrase's head."""

    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None
    head: int | None
    mode: str
    rule: str


def clause_at(frames: Frames, at: int, stop: int, linked: bool, rule: str) -> Attribution | None:
    """Read "said Ren", "Ren said", "according to Ren" where it begins exactly at a token."""
    if at < stop and (put := _as_put(frames, at, stop)) is not None:
        return put
    at = _skip(frames, at, stop)
    if at >= stop:
        return None
    source = source_at(frames, at, stop)
    if source:
        return source
    token = frames.tokens[at]
    if is_cue_verb(token) and token.tag != "VBG":
        return _inverted(frames, at, stop, rule) if linked else None  # had “officially” declared war
    if not linked and token.pos != "PRON":
        return None
    return _plain(frames, at, stop, rule)


def _skip(frames: Frames, at: int, stop: int) -> int:
    """Pass over "as", "also" and adverbs that open a clause of saying."""
    while at < stop and (frames.tokens[at].text.lower() in {"as", "so"} or frames.tokens[at].pos == "ADV"):
        at += 1
    return at


def own_words_end(frames: Frames, at: int, high: int) -> int:
    """Return where the outlet's own words that begin at a token end: a quotation, a colon, the frame's end."""
    while at < high and frames.inside[at] < 0 and frames.tokens[at].text not in {":", ";"}:
        at += 1
    return at


def source_at(frames: Frames, at: int, stop: int) -> Attribution | None:
    """Read "according to Ren", "per Ren"."""
    words = [token.text.lower() for token in frames.tokens[at : at + 4]]
    if words == ["in", "the", "words", "of"]:
        return _in_the_words_of(frames, at + 4, stop)
    if words[:1] == ["as"] and (put := _as_put(frames, at, stop)) is not None:
        return put
    if words[:1] == ["in"] and (owner := _in_whose_words(frames, at, stop)) is not None:
        return owner
    words = words[:2]
    if words != ["according", "to"] and words[:1] != ["per"]:
        return None
    last = at + (2 if words[0] == "according" else 1)
    head = next((i for i in range(last, stop) if frames.tokens[i].dep == "pobj" and frames.tokens[i].head >= at), None)
    phrase = phrase_of(frames, head, stop) if head is not None else None
    return Attribution((at, last), phrase, head, "said", "according to") if phrase else None


def _as_put(frames: Frames, at: int, stop: int) -> Attribution | None:
    """Read "as Holm, the mayor, put it"."""
    if frames.tokens[at].text.lower() != "as":
        return None
    for verb in range(at + 2, min(at + _SHORT + 6, stop - 1)):
        if frames.tokens[verb].lemma == "put" and frames.tokens[verb + 1].text.lower() == "it":
            head = head_before(frames, at + 1, verb)
            phrase = phrase_of(frames, head, verb) if head is not None else None
            return Attribution((verb, verb + 2), phrase, head, "said", "as put") if phrase else None
    return None


def _in_whose_words(frames: Frames, at: int, stop: int) -> Attribution | None:
    """Read "in Holm's words", "in her words"."""
    for index in range(at + 2, min(at + 6, stop)):
        if frames.tokens[index].text.lower() == "words":
            owner = next((c for c in frames.parsed.children[index] if frames.tokens[c].dep == "poss"), None)
            if owner is None or not at < owner < index:
                return None
            return Attribution((index, index + 1), (at + 1, owner + 1), owner, "said", "in the words of")
    return None


def _in_the_words_of(frames: Frames, at: int, stop: int) -> Attribution | None:
    head = head_before(frames, at, stop)
    if head is None:
        return None
    return Attribution((at - 2, at - 1), phrase_of(frames, head, stop), head, "said", "in the words of")


def _inverted(frames: Frames, at: int, stop: int, rule: str) -> Attribution | None:
    """Read "said Ren, who leads the union"; "…" said on Friday names nobody."""
    head = subject_of(frames, at)
    if head is None or not at < head < stop:
        head = _first_nominal(frames, at + 1, stop)
    if head is None:
        return None
    if head > at and not _only_phrase(frames, at + 1, head):
        return None
    return Attribution((at, at + 1), phrase_of(frames, head, stop), head, mode_of(frames, at), f"cue {rule}, inverted")


def _plain(frames: Frames, at: int, stop: int, rule: str) -> Attribution | None:
    """Read "Ren said", "Ren, the mayor, later told Bo"; the subject must begin where the clause does."""
    opens = frames.tokens[at].pos in NOMINAL | {"DET", "ADJ", "ADV"}
    if not opens and frames.tokens[at].dep not in {"poss", "amod", "nsubj"}:  # a name may be tagged a verb
        return None
    for index in range(at + 1, min(stop, at + 45)):
        if frames.tokens[index].lemma == "call":
            continue  # "one user called Ume wrote"
        if (
            not (is_cue_verb(frames.tokens[index]) or _is_misread(frames, at, index, stop))
            or frames.tokens[index].tag == "VBG"
            or is_bare_participle(frames, index)
        ):
            continue
        head = subject_of(frames, index, climb=False)
        if head is not None and frames.tokens[head].text.lower() in RELATIVE:
            continue
        if head is None or not at <= head < index:
            head = head_before(frames, at, index)
        if head is not None and _begins(frames, head, at) and not _verb_between(frames, head, index):
            phrase = (at, phrase_of(frames, head, index)[1])
            return Attribution((index, index + 1), phrase, head, mode_of(frames, index), f"cue {rule}")
    return None


def _is_misread(frames: Frames, at: int, index: int, stop: int) -> bool:
    """Tell the verb of "the memo states." that is tagged a plural noun: it closes a short clause."""
    token = frames.tokens[index]
    closes = index + 1 >= stop or frames.tokens[index + 1].text in {".", ",", ";"}
    return token.tag == "NNS" and token.text.islower() and closes and index - at <= _SHORT and is_cue(token.lemma)


def _verb_between(frames: Frames, head: int, verb: int) -> bool:
    """Tell whether another finite verb, not of a relative clause or an auxiliary, stands between subject and cue."""
    return any(
        frames.tokens[i].tag in {"VBD", "VBZ", "VBP"}
        and frames.tokens[i].dep not in {"relcl", "aux", "auxpass", "acl"}
        and frames.tokens[i].head != verb
        and frames.tokens[i].lemma != "call"
        and not _in_relative(frames, i, head)
        for i in range(head + 1, verb)
        if frames.inside[i] < 0
    )


def _in_relative(frames: Frames, at: int, head: int) -> bool:
    for _ in range(6):
        token = frames.tokens[at]
        if token.dep in {"relcl", "acl", "appos"}:
            return True
        if token.head in (at, head):
            return False
        at = token.head
    return False


def _only_phrase(frames: Frames, low: int, high: int) -> bool:
    """Tell whether only words of a noun phrase stand between two tokens."""
    allowed = NOMINAL | {"DET", "ADJ", "PART", "ADV", "ADP", "CCONJ", "PUNCT", "SYM"}
    return all(t.pos in allowed or t.dep in {"amod", "compound"} for t in frames.tokens[low:high]) and not any(
        t.text in {"that", ":"} for t in frames.tokens[low:high]
    )


def _first_nominal(frames: Frames, at: int, stop: int) -> int | None:
    return head_before(frames, at, stop) if at < stop else None


def _begins(frames: Frames, head: int, at: int) -> bool:
    """Tell whether a subject begins where its clause does; "one user called Ume wrote" may name it later."""
    left = max(frames.parsed.subtree(head)[0], at)
    return left <= at + 1 or any(frames.tokens[i].lemma == "call" for i in range(at, head))

"""From a verb of saying to whose it is: its own subject, that of the verb of saying above, a name before its asides."""

from __future__ import annotations

from analysis.finding.frames import Frames, last_character
from analysis.finding.saying import Attribution
from analysis.finding.subjects import (
    head_before,
    is_cue_verb,
    is_passive,
    mode_of,
    phrase_of,
    subject_before,
    subject_beside,
    subject_by_place,
    subject_of,
)

# Participles that go on with what the same speaker says: "adding that", "while conceding"; "saying" may be another's.
_GOES_ON = frozenset({
    "add", "concede", "stress", "note", "insist", "warn", "acknowledge", "argue", "call", "describe", "claim",
    "conclude", "admit", "emphasize", "emphasise", "explain", "point out", "suggest", "underline", "maintain",
    "dismiss",
})  # fmt: skip

_AWAY = 40  # tokens from a name to its verb, titles in quotation marks between


def from_cue(frames: Frames, cue: int, stop: int) -> Attribution | None:
    """Return a cue with the phrase of its speaker; the phrase of a subject behind the cue ends at ``stop``."""
    head = subject_beside(frames, cue)
    if head is None:
        head = subject_of(frames, _shared(frames, cue))
    if head is None and not is_passive(frames, cue) and frames.tokens[cue].pos != "NOUN":
        head = subject_by_place(frames, cue)
        if head is None and frames.tokens[cue].tag == "VBG":
            head = subject_before(frames, cue)
    phrase = phrase_of(frames, head, cue if head is not None and head < cue else stop) if head is not None else None
    return Attribution((cue, cue + 1), phrase, head, mode_of(frames, cue), "cue before")


def _shared(frames: Frames, cue: int) -> int:
    """Return the verb of saying whose subject a cue without one of its own shares, where another verb stands between.

    Ren said Ume had left and said she was “tired”; Ren said the port did well while conceding that “mistakes” happened.
    """
    token = frames.tokens[cue]
    joined = token.dep == "conj" or (token.dep == "advcl" and token.tag == "VBG" and token.lemma in _GOES_ON)
    if not joined or any(frames.tokens[c].dep in {"nsubj", "nsubjpass"} for c in frames.parsed.children[cue]):
        return cue
    verb, reported = token.head, False
    for _ in range(8):
        above = frames.tokens[verb]
        again = above.tag == token.tag and token.lemma in {above.lemma, *_GOES_ON}
        if is_cue_verb(above) and reported and (token.dep != "conj" or again):
            return verb
        if is_cue_verb(above) and not reported:
            return cue
        reported = reported or above.dep == "ccomp"
        if above.head == verb:
            return cue
        verb = above.head
    return cue


def name_after(frames: Frames, quote: int) -> Attribution | None:
    """Read "…," Ren Holm, who wrote “Ume,” said: a name right behind a quotation that a comma closes."""
    at = frames.last[quote]
    high = frames.bounds[frames.frame_of(quote)][1]
    if at >= high or frames.inside[at] >= 0 or frames.tokens[at].pos != "PROPN":
        return None
    if last_character(frames.parsed.article.text, frames.quoted[quote]) != ",":
        return None
    head = head_before(frames, at, high)
    if head is None:
        return None
    stop = next((i for i in range(at, high) if frames.tokens[i].text == "," or frames.inside[i] >= 0), high)
    end = frames.paragraphs[frames.paragraph[at]][1]
    said = next((i for i in range(stop, min(end, at + _AWAY)) if _closes(frames, i, end)), None)
    if said is None:
        return None
    return Attribution((said, said + 1), (at, max(head + 1, min(stop, high))), head, "said", "name after")


def _closes(frames: Frames, at: int, end: int) -> bool:
    """Tell a cue that closes a sentence, or turns to a listener: "…” said.", "… later told me."."""
    token = frames.tokens[at]
    if frames.inside[at] >= 0 or not is_cue_verb(token) or token.tag not in {"VBD", "VBZ", "VBN"}:
        return False
    following = frames.tokens[at + 1 : min(at + 3, end)]
    return any(t.text in {".", ","} for t in following) or at + 1 == end

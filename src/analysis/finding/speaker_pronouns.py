"""Whom a pronoun beside a cue stands for: the nearest earlier speaker or subject that fits, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.cast import Cast, Speaker, is_near, is_pronoun
from analysis.finding.cues import subject_kind
from analysis.finding.descriptions import describe
from analysis.finding.heads import title_category
from analysis.finding.sources import source_category
from analysis.finding.subjects import phrase_of

_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_IT, _THEY = frozenset({"it", "its"}), frozenset({"they", "them", "their"})
_NOBODY = frozenset({
    "i", "we", "you", "me", "us", "this", "that", "these", "those", "there", "what", "who", "which",
    "everyone", "anyone", "nobody", "nothing",
})  # fmt: skip
PRONOUNS = frozenset(_HE) | _IT | _THEY | _NOBODY


def resolve_pronoun(cast: Cast, at: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve a pronoun to the nearest earlier speaker or subject that fits; "I", "we" and "who" name nobody."""
    token = cast.frames.tokens[at]
    word = token.text.lower()
    if word in _HE:
        return _earlier_person(cast, at, _HE[word], last)
    if word in _IT:
        return _body_in_sentence(cast, at) or _earlier_body(cast, at, last)
    return _several(cast, at, last) if word in _THEY else None


def _several(cast: Cast, at: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return whom "they" stands for: who spoke last, if several or a body, or the people who are a subject since."""
    token = cast.frames.tokens[at]
    able = [s for s in last if s.type != "document"]  # "The authors say the results show … They call for"
    spoke = able[-1] if able and able[-1].type != "person" and is_near(cast, able[-1].start, at) else None
    since = _plural_subject(cast, at)
    if since is not None and (spoke is None or cast.frames.tokens[since].start > spoke.end):
        low, high = phrase_of(cast.frames, since, at)
        return describe(cast, (low, high), since)._replace(start=token.start, end=token.end, rule="pronoun, several")
    if spoke is None or _is_one(spoke):
        return None
    return spoke._replace(start=token.start, end=token.end, rule="pronoun")


def _is_one(speaker: Speaker) -> bool:
    """Tell one unnamed person, whom "they" does not take up here: "a spokesman" and, later, "they said"."""
    return speaker.name.split()[0].lower() in {"a", "an", "one"} and title_category(speaker.noun) is not None


def _plural_subject(cast: Cast, at: int) -> int | None:
    """Return the last plural noun for people that is a subject in this sentence or the one before."""
    frames = cast.frames
    for index in range(at - 1, -1, -1):
        if frames.frame[at] - frames.frame[index] > 1:
            return None
        token = frames.tokens[index]
        if token.tag == "NNS" and token.dep in {"nsubj", "nsubjpass"} and frames.inside[index] < 0:
            human = title_category(token.lemma) is not None or source_category(token.lemma) in {"office", "persona"}
            return index if human or subject_kind(token.lemma) == "person" else None
    return None


def _earlier_person(cast: Cast, at: int, gender: str, last: Sequence[Speaker]) -> Speaker | None:
    """Return whom "he" or "she" stands for: the nearest sentence first, in it who speaks, then its subject."""
    token = cast.frames.tokens[at]
    best: tuple[int, int, int] | None = None
    chosen: Speaker | None = None
    for weight, speaker in _candidates(cast, at, gender, last):
        rank = (cast.place(speaker.start)[1], weight, speaker.start if weight else -speaker.start)
        if best is None or rank > best:
            best, chosen = rank, speaker
    pronoun = next((m for m in cast.overlapping(token.start, token.end) if is_pronoun(m)), None)
    if chosen is None and pronoun is not None:
        return Speaker(cast.full_name(pronoun), token.start, token.end, "person", pronoun.rule)
    if chosen is None:
        return None
    agreed = pronoun is None or cast.full_name(pronoun) == chosen.name
    return chosen._replace(start=token.start, end=token.end, rule="pronoun" if agreed else "pronoun, disputed")


def _candidates(cast: Cast, at: int, gender: str, last: Sequence[Speaker]) -> list[tuple[int, Speaker]]:
    """List people named or speaking before a pronoun, with weights: 2 speaks, 1 is a subject, 0 is only named."""
    offset = cast.frames.tokens[at].start
    found = [(2, s) for s in last if s.start < offset and _may_be(cast, s, gender) and is_near(cast, s.start, at)]
    for mention in cast.mentions:
        if mention.end > offset or mention.kind != "person" or not is_near(cast, mention.start, at):
            continue
        name = cast.full_name(mention)
        if cast.place(mention.start)[1] >= 0 and cast.genders.get(name, gender) == gender:
            weight = int(cast.is_subject(mention))
            if weight or not is_pronoun(mention):
                found.append((weight, Speaker(name, mention.start, mention.end, "person", "pronoun")))
    return found


def _may_be(cast: Cast, speaker: Speaker, gender: str) -> bool:
    """Tell whether a speaker can be "he" or "she": a person, or one unnamed person ("a shopkeeper")."""
    if speaker.type == "person":
        return cast.genders.get(speaker.name, gender) == gender
    first = speaker.name.split()[0].lower()
    human = speaker.type == "anonymous" or title_category(speaker.noun) is not None
    return human and bool(speaker.noun) and first in {"a", "an", "one", "the", "another"}


def _body_in_sentence(cast: Cast, at: int) -> Speaker | None:
    """Return the organisation that "it" takes up within its sentence: "The bank said it expects"."""
    token = cast.frames.tokens[at]
    frame = cast.frames.frame[at]
    own = [m for m in cast.named if m.end <= token.start and cast.place(m.start)[1] == frame and cast.is_subject(m)]
    own = [m for m in own if m.kind == "organisation"]
    return Speaker(own[-1].entity, token.start, token.end, "organisation", "pronoun") if own else None


def _earlier_body(cast: Cast, at: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return what "it" stands for: the body or document that spoke last, or the subject of the sentence before."""
    token = cast.frames.tokens[at]
    subjects = [m for m in cast.named if m.end <= token.start and m.kind == "organisation" and cast.is_subject(m)]
    spoke = last[-1] if last and last[-1].type != "person" and is_near(cast, last[-1].start, at) else None
    if spoke and (not subjects or spoke.start >= subjects[-1].start):
        return spoke._replace(start=token.start, end=token.end, rule="pronoun")
    if subjects and 0 <= cast.frames.frame[at] - cast.place(subjects[-1].start)[1] <= 1:
        return Speaker(subjects[-1].entity, token.start, token.end, "organisation", "pronoun")
    return None

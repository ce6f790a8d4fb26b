"""Whom a pronoun beside a cue stands for: the nearest earlier speaker or subject that fits, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.cast import Cast, Speaker, is_near
from analysis.finding.cues import subject_kind
from analysis.finding.descriptions import describe
from analysis.finding.focus import HE, person_in_focus
from analysis.finding.heads import title_category
from analysis.finding.sources import names_people
from analysis.finding.subjects import phrase_of

_IT, _THEY = frozenset({"it", "its"}), frozenset({"they", "them", "their"})
_NOBODY = frozenset({
    "i", "we", "you", "me", "us", "this", "that", "these", "those", "there", "what", "who", "which",
    "everyone", "anyone", "nobody", "nothing",
})  # fmt: skip
_CHAIN = 3  # sentences over which "they" reaches back along other "they"
PRONOUNS = frozenset(HE) | _IT | _THEY | _NOBODY


def resolve_pronoun(cast: Cast, at: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve a pronoun to the nearest earlier speaker or subject that fits; "I", "we" and "who" name nobody."""
    token = cast.frames.tokens[at]
    word = token.text.lower()
    if word in HE:
        return person_in_focus(cast, at, HE[word], last)
    if word in _IT:
        return _body_in_sentence(cast, at) or _earlier_body(cast, at, last)
    return _several(cast, at, last) if word in _THEY else None


def _several(cast: Cast, at: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return whom "they" stands for: who spoke last, if several or a body, or the people who are a subject since."""
    token = cast.frames.tokens[at]
    able = [s for s in last if not _is_thing(s)]  # "The authors say the results show … They call for"
    spoke = able[-1] if able and able[-1].type != "person" and is_near(cast, able[-1].start, at) else None
    since = _plural_subject(cast, at)
    if since is not None and (spoke is None or _is_since(cast, since, spoke)):
        low, high = phrase_of(cast.frames, since, at)
        return describe(cast, (low, high), since)._replace(start=token.start, end=token.end, rule="pronoun, several")
    if spoke is None or _is_one(spoke):
        return None
    return spoke._replace(start=token.start, end=token.end, rule="pronoun")


def _is_thing(speaker: Speaker) -> bool:
    kinds = {subject_kind(speaker.noun), subject_kind(speaker.noun.removesuffix("s"))}
    return speaker.type == "document" or bool(kinds & {"document", "event", "manner"})


def _is_since(cast: Cast, subject: int, spoke: Speaker) -> bool:
    """Tell a subject after who spoke last that is not part of what they said: "Ume and Ren met", not "said Ren met"."""
    tokens = cast.frames.tokens
    reported = cast.place(spoke.start)[1] == cast.frames.frame[subject] and tokens[tokens[subject].head].dep != "ROOT"
    return tokens[subject].start > spoke.end and not reported


def _is_one(speaker: Speaker) -> bool:
    """Tell one unnamed person, whom "they" does not take up here: "a spokesman" and, later, "they said"."""
    return speaker.name.split()[0].lower() in {"a", "an", "one"} and title_category(speaker.noun) is not None


def _plural_subject(cast: Cast, at: int) -> int | None:
    """Return the last subject that "they" can take up: people in the plural, or two joined by "and".

    In this sentence or the one before; further up where "they" is the subject of what stands between.
    """
    frames = cast.frames
    reach = 1
    for index in range(at - 1, -1, -1):
        gap = frames.frame[at] - frames.frame[index]
        if gap > reach or gap > _CHAIN:
            return None
        token = frames.tokens[index]
        if frames.inside[index] >= 0 or token.dep not in {"nsubj", "nsubjpass"} or frames.frame[index] < 0:
            continue
        if token.text.lower() == "they":
            reach = gap + 1
        elif _is_pair(cast, index):
            return index
        elif token.tag == "NNS":
            return index if names_people(token.lemma) else None
    return None


def _is_pair(cast: Cast, head: int) -> bool:
    """Tell a person's name that another is joined to: "Holm and the other nurses", "Holm and Quill"."""
    tokens = cast.frames.tokens
    joined = any(tokens[c].dep == "conj" and tokens[c].pos in {"PROPN", "NOUN"} for c in cast.parsed.children[head])
    here = cast.frames.tokens[head]
    return joined and any(m.kind == "person" and m.start <= here.start < m.end for m in cast.named)


def _body_in_sentence(cast: Cast, at: int) -> Speaker | None:
    """Return the organisation that "it" takes up within its sentence: "The bank said it expects"."""
    token = cast.frames.tokens[at]
    frame = cast.frames.frame[at]
    own = [m for m in cast.named if m.end <= token.start and cast.place(m.start)[1] == frame and cast.is_subject(m)]
    bodies = [m for m in own if m.kind == "organisation"]
    # A country, a name of no kind, an acronym taken for a person: "While Ume did not answer, it denied".
    bodies = bodies or [m for m in own if m.kind != "person" or (" " not in m.entity and m.entity not in cast.genders)]
    if not bodies:
        return None
    kind = "official" if bodies[-1].kind == "place" else "organisation"
    return Speaker(bodies[-1].entity, token.start, token.end, kind, "pronoun")


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

"""He and she beside a cue: the person in focus, weighed by part of the sentence, distance, and the text's main person.

A rough centering (Grosz, Joshi and Weinstein 1995): subjects before objects, pronouns go on with their person, a
paragraph's end counts as distance, and grammar rules out an object that is its own verb's subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.cast import Cast, Speaker, is_near, is_pronoun
from analysis.finding.cues import subject_kind
from analysis.finding.heads import title_category, title_gender
from analysis.finding.subjects import is_cue_verb
from analysis.records import Mention

HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_NO_PERSONS = frozenset({"document", "event", "manner"})  # kinds of subjects
_OFTEN = 5  # names of the person whom an article is about
_SURE = 0.6  # weight of a gender that is known, not only possible
_SUBJECT = 1.2  # weight of a subject in the pronoun's own sentence, against 1 for an owner
_LEADS = 1.5  # weight of the subject of a sentence, against 1 for that of a clause in it
_OBJECT = 1.5  # sentences that one who is only named stands behind a subject or a speaker
_SENTENCE = 5  # words of the outlet that are a sentence of its own
_OPENERS = frozenset({"IN", "WRB", "VBN", "VBG"})  # tags of words that open a clause before the main one
_OPENING = 3  # paragraphs in which a text names whom it is about, unlike an expert whom it only asks often
_BREAK = 1  # sentences that a paragraph's end counts for
_OBJECTS = frozenset({"dobj", "dative", "iobj", "pobj"})


def person_in_focus(cast: Cast, at: int, gender: str, last: Sequence[Speaker]) -> Speaker | None:
    """Return whom "he" or "she" stands for.

    Every earlier one is resolved first, so that a chain keeps to its person.
    """
    tokens, frames = cast.frames.tokens, cast.frames
    for index in range(max(cast.chains, default=-1) + 1, at + 1):
        word = tokens[index].text.lower()
        if word in HE and frames.inside[index] < 0 and frames.frame[index] >= 0:
            cast.chains[index] = _in_focus(cast, index, HE[word], last)
    found = cast.chains[at] if at in cast.chains else _in_focus(cast, at, gender, last)
    token = tokens[at]
    pronoun = next((m for m in cast.overlapping(token.start, token.end) if is_pronoun(m)), None)
    if found is None:
        known = pronoun and Speaker(cast.full_name(pronoun), token.start, token.end, "person", pronoun.rule)
        return known or None
    agreed = pronoun is None or cast.full_name(pronoun) == found.name or found.rule != "pronoun"
    return found if agreed else found._replace(rule="pronoun, disputed")


def _in_focus(cast: Cast, at: int, gender: str, last: Sequence[Speaker]) -> Speaker | None:
    """Return the person in focus at a pronoun: nearest sentence first, in it who speaks, then its subject."""
    token, here = cast.frames.tokens[at], cast.frames.frame[at]
    best: tuple[float, float, int] | None = None
    chosen: Speaker | None = None
    for weight, speaker in _candidates(cast, at, gender, last):
        paragraph, frame = cast.place(speaker.start)
        named = weight < 1
        away = here - frame + (_OBJECT if named else 0) + (_BREAK if paragraph != cast.frames.paragraph[at] else 0)
        rank = (-away, weight, -speaker.start if named else speaker.start)
        if best is None or rank > best:
            best, chosen = rank, speaker
    main = _protagonist(cast, gender)
    if main is not None and (best is None or chosen is None or _is_past(cast, at, best[1], chosen, main)):
        return Speaker(main, token.start, token.end, "person", "pronoun, main person")
    chosen = _spoken_of(cast, at, chosen) or chosen if chosen and chosen.noun else chosen
    return chosen._replace(start=token.start, end=token.end, rule="pronoun") if chosen else None


def _spoken_of(cast: Cast, at: int, chosen: Speaker) -> Speaker | None:
    """Return the named person to whom an unnamed one only spoke: a teacher told him to go; "…," he said."""
    frame = cast.place(chosen.start)[1]
    word = cast.frames.tokens[at].text.lower()
    same = [i for i in cast.chains if i < at and HE[cast.frames.tokens[i].text.lower()] == HE[word]]
    known = [cast.chains[i] for i in same if cast.frames.frame[i] == frame and cast.frames.tokens[i].start > chosen.end]
    return next((k for k in known if k is not None and not k.noun and k.name != chosen.name), None)


def _is_past(cast: Cast, at: int, weight: float, chosen: Speaker, main: str) -> bool:
    """Tell a person whom a text about somebody else has left again: only named, or above the outlet's own sentences."""
    if chosen.name == main:
        return False
    if weight < 1:
        return cast.frames.tokens[_last_token(cast, chosen)].dep != "poss"  # Holm's friends tell her
    frames = cast.frames
    there = cast.place(chosen.start)
    if there[0] == frames.paragraph[at] and not chosen.noun:
        return False
    opens = next(cast.place(m.start)[0] for m in cast.named if cast.full_name(m) == main) < _OPENING
    return opens and any(_tells(cast, frame) for frame in range(there[1] + 1, frames.frame[at]))


def _tells(cast: Cast, frame: int) -> bool:
    """Tell whether a sentence is the outlet's own: hardly a word of it is quoted, and no cue of saying leads it."""
    low, high = cast.frames.bounds.get(frame, (0, 0))
    own = cast.frames.own(low, high)
    return len(own) > 0.5 * (high - low) and len(own) >= _SENTENCE


def _last_token(cast: Cast, speaker: Speaker) -> int:
    return cast.parsed.tokens_in(speaker.start, speaker.end)[1] - 1


def _protagonist(cast: Cast, gender: str) -> str | None:
    """Return the person whom the article names far more than any other, where the pronoun fits."""
    people = {cast.full_name(m) for m in cast.named if m.kind == "person"}
    ranked = [(name, n) for name, n in cast.counts.most_common() if name in people][:2]
    if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0] if cast.genders.get(ranked[0][0], gender) == gender else None


def _candidates(cast: Cast, at: int, gender: str, last: Sequence[Speaker]) -> list[tuple[float, Speaker]]:
    """List people named or speaking before a pronoun, with weights: 2 speaks, 1 or more is a subject, 0 only named."""
    offset = cast.frames.tokens[at].start
    able = [s for s in last if s.start < offset and _may_be(cast, s, gender) and is_near(cast, s.start, at)]
    able = [s for s in able if not _is_bound(cast, at, s.start)]
    found = [(2 + (_SURE if s.name in cast.genders else 0), s) for s in able]
    spoken = {s.start for _, s in found}
    for mention in cast.named:
        if mention.end > offset or mention.kind != "person" or not is_near(cast, mention.start, at):
            continue
        name = cast.full_name(mention)
        if cast.genders.get(name, gender) == gender and not _is_bound(cast, at, mention.start):
            weight = _weight(cast, mention, at) + (_SURE if name in cast.genders else 0)
            found.append((weight, Speaker(name, mention.start, mention.end, "person", "pronoun")))
    for index, known in cast.chains.items():
        pronoun = cast.frames.tokens[index]
        if known is None or index >= at or HE[pronoun.text.lower()] != gender or pronoun.start in spoken:
            continue
        if pronoun.dep in {"nsubj", "nsubjpass"} and is_near(cast, known.start, at):
            found.append((1 + _SURE, known))
    return found


def _weight(cast: Cast, mention: Mention, at: int) -> float:
    """Weigh a name by its part in its sentence; in that of "he" an owner counts too: in Holm's letter, he said."""
    here = cast.place(mention.start)[1] == cast.frames.frame[at]
    last = cast.parsed.tokens_in(mention.start, mention.end)[1] - 1
    if here:
        return _SUBJECT if cast.is_subject(mention) else int(cast.frames.tokens[last].dep == "poss")
    return _LEADS if cast.leads(mention) else int(cast.is_subject(mention))


def _is_bound(cast: Cast, at: int, start: int) -> bool:
    """Tell whom grammar rules out: "a teacher scolded him" is about no teacher, "Holm would win, he said" not Holm."""
    tokens = cast.frames.tokens
    if tokens[at].dep == "nsubj":
        return _is_reported(cast, tokens[at].head, cast.parsed.tokens_in(start, start + 1)[0], at)
    verb = tokens[tokens[at].head].head if tokens[at].dep == "pobj" else tokens[at].head
    if tokens[at].dep not in _OBJECTS:
        return False
    subjects = [c for c in cast.parsed.children[verb] if tokens[c].dep in {"nsubj", "nsubjpass"}]
    return any(cast.parsed.subtree(c)[0] <= cast.parsed.tokens_in(start, start + 1)[0] <= c for c in subjects)


def _is_reported(cast: Cast, verb: int, name: int, at: int) -> bool:
    """Tell a name within what a verb of saying behind it reports."""
    tokens, frames = cast.frames.tokens, cast.frames
    if not name < at < verb or not is_cue_verb(tokens[verb]):
        return False
    if tokens[verb].dep == "parataxis":
        opening = tokens[frames.bounds[frames.frame[at]][0]].tag in _OPENERS
        return frames.frame[name] == frames.frame[at] and not opening
    content = [cast.parsed.subtree(c) for c in cast.parsed.children[verb] if tokens[c].dep == "ccomp" and c < at]
    # "Given that Holm sees it, she says" opens with a clause of its own.
    return any(low <= name < high and tokens[low].tag not in _OPENERS for low, high in content)


def _may_be(cast: Cast, speaker: Speaker, gender: str) -> bool:
    """Tell whether a speaker can be "he" or "she": a person, or one unnamed person ("a shopkeeper")."""
    if speaker.type == "person":
        return cast.genders.get(speaker.name, gender) == gender
    first = speaker.name.split()[0].lower()
    if speaker.name.lower() in {"one", "another"} or subject_kind(speaker.noun) in _NO_PERSONS:
        return False  # a BBC investigation is no "he"
    if title_gender(speaker.noun) not in {"", gender}:
        return False
    human = speaker.type == "anonymous" or title_category(speaker.noun) is not None
    return human and bool(speaker.noun) and first in {"a", "an", "one", "the", "another"}

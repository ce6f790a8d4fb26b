"""Whom a description beside a cue stands for: "the president", "the singer", "the company", or only itself."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.cast import Cast, Speaker, is_near, is_pronoun
from analysis.finding.heads import title_category, title_gender
from analysis.finding.places import is_demonym
from analysis.finding.sources import names_people, source_category, type_of_source
from analysis.finding.speaker_bodies import (
    body_that_spoke,
    issuer,
    named_bodies,
    resolve_body,
    resolve_newsroom,
    unnamed_issuer,
)
from analysis.finding.speaker_offices import by_office, is_office
from analysis.finding.subjects import phrase_of
from analysis.records import Mention

_ANAPHORIC = frozenset({"the", "this", "that", "its", "their"})
_INDEFINITE = frozenset({"a", "an", "one"})
_SPEAKS_FOR_OTHERS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_BESIDE = 2  # characters between a name and its "whose": comma and space
_LONGEST = 18  # tokens of a description that is taken up
# Offices that take up the name of one that has just spoken; "the government" and "the court" do not.
_AGENCIES = frozenset({"agency", "authority", "bureau", "commission", "department", "institute", "ministry", "council"})


def describe(cast: Cast, phrase: tuple[int, int], head: int) -> Speaker:
    """Keep a description as the article has it, its first word in small letters unless that is a name."""
    tokens = cast.frames.tokens
    first, noun, word = tokens[phrase[0]], tokens[head].lemma.lower(), tokens[head].text.lower()
    text = " ".join(cast.parsed.article.text[first.start : tokens[phrase[1] - 1].end].split())
    acronym = first.text.isupper() and len(first.text) > 1
    small = first.pos not in {"PROPN", "NUM"} or first.text == "One"
    named = any(not is_pronoun(m) for m in cast.overlapping(first.start, first.end))
    if small and not acronym and not is_demonym(first.text) and not named:
        text = text[0].lower() + text[1:]
    return Speaker(text, first.start, tokens[phrase[1] - 1].end, type_of_source(noun), "description", word)


def owned(cast: Cast, phrase: tuple[int, int], head: int) -> Speaker | None:
    """Describe who is brought in by "whose": "Ren Holm, whose office said": Ren Holm's office."""
    tokens = cast.frames.tokens
    before = [m for m in cast.named if m.end <= tokens[phrase[0]].start and m.end >= tokens[phrase[0]].start - _BESIDE]
    if not before or before[-1].kind not in {"person", "organisation"}:
        return None
    found, owner = describe(cast, (phrase[0] + 1, phrase[1]), head), cast.full_name(before[-1])
    return found._replace(name=f"{owner}’s {found.name}", rule="whose")


def resolve_description(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve "the president", "the company", "the statement" where one named bearer fits."""
    tokens = cast.frames.tokens
    first, noun = tokens[phrase[0]], tokens[head].lemma.lower()
    category = _category(cast, head)
    if category == "statement" and first.text.lower() in _INDEFINITE:
        return unnamed_issuer(cast, head, phrase)
    if category == "statement" and (owner := _owner(cast, phrase, head)) is not None:
        return owner
    bodiless = category == "company" and phrase[1] == phrase[0] + 1  # a subhead's "airline says"
    if not (bodiless or first.text.lower() in _ANAPHORIC) or tokens[head].tag in {"NNS", "NNPS"}:
        return None
    start, end = first.start, tokens[phrase[1] - 1].end
    bare = head == phrase[0] + 1 and phrase[1] == head + 1  # "the driver", not "the other driver"
    if category == "statement":
        return issuer(cast, head, last)
    if category == "press" and bare:
        return resolve_newsroom(cast, head, phrase)
    if category in {"company", "body"} and head - phrase[0] <= 5:
        return resolve_body(cast, head, phrase, last)
    if bare and noun in _AGENCIES and (agency := body_that_spoke(cast, head, named_bodies(cast), last, bare=True)):
        return Speaker(agency, start, end, "organisation", "body")
    if category == "persona" and tokens[min(phrase[1], len(tokens) - 1)].text.lower() in {"who", "whose"}:
        return None  # one of several
    if (again := _says_more(cast, head, last)) is not None:
        return again._replace(start=start, end=end, rule="goes on")
    if category == "persona" and not (bare and len(cast.titles.get(noun, ())) == 1):
        return _known_person(cast, head, start, end, last)
    if (same := _another_word(cast, phrase, head, last)) is not None:
        return same._replace(start=start, end=end, rule="another word")
    if not bare:
        return by_office(cast, phrase, head) if is_office(tokens[head].text) else None
    return _same_bearer(cast, phrase, head, last)


def _owner(cast: Cast, phrase: tuple[int, int], head: int) -> Speaker | None:
    """Return whose a statement is: "Holm's statement added", "their statement" only if a name is known for it."""
    tokens = cast.frames.tokens
    owner = next((c for c in cast.parsed.children[head] if tokens[c].dep == "poss"), None)
    if owner is None:
        return None
    here = [m for m in cast.mentions if m.start <= tokens[owner].start < m.end and m.kind != "place"]
    if not here:
        return None
    kind = "person" if here[0].kind == "person" else "organisation"
    return Speaker(cast.full_name(here[0]), tokens[phrase[0]].start, tokens[phrase[1] - 1].end, kind, "issuer")


def by_epithet(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return whom "the Norwegian", "the 26-year-old" stands for: who spoke last and near, else the person in focus."""
    start, end = cast.frames.tokens[phrase[0]].start, cast.frames.tokens[phrase[1] - 1].end
    spoke = last[-1] if last else None
    main = {name for name, _ in cast.counts.most_common(1)}
    if spoke is not None and spoke.type == "person" and (spoke.name in main or is_near(cast, spoke.start, head)):
        return spoke._replace(start=start, end=end, rule="epithet")
    return _known_person(cast, head, start, end, last)


def _category(cast: Cast, head: int) -> str | None:
    tokens = cast.frames.tokens
    category = source_category(tokens[head].lemma)
    if category is None and title_category(tokens[head].lemma.lower()) == "role" and head:
        return "persona" if tokens[head - 1].pos == "PROPN" else None  # the Ume striker
    return category


def _says_more(cast: Cast, head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return who spoke before where "the man also said", "the singer added" goes on: one person, of fitting gender."""
    tokens, noun = cast.frames.tokens, cast.frames.tokens[head].lemma.lower()
    gender = title_gender(noun)
    if not last or not (gender or source_category(noun) == "persona" or title_category(noun) == "role"):
        return None
    verb = tokens[head].head
    more = tokens[verb].lemma in {"add", "continue"} or any(
        tokens[i].text.lower() == "also" for i in cast.parsed.children[verb]
    )
    spoke = last[-1]
    gap = cast.frames.paragraph[head] - cast.place(spoke.start)[0]
    if not more or not 0 <= gap <= 1 or spoke.type not in {"person", "anonymous"} or noun in _SPEAKS_FOR_OTHERS:
        return None
    known = cast.genders.get(spoke.name, "") if spoke.type == "person" else title_gender(spoke.noun)
    human = spoke.type == "person" or bool(known) or title_category(spoke.noun) == "role"
    return spoke if human and (not gender or not known or known == gender) else None


def _another_word(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return the unnamed person of the sentence before whom a new word takes up: "an official …", "the spokesman".

    A new word: the article has used it of nobody yet, in the outlet's own words.
    """
    tokens, frames, noun = cast.frames.tokens, cast.frames, cast.frames.tokens[head].lemma.lower()
    spoke = last[-1] if last else None
    if spoke is None or phrase[1] != head + 1 or not names_people(noun) or noun in cast.titles:
        return None
    gap = frames.paragraph[head] - cast.place(spoke.start)[0]
    one = spoke.name.split()[0].lower() in {"a", "an", "one", "another"} and spoke.type in {"anonymous", "official"}
    fits = {title_gender(noun), title_gender(spoke.noun)} != {"m", "f"}
    new = not any(tokens[i].text.lower() == noun and frames.inside[i] < 0 for i in range(phrase[0]))
    return spoke if one and fits and new and 0 <= gap <= 1 and _follows(cast, spoke, head) else None


def _follows(cast: Cast, spoke: Speaker, head: int) -> bool:
    """Tell a sentence right behind the one that somebody spoke in."""
    return 0 < cast.frames.frame[head] - cast.place(spoke.start)[1] <= 1


def _same_bearer(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve a bare "the spokesman": to who spoke last if called so, the one who bears the title, or was called so."""
    start, end = cast.frames.tokens[phrase[0]].start, cast.frames.tokens[phrase[1] - 1].end
    noun = cast.frames.tokens[head].lemma.lower()
    if last and last[-1].noun == noun and is_near(cast, last[-1].start, head):
        return last[-1]._replace(start=start, end=end, rule="same description")
    bearers = cast.titles.get(noun, set())
    if len(bearers) == 1:
        return Speaker(next(iter(bearers)), start, end, "person", "title")
    if is_office(cast.frames.tokens[head].text) and (holder := by_office(cast, phrase, head)) is not None:
        return holder
    same = next((s for s in reversed(last) if s.noun == noun), None)
    if same is None and title_category(noun) == "role":
        return _described_before(cast, head, start, end)
    return same._replace(start=start, end=end, rule="same description") if same else None


def _described_before(cast: Cast, head: int, start: int, end: int) -> Speaker | None:
    """Return the first, fuller description of "the driver": the 42-year-old driver of the tram."""
    tokens, frames = cast.frames.tokens, cast.frames
    lemma = tokens[head].lemma
    same = [i for i in range(head) if tokens[i].lemma == lemma and frames.frame[i] >= 0 and frames.inside[i] < 0]
    if not same or tokens[same[0]].tag != "NN" or tokens[same[0]].dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return None
    low, high = phrase_of(frames, same[0], frames.bounds[frames.frame[same[0]]][1])
    if not 3 <= high - low <= _LONGEST or tokens[low].text.lower() not in _ANAPHORIC | _INDEFINITE:
        return None
    return describe(cast, (low, high), same[0])._replace(start=start, end=end, rule="described before")


def _known_person(cast: Cast, at: int, start: int, end: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve "the singer": the latest person named as a subject, who spoke last or is the one named most."""
    gender = title_gender(cast.frames.tokens[at].lemma)
    people = [m for m in cast.named if m.kind == "person" and m.end <= start]
    people = [m for m in people if not gender or cast.genders.get(cast.full_name(m), gender) == gender]
    ranked = [name for name, _ in cast.counts.most_common() if name in {cast.full_name(m) for m in people}]
    main = {n for n in ranked[:1] if len(ranked) == 1 or cast.counts[n] > cast.counts[ranked[1]]}
    spoke = {s.name for s in last[-1:] if s.type == "person"}
    near = [m for m in people if is_near(cast, m.start, at) and cast.is_subject(m)]
    recent = cast.full_name(near[-1]) if near else None
    chosen = recent if recent in main | spoke else next(iter(main), None) if recent is None else None
    return Speaker(chosen, start, end, "person", "occupation") if chosen else None


def fuller_before(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Return the one fuller description that spoke before under the same noun: "police", above "police in Ume"."""
    tokens = cast.frames.tokens
    low = phrase[0] + (tokens[phrase[0]].text.lower() in _ANAPHORIC)
    if head != low or phrase[1] != head + 1:
        return None
    noun = tokens[head].text.lower()
    fuller = {s.name: s for s in last if s.noun == noun and len(s.name.split()) > phrase[1] - phrase[0]}
    if len(fuller) != 1:
        return None
    start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
    return next(iter(fuller.values()))._replace(start=start, end=end, rule="same description")


def named_below(cast: Cast, phrase: tuple[int, int], head: int) -> Speaker | None:
    """Return whom the article names right after describing them: "A Ume woman says …", and below, "Ana Holm opened …".

    Only for the woman, the man, the singer of an article's first sentence, or where the named one "added" something.
    """
    tokens, frames = cast.frames.tokens, cast.frames
    if tokens[phrase[0]].text.lower() not in _INDEFINITE or tokens[head].tag != "NN":
        return None
    start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
    people = [m for m in cast.named if m.kind == "person"]
    below = next((m for m in people if m.start > end), None)
    if below is None or not cast.is_subject(below) or " " not in below.entity:
        return None
    first_there = next(m for m in people if m.entity == below.entity) == below
    gap = cast.place(below.start)[0] - frames.paragraph[head]
    noun, named = tokens[head].lemma.lower(), cast.full_name(below)
    gender = title_gender(noun)
    lede = frames.frame[head] == min(f for f in frames.frame if f >= 0) and people[0] == below
    persona = bool(gender) or source_category(noun) == "persona"
    fits = not gender or cast.genders.get(named, gender) == gender
    if first_there and 0 <= gap <= 2 and fits and ((lede and persona) or _adds(cast, below)):
        return Speaker(named, start, end, "person", "named below")
    return None


def _adds(cast: Cast, mention: Mention) -> bool:
    last = cast.parsed.tokens_in(mention.start, mention.end)[1] - 1
    return cast.frames.tokens[cast.frames.tokens[last].head].lemma == "add"

"""He and she: which named person a pronoun stands for, or nobody.

The rule of thumb that did best in trials: the nearest preceding named person, skipping pronouns inside
quotations. Here it prefers the subject of a sentence, asks for agreement where a gender is known from a
title or an earlier pronoun, and gives no answer where an unnamed person ("the driver") stands between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.finding.heads import given_gender, title_category, title_gender
from analysis.finding.language import Parsed
from analysis.finding.names import Candidate
from analysis.finding.stretches import quoted_tokens
from analysis.records import Mention

_GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_BACK = 3  # sentences looked back
_SUBJECTS = ("nsubj", "nsubjpass")


class Person(NamedTuple):
    """Somebody spoken of at a token. ``entity`` is None for an unnamed person ("the driver")."""

    token: int
    sentence: int
    entity: str | None
    subject: bool


def find_pronouns(parsed: Parsed, mentions: Sequence[Mention], named: Sequence[Candidate]) -> list[Mention]:
    """Resolve he, she and their forms outside quotations to persons named before.

    Leaves out: pronouns inside quotation marks, in headings, and those that more than one person may own.

    Args:
        parsed: the article.
        mentions: its named mentions, in text order.
        named: the candidates they were made of, in the same order (their titles tell gender and role).
    """
    quoted = find_quoted(parsed)
    people = [(m, c) for m, c in zip(mentions, named, strict=True) if m.kind == "person"]
    genders = _find_genders(people)
    pending = _find_people(parsed, people, quoted)
    found: list[Mention] = []
    seen: list[Person] = []
    position = 0
    for i, token in enumerate(parsed.tokens):
        while position < len(pending) and pending[position].token <= i:
            seen.append(pending[position])
            position += 1
        gender = _GENDERS.get(token.text.lower())
        if gender is None or i in quoted or parsed.sentences[token.sentence].kind != "paragraph":
            continue
        person = _choose(parsed, i, gender, seen, pending[position : position + 8], genders)
        subject = token.dep in _SUBJECTS
        seen.append(Person(i, token.sentence, person.entity if person else None, subject))
        if person is not None and person.entity is not None:
            genders.setdefault(person.entity, gender)
            rule = "pronoun: subject" if person.subject else "pronoun: nearest"
            found.append(Mention(parsed.article.article_id, token.start, token.end, person.entity, "person", rule))
    return found


def find_quoted(parsed: Parsed) -> frozenset[int]:
    """Return the tokens inside quotation marks."""
    return frozenset(i for i, quoted in enumerate(quoted_tokens(parsed)) if quoted)


def _find_genders(people: Sequence[tuple[Mention, Candidate]]) -> dict[str, str]:
    """Return the gender of each person whose titles tell one (Mr., spokeswoman), else whose given name does."""
    told: dict[str, set[str]] = {}
    for mention, candidate in people:
        if gender := title_gender(candidate.title):
            told.setdefault(mention.entity, set()).add(gender)
    for mention, _ in people:
        given = given_gender(mention.entity.split()[0])
        if given in ("m", "f") and " " in mention.entity:
            told.setdefault(mention.entity, {given})
    return {entity: next(iter(genders)) for entity, genders in told.items() if len(genders) == 1}


def _find_people(parsed: Parsed, people: Sequence[tuple[Mention, Candidate]], quoted: frozenset[int]) -> list[Person]:
    """List who is spoken of in running text, named or not, in text order."""
    inside: dict[int, str] = {}
    roles: dict[str, set[str]] = {}
    found = []
    for mention, candidate in people:
        inside |= dict.fromkeys(range(candidate.first, candidate.last), mention.entity)
        if candidate.title:
            roles.setdefault(candidate.title.split()[-1].lower(), set()).add(mention.entity)
        if (
            candidate.first not in quoted
            and parsed.sentences[parsed.tokens[candidate.first].sentence].kind == "paragraph"
        ):
            found.append(_person(parsed, candidate.last - 1, mention.entity))
    for i, token in enumerate(parsed.tokens):
        if i in inside or i in quoted or token.tag not in ("NN", "NNP") or title_category(token.text.lower()) != "role":
            continue
        if _describes_named(parsed, i, inside):
            continue
        owners = roles.get(token.text.lower(), set())
        found.append(_person(parsed, i, next(iter(owners)) if len(owners) == 1 else None))
    return sorted(found, key=lambda person: person.token)


def _person(parsed: Parsed, i: int, entity: str | None) -> Person:
    return Person(i, parsed.tokens[i].sentence, entity, _is_subject(parsed, i))


def _is_subject(parsed: Parsed, i: int) -> bool:
    """Tell the subject of a main clause or of a clause of its own; in "A and B said" neither is."""
    token = parsed.tokens[i]
    if token.dep == "appos":
        token = parsed.tokens[token.head]
    return token.dep in _SUBJECTS


def _describes_named(parsed: Parsed, i: int, inside: Mapping[int, str]) -> bool:
    """Tell a role said of a named person: "driver Ann Lee", "Lee, a driver", "Lee is a driver"."""
    token = parsed.tokens[i]
    if token.dep in ("compound", "attr", "amod", "nmod", "poss", "pobj") or i + 1 in inside:
        return token.dep != "pobj" or parsed.tokens[token.head].text == "as" or i + 1 in inside
    if token.dep == "appos" and token.head in inside:
        return True
    return any(child in inside and parsed.tokens[child].dep == "appos" for child in parsed.children[i])


def _choose(
    parsed: Parsed,
    i: int,
    gender: str,
    seen: Sequence[Person],
    ahead: Sequence[Person],
    genders: Mapping[str, str],
) -> Person | None:
    """Choose whom the pronoun at token ``i`` stands for: in its sentence, else in one of those before."""
    sentence = parsed.tokens[i].sentence
    coming = _subject_to_come(parsed, i, ahead)
    if coming is not None and genders.get(coming.entity or "", gender) == gender:
        return coming
    fits = [p for p in reversed(seen[-40:]) if p.entity is None or genders.get(p.entity, gender) == gender]
    for back in range(_BACK + 1):
        near = [p for p in fits if p.sentence == sentence - back]
        if near:
            return next((p for p in near if p.subject), near[0])
    return None


def _subject_to_come(parsed: Parsed, i: int, ahead: Sequence[Person]) -> Person | None:
    """Return the subject that an opening phrase waits for: "In her speech, Lee said"."""
    sentence = parsed.tokens[i].sentence
    first = parsed.ranges[sentence].first
    if parsed.tokens[first].tag not in ("IN", "VBG", "VBN", "WRB") or i - first > 10:
        return None
    opening = [parsed.tokens[j].text for j in range(first, i)]
    person = next((p for p in ahead if p.sentence == sentence and p.subject), None)
    if person is None or "," in opening or person.token - i > 12:
        return None
    between = [parsed.tokens[j] for j in range(i, person.token)]
    if not any(t.text == "," for t in between) or any(t.dep in _SUBJECTS and t is not between[0] for t in between):
        return None
    return person

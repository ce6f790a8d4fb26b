"""Whom an article names, and where: what the resolving of speakers asks of an article's mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from analysis.finding.frames import Frames
from analysis.finding.heads import given_gender, title_category, title_gender
from analysis.finding.language import Parsed
from analysis.finding.sources import full_title, source_category
from analysis.records import Mention

_SUBJECTS = ("nsubj", "nsubjpass")
_HE = frozenset({"he", "him", "his", "himself"})
_PAST = frozenset({"former", "ex", "then", "late", "ousted", "onetime"})
_TITLE = 3  # tokens before a name that its title may have
_SHE = frozenset({"she", "her", "hers", "herself"})
_SURE, _MOST = 3, 0.8  # sentences that tell a gender against a title, and the share of them that must agree
_AGREED = 2  # pronouns that tell a gender where no title and no given name does
FAR = 3  # paragraphs back that a pronoun or a description may reach


class Speaker(NamedTuple):
    """Who speaks: name or description, where the phrase stands, of which type; ``noun`` heads a description."""

    name: str
    start: int
    end: int
    type: str  # person · organisation · official · anonymous · document
    rule: str
    noun: str = ""


@dataclass(frozen=True)
class Cast:
    """Whom the article names, and where, in its own words and in quoted ones."""

    frames: Frames
    mentions: tuple[Mention, ...] = field(repr=False)

    @property
    def parsed(self) -> Parsed:
        """The article's parse."""
        return self.frames.parsed

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Mentions that name, in paragraphs and outside quotations: what a later phrase may stand for."""
        text = self.parsed.article.text
        return tuple(
            m
            for m in self.mentions
            if not is_pronoun(m) and self.place(m.start)[1] >= 0 and text[m.end : m.end + 1] != "-"  # Ume-based
        )

    @cached_property
    def surnames(self) -> dict[str, set[str]]:
        """Full names of people by last word; a surname with two of them names nobody."""
        found: dict[str, set[str]] = {}
        for mention in self.mentions:
            words = mention.entity.split()
            if mention.kind == "person" and len(words) > 1:
                found.setdefault(plain(words[-1]), set()).add(mention.entity)
        return found

    @cached_property
    def titles(self) -> dict[str, set[str]]:
        """People by the nouns that stand beside their names: president, spokesman, coach.

        Who only held an office ("former president") bears it where nobody else does.
        """
        found: dict[str, set[str]] = {}
        former: dict[str, set[str]] = {}
        for mention in self.named:
            if mention.kind == "person" and not self._is_shared(mention):
                for noun in self._nouns_beside(mention):
                    bearers = former if self._is_former(mention) else found
                    bearers.setdefault(noun, set()).add(self.full_name(mention))
        return {**former, **found}

    def _is_shared(self, mention: Mention) -> bool:
        """Tell a bare surname that several people bear."""
        word = self.parsed.article.text[mention.start : mention.end]
        return len(self.surnames.get(plain(word), set())) > 1

    def _is_former(self, mention: Mention) -> bool:
        """Tell a name whose title is a past one: "former President Holm", "ex-mayor Holm"."""
        low = self.parsed.tokens_in(mention.start, mention.end)[0]
        return any(t.text.lower() in _PAST for t in self.frames.tokens[max(low - _TITLE, 0) : low + 1])

    @cached_property
    def genders(self) -> dict[str, str]:
        """What tells a person's gender: Mrs Holm; the pronouns of sentences that name nobody else; actress Ana Holm;
        a given name; else what the resolved pronouns agree on."""
        alone = self._lone_genders()
        found = {name: gender for name, (gender, n) in alone.items() if n >= 2 * _SURE}
        found = {**self._titled_genders(honorific=True), **found}
        for name, (gender, n) in alone.items():
            if n >= _SURE:
                found.setdefault(name, gender)
        for name, gender in self._titled_genders(honorific=False).items():
            found.setdefault(name, gender)
        for name, (gender, n) in self._pronoun_genders().items():
            given = given_gender(name.split()[0]) if " " in name else None
            known = given if given in {"m", "f"} else gender if n >= _AGREED else None
            known = known or alone.get(name, ("", 0))[0]
            if known:
                found.setdefault(name, known)
        return found

    def _lone_genders(self) -> dict[str, tuple[str, int]]:
        """Return the gender that pronouns tell in sentences that name one person, behind the name, and how many do."""
        told: dict[str, Counter[str]] = {}
        people: dict[int, list[Mention]] = {}
        for mention in self.named:
            if mention.kind == "person":
                people.setdefault(self.place(mention.start)[1], []).append(mention)
        for frame, here in people.items():
            if len({self.full_name(m) for m in here}) == 1 and self.is_subject(here[0]):
                words = {
                    self.frames.tokens[i].text.lower()
                    for i in self.frames.own(*self.frames.bounds[frame])
                    if self.frames.tokens[i].start > here[0].end
                }
                if bool(words & _HE) != bool(words & _SHE):
                    told.setdefault(self.full_name(here[0]), Counter())["m" if words & _HE else "f"] += 1
        best = {name: count.most_common(1)[0] for name, count in told.items()}
        return {name: (g, n) for name, (g, n) in best.items() if n >= _MOST * sum(told[name].values())}

    def _pronoun_genders(self) -> dict[str, tuple[str, int]]:
        """Return the gender that all pronouns for a person agree on, and how many there are."""
        told: dict[str, Counter[str]] = {m.entity: Counter() for m in self.mentions if m.kind == "person"}
        for mention in self.mentions:
            if is_pronoun(mention):
                word = self.parsed.article.text[mention.start : mention.end].lower()
                told.setdefault(mention.entity, Counter())["m" if word in _HE else "f"] += 1
        return {name: (next(iter(c), ""), sum(c.values()) if len(c) == 1 else 0) for name, c in told.items()}

    def _titled_genders(self, *, honorific: bool) -> dict[str, str]:
        found: dict[str, str] = {}
        for mention in self.named:
            if mention.kind == "person":
                first = self.parsed.tokens_in(mention.start, mention.end)[0]
                title = self.frames.tokens[first - 1].text if first else ""
                sure = title_category(title) == "honorific"
                if honorific != sure:
                    continue
                nouns = () if honorific else self._nouns_beside(mention)
                known = title_gender(title) or next((g for n in nouns if (g := title_gender(n))), "")
                if known:
                    found.setdefault(self.full_name(mention), known)
        return found

    @cached_property
    def chains(self) -> dict[int, Speaker | None]:
        """Whom each "he" and "she" stands for, by token, in text order: filled while the article is read."""
        return {}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each entity is named."""
        return Counter(self.full_name(m) for m in self.named)

    def full_name(self, mention: Mention) -> str:
        """Return the fullest name of a person that the article gives, if only one person bears the surname."""
        words = mention.entity.split()
        if mention.kind != "person" or len(words) != 1:
            return mention.entity
        known = self.surnames.get(plain(words[-1])) or self._unsure.get(plain(words[-1]), set())
        return next(iter(known)) if len(known) == 1 else mention.entity

    @cached_property
    def _unsure(self) -> dict[str, set[str]]:
        """Names of two words that were taken for no kind, by last word: a person's where another mention says so."""
        found: dict[str, set[str]] = {}
        for mention in self.mentions:
            words = mention.entity.split()
            if mention.kind == "other" and len(words) == 2:
                found.setdefault(plain(words[-1]), set()).add(mention.entity)
        return found

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a span of characters and do not reach beyond it."""
        low = bisect_left(self._starts, start)
        return [m for m in self.mentions[low : bisect_left(self._starts, end)] if m.end <= end + 2]

    def place(self, offset: int) -> tuple[int, int]:
        """Return paragraph and frame of a character; a frame of -1 is inside a quotation or outside paragraphs."""
        index = self.parsed.tokens_in(offset, offset + 1)[0]
        if index >= len(self.frames.frame):
            return -1, -1
        frame = -1 if self.frames.inside[index] >= 0 else self.frames.frame[index]
        return self.frames.paragraph[index], frame

    def is_subject(self, mention: Mention) -> bool:
        """Tell whether a mention heads a subject, or is apposed to one."""
        tokens = self.frames.tokens
        for index in range(*self.parsed.tokens_in(mention.start, mention.end)):
            if tokens[index].dep in _SUBJECTS:
                return True
            if tokens[index].dep == "appos" and tokens[tokens[index].head].dep in _SUBJECTS:
                return True
        return False

    def leads(self, mention: Mention) -> bool:
        """Tell whether a mention is the subject of its sentence's main verb."""
        tokens = self.frames.tokens
        heads = (tokens[i] for i in range(*self.parsed.tokens_in(mention.start, mention.end)))
        return any(t.dep in _SUBJECTS and tokens[t.head].dep in {"ROOT", "conj"} for t in heads)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def _nouns_beside(self, mention: Mention) -> list[str]:
        """Return the noun before a name (its title), the titles in it, and the heads of what is apposed to it."""
        tokens = self.frames.tokens
        low, high = self.parsed.tokens_in(mention.start, mention.end)
        before = tokens[low - 1] if low and self.frames.paragraph[low - 1] == self.frames.paragraph[low] else None
        found = [full_title(before.lemma)] if before and before.pos in {"NOUN", "PROPN"} else []
        found += [t.text.lower() for t in tokens[low : high - 1] if title_category(t.text) == "office"]
        for index in range(low, high):
            if tokens[index].dep == "appos":  # her husband, Ren Holm
                found.append(tokens[tokens[index].head].lemma.lower())
            apposed = [c for c in self.parsed.children[index] if tokens[c].dep == "appos" and c >= high]
            found += [tokens[c].lemma.lower() for c in apposed if tokens[c].pos in {"NOUN", "PROPN"}]
        return [noun for noun in found if source_category(noun) in {None, "office", "persona"}]


def is_pronoun(mention: Mention) -> bool:
    """Tell a pronoun that stands for an entity from a name."""
    return mention.rule.startswith("pronoun")


def plain(word: str) -> str:
    """Return a name's word in small letters, without a possessive.

    >>> plain("Holm's"), plain("Holm")
    ('holm', 'holm')
    """
    return word.lower().removesuffix("'s").removesuffix("’s")


def is_near(cast: Cast, offset: int, at: int) -> bool:
    """Tell whether a place is at most a few paragraphs before a token."""
    paragraph = cast.place(offset)[0]
    return paragraph >= 0 and 0 <= cast.frames.paragraph[at] - paragraph <= FAR

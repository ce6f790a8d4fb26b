"""The words a noun phrase adds to its noun: "suspected pirate boats", "boats suspected of smuggling"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.finding.language import Parsed, Token
from analysis.finding.lexicon import read_lexicon

_LEFT = ("amod", "compound", "nmod", "advmod", "npadvmod", "punct")
# "dozens of civilians": the label is the second noun.
_PARTITIVES_LISTED = (
    "dozen hundred thousand million score number group series majority lot handful couple pair total part some most "
    "many several few rest string spate wave half third quarter percent kind type sort one two three four five"
)
_PARTITIVES = frozenset(_PARTITIVES_LISTED.split())
_MEMBERS = frozenset(("member", "leader", "supporter", "follower", "head", "chief", "victim", "relative", "friend"))
# "boats suspected of smuggling", "a man known as the Baker" — but not "people killed in the raid".
_LABELLING_LISTED = (
    "suspect accuse allege believe think say know describe wanted want carry link tie back dub armed arm"
)
_LABELLING = frozenset(_LABELLING_LISTED.split())
# Adjectives that only place the phrase in the text or count: no label.
_BARE_LISTED = (
    "other same such more many several few first second third last next latest new recent previous former own "
    "additional various certain original all fellow different least about around nearly almost approximately "
    "roughly only just"
)
BARE = frozenset(_BARE_LISTED.split())
_PLACING = ("in", "at", "near", "off", "since", "during", "after", "before", "from", "on")
_HYPHENS = ("-", "‑")
_MARKS = (",", "—", "–", ";", ":", "(")
_MOST_WORDS = 8


class Phrase(NamedTuple):
    """A label: its words in order, and where the first of them and its noun stand."""

    text: str
    start: int
    end: int
    head: int  # token index


def find_phrases(parsed: Parsed, noun: int) -> Iterator[Phrase]:
    """Yield the labels of the noun phrase under a noun, and of the nouns joined to it by "and".

    Leaves out: names and pronouns as heads, bare numbers, determiners, numerals, possessives.
    """
    noun = _skip_partitives(parsed, noun)
    token = parsed.tokens[noun]
    if token.pos == "NOUN" and token.lemma.lower() not in _PARTITIVES and any(map(str.isalpha, token.text)):
        yield to_phrase(parsed, noun)
    for child in parsed.children[noun]:
        if parsed.tokens[child].dep == "conj" and parsed.tokens[child].pos in ("NOUN", "PRON", "NUM"):
            yield from find_phrases(parsed, child)


def to_phrase(parsed: Parsed, noun: int) -> Phrase:
    """Return a noun with its modifiers, as written but for capitals that are no name's."""
    first, last = _first_modifier(parsed, noun), _last_modifier(parsed, noun)
    tokens = parsed.tokens[first:last]
    return Phrase(join_tokens(parsed, first, last), tokens[0].start, tokens[-1].end, noun)


def join_tokens(parsed: Parsed, first: int, last: int) -> str:
    """Return the text of tokens on one line, in small letters but for names and words in capitals."""
    pieces = []
    for at in range(first, last):
        token = parsed.tokens[at]
        apart = at > first and parsed.tokens[at - 1].end < token.start
        pieces.append(" " * apart + _small(token, at == parsed.ranges[token.sentence].first))
    return "".join(pieces).strip(" \"“”‘’'")


def _small(token: Token, first: bool) -> str:
    """Take a sentence's capital from a common word; "Finnish" is an adjective and keeps its own."""
    own = not first or token.text in _demonyms()
    named = token.pos == "PROPN" or (token.pos == "ADJ" and token.tag == "JJ" and own)
    return token.text if named or token.text[1:] != token.text[1:].lower() else token.text.lower()


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    return frozenset(row.term for row in read_lexicon("demonyms.csv"))


def _skip_partitives(parsed: Parsed, noun: int) -> int:
    seen = 0
    while parsed.tokens[noun].lemma.lower() in _PARTITIVES or parsed.tokens[noun].pos in ("NUM", "DET"):
        inner = next(
            (
                grand
                for child in parsed.children[noun]
                if parsed.tokens[child].lemma == "of"
                for grand in parsed.children[child]
                if parsed.tokens[grand].dep == "pobj"
            ),
            None,
        )
        if inner is None or seen > 3:
            return noun
        noun, seen = inner, seen + 1
    return noun


def _first_modifier(parsed: Parsed, noun: int) -> int:
    """Walk left over adjectives, compounds and what hangs on them; stop at a determiner or a number."""
    first = noun
    for at in range(noun - 1, max(noun - _MOST_WORDS, -1), -1):
        token = parsed.tokens[at]
        if token.sentence != parsed.tokens[noun].sentence or not _hangs_on(parsed, at, noun):
            break
        if (
            token.dep not in _LEFT
            or token.pos in ("NUM", "DET", "PRON")
            or token.lemma.lower() in BARE
            or token.text[0].isdigit()
        ):
            break
        if token.dep == "punct" and token.text not in (*_HYPHENS, ","):
            break
        first = at
    # "a 46-year-old driver", "a ten-carriage train": what is tied to the number goes with it.
    while first < noun and (parsed.tokens[first].dep == "punct" or parsed.tokens[first - 1].text in _HYPHENS):
        first += 1
    return first


def _hangs_on(parsed: Parsed, at: int, noun: int) -> bool:
    for _ in range(4):
        at = parsed.tokens[at].head
        if at == noun:
            return True
    return False


def _last_modifier(parsed: Parsed, noun: int) -> int:
    """Take in "suspected of …" after the noun, and "of …" after "members"."""
    for child in parsed.children[noun]:
        token = parsed.tokens[child]
        if child < noun:
            continue
        labelling = token.dep == "acl" and token.tag in ("VBN", "VBG") and token.lemma.lower() in _LABELLING
        member = token.dep == "prep" and token.lemma == "of" and parsed.tokens[noun].lemma.lower() in _MEMBERS
        if labelling or member:
            first, last = parsed.subtree(child)
            last = _cut(parsed, first, last)
            if first == noun + 1 and 2 <= last - first <= _MOST_WORDS:
                return last
    return noun + 1


def _cut(parsed: Parsed, first: int, last: int) -> int:
    """End a modifier before a comma, a mark, a relative clause, or where or when: "in the bay", "since May"."""
    for at in range(first + 1, last):
        token = parsed.tokens[at]
        placing = at > first + 1 and token.pos in ("ADP", "SCONJ") and token.lemma.lower() in _PLACING
        if placing or token.text in _MARKS or token.tag in ("WDT", "WP"):
            return at
    return last

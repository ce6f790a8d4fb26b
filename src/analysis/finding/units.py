"""What a number counts: the unit right behind it, or the head noun of its phrase."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.finding.language import Parsed, Token
from analysis.finding.lexicon import read_lexicon

CATEGORIES = ("percent", "symbol", "money", "short", "label", "casualty", "age")
_REACH = 9  # tokens from a number to its noun: "11 new members of staff" needs 4, compounds in headlines up to 8
_INSIDE = frozenset(str.split("ADJ NOUN PROPN NUM ADV PART"))
_NEVER = frozenset(
    str.split(
        """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight ago later
    earlier including about almost early late also just now then still only even as away apart per each
    respectively instead old too
    """
    )
)


class Unit(NamedTuple):
    """A unit's name and where the phrase that holds it ends (a code point of the article's text)."""

    name: str
    end: int
    rule: str


@lru_cache(maxsize=8)
def terms_of(category: str) -> frozenset[str]:
    """Return the terms of one category of ``units.csv``.

    >>> "kg" in terms_of("short"), "people" in terms_of("short")
    (True, False)
    """
    return frozenset(t.term for t in read_lexicon("units.csv", categories=CATEGORIES) if t.category == category)


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    """The units that stand right behind a number, longest first; a single letter only glued on and as written."""
    letters = "|".join(
        sorted(term for term in terms_of("short") | terms_of("money") if len(term) == 1 and term.isalpha())
    )
    return re.compile(
        rf"""
        (?P<percent> [ \u00a0-]? (?: {_any_of("percent")} ) (?! \w ) )
      | (?P<age> [ \u00a0-]? (?: (?: years?|yrs?|months?|weeks?|days?) [ \u00a0-] olds? \b | years?[ ]of[ ]age \b
          | y/?os? \b ) )
      | (?P<money> [ \u00a0-]? (?: {_any_of("money")} ) \b | [ \u00a0]? (?: € | £ | zł ) (?! \d ) )
      | (?P<times> -? fold \b | (?: x | [ ]times ) \b (?! \d ) )
      | (?P<short> (?: (?! [ \u00a0] in \b )
            [ \u00a0-]? (?: {_any_of("short")} ) | -? (?-i: {letters} ) ) (?! [\w’] | ['.]\w )
          (?: [ ]? per [ ] (?: second|minute|hour|day|year|gallon) \b)? )
      | (?P<compound> -[a-z]+ (?: -(?:long|old|high|wide|deep|tall|strong|plus|a-share|a-day|
        a-year|a-week|per-share) )? \b )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _any_of(category: str) -> str:
    terms = sorted((t for t in terms_of(category) if len(t) > 1 or not t.isalpha()), key=lambda t: (-len(t), t))
    return "|".join(re.escape(term).replace(r"\ ", r"[ \u00a0-]") for term in terms)


_KINDS = re.compile(r"(?:forms?|types?|kinds?|sorts?|pieces?|sets?|examples?|copies)[ ]of[ ][a-z]+\b")
_PER_SHARE = re.compile(
    r"(?: [ ] (?: a | per | for[ ]each | an ) [ ] (?: [A-Z][\w&.]+ [ ] )? | -a- ) (?P<of> "
    r"share | barrel | ounce | ton | tonne | gallon )"
    r" \b",
    re.VERBOSE,
)


def unit_behind(text: str, end: int) -> Unit | None:
    """Return the unit written right behind the number that ends at ``end``, None where a noun must be sought.

    >>> unit_behind("a 42-year-old man", 4).name, unit_behind("up 3.5% on", 6).name
    ('years old', '%')
    >>> unit_behind("75 people", 2) is None
    True
    """
    match = _behind().match(text, end)
    if match is None:
        return None
    kind, surface = match.lastgroup, match[0].strip(" \u00a0-")
    if kind == "age":
        return Unit(_name_age(surface), match.end(), "age")
    if kind == "times":
        return Unit("times", match.end(), "multiple")
    if kind == "short" and " " not in match[0] and surface.lower() == "x":
        return None
    if kind == "compound":
        return Unit(surface.split("-")[0], match.end(), "compound")
    return Unit(surface.replace("-", " "), match.end(), str(kind))


def per_share(text: str, end: int) -> Unit | None:
    """Return "… per share" behind an amount of money: "$82 a share" is no sum.

    >>> per_share("$82 a share", 3).name
    ' per share'
    """
    match = _PER_SHARE.match(text, end)
    return Unit(f" per {match['of']}", match.end(), "rate") if match else None


def noun_phrase(parsed: Parsed, first: int, last: int) -> Unit | None:
    """Return the head noun of the phrase that a number, tokens ``first:last``, counts.

    The parse is believed where it hangs the number on a noun to its right; else the nearest run of nouns is taken.
    """
    tokens = parsed.tokens
    stop = min(parsed.ranges[tokens[first].sentence].last, last + _REACH)
    head = _parsed_head(parsed, first, last, stop)
    if head is None:
        head = _nearest_head(tokens, last, stop)
    if head is None:
        return None
    kind = _KINDS.match(parsed.article.text, tokens[head].start)
    return Unit(_name(tokens[head]), kind.end() if kind else tokens[head].end, "noun")


def partitive(parsed: Parsed, last: int) -> Unit | None:
    """Return the noun of "… of the passengers" behind the token ``last - 1``."""
    tokens = parsed.tokens
    if last >= len(tokens) or tokens[last].text.lower() != "of":
        return None
    at, stop = last + 1, min(parsed.ranges[tokens[last].sentence].last, last + _REACH)
    while at < stop and (tokens[at].pos in ("DET", "PRON") or tokens[at].tag in ("PRP$", "DT", "PDT")):
        if tokens[at].pos == "PRON" and tokens[at].tag != "PRP$":
            return Unit(tokens[at].text.lower(), tokens[at].end, "of") if tokens[at].text.lower() == "them" else None
        at += 1
    head = _nearest_head(tokens, at, stop)
    if head is None or any(t.text == "$" for t in tokens[at:head]):
        return None
    return Unit(_name(tokens[head]), tokens[head].end, "of")


def _parsed_head(parsed: Parsed, first: int, last: int, stop: int) -> int | None:
    for index in range(last - 1, first - 1, -1):
        head = parsed.tokens[index].head
        between = parsed.tokens[last:head]
        if (
            parsed.tokens[index].dep in ("nummod", "amod", "compound", "quantmod", "det", "predet")
            and last <= head < stop
            and parsed.tokens[head].pos in ("NOUN", "PROPN")
            and parsed.tokens[head].text.lower() not in _NEVER
            and not any(t.pos == "CCONJ" for t in between if any(u.pos == "NUM" for u in between))
            and not any(
                t.text in ",;:()—–" or (t.pos in ("VERB", "ADP", "AUX") and t.tag not in ("VBN", "VBG"))
                for t in between
            )
        ):
            return head
    return None


def _nearest_head(tokens: tuple[Token, ...], at: int, stop: int) -> int | None:
    """Walk over adjectives to the last noun of the first run of nouns."""
    head = None
    while at < stop:
        token = tokens[at]
        if token.text.lower() in _NEVER:
            break
        if token.pos in ("NOUN", "PROPN"):
            head = at
        elif head is not None:
            possessive = token.tag == "POS" and at + 1 < stop and tokens[at + 1].pos in ("NOUN", "ADJ", "PROPN")
            hyphen = token.text == "-" and at + 1 < stop
            if not (possessive or hyphen):
                break
        elif not (token.pos in _INSIDE or token.tag in ("VBN", "VBG", "HYPH") or token.text in "“\"'‘"):
            break
        at += 1
    return head


def _name(token: Token) -> str:
    """Lower case, but for the name of a people or thing: "Americans", "Grammys"."""
    if token.text.lower() in terms_of("casualty"):
        return token.text.lower()
    return (
        token.text
        if token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper()
        else token.text.lower()
    )


def _name_age(surface: str) -> str:
    unit = re.match(r"months?|weeks?|days?", surface.lower())
    return f"{unit[0].rstrip('s')}s old" if unit else "years old"

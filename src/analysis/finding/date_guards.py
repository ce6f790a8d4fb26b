"""Words and numbers that only look like dates: "may" the verb, "the Sunday Times", 2000 bikes, Flight 2016."""

from __future__ import annotations

import re

from analysis.finding.date_grammar import Core
from analysis.finding.language import Parsed, Token

_MONTH_GATE = frozenset(
    str.split(
        """
    in since until till by of last next this early late mid mid- from between to before after through
    during around every each for and or - – — starting beginning previous past following
    """
    )
)
_NO_DAY = re.compile(r"[ ]\d\d?\b(?![ ]?%)")
_NEWSPAPER = re.compile(r"[ ][A-Z][a-z]+\b")  # "the Sunday Times"
_MONTH_BEHIND = re.compile(r"(?:[-–]|[ ](?:to|through)[ ])(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)")
_MONTH_ALONE = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.?",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"earning|profit|loss|revenue|sales|income|result|growth|GDP|fiscal|shares?\b|analyst|"
    r"econom|quarterly|report(?:ed|s)?\b|forecast|output|shipment",
    re.IGNORECASE,
)


def is_date(parsed: Parsed, at: int, core: Core) -> bool:
    """Tell a date from a word or number that only looks like one."""
    text, tokens = parsed.article.text, parsed.tokens
    surface = text[core.start : core.end]
    after = text[core.end : core.end + 2]
    if after[:1].isalnum() or (
        after[:1] in ("%", "/", "$") or (after[:1] in (":", ",") and after[1:].isdigit() and surface[-1].isdigit())
    ):
        return False
    before = tokens[at - 1] if at and tokens[at - 1].sentence == tokens[at].sentence else None
    if core.rule == "year" or surface.isdigit():
        return _is_year(parsed, at, before, int(surface[:4])) if len(surface) == 4 else False
    if core.rule in ("weekday", "undated") and before is not None and _NEWSPAPER.match(text, core.end):
        return before.text.lower() != "the"
    if _MONTH_ALONE.fullmatch(surface) and _NO_DAY.match(text, core.end):
        return False  # "February 30"
    if _MONTH_ALONE.fullmatch(surface):
        return _is_month(parsed, at, before)
    if surface.split(" ")[0].lower().rstrip("s.") and surface[0].isupper() and _inside_name(parsed, at, core):
        return False
    if (
        re.match(r"(?:next|following|previous|same|day|week|month|year|night)\b", surface, re.IGNORECASE)
        and core.rule == "unresolved"
    ):
        return before is not None and before.text.lower() in ("the", "that", "a", "very")
    if surface.lower() == "weekend":
        following = tokens[at + 1].pos if at + 1 < len(tokens) else "PUNCT"
        return before is not None and before.text.lower() == "the" and following not in ("NOUN", "PROPN", "ADP")
    if core.rule == "quarter" and re.match(r"(?:\w+[ -](?:fiscal )?quarter|Q\d)$", surface):
        sentence = parsed.sentences[tokens[at].sentence]
        return _BUSINESS.search(text, sentence.start, sentence.end) is not None
    return not (core.rule in ("holiday", "undated") and _is_attribute(parsed, core, before))


def _is_year(parsed: Parsed, at: int, before: Token | None, year: int) -> bool:
    """Four digits are a year unless they count or measure something, or name a flight or room."""
    tokens = parsed.tokens
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].sentence == tokens[at].sentence else None
    word = before.text.lower() if before else ""
    if word in _COUNTING or word in _LABELS or (following is not None and following.text.lower() in _MEASURES):
        return False
    if (
        following is not None
        and tokens[at].head == at + 1
        and (following.tag == "NNS" and (year % 100 == 0 or year < 1900))
    ):
        return False
    return year >= 1900 or word in (
        "in",
        "since",
        "from",
        "of",
        "to",
        "until",
        "by",
        "between",
        "and",
        "(",
        "circa",
        "around",
    )


def _is_month(parsed: Parsed, at: int, before: Token | None) -> bool:
    """A month alone needs a sign that it is one: "in May", "last March", "April's", or the model's word for it."""
    tokens = parsed.tokens
    if before is not None and before.text.lower() in _MONTH_GATE:
        return True
    if _MONTH_BEHIND.match(parsed.article.text, tokens[at].end):
        return True
    if tokens[at].text.lower() in ("may", "march"):
        return False
    return any(n.label == "DATE" and n.first <= at < n.last for n in parsed.names)


def _inside_name(parsed: Parsed, at: int, core: Core) -> bool:
    """ "the Sunday Times", "USA Today": the model marks a longer name and a capitalised word stands beside."""
    tokens = parsed.tokens
    for name in parsed.names:
        if (
            name.label in ("ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "FAC")
            and name.first <= at < name.last
            and name.last - name.first > 1
        ):
            beside = [t for t in tokens[name.first : name.last] if not core.start <= t.start < core.end]
            return any(t.text[:1].isupper() for t in beside) and (name.first == at or tokens[at - 1].text[:1].isupper())
    return False


def _is_attribute(parsed: Parsed, core: Core, before: Token | None) -> bool:
    """ "Christmas lights", "a Thanksgiving dinner": the holiday describes a thing."""
    index = parsed.tokens_in(core.start, core.end)[1]
    if index >= len(parsed.tokens) or not re.match(
        r"(?i)christmas|easter|halloween|thanksgiving", parsed.article.text[core.start : core.end]
    ):
        return False
    if before is not None and before.text.lower() in (
        "on",
        "at",
        "since",
        "before",
        "after",
        "until",
        "by",
        "over",
        "during",
        "last",
        "this",
        "next",
    ):
        return False
    return parsed.tokens[index].pos in ("NOUN", "PROPN") or parsed.tokens[index].text[0].isalnum()


_COUNTING = frozenset(
    str.split("about some nearly almost than least over under roughly approximately only just another $ £ € up")
) - {"about", "over"}
_LABELS = frozenset(
    [
        "flight",
        "no.",
        "no",
        "number",
        "room",
        "route",
        "highway",
        "#",
        "page",
        "gate",
        "suite",
        "box",
        "line",
        "resolution",
        "model",
        "unit",
        "channel",
        "sr",
        "pin",
        "code",
    ]
)
_MEASURES = frozenset(
    [
        "year",
        "years",
        "people",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "feet",
        "metres",
        "meters",
        "kg",
        "pounds",
        "tons",
        "tonnes",
        "dollars",
        "euros",
        "percent",
        "%",
        "gmt",
        "hours",
        "hrs",
        "points",
        "votes",
        "yards",
        "calories",
        "square",
    ]
)

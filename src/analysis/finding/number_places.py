"""Places where digits or number words count nothing: names, labels, telephone numbers, pronouns, ordinals."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.finding.language import Parsed
from analysis.finding.units import terms_of

_INDICES = frozenset(("S&P", "Fortune", "FTSE", "Nasdaq", "Nikkei", "Russell", "DAX", "CAC", "ASX", "STOXX", "Forbes"))
_CALLS = frozenset(("call", "calls", "called", "calling", "dial", "dialed", "dialled", "dialing", "dialling"))
_NAMING = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"))
_TELEPHONE = re.compile(
    r"(?<![\w$£€.,]) (?: \+ ?\d{1,3} [ -.] )? (?: \(?\d{2,5}\)? [ .-] )+ \d{3,4} (?: [ .-] \d{3,4} )+ \b", re.VERBOSE
)
_AFTER = re.compile(
    r"[ ]?(?:GMT|UTC|BST|CET)\b|[’']\d|[/:]\d|\.\d|(?:st|nd|rd|th)\b|[-–]\d+[-–]\d|\.(?:com|org|net|co)\b|'s\b(?!\s)",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:No|Nos|no)\.[ ]?$")  # the model may cut "No." in two, or end a sentence there
_TIME_ZONE = re.compile(r"[ ]?(?:[ap]\.?m\b|o[’']clock)", re.IGNORECASE)
SCORE = re.compile(
    r"(?P<a>\d{1,3})(?P<dash>[-–]|[ ]–[ ])(?P<b>\d{1,3})(?![\d%]|[-–,.:/]\d|[-–](?:year|month|day|"
    r"week|hour|minute|mile|foot|inch))"
)
_SCORE_AFTER = re.compile(
    r"\)?[ ](?:\w+[ ]){0,3}?(?:win|victory|loss|defeat|draw|tie|lead|advantage|rout|"
    r"thrashing|triumph|ahead|up|down|over|behind"
    r"|at[ ](?:half|the[ ]break)|record|on[ ]aggregate|vote|verdict|majority)\b"
)
_SCORE_BEFORE = re.compile(
    r"(?:\b(?:won|lost|beat|beaten|led|leads?|trail(?:ed|ing)?|defeat(?:ed|ing)?|tied|drew|"
    r"voted|ruled|finished|ended|score[d]?|improved?[ ]to"
    r"|fell[ ]to|drop(?:ped)?[ ]to|made[ ]it|it|record[ ]of|score[ ]of)[ ]|\()$"
)


def is_glued_before(text: str, start: int) -> bool:
    """Tell what is stuck to the front of a number: "B-52", "@user9", "24/7" and "10:45" from the second part on.

    >>> is_glued_before("a B-52 bomber", 4), is_glued_before("of 75 people", 3)
    (True, False)
    """
    before = text[max(0, start - 2) : start]
    if before[-1:].isalnum() or before[-1:] in tuple("@#_/\\&=°"):
        return True
    if before[-1:] in ("-", "–", ".") and len(before) == 2 and before[0].isalnum():
        return True
    return before[-1:] in (":", ",") and len(before) == 2 and before[0].isdigit()


def is_glued_after(text: str, end: int) -> bool:
    """Tell what is stuck to the back of a number: "48th", "5G", "10:45", "6 p.m.".

    >>> is_glued_after("the 5G net", 5), is_glued_after("of 75 people", 5)
    (True, False)
    """
    after = text[end : end + 8]
    if after[:1].isalnum() or after[:1] in ("_", "@"):
        return True
    return _AFTER.match(after) is not None or _TIME_ZONE.match(after) is not None


def telephone_spans(text: str) -> list[tuple[int, int]]:
    """Return where telephone numbers stand.

    >>> telephone_spans("call 0207 782 4368 now"), telephone_spans("4,000 sailors, 20 of 29")
    ([(5, 18)], [])
    """
    return [match.span() for match in _TELEPHONE.finditer(text)]


def is_label(parsed: Parsed, first: int, last: int) -> bool:
    """Tell a number that names the noun before it: "lap 48", "Flight 175", "No. 1", "day five"."""
    tokens = parsed.tokens
    if _NO.search(parsed.article.text, max(0, tokens[first].start - 6), tokens[first].start):
        return True
    if first == 0 or tokens[first - 1].sentence != tokens[first].sentence:
        return False
    before = tokens[first - 1]
    if before.text.lower() in _CALLS and tokens[first].text.isdigit() and len(tokens[first].text) == 3:
        return True  # "called 911"
    if before.text.lower() == "year" and last < len(tokens) and tokens[last].tag == "NN":
        return True  # "a year 11 student"
    if before.text.lower() not in _labels() and before.text not in ("#",):
        return before.text.lower() in ("and", "to", "-", "or", "&") and first >= 2 and _is_label_list(parsed, first)
    return True


def is_named(parsed: Parsed, first: int, last: int) -> bool:
    """Tell a number that is part of a name: "Boeing 777", "Pixel 2", "Seven Network", "S&P 500", "the 400 block"."""
    tokens = parsed.tokens
    if _counts_in_heading(parsed, first, last):
        return False
    if first and tokens[first - 1].text in _INDICES and tokens[first - 1].sentence == tokens[first].sentence:
        return True
    if last < len(tokens) and (tokens[last].text == "block" or _is_owner(parsed, first, last)):
        return True
    names = _names_over(parsed)
    span = names.get(first)
    if (
        span is not None
        and span[0] < first
        and tokens[first - 1].pos == "PROPN"
        and tokens[first - 1].text[:1].isupper()
    ):
        return True
    if span is not None and span[0] == first and span[1] > last and _opens_name(parsed, first, last):
        return True
    return _follows_name(parsed, first, last) or _is_address(parsed, last)


def _counts_in_heading(parsed: Parsed, first: int, last: int) -> bool:
    """Tell "Acme Closing 150 Stores" in a heading in Capitals: behind what is done, before a plural."""
    tokens = parsed.tokens
    bounds = parsed.ranges[tokens[first].sentence]
    if not bounds.first < first < last < bounds.last or not _is_titled(parsed, first):
        return False
    doing, noun = tokens[first - 1].text, tokens[last].text
    return doing.endswith(("ing", "es", "ed")) and noun[:1].isupper() and len(noun) > 3 and noun.endswith("s")


def _is_owner(parsed: Parsed, first: int, last: int) -> bool:
    """Tell a number word that owns something and so is a name: "and Twelve's head of research"."""
    inside = first > parsed.ranges[parsed.tokens[first].sentence].first
    return inside and parsed.tokens[first].text.istitle() and parsed.tokens[last].tag == "POS"


def _is_address(parsed: Parsed, last: int) -> bool:
    """ "10 Mill Road": a house number."""
    words = [t.text for t in parsed.tokens[last : last + 4]]
    return any(word in _STREETS and all(w[:1].isupper() for w in words[: n + 1]) for n, word in enumerate(words) if n)


_STREETS = frozenset(
    (
        "Street",
        "St.",
        "St",
        "Road",
        "Rd.",
        "Rd",
        "Avenue",
        "Ave.",
        "Ave",
        "Lane",
        "Drive",
        "Boulevard",
        "Blvd.",
        "Court",
        "Square",
        "Terrace",
        "Crescent",
        "Place",
        "Highway",
    )
)


def _is_label_list(parsed: Parsed, first: int) -> bool:
    tokens = parsed.tokens
    return (
        first >= 3
        and tokens[first - 2].pos == "NUM"
        and tokens[first - 3].text.lower() in _labels()
        and not tokens[first - 3].text.islower()
    )


def _follows_name(parsed: Parsed, first: int, last: int) -> bool:
    """A bare digit straight behind a capitalised word, with no noun of its own: "Pixel 2", "World Cup 2018"."""
    tokens = parsed.tokens
    if first == 0 or not tokens[first].text.isdigit() or tokens[first - 1].sentence != tokens[first].sentence:
        return False
    before, number = tokens[first - 1], tokens[last - 1]
    if before.pos != "PROPN" or not before.text[:1].isupper():
        return False
    if number.dep in ("nummod", "compound") and number.head >= last and parsed.tokens[number.head].pos == "NOUN":
        return number.head > last and parsed.tokens[last].pos == "PROPN"
    return last >= len(tokens) or tokens[last].pos not in ("NOUN", "ADJ")


def _opens_name(parsed: Parsed, first: int, last: int) -> bool:
    """A number that begins a name in running text; in a headline every word is capitalised and says nothing."""
    tokens = parsed.tokens
    return not _is_titled(parsed, first) and tokens[last].text[:1].isupper() and tokens[first].text[:1].isupper()


def _is_titled(parsed: Parsed, at: int) -> bool:
    sentence = parsed.ranges[parsed.tokens[at].sentence]
    words = [t for t in parsed.tokens[sentence.first : sentence.last] if t.text[:1].isalpha()]
    return sum(t.text[:1].isupper() for t in words) > 0.6 * len(words)


def _names_over(parsed: Parsed) -> dict[int, tuple[int, int]]:
    cached: dict[int, tuple[int, int]] | None = parsed.__dict__.get("_naming_tokens")
    if cached is None:
        cached = {
            i: (n.first, n.last)
            for n in parsed.names
            if n.label in _NAMING and n.last - n.first > 1
            for i in range(n.first, n.last)
        }
        parsed.__dict__["_naming_tokens"] = cached
    return cached


def is_score(text: str, match: re.Match[str]) -> bool:
    """Tell the score of a game from a range: "34-6" falls, "1-1" is level, "lost 2-3"; "30-50 years" is a range.

    >>> is_score("a 34-6 win", SCORE.search("a 34-6 win")), is_score("for 30-50 years", SCORE.search("for 30-50 years"))
    (True, False)
    """
    if int(match["a"]) >= 100 and re.search(r"\b[A-Z]\w*[ ]$", text[max(0, match.start() - 24) : match.start()]):
        return False  # "Boeing 777-200"
    if int(match["a"]) >= int(match["b"]) or text[match.end() : match.end() + 1] in (",", ".", ";", ")"):
        return True
    return bool(
        _SCORE_AFTER.match(text, match.end()) or _SCORE_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
    )


def counts_one(parsed: Parsed, at: int, *, modified: bool) -> bool:
    """Tell "one" that counts ("one carrier", "one of the flights") from the pronoun and the figure of speech."""
    tokens = parsed.tokens
    sentence = parsed.ranges[tokens[at].sentence]
    following = tokens[at + 1 : min(at + 4, sentence.last)]
    if (
        len(following) == 3
        and following[0].text.lower() == "of"
        and following[1].text.lower() in ("the", "these", "those")
    ):
        return following[2].tag == "NNS" and not (at + 4 < sentence.last and tokens[at + 4].tag == "POS")
    if at > sentence.first and tokens[at - 1].text.lower() in _BEFORE_PRONOUN:
        return False
    head = tokens[at].head
    if not (at < head <= at + 4 and head < sentence.last and tokens[head].pos in ("NOUN", "PROPN")):
        return modified and bool(following) and following[0].text.lower() in terms_of("casualty")
    if tokens[at + 1].text == "-" or any(t.tag in ("JJS", "RBS", "CC", "IN", "VBN") for t in tokens[at + 1 : head]):
        return False
    return tokens[head].lemma.lower() not in _FIGURES


_BEFORE_PRONOUN = frozenset(
    str.split("this that the each every any no another which number loved former his her its their my our")
)
_FIGURES = frozenset(
    str.split(
        """
    thing way side hand point time another reason example user piece bit kind sort sense word place
    other moment aspect area step factor source commenter fan critic observer part night morning evening
    afternoon case instance body
    """
    )
) - {"source", "night"}


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return terms_of("label")

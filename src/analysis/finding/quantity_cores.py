"""Numbers as they stand in a text, before unit and modifier: amounts, ranges, scores, ratios, "dozens", "a year"."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.finding.amounts import Amount, read_amount
from analysis.finding.language import Parsed
from analysis.finding.number_places import SCORE, is_score
from analysis.finding.numbers import SCALES, read_number

_RATIO = re.compile(
    r"(?P<top>one|two|three|four|five|six|seven|eight|nine|[1-9])[ ](?P<out>out[ ]of|in)[ ](?:every[ ])?"
    r"(?P<bottom>two|three|four|five|six|seven|eight|nine|ten|twenty|[2-9]|10|12|15|20|25|"
    r"50|100|1,000|10,000|100,000)\b"
    r"(?![,.]\d|[ ](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|games?|matches|"
    r"starts|attempts|million|billion)\b)",
    re.IGNORECASE,
)
_HEIGHT = re.compile(
    r"(?P<feet>\d)(?:-foot-|[ ]?ft[ ]?|[ ](?:foot|feet)[ ]|['’′])(?P<inches>1[01]|\d)"
    r"(?:(?<=foot-\d)|(?<=foot-1\d)|[ ]?(?:ins?\b|inch(?:es)?\b|\"|''|’’|”|″|’[’']))"
)
MULTIPLES = {"twice": 2.0, "thrice": 3.0}
_VAGUE = re.compile(
    r"""(?: (?: (?:many|several|tens|hundreds|thousands|dozens) [ ] of [ ] | several [ ] )?
        (?: dozens | scores (?=[ ]of) | tens (?=[ ]of[ ](?:thou|mil|bil)) | hundreds | thousands |
          millions | billions | trillions
          | lakhs | crores | several (?:[ ](?:dozen|hundred|thousand|million|billion))? | (?:a[ ])?
            handful (?=[ ]of) | 10+s )
        (?: [ ] of [ ] (?: thousands | millions | billions | hundreds | dozens ) )? ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_COUPLE = re.compile(r"(?:a[ ])?couple(?:[ ]of(?=[ ])|[ ](?P<scale>dozen|hundred|thousand|million))\b", re.IGNORECASE)
DURATIONS = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "mile", "night")
)
_BEFORE_DURATION = frozenset(
    str.split("nearly almost about around roughly within over than half full least most under only just")
)


class Core(NamedTuple):
    """A number and what is written right against it; tokens ``first:last``."""

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    unit: str | None
    rule: str
    modifier: str | None = None


def read_cores(parsed: Parsed, at: int) -> list[Core]:
    """Read what number starts at a token: none, one, or the two of a score or a change of value."""
    text, token = parsed.article.text, parsed.tokens[at]
    start = token.start
    while start < token.end - 1 and text[start] in "+-−~≈<>(":
        start += 1
    match = SCORE.match(text, start)
    if match and is_score(text, match) and not text[start - 1 : start].isalnum():
        return _score_cores(parsed, match)
    if match := _VAGUE.match(text, start):
        return _vague_core(parsed, match)
    if match := _COUPLE.match(text, start):
        value = 2.0 * SCALES.get((match["scale"] or "").lower(), 1)
        return [_core(parsed, match.start(), match.end(), value, value, "couple", match[0].split(" of")[0])]
    if token.text.lower() in MULTIPLES:
        value = MULTIPLES[token.text.lower()]
        return [_core(parsed, token.start, token.end, value, value, "multiple", None, "times")]
    if special := _read_ratio(parsed, start) or _read_height(parsed, start):
        return special
    before = parsed.tokens[at - 1].text.lower() if at else ""
    return [_amount_core(parsed, amount) for amount in read_amount(text, start, before=before)] or _one_duration(
        parsed, at
    )


def _core(
    parsed: Parsed,
    start: int,
    end: int,
    low: float | None,
    high: float | None,
    rule: str,
    modifier: str | None = None,
    unit: str | None = None,
) -> Core:
    first, last = parsed.tokens_in(start, end)
    return Core(start, end, first, last, low, high, unit, rule, modifier)


def _amount_core(parsed: Parsed, amount: Amount) -> Core:
    return _core(parsed, amount.start, amount.end, amount.low, amount.high, amount.kind, None, amount.symbol)


def _read_ratio(parsed: Parsed, start: int) -> list[Core]:
    """Read "one in five adults", "nine in 10", "four out of ten" as a share."""
    match = _RATIO.match(parsed.article.text, start)
    if match is None:
        return []
    top, bottom = read_number(match["top"]), read_number(match["bottom"])
    if top is None or bottom is None or not top < bottom or (top > 1 and bottom not in (5, 10, 100)):
        return []  # "two in four" may be matches won; "one in four" is a share
    value = round(top / bottom, 4)
    return [_core(parsed, match.start(), match.end(), value, value, "ratio")]


def _read_height(parsed: Parsed, start: int) -> list[Core]:
    """Read "5-foot-10", "6ft 2in", "5'2\"" as feet."""
    match = _HEIGHT.match(parsed.article.text, start)
    if match is None:
        return []
    value = round(int(match["feet"]) + int(match["inches"]) / 12, 4)
    return [_core(parsed, match.start(), match.end(), value, value, "height", None, "feet")]


def _score_cores(parsed: Parsed, match: re.Match[str]) -> list[Core]:
    return [_core(parsed, *match.span(name), float(match[name]), float(match[name]), "score") for name in ("a", "b")]


def _vague_core(parsed: Parsed, match: re.Match[str]) -> list[Core]:
    return [_core(parsed, match.start(), match.end(), None, None, "vague", match[0].lower().removeprefix("a "))]


def _one_duration(parsed: Parsed, at: int) -> list[Core]:
    """Read "a year" where a modifier makes a count of it: "nearly a decade", "within a year"."""
    tokens = parsed.tokens
    if tokens[at].text.lower() not in ("a", "an") or at + 2 >= len(tokens):
        return []
    whole = tokens[at + 1].text.lower() in ("full", "whole")
    noun = at + 2 if whole else at + 1
    if tokens[noun].text.lower() not in DURATIONS or _hangs_on_date(parsed, noun + 1):
        return []
    lasting = noun + 1 < len(tokens) and tokens[noun + 1].text.lower() == "of"  # "a minute of applause"
    if not (whole or lasting) and (at == 0 or tokens[at - 1].text.lower() not in _BEFORE_DURATION):
        return []
    return [_core(parsed, tokens[at].start, tokens[noun - 1].end, 1.0, 1.0, "a")]


def _hangs_on_date(parsed: Parsed, index: int) -> bool:
    return index < len(parsed.tokens) and parsed.tokens[index].text.lower() in (
        "before",
        "earlier",
        "after",
        "later",
        "ago",
    )

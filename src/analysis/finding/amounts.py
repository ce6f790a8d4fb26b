"""Amounts as they are written: a number with its currency, or a range, read from one place of a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.finding import units
from analysis.finding.number_places import is_glued_after, is_glued_before
from analysis.finding.numbers import FRACTION, NUMBER, SCALES, shortened, value_of, value_of_fraction


class Amount(NamedTuple):
    """A number or range as written. ``symbol`` is the currency in front, ``scaled`` whether a scale was named."""

    start: int
    end: int
    low: float
    high: float
    symbol: str | None
    kind: str  # number · fraction · range
    scaled: bool = False
    spelled: bool = False


# "m" behind bare digits is metres ("a 40m well"), unless a plural noun follows: "40m people".
_MILLIONS_OF = re.compile(r"[ ](?:[a-z]+[ ])?(?:[a-z]{3,}s|people|men|women|children)\b")
_SURELY_SCALES = frozenset(("k", "mn", "mln", "mio", "bn", "bln", "tn", "trn", "tln"))
_HALF_SCALE = re.compile(r"[ -](?:an?[ ])?(?:dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:than|about|nearly|almost|roughly|around|over|under|least|exactly)[ ]\Z")
_COMPOUND = re.compile(r"-|[ ](?:an?[ ])?[a-z]*(?:hour|year|mile|dozen|century|decade|time)|[ ]past\b")
_OF_A_MILLION = re.compile(r"(?:[ ]of[ ]a)?[ ](million|billion|trillion)\b", re.IGNORECASE)
_JOIN = re.compile(
    r"(?P<percent>[ ]?(?:%|percent|per[ ]cent))?(?:[ \u00a0](?P<word>to|and|or)[ \u00a0]|[ ]?(?P<dash>[-–—])[ ]?)"
)


@lru_cache(maxsize=1)
def _symbol() -> re.Pattern[str]:
    symbols = "|".join(re.escape(term) for term in sorted(units.terms_of("symbol"), key=lambda t: (-len(t), t)))
    return re.compile(rf"(?:{symbols})[ \u00a0]?(?=[\d.])")


def read_amount(text: str, at: int, *, before: str = "") -> list[Amount]:
    """Read the amount that starts at a place: one, or two where "to" joins a fall or a rise, or none.

    Args:
        text: the article's text.
        at: where the number or its currency starts.
        before: the word in front, lower case: "between" and "from" decide how two numbers are joined.

    >>> [(a.low, a.high, a.symbol) for a in read_amount("$2.3bn in aid", 0)]
    [(2300000000.0, 2300000000.0, '$')]
    >>> [(a.low, a.high) for a in read_amount("8% and 15.5% of", 0, before="between")]
    [(8.0, 15.5)]
    >>> [(a.low, a.high) for a in read_amount("35% to 21%", 0, before="from")]
    [(35.0, 35.0)]
    >>> read_amount("5G", 0)
    []
    """
    first = read_one(text, at)
    if first is None:
        return []
    second = _read_second(text, first, before)
    if second is None or first.kind == "fraction" or second.kind == "fraction":
        return [first]
    low = first.low
    if second.scaled and not first.scaled and first.low < 1000:
        low = first.low * round(second.low / max(_unscaled(text, second), 1e-9))
    if low >= second.low:
        return [first]
    spelled = first.spelled and second.spelled
    return [
        Amount(
            first.start, second.end, low, second.high, first.symbol or second.symbol, "range", second.scaled, spelled
        )
    ]


def read_one(text: str, at: int, *, joined: bool = False) -> Amount | None:
    """Read one number with its currency sign at a place, None where there is none.

    ``joined``: it stands behind the hyphen of a range, which is then nothing stuck to it.
    """
    sign = _symbol().match(text, at)
    if sign and at and text[at - 1].isalnum():
        return None
    start = sign.end() if sign else at
    fraction = FRACTION.match(text, start)
    if fraction and not sign and _is_fraction(text, fraction):
        part = value_of_fraction(fraction)
        if million := _OF_A_MILLION.match(text, fraction.end()):  # "three-quarters of a million people"
            part *= SCALES[million[1].lower()]
            return Amount(at, million.end(), part, part, None, "number", scaled=True, spelled=True)
        return Amount(at, fraction.end(), part, part, None, "fraction", spelled=True)
    match = NUMBER.match(text, start)
    if match is None:
        return None
    match = shortened(match, text)
    if match is None:
        return None
    end, scaled = _end(text, match, money=sign is not None)
    value = value_of(match) if end == match.end() else float(match["digits"].replace(",", ""))
    if (
        value is None
        or (not sign and not joined and is_glued_before(text, start))
        or (not sign and is_glued_after(text, end) and not _glued_unit(text, end))
    ):
        return None
    negative = (
        not sign
        and not joined
        and start
        and text[start - 1] in "-−"
        and not text[start - 2 : start - 1].strip('( \n“"')
    )
    value = -value if negative else value
    name = sign[0].strip() if sign else None
    return Amount(at - bool(negative), end, value, value, name, "number", scaled, bool(match["words"]))


def _glued_unit(text: str, end: int) -> bool:
    return not text[end].isdigit() and units.unit_behind(text, end) is not None


def _is_fraction(text: str, match: re.Match[str]) -> bool:
    """Tell "a third of voters" from "a third man", "half of them" from "the second half"."""
    if match["half"]:
        if _HALF_SCALE.match(text, match.end()):
            return False
        before = text[max(0, match.start() - 12) : match.start()]
        if re.search(r"\b(?:first|second|other|better|one|and[ ]a)[ ]$|[-\w]$", before):
            return False
        followed = re.match(r"[ ](?:of|the|a|an|its|their|his|her|as)\b", text[match.end() :])
        return bool(followed or (_COMPARING.search(before) and not _COMPOUND.match(text, match.end())))
    if _OF_A_MILLION.match(text, match.end()):
        return True
    if match["top"].lower() in ("a", "an"):
        if re.search(r"\bthan[ ]$", text[max(0, match.start() - 5) : match.start()]):
            return not _COMPOUND.match(text, match.end())  # "larger than a third": no third man
        return bool(re.match(r"[ ](?:of|as)\b|[.,;)]", text[match.end() :]))
    return True


def _end(text: str, match: re.Match[str], *, money: bool) -> tuple[int, bool]:
    """Return where the number ends, and whether a scale belongs to it."""
    if match["words"] or match["mixed"]:
        scaled = bool(re.search(r"(?:thousand|million|billion|trillion|lakh|crore)s?$", match[0], re.IGNORECASE))
        return match.end(), scaled
    if not match["short"]:
        return match.end(), bool(match["scale"])
    short = match["short"].lower()
    if money or short in _SURELY_SCALES or (short == "m" and _MILLIONS_OF.match(text, match.end())):
        return match.end(), True
    return match.end("digits"), False


def _unscaled(text: str, amount: Amount) -> float:
    match = NUMBER.search(text, amount.start)
    if match is None or not match["digits"]:
        return amount.low
    return float(match["digits"].replace(",", ""))


def _read_second(text: str, first: Amount, before: str) -> Amount | None:
    join = _JOIN.match(text, first.end)
    if join is None:
        return None
    second = read_one(text, join.end(), joined=True)
    if second is None or second.start != join.end():
        return None
    word = join["word"]
    if second.symbol and (join["percent"] or not first.symbol):
        return None  # "fell 1 percent to $254"
    if word == "and" and before != "between":
        return None
    if word == "or" and not (
        second.low == first.low + 1 or (first.low * 2 >= second.low > first.low and first.low >= 2)
    ):
        return None
    if word == "to" and before == "from" and (join["percent"] or (first.symbol and second.symbol)):
        return None  # a change from one value to another, not a range
    if join["dash"] and len(join[0].strip()) < len(join[0]) and not join["percent"] and " " in join[0]:
        return None if not first.symbol else second
    return second

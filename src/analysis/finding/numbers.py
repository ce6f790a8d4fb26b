"""Number words, digits and scales to values: pure functions on short surfaces.

"2.5 million", "twenty-five", "two and a half billion", "4,000", "⅔", "two-thirds", "12,34,567", "5 crore".
What a number counts, and its bounds in a sentence, are the business of ``quantities``.
"""

from __future__ import annotations

import re
from fractions import Fraction

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
# Abbreviated scales stand right behind digits; "m" alone may be metres, which only money and context settle.
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "tr": 10**12,
    "trn": 10**12,
    "tln": 10**12,
    "cr": 10**7,
}
LONGEST = 200  # characters of a number; "nine hundred ninety-nine trillion …" to the last unit has 150
DENOMINATORS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅙": "1/6", "⅛": "1/8"}
_PLURALS = {"halves": "half", **{f"{word}s": word for word in DENOMINATORS if word != "half"}}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_WORDS = "|".join([*sorted((*UNITS, *TENS), key=len, reverse=True)])
_LONG = "|".join(sorted(SCALES, key=len, reverse=True))
_SHORT = "|".join(sorted(SHORT_SCALES, key=len, reverse=True))
_FRACTION = "|".join(sorted((*DENOMINATORS, *_PLURALS), key=len, reverse=True))

NUMBER = re.compile(
    rf"""
    (?P<mixed> \d+ [ \u00a0]? (?: [½⅓⅔¼¾⅕⅙⅛] | [ -] \d/\d{{1,2}} (?!\d) ) | [½⅓⅔¼¾⅕⅙⅛] | \d/\d (?![\d/]) )
    (?: [ \u00a0]? - ? (?P<mixed_scale> {_LONG} ) \b )?
  | (?P<digits> {_DIGITS} )
    (?: [ \u00a0]? - ? (?P<scale> {_LONG} ) \b (?: [ \u00a0] (?P<scale2> thousand|million|
      billion|trillion|crores? ) \b )?
      | [ \u00a0]? (?P<short> {_SHORT} ) (?![\w’'/])
    )?
  | (?P<words>
      (?: half [ -] (?:a|an) [ -] | (?:a|an) [ -] (?= (?: {_LONG} | half [ -] (?:{_LONG}) ) \b ) )?
      (?: {_WORDS} | {_LONG} | half (?= [ -] (?: {_LONG} ) \b) ) \b
      (?: (?: [ \u00a0] and [ \u00a0] | [ \u00a0-] ) (?: {_WORDS} | {_LONG} ) \b )*
      (?: [ \u00a0-] and [ \u00a0-] (?: a | one ) [ -] half \b (?: [ -] (?: {_LONG} ) \b )? )?
      (?: [ \u00a0] point (?: [ \u00a0] (?: {_WORDS} ) \b )+ (?: [ \u00a0] (?: {_LONG} ) \b )? )?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
FRACTION = re.compile(
    rf"""
    (?P<top> a | an | one | two | three | four | five | seven | nine ) [ -] (?P<bottom> {_FRACTION} ) \b
  | (?P<half> half ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_NOUGHT = re.compile(r"/0+\Z")  # "1/00" is no fraction
_OF_SCALE = re.compile(r"((?:a |one |two |three )?(?:quarters?|thirds?|half))(?: of a)? (million|billion|trillion)")
_FRACTIONS = {
    "quarter": 0.25,
    "a quarter": 0.25,
    "three quarters": 0.75,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "two thirds": 2 / 3,
    "half": 0.5,
}


def parse_number(surface: str, *, short_scales: bool = True) -> tuple[float, float] | None:
    """Return the value of a number as (low, high), equal where it is exact; None where it is no number.

    Args:
        surface: digits or words, with or without scale; "a third" is a fraction; "10 to 15" is a range.
        short_scales: whether "m", "b", "k" behind digits are scales ("£3m"), not units ("40m deep").

    >>> parse_number("2.5 million")
    (2500000.0, 2500000.0)
    >>> parse_number("twenty-five"), parse_number("two and a half billion")
    ((25.0, 25.0), (2500000000.0, 2500000000.0))
    >>> parse_number("two-thirds")
    (0.6667, 0.6667)
    >>> parse_number("8 to 15.5")
    (8.0, 15.5)
    >>> parse_number("40m", short_scales=False) is None, parse_number("several") is None
    (True, True)
    """
    surface = " ".join(surface.split()).lower()
    negative = re.match(r"(?:-|−|minus |negative )", surface)
    value = read_number(surface[negative.end() :] if negative else surface, short_scales=short_scales)
    if value is not None:
        return (-value, -value) if negative else (value, value)
    parts = re.split(r"\s*(?:\bto\b|\band\b|–|—|(?<=\d)-(?=\d))\s*", re.sub(r"^(?:between|from) ", "", surface))
    ends = [read_number(part, short_scales=short_scales) for part in parts]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return (ends[0], ends[1]) if ends[0] <= ends[1] else None


def read_number(surface: str, *, short_scales: bool = True) -> float | None:
    """Return the value of one number, None where the whole surface is not one.

    >>> read_number("1,200"), read_number("3k"), read_number("half a million"), read_number("3 twelve")
    (1200.0, 3000.0, 500000.0, None)
    """
    surface = surface.strip().lower()
    if match := NUMBER.fullmatch(surface):
        return value_of(match, short_scales=short_scales)
    if match := FRACTION.fullmatch(surface):
        return value_of_fraction(match)
    match = _OF_SCALE.fullmatch(surface)
    return None if match is None else round(_FRACTIONS.get(match[1], 0) * SCALES[match[2]], 4) or None


def value_of(match: re.Match[str], *, short_scales: bool = True) -> float | None:
    """Return the value of a match of ``NUMBER``; None for words that make no number ("three twelve")."""
    if len(match[0]) > LONGEST:
        return None
    if match["words"]:
        return _value_of_words(match["words"])
    if match["mixed"]:
        return _round(_value_of_mixed(match["mixed"]) * SCALES.get((match["mixed_scale"] or "").lower(), 1))
    value = Fraction(match["digits"].replace(",", ""))
    for scale in (match["scale"], match["scale2"]):
        value *= SCALES.get((scale or "").lower(), 1)
    if match["short"]:
        if not short_scales:
            return None
        value *= SHORT_SCALES[match["short"].lower()]
    return _round(value)


def shortened(match: re.Match[str], text: str) -> re.Match[str] | None:
    """Return the longest beginning of a match of ``NUMBER`` that is one number: "two and three" is two.

    >>> text = "two million and three million"
    >>> shortened(NUMBER.match(text), text)[0]
    'two million'
    """
    shorter: re.Match[str] | None = match
    if len(match[0]) > LONGEST:  # digits beyond are no number; of words the beginning may be one
        cut = max(match[0].rfind(mark, 0, LONGEST) for mark in (" ", "-")) if match["words"] else 0
        shorter = NUMBER.match(text, match.start(), match.start() + cut) if cut > 0 else None
    while shorter is not None and shorter["words"] and _value_of_words(shorter["words"]) is None:
        surface = shorter[0]
        cut = max(surface.rfind(" and "), -1)
        if cut < 0:
            cut = max(surface.rfind(mark) for mark in (" ", "-", "\u00a0"))
        shorter = NUMBER.match(text, match.start(), match.start() + cut) if cut > 0 else None
    return shorter


def value_of_fraction(match: re.Match[str]) -> float:
    """Return the value of a match of ``FRACTION``, to four decimals.

    >>> value_of_fraction(FRACTION.fullmatch("three quarters"))
    0.75
    """
    if match["half"]:
        return 0.5
    bottom = match["bottom"].lower()
    top = {"a": 1, "an": 1}.get(match["top"].lower()) or UNITS[match["top"].lower()]
    return _round(Fraction(top, DENOMINATORS[_PLURALS.get(bottom, bottom)]))


def _value_of_mixed(surface: str) -> Fraction:
    for sign, plain in VULGAR.items():
        surface = surface.replace(sign, f" {plain}")
    parts = [Fraction(part) for part in surface.replace("-", " ").split() if not _OF_NOUGHT.search(part)]
    return sum(parts, Fraction(0))


def _value_of_words(surface: str) -> float | None:
    words = [word for word in re.split(r"[\s-]+", surface.lower()) if word]
    if "point" in words:
        return _value_of_point(words)
    total, half = Fraction(0), Fraction(0)
    if words[:2] in (["half", "a"], ["half", "an"]):
        words, half = ["one", *words[2:]], Fraction(1, 2)
        value = _value_of_cardinal(words)
        return None if value is None else _round(value * half)
    if words[0] in ("a", "an"):
        words = words[1:] if words[1] == "half" else ["one", *words[1:]]
    if words[0] == "half":
        value = _value_of_cardinal(["one", *words[1:]])
        return None if value is None else _round(value / 2)
    if "half" in words:  # "two and a half million", "a million and a half"
        at = words.index("half")
        value = _value_of_cardinal(words[: at - 2])
        own = SCALES.get(words[at - 3], 1) if value and words[at - 3] not in ("dozen", "hundred", "score") else 1
        scale = SCALES[words[at + 1]] if at + 1 < len(words) else 1
        return None if value is None else _round((value + Fraction(own if scale == 1 else 1, 2)) * scale)
    value = _value_of_cardinal(words)
    return None if value is None else _round(total + value)


def _value_of_point(words: list[str]) -> float | None:
    at = words.index("point")
    scale = SCALES.get(words[-1], 1)
    decimals = [UNITS.get(word, -1) for word in (words[at + 1 : -1] if scale > 1 else words[at + 1 :])]
    whole = _value_of_cardinal(words[:at])
    if whole is None or any(not 0 <= digit <= 9 for digit in decimals):
        return None
    return _round((whole + Fraction("0." + "".join(map(str, decimals)))) * scale)


def _value_of_cardinal(words: list[str]) -> Fraction | None:
    """Add up number words; None where they do not make one number: "nineteen eighty", "two three"."""
    total, group, last = 0, 0, 10**15
    room = 1000  # what may still follow inside the group: below 100 after "hundred", below 10 after "twenty"
    for word in words:
        if word == "and":
            if not (total or group):
                return None
        elif word in UNITS or word in TENS:
            value = UNITS[word] if word in UNITS else TENS[word]
            if value >= room:
                return None
            group, room = group + value, 10 if word in TENS else 0
        elif word in ("hundred", "dozen", "score"):
            if group >= 100:
                return None
            group, room = (group or 1) * SCALES[word], 100
        else:
            if SCALES[word] >= last:
                if word not in ("crore", "crores") or group:
                    return None
                total *= SCALES[word]  # "three lakh crore"
                continue
            total, group, last, room = total + (group or 1) * SCALES[word], 0, SCALES[word], 1000
    return Fraction(total + group)


def _round(value: Fraction) -> float:
    return float(value) if value.denominator == 1 else round(float(value), 4)

"""Numbers of things, with bounds and units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.finding import units
from analysis.finding.language import Parsed
from analysis.finding.lexicon import read_lexicon
from analysis.finding.number_places import counts_one, is_label, is_named, telephone_spans
from analysis.finding.numbers import SCALES, TENS, UNITS
from analysis.finding.quantity_cores import DURATIONS, MULTIPLES, Core, read_cores
from analysis.records import DateMention, Quantity

_LONGEST_MODIFIER = 4  # words
_OF_AMOUNT = re.compile(r"[ ]of[ ](?:the[ ]|its[ ]|their[ ])?[$£€\d]")
_WORD_STARTS = str.split(
    "a an half quarter couple several handful tens hundreds dozens scores thousands millions billions trillions lakhs "
    "crores many"
)
_STARTS = frozenset((*UNITS, *TENS, *SCALES, *MULTIPLES, *_WORD_STARTS)) - {"score"}
_KILLING = frozenset(
    str.split("kill injure wound hurt murder execute arrest detain behead slay rescue evacuate displace hospitalize")
)
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "“", '"', "‘", "another", "those", "these"))
_BARE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "npadvmod", "ROOT", "acomp", "oprd"))


@lru_cache(maxsize=1)
def modifiers() -> dict[str, str]:
    """Return the modifiers of ``quantity_modifiers.csv`` with what they say of the bound.

    >>> modifiers()["at least"], modifiers()["up to"], modifiers().get("people")
    ('low', 'high', None)
    """
    known = ("low", "above", "high", "below", "about", "exact")
    return {term.term.lower(): term.category for term in read_lexicon("quantity_modifiers.csv", categories=known)}


def bound(low: float | None, high: float | None, category: str | None) -> tuple[float | None, float | None]:
    """Return the bounds that a modifier leaves of a value.

    >>> bound(75.0, 75.0, "low"), bound(75.0, 75.0, "below"), bound(75.0, 75.0, "about")
    ((75.0, None), (None, 75.0), (75.0, 75.0))
    """
    if category in ("low", "above"):
        return low, None if low == high else high
    if category in ("high", "below"):
        return (None if low == high else low), high
    return low, high


def find_quantities(parsed: Parsed, dates: Sequence[DateMention]) -> list[Quantity]:
    """Find the quantities in one article's own words.

    Counts: numbers in digits and words with their unit or noun, money, percentages, fractions, ages, multiples,
    scores of games (two rows, no unit), durations, "dozens of", "several", "a couple of", "nearly a decade".
    Leaves out: dates and times, ordinals, telephone numbers, numbers that are part of a name or name the noun
    before them ("Flight 175"), "one" as a pronoun, "a few", "many". A number of years inside a period
    ("over the past three years") is a quantity as well as part of the date.

    Args:
        dates: what ``find_dates`` found in the same article; no number of theirs is counted.

    Returns:
        Quantities in text order. Bounds are inclusive; "more than 70" has low 70 and keeps "more than" in ``modifier``.
        ``unit`` is the head noun as written, a currency sign, "%", "percent", "years old", "times", or None.
    """
    tokens = parsed.tokens
    blocked = _blocked(parsed, dates)
    found: list[Quantity] = []
    free = 0
    for at, token in enumerate(tokens):
        if at < free or at in blocked or not _may_start(token.text):
            continue
        for core in read_cores(parsed, at):
            quantity = _complete(parsed, core)
            if quantity is not None:
                found.append(quantity)
            free = max(free, core.last)
    return found


def _may_start(surface: str) -> bool:
    return surface.lower() in _STARTS or any(map(str.isdigit, surface)) or surface in units.terms_of("symbol")


def _blocked(parsed: Parsed, dates: Sequence[DateMention]) -> frozenset[int]:
    """The tokens that dates and telephone numbers take; a duration inside a period stays free."""
    spans = [(d.start, d.end) for d in dates if not d.rule.startswith("window of")]
    spans += telephone_spans(parsed.article.text)
    return frozenset(i for start, end in spans for i in range(*parsed.tokens_in(start, end)))


def _complete(parsed: Parsed, core: Core) -> Quantity | None:
    """Put unit and modifier to a number; None where it counts nothing."""
    text, tokens = parsed.article.text, parsed.tokens
    start, modifier, category = _modifier_before(parsed, core)
    unit = _unit(parsed, core, text)
    if not _counts(parsed, core, unit, modified=category is not None):
        return None
    end = max(core.end, unit.end if unit else 0)
    if after := _modifier_after(parsed, end):
        end, modifier, category = after[0], after[1], modifiers()[after[1]]
    low, high = bound(core.low, core.high, category)
    if core.modifier:
        modifier = f"{modifier} {core.modifier}" if modifier else core.modifier
    if core.rule == "range" and tokens[core.first - 1].text.lower() == "between" and core.first:
        start, modifier = tokens[core.first - 1].start, "between"
    name = unit.name if unit else None
    rule = core.rule if unit is None or unit.rule in ("noun", core.rule) else f"{core.rule}, {unit.rule}"
    return Quantity(parsed.article.article_id, start, end, low, high, name, modifier, rule)


def _unit(parsed: Parsed, core: Core, text: str) -> units.Unit | None:
    if core.rule == "score":
        return None
    if core.unit:
        if core.rule in ("number", "range") and (rate := units.per_share(text, core.end)):
            return units.Unit(core.unit + rate.name, rate.end, "money")
        return units.Unit(core.unit, core.end, {"multiple": "multiple", "height": "height"}.get(core.rule, "money"))
    if behind := units.unit_behind(text, core.end):
        return behind
    if age := _age(parsed, core):
        return age
    if core.rule == "fraction":
        if _OF_AMOUNT.match(text, core.end):
            return None  # "two-thirds of the $5 billion": two quantities
        return units.partitive(parsed, core.last) or units.noun_phrase(parsed, core.first, core.last)
    if core.rule == "couple" and text[core.end - 2 : core.end] == "of":
        return units.noun_phrase(parsed, core.last - 1, core.last)
    return (
        units.partitive(parsed, core.last) or units.noun_phrase(parsed, core.first, core.last) or _people(parsed, core)
    )


def _age(parsed: Parsed, core: Core) -> units.Unit | None:
    """An age stands behind a name between commas ("Ann Lee, 42, said") or behind "aged", "turned"."""
    tokens, text = parsed.tokens, parsed.article.text
    if core.rule != "number" or core.low is None or not 0 < core.low < 116 or core.low % 1 or core.first == 0:
        return None
    before = tokens[core.first - 1].text.lower()
    if before in units.terms_of("age") and not (core.last < len(tokens) and tokens[core.last].pos == "NOUN"):
        return units.Unit("years old", core.end, "age")
    follows = re.match(r"[ ]?(?:,|\.|\)|;|[ ](?:of|from|who|and|was|is|has|in)\b|$)", text[core.end : core.end + 6])
    if (
        before in (",", "(")
        and core.first >= 2
        and tokens[core.first - 2].pos == "PROPN"
        and follows
        and tokens[core.first].text.isdigit()
    ):
        return units.Unit("years old", core.end, "age")
    return None


def _people(parsed: Parsed, core: Core) -> units.Unit | None:
    """Those killed or hurt are people where nothing else is said: "killing two", "51 were injured", "four dead"."""
    tokens = parsed.tokens
    if core.last < len(tokens) and tokens[core.last].text.lower() in units.terms_of("casualty"):
        return units.Unit(tokens[core.last].text.lower(), tokens[core.last].end, "casualty")
    verb = tokens[tokens[core.last - 1].head]
    role = tokens[core.last - 1].dep
    dead = verb.lemma in ("die", "perish", "drown") and role == "nsubj"
    if dead or (verb.lemma in _KILLING and role in ("dobj", "nsubjpass")):
        return units.Unit("people", core.end, "casualty")
    return None


def _counts(parsed: Parsed, core: Core, unit: units.Unit | None, *, modified: bool) -> bool:
    """Tell whether a number counts something, by its place and its unit."""
    if core.rule == "score" and is_label(parsed, core.first, core.last):
        return False
    sure = unit is not None and unit.rule in ("percent", "money", "age", "times", "multiple", "casualty")
    if sure or core.rule in ("score", "fraction", "ratio", "height", "a", "couple"):
        return core.rule != "couple" or unit is not None
    if core.rule == "vague":
        return _counts_vaguely(parsed, core, unit)
    if is_label(parsed, core.first, core.last) or is_named(parsed, core.first, core.last):
        return False
    if parsed.tokens[core.first].text.lower() == "one" and core.low == core.high == 1:
        return _counts_one(parsed, core, unit, modified)
    if unit is not None and unit.rule == "compound":
        return unit.name not in _NO_UNITS and (core.low or 0) > 1
    if _is_year(parsed, core, modified):
        return False
    return unit is not None or modified or _stands_alone(parsed, core)


def _counts_one(parsed: Parsed, core: Core, unit: units.Unit | None, modified: bool) -> bool:
    if unit is not None and unit.rule in ("compound", "short"):
        return unit.name in DURATIONS
    return counts_one(parsed, core.first, modified=modified)


def _counts_vaguely(parsed: Parsed, core: Core, unit: units.Unit | None) -> bool:
    if parsed.tokens[core.first].text.lower() == "several":
        return unit is not None
    return unit is not None or parsed.tokens[core.last - 1].dep in _BARE


def _is_year(parsed: Parsed, core: Core, modified: bool) -> bool:
    """Four bare digits of a year name it ("the 2016 election") unless they round off a plural: "2000 people"."""
    surface = parsed.article.text[core.start : core.end]
    if not (re.fullmatch(r"(?:1[5-9]|20)\d\d", surface)) or modified:
        return False
    before = parsed.tokens[core.first - 1] if core.first else None
    plural = core.last < len(parsed.tokens) and parsed.tokens[core.last].tag == "NNS"
    return not (
        plural and surface.endswith("00") and (before is None or before.pos not in ("DET", "PRON", "PART", "ADJ"))
    )


def _stands_alone(parsed: Parsed, core: Core) -> bool:
    """A number without unit counts where it is an argument: "51 were taken to hospital", "7 of 16"."""
    number = parsed.tokens[core.last - 1]
    if number.text.lower() in SCALES:
        return True
    before = parsed.tokens[core.first - 1] if core.first else number
    pronoun = before.tag in ("DT", "PDT") or before.text.lower() in ("other", "first", "last", "these", "those")
    return number.dep in _BARE and number.pos == "NUM" and (core.low or 0) != 1 and not pronoun


def _modifier_before(parsed: Parsed, core: Core) -> tuple[int, str | None, str | None]:
    """Return where the phrase starts with its modifiers, the modifiers as written, and what they say of the bound."""
    tokens = parsed.tokens
    floor = parsed.ranges[tokens[core.first].sentence].first
    start, first, category = core.start, core.first, None
    while (words := _words_before(parsed, floor, first, skips=core.rule != "a")) is not None:
        first = words[0]
        phrase = " ".join(t.text.lower() for t in tokens[words[0] : words[1]])
        start, category = tokens[first].start, _stronger(modifiers()[phrase], category)
    modifier = parsed.article.text[start : core.start].strip() if start < core.start else None
    return start, re.sub(r"[“\"‘]|\s+(?:the|a|an)$", "", modifier) if modifier else None, category


def _words_before(parsed: Parsed, floor: int, first: int, *, skips: bool) -> tuple[int, int] | None:
    """Return the tokens of the longest modifier that ends at a token, or before the article in front of it."""
    tokens = parsed.tokens
    ends = [first]
    if skips and first > floor and tokens[first - 1].text.lower() in _DETERMINERS:
        ends.append(first - 1)
    for end in ends:
        for length in range(min(_LONGEST_MODIFIER, end - floor), 0, -1):
            words = " ".join(t.text.lower() for t in tokens[end - length : end])
            if words in modifiers() and not words.startswith(("or ", "and ")):
                return end - length, end
    return None


def _stronger(new: str, old: str | None) -> str:
    ranked = ("exact", "about", "below", "high", "above", "low")
    return new if old is None or ranked.index(new) > ranked.index(old) else old


def _modifier_after(parsed: Parsed, end: int) -> tuple[int, str] | None:
    match = _AFTER.match(parsed.article.text, end)
    words = " ".join(match[0].lower().split()) if match else ""
    return (match.end(), words) if match and words in modifiers() else None


_AFTER = re.compile(
    r"[ ](?:or|and)[ ](?:more|so|less|fewer|higher|above|greater|older|younger|over|under|"
    r"longer|up)\b(?![ ](?:[$£€\d]|an?[ ]|\w+[ ](?:hundred|thousand|million)))|[ ]give[ ]or[ ]take\b"
)
_NO_UNITS = frozenset(
    str.split("something plus odd up off on and to in way ish some part fold one two three time based")
) - {"time", "part"}

"""Dates and periods, resolved against the article's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from analysis.finding.date_grammar import Core, read_date
from analysis.finding.date_guards import is_date
from analysis.finding.day_readers import MONTHS, SEASONS, WEEKDAYS
from analysis.finding.language import Parsed, Token
from analysis.finding.numbers import TENS, UNITS
from analysis.finding.periods import UNKNOWN, Anchor, Period, first_day, last_day, part_of, read_anchor
from analysis.finding.tense import looks_ahead
from analysis.records import DateMention, Segment

_COUNTS = frozenset((*UNITS, *TENS, "a", "an", "several", "few", "couple", "half", "dozen", "in"))
_UNITS = frozenset(str.split("hour day night week fortnight weekend month quarter season year decade minute century"))
_WORDS = (
    frozenset(
        str.split(
            """
    today tonight yesterday tomorrow overnight last next this past previous coming upcoming following
    preceding earlier later early late same twenties thirties forties fifties sixties seventies eighties
    nineties nineteenth twentieth eighteenth seventeenth first second third fourth final q1 q2 q3 q4
    christmas new boxing halloween valentine thanksgiving black cyber labor labour memorial independence
    good easter bastille veterans armistice remembrance juneteenth may st now current weekend end start
    beginning middle election inauguration presidents columbus earth mother groundhog martin
    international australia anzac burns guy
    """
        )
    )
    | _UNITS
    | frozenset(SEASONS)
)
_MONTH_STARTS = frozenset(MONTHS)
_DAY_STARTS = frozenset(WEEKDAYS)

_BEFORE = re.compile(
    r"""(?<![\w’'])
    (?: (?P<prep> since | until | till | by | before | after | from | between | prior[ ]to |
      up[ ]to | up[ ]until | through | starting | beginning
          | as[ ]of | no[ ]later[ ]than | over | during | throughout | for | within ) [ ] (?: on[ ] |
             in[ ] | around[ ] | about[ ] | at[ ] )? )?
    (?: the[ ] )?
    (?: (?P<part> (?:early|late) (?:[ ](?:in|on))? | mid | (?:middle|beginning|start|turn|end|
      close)[ ]of ) [ -] (?:the[ ])? )?
    (?: the[ ] (?: year[ ] )? )? $""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = {"middle": "mid", "beginning": "start", "turn": "start", "close": "end"}
_OPENS = frozenset(("since", "from", "after", "starting", "beginning", "as of"))
_CLOSES = frozenset(("until", "till", "by", "before", "prior to", "up to", "up until", "through", "no later than"))
_WINDOWS = frozenset(("over", "during", "throughout", "for", "within"))
_JOIN = re.compile(r"(?:[ ]?[-–—][ ]?|[ ](?P<word>to|until|till|through|and)[ ])(?:the[ ])?", re.IGNORECASE)
_PART_OF = re.compile(r"(?P<part>(?:end|start|beginning|middle)[ ]of|early|late|mid)[ -](?:the[ ])?", re.IGNORECASE)
_ONWARD = re.compile(r"[ ](?:onwards?|on(?=[,.;])|or[ ]later|and[ ](?:later|after))\b", re.IGNORECASE)
_FIRST_IN = re.compile(r"(?:time|first|\w+est|most|least|record)[ ]$", re.IGNORECASE)  # "the worst storm in ten years"
_TO_DAY = re.compile(r",?[ ](?:\(\d{4}[ ]GMT\)[ ])?(?:local[ ]time[ ])?(?:on[ ])?")
_CLOCK_OF = re.compile(r"(\d\d?)(?:[:.](\d\d))?[ \u00a0]?([ap])?", re.IGNORECASE)
_NOW = re.compile(r"(?:now|date|the[ ]present(?:[ ]day)?)\b", re.IGNORECASE)
_TENSED = frozenset(("in", "day", "month", "weekday", "relative", "holiday", "season", "quarter"))


class _Found(NamedTuple):
    """A date with its preposition, before it becomes a record."""

    start: int
    end: int
    period: Period
    rule: str


def find_dates(parsed: Parsed) -> list[DateMention]:
    """Find the dates of one article and what they say of the calendar.

    Counts: days, months, years, decades, quarters, seasons with a year, holidays, "last month", "three days ago",
    "over the past month", ranges, and times with their day; the dateline too, by form alone.
    Leaves out: durations ("four hours", "for two years"), "recent months", "now", months and years inside names
    where the parse says so, "may", "march", "second" that are no dates.

    Returns:
        Dates in text order; spans begin at a preposition that bounds the time ("since September", "Over the past
        month"), not at "on" or "in". ``earliest`` and ``latest`` are inclusive and as precise as known: "2025-11-11",
        "2025-10", "2017", "2025-11-12T10:45". "since August" has no latest, "by Friday" no earliest. Both are None
        with rule "unresolved" for what hangs on another date ("two weeks later", a time alone), and with rule
        "undated" where the article has no date to reckon from. Without a year or "next", a month or weekday is the last
        one up to the article's date, unless the verb looks ahead.
    """
    article = parsed.article
    anchor = read_anchor(article.published)
    found = [*_find_in_datelines(article.text, article.segments, anchor), *_find_in_tokens(parsed, anchor)]
    return [
        DateMention(article.article_id, f.start, f.end, f.period.earliest, f.period.latest, f.rule)
        for f in sorted(found, key=lambda f: f.start)
    ]


def _find_in_datelines(text: str, segments: Sequence[Segment], anchor: Anchor | None) -> Iterator[_Found]:
    for segment in segments:
        if segment.kind != "dateline":
            continue
        free = segment.start
        for word in re.finditer(r"\w+", text[segment.start : segment.end]):
            at = segment.start + word.start()
            if at >= free and _may_start(word[0].lower(), word[0]):
                core = read_date(text, at, anchor)
                if core and core.end <= segment.end and core.rule not in ("time", "unresolved", "ago", "window"):
                    yield _Found(core.start, core.end, core.period, f"dateline {core.rule}")
                    free = core.end


def _find_in_tokens(parsed: Parsed, anchor: Anchor | None) -> Iterator[_Found]:
    free = 0
    tokens = parsed.tokens
    for at, token in enumerate(tokens):
        if token.start < free or not _may_start(token.text.lower(), token.text):
            continue
        if token.text.lower() in _COUNTS and not _unit_follows(tokens, at):
            continue
        found = _read_at(parsed, at, anchor)
        if found is not None:
            yield found
            free = found.end


def _may_start(lower: str, surface: str) -> bool:
    return (
        lower in _WORDS
        or surface[0].isdigit()
        or lower in _COUNTS
        or lower[:3] in _MONTH_STARTS
        or lower[:3] in _DAY_STARTS
        or (len(surface) > 2 and surface[0] in "’'" and surface[1].isdigit())
    )


def _unit_follows(tokens: Sequence[Token], at: int) -> bool:
    return any(
        t.text.lower().rstrip("s") in _UNITS
        for t in tokens[at + 1 : at + (4 if tokens[at].text.lower() == "in" else 5)]
    )


def _read_at(parsed: Parsed, at: int, anchor: Anchor | None) -> _Found | None:
    """Read the date at a token, with its tense, its preposition and its other end."""
    text, token = parsed.article.text, parsed.tokens[at]
    if token.start and (text[token.start - 1].isalnum() or text[token.start - 1] in "$£€@#/_"):
        return None
    core = read_date(text, token.start, anchor)
    if core is None or not is_date(parsed, at, core):
        return None
    before = _BEFORE.search(text, max(0, token.start - 48, parsed.sentences[token.sentence].start), token.start)
    prep = (before["prep"] or "").lower() if before else ""
    part = (before["part"] or "").lower() if before else ""
    ahead = _ahead(parsed, at, core, prep)
    if ahead is not None:
        core = read_date(text, token.start, anchor, ahead=ahead) or core
    if core.rule == "in" and (ahead is not True or _FIRST_IN.search(text, max(0, token.start - 12), token.start)):
        return None  # "in two weeks" looks ahead or is a duration
    core = _with_day(text, core, anchor, ahead)
    core = core._replace(period=part_of(core.period, _part(part))) if part else core
    start = core.start - (core.rule == "decade" and text[core.start - 1 : core.start] in ("'", "’"))
    if before and (part or core.rule.startswith("window")):
        start = before.start() if core.rule.startswith("window") else before.start("part")
    joined = _join(text, core, prep, anchor, ahead)
    if joined is not None:
        return _Found(before.start() if before and prep in ("from", "between") else start, *joined)
    return _bounded(text, _Found(start, core.end, core.period, core.rule), prep, before)


def _ahead(parsed: Parsed, at: int, core: Core, prep: str) -> bool | None:
    if core.rule not in _TENSED:
        return None
    if prep == "since":
        return False  # "the fourth time since January", whatever the verb
    said = looks_ahead(parsed, at)
    return True if said is None and prep in ("until", "by", "till", "no later than") else said


def _with_day(text: str, core: Core, anchor: Anchor | None, ahead: bool | None) -> Core:
    """Join a time to the day behind it: "11:36 a.m. Tuesday", "12:05 a.m. on New Year's Day"."""
    if not (core.rule in ("unresolved", "undated") and text[core.start].isdigit()) or not _CLOCK_OF.match(
        text, core.start
    ):
        return core
    gap = _TO_DAY.match(text, core.end)
    day = read_date(text, gap.end(), anchor, ahead=ahead) if gap else None
    if day is None or day.rule in ("unresolved", "month", "year", "ago", "window"):
        return core
    earliest = day.period.earliest
    clock = _CLOCK_OF.match(text, core.start)
    if earliest is None or len(earliest) != 10 or earliest != day.period.latest or clock is None:
        return Core(core.start, day.end, day.period, day.rule)
    hour, half = int(clock[1]), (clock[3] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    stamp = f"{earliest}T{hour:02d}:{clock[2] or '00'}"
    return Core(core.start, day.end, Period(stamp, stamp), day.rule)


def _join(
    text: str, core: Core, prep: str, anchor: Anchor | None, ahead: bool | None
) -> tuple[int, Period, str] | None:
    """Read the other end of "from Monday to Wednesday", "between March 2015 and March 2016", "May–June"."""
    gap = _JOIN.match(text, core.end)
    if gap is None:
        return None
    word = gap["word"].lower() if gap["word"] else None
    if word == "and" and prep != "between":
        return None
    other = _other_end(text, gap.end(), anchor, ahead, prep)
    if (
        other is None
        or other.rule in ("ago", "time")
        or (prep not in ("from", "between") and not _alike(core, other, word))
    ):
        return None
    first, last = core.period.earliest, other.period.latest
    if first is None or last is None:
        return other.end, UNKNOWN, core.rule if core.rule in ("undated", "unresolved") else other.rule
    if first_day(first) > last_day(last) or (core.rule == other.rule in ("day", "month") and first[:4] != last[:4]):
        ending = last_day(last)
        again = read_date(text, core.start, Anchor(ending.year, ending.month, ending.day), ahead=False)
        first = again.period.earliest if again and again.period.earliest else first
    if first_day(first) > last_day(last):
        return None
    return other.end, Period(first, last), f"range of {core.rule}"


def _other_end(text: str, at: int, anchor: Anchor | None, ahead: bool | None, prep: str) -> Core | None:
    """Read the second date of a range: "… to the end of 2008", "… and now"."""
    part = _PART_OF.match(text, at)
    other = read_date(text, part.end() if part else at, anchor, ahead=ahead)
    if other is not None:
        return other._replace(period=part_of(other.period, _part(part["part"]))) if part else other
    now = _NOW.match(text, at)
    if now is None or prep not in ("from", "between") or anchor is None or anchor.date is None:
        return None
    return Core(at, now.end(), Period(anchor.date.isoformat(), anchor.date.isoformat()), "day")


def _alike(core: Core, other: Core, word: str | None) -> bool:
    """Without "from" or "between" both ends must be of one kind: "Monday to Friday", "2014 through May 2018"."""
    return other.rule == core.rule or (word is not None and {core.rule, other.rule} <= {"day", "month", "year"})


def _part(surface: str) -> str:
    surface = surface.lower().split(" ")[0]
    return _PARTS.get(surface, surface)


def _bounded(text: str, found: _Found, prep: str, before: re.Match[str] | None) -> _Found:
    """Open an end of the period where a preposition does: "since August", "until Friday", "before 2017"."""
    earliest, latest = found.period
    possessive = text[found.end : found.end + 2] in ("'s", "’s") or _names_event(text, found, before)
    if before is not None and prep in _WINDOWS and (found.rule.startswith("window") or found.rule == "unresolved"):
        return found
    if possessive or before is None or prep not in _OPENS | _CLOSES or found.rule.startswith("window"):
        onward = _ONWARD.match(text, found.end)
        return found._replace(end=onward.end(), period=Period(earliest, None)) if onward and earliest else found
    if prep == "from" and not _ONWARD.match(text, found.end):
        return found
    start = before.start()
    if found.period == UNKNOWN:
        return found._replace(start=start)
    if prep in _OPENS:
        return found._replace(start=start, period=Period(_next(latest) if prep == "after" else earliest, None))
    return found._replace(
        start=start, period=Period(None, _previous(earliest) if prep in ("before", "prior to") else latest)
    )


def _names_event(text: str, found: _Found, before: re.Match[str] | None) -> bool:
    """ "before the 2014 protests": the year names the protests, and bounds nothing."""
    return found.rule == "year" and before is not None and before[0].lower().endswith("the ")


def _next(iso: str | None) -> str | None:
    """ "after 2016" begins with 2017; after a day may be the same day."""
    if iso is None or len(iso) >= 10:
        return iso
    return (last_day(iso) + timedelta(days=1)).isoformat()[: len(iso)]


def _previous(iso: str | None) -> str | None:
    if iso is None or len(iso) >= 10:
        return iso
    return (first_day(iso) - timedelta(days=1)).isoformat()[: len(iso)]

"""The forms that dates take in news, as regular expressions with what each says of the calendar.

Pure functions on surfaces; which words of an article are dates at all is settled in ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.finding import day_readers as by_day
from analysis.finding import relative_readers as by_article
from analysis.finding.periods import UNKNOWN, Anchor, Period, first_day, one_day, week_of

_MONTH = r"""
    (?P<month> Jan(?:uary\b|\.|\b) | Feb(?:ruary\b|\.|\b) | Mar(?:ch\b|\.|\b) | Apr(?:il\b|\.|\b) |
    May\b | June\b | Jun\b\.? | July\b | Jul\b\.? | Aug(?:ust\b|\.|\b) | Sept?(?:ember\b|\.|\b) |
    Oct(?:ober\b|\.|\b) | Nov(?:ember\b|\.|\b) | Dec(?:ember\b|\.|\b) )
    """
_DAY_BARE = r"(?P<day> 0?[1-9] | [12]\d | 3[01] ) (?:st|nd|rd|th)?"
_DAY = _DAY_BARE + r" (?! \d | [:.]\d | ,\d{3} | % )"
_YEAR_BARE = r"(?P<year> 1[5-9]\d\d | 20\d\d | 21\d\d )"
_YEAR = _YEAR_BARE + r" (?! \d | ,\d | [.:]\d | % )"
_WEEKDAY = r"""
    (?P<weekday> (?: Mon|Tues|Wednes|Thurs|Fri|Satur|Sun )day s? \b | (?:
    Tues?|Weds?|Thu(?:rs?)?|Fri|Mon|Sat|Sun ) \b\.? )
    """
_CLOCK = r"""
    (?P<hour> [01]?\d | 2[0-3] ) (?: [:.] (?P<minute> [0-5]\d ) (?: :\d\d )? )? (?: [ \u00a0]?
    (?P<half> [ap]\.?[ ]?m\b\.? ) | (?<= [:.] \d\d ) | (?<= [:.]\d\d:\d\d ) | [ ]? (?P<oclock>
    o[’']clock ) ) (?: [ ]? \(? (?P<zone> (?: local | eastern | pacific | central | mountain
    )(?:[ ](?:standard|daylight))?[ ]time | GMT | UTC | BST | CET | CEST | IST | [ECMP][SD]?T | AEST
    | AEDT | JST | Z ) \b \)? )?
    """
_PART = (
    r"(?: [ ] (?: early[ ] | late[ ] )? (?: morning | afternoon | evening | night | lunchtime | midday | noon )s? \b )?"
)
_SEP = r"[ \u00a0]? ,? [ \u00a0]?"
_UNIT = r"""
    (?P<unit> second | minute | hour | day | night | week | fortnight | weekend | month | quarter |
    season | year | decade | century | centurie )
    """
_COUNT = r"""
    (?P<count> \d+(?:\.\d+)? | an? | one | two | three | four | five | six | seven | eight | nine |
    ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen |
    nineteen | twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety | twenty-\w+ |
    thirty-\w+ | several | few | couple (?: [ ] of )? | half[ ]a | dozen )
    """
_SEASON = r"(?P<season> spring | summer | autumn | fall | winter )"
_HOLIDAY = r"""
    (?P<holiday> Christmas (?:[ ] (?:Day|Eve) )? | New[ ]Year[’']?s? (?:[ ] (?:Day|Eve) | (?<=s) ) |
    Boxing[ ]Day | Halloween | Valentine[’']?s[ ]Day | Thanksgiving (?:[ ]Day)? | Black[ ]Friday |
    Cyber[ ]Monday | Labou?r[ ]Day | Memorial[ ]Day | Independence[ ]Day | Fourth[ ]of[ ]July |
    4th[ ]of[ ]July | Good[ ]Friday | Easter (?:[ ] (?:Sunday|Monday) )? | Bastille[ ]Day |
    Veterans[’']?[ ]Day | Armistice[ ]Day | Remembrance[ ]Day | Juneteenth | May[ ]Day |
    St\.?[ ]Patrick[’']?s[ ]Day | Election[ ]Day | Inauguration[ ]Day | Presidents[’']?[ ]Day |
    Columbus[ ]Day | Earth[ ]Day | Mother[’']?s[ ]Day | Groundhog[ ]Day |
    Martin[ ]Luther[ ]King[ ](?:Jr\.?[ ])?Day | International[ ]Women[’']s[ ]Day |
    International[ ]Workers[’'][ ]Day | Australia[ ]Day | Anzac[ ]Day | ANZAC[ ]Day | Burns[ ]Night
    | Guy[ ]Fawkes[ ]Night )
    """


class Core(NamedTuple):
    """A date as written, without its preposition."""

    start: int
    end: int
    period: Period
    rule: str


Reader = Callable[[re.Match[str], Anchor | None, bool | None], Period | Core | None]


class Form(NamedTuple):
    """A form of date: its name (the record's rule), its pattern, and how a match is read."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


def read_date(text: str, at: int, anchor: Anchor | None, *, ahead: bool | None = None) -> Core | None:
    """Read the longest date that starts at a place.

    Args:
        text: the article's text.
        at: where the date may start.
        anchor: the date of the article; None leaves relative words unresolved.
        ahead: what the tense says: True the future, False the past, None nothing.

    >>> anchor = Anchor(2025, 11, 12)
    >>> read_date("Oct 24.", 0, anchor).period
    Period(earliest='2025-10-24', latest='2025-10-24')
    >>> read_date("Tuesday night", 0, anchor)[2:]
    (Period(earliest='2025-11-11', latest='2025-11-11'), 'weekday')
    >>> read_date("Tuesday", 0, anchor, ahead=True).period.earliest, read_date("Tuesday", 0, None).period.earliest
    ('2025-11-18', None)
    >>> read_date("march on the capital", 0, anchor) is None
    True
    """
    best: Core | None = None
    for form in _FORMS:
        match = form.pattern.match(text, at)
        if match is None:
            continue
        read = _read(form, match, anchor, ahead)
        end = read.end if isinstance(read, Core) else match.start() + len(match[0].rstrip(" ,"))
        period = read.period if isinstance(read, Core) else read
        if period is not None and (best is None or end > best.end):
            rule = form.name if period != UNKNOWN else ("undated" if anchor is None else "unresolved")
            best = Core(at, end, period, "window of units" if form.name == "window" and _counted(match) else rule)
    return best


def _read(form: Form, match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | Core | None:
    """Read a match; "999999999 days ago", or a week ago on 1 January 0001, leaves the calendar and is not known."""
    try:
        return form.read(match, anchor, ahead)
    except (OverflowError, ValueError):
        return UNKNOWN


def _counted(match: re.Match[str]) -> bool:
    return match["count"] is not None


def _read_offset(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Core | None:
    """ "three days before Christmas", "two weeks after 6 November"."""
    onward = True if match["to"].lower() == "from" else ahead
    other, count = read_date(match.string, match.end(), anchor, ahead=onward), by_article.count_of(match["count"])
    if other is None or count is None or other.rule in ("time", "ago", "window"):
        return None
    iso = other.period.earliest
    if iso is None or len(iso) != 10 or iso != other.period.latest:
        return Core(match.start(), other.end, UNKNOWN, "offset")
    day = by_article.step(first_day(iso), match["unit"].lower(), count if match["to"].lower() != "before" else -count)
    return Core(match.start(), other.end, one_day(day) if day else UNKNOWN, "offset")


def _read_week_of(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Core | None:
    """ "the week of April 10th", "the week beginning 4 February"."""
    other = read_date(match.string, match.end(), anchor, ahead=ahead)
    if other is None or other.rule != "day" or other.period.earliest is None:
        return None
    if other.period.earliest != other.period.latest:
        return None
    return Core(match.start(), other.end, week_of(first_day(other.period.earliest)), "week of")


def _rename(pattern: str, old: str, new: str) -> str:
    """Give a pattern's group another name, so that it can stand twice in one form."""
    return pattern.replace(f"(?P<{old}>", f"(?P<{new}>")


def _form(name: str, read: Reader, pattern: str) -> Form:
    return Form(name, re.compile(pattern, re.VERBOSE | re.IGNORECASE), read)


_WHICH = (
    r"(?P<which> (?: this [ ] )? (?: last | next | past | previous | coming | upcoming | following ) | this | current )"
)
_DAY_OF_WEEK = rf"(?: {_WEEKDAY} {_SEP} (?: the[ ] )? )?"
_TIME_BEHIND = rf"(?: ,? [ \u00a0] (?: at [ ] (?:about[ ]|around[ ])? )? {_CLOCK} )?"
_OF_YEAR = rf"""
    (?: (?: [ ] of [ ] | [ ] in [ ] | ,?[ ] ) (?: {_YEAR} | (?: the | (?P<which> last | this | next
    | the[ ]same ) ) [ ] year \b) )?
    """

_FORMS = (
    _form(
        "day",
        by_day.read_day,
        rf"""
        {_DAY_OF_WEEK} {_MONTH} ,? [ ]? (?:the[ ])? {_DAY} (?: (?: [ ]?[-–][ ]? |
        [ ](?:to|through|until|till)[ ] ) (?P<until> [12]?\d | 3[01] ) (?:st|nd|rd|th)? (?!\d|:) )? (?:
        (?: {_SEP} | [ ]of[ ] ) {_YEAR} )? {_TIME_BEHIND}
        """,
    ),
    _form(
        "day",
        by_day.read_day,
        rf"""
        {_DAY_OF_WEEK} {_DAY_BARE} (?: [ ]?(?:[-–]|to|through)[ ]? (?P<until> [12]?\d | 3[01] )
        (?:st|nd|rd|th)? )? [ -] (?:of[ ])? {_MONTH} (?: (?: {_SEP} | - | [ ]of[ ] | [ ]in[ ] ) {_YEAR}
        )? {_TIME_BEHIND}
        """,
    ),
    _form(
        "month",
        by_day.read_month,
        rf"""
        (?: {_WHICH} [ ] )? {_MONTH} (?: (?: ,?[ ] | [ ]of[ ] | [ ]in[ ] | - ) {_YEAR} )?
        """,
    ),
    _form(
        "iso",
        by_day.read_iso,
        rf"""
        (?P<year> [12]\d{{3}} ) (?P<dash> [-/] ) (?P<month> [01]\d ) (?P=dash) (?P<day> [0-3]\d ) (?! \d
        ) (?: (?: T | [ ] ) {_CLOCK} )?
        """,
    ),
    _form(
        "numeric",
        by_day.read_numeric,
        r"""
        (?P<a> \d\d? ) (?P<dash> [-/.] ) (?P<b> \d\d? ) (?P=dash) (?P<year> \d{4} | \d\d ) (?! [\d/] |
        [-.]\d )
        """,
    ),
    _form("weekday", by_day.read_weekday, rf"(?: {_WHICH} [ ] )? {_WEEKDAY} {_PART} {_TIME_BEHIND}"),
    _form(
        "word",
        by_day.read_word,
        rf"""
        (?P<word> the[ ]day[ ](?:before[ ]yesterday | after[ ]tomorrow) | today | tonight | yesterday |
        tomorrow | (?: last [ ] (?:night|evening) | this [ ] (?: morning|afternoon|evening ) ) |
        overnight (?=[ ]on) ) \b {_PART}
        """,
    ),
    _form(
        "year range",
        by_day.read_year_range,
        rf"""
        {_YEAR_BARE} [ ]?[-–][ ]? (?P<until> (?:1[5-9]|20|21)\d\d | \d\d ) (?! \d | - )
        """,
    ),
    _form(
        "decade",
        by_day.read_decade,
        r"""
        (?: (?P<year> (?:1[5-9]|20)\d0 ) [’']?s | [’']? (?P<tens> [1-9]0 ) [’']?s (?<![\w]\d\ds) |
        (?P<name> twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties ) ) \b
        """,
    ),
    _form(
        "century",
        by_day.read_century,
        r"""
        (?: (?P<nth> \d\d? ) (?:st|nd|rd|th) | (?P<name> nineteenth | twentieth | eighteenth |
        seventeenth | twenty-first ) ) [ -] century \b
        """,
    ),
    _form(
        "relative",
        by_article.read_relative,
        rf"""
        (?: (?P<when> earlier | later | early | late ) [ ] )? {_WHICH} [ ] {_UNIT} (?! s\b ) \b
        """,
    ),
    _form(
        "relative",
        by_article.read_relative,
        rf"""
        (?P<when> earlier | later ) [ ] (?: in | on[ ]in | on ) [ ] (?P<which> the ) [ ] {_UNIT} \b (?!
        [ ]of\b )
        """,
    ),
    _form("relative", by_article.read_weekend, r"weekend \b"),
    _form(
        "in",
        by_article.read_in,
        rf"""
        in [ ] (?: (?: about | around | just | less[ ]than | under ) [ ] )? {_COUNT} [ -] {_UNIT} (?: s?
        \b ) (?! [ ] of \b | [’'] )
        """,
    ),
    _form(
        "offset",
        _read_offset,
        rf"""
        {_COUNT} [ -] {_UNIT} s? [ ] (?P<to> before | after | from ) [ ] (?= [A-Zty\d] )
        """,
    ),
    _form(
        "week of",
        _read_week_of,
        r"""
        week [ ] (?: of | (?:beginning|starting|commencing) (?:[ ]on)? ) [ ]
        """,
    ),
    _form(
        "weekday",
        by_article.read_day_of_week,
        rf"""
        {_WEEKDAY} (?: ,? [ ] of )? [ ] (?P<which> last | this | next | the[ ]previous ) [ ] week \b
        """,
    ),
    _form(
        "weekday",
        by_article.read_day_of_week,
        rf"""
        (?P<which> last | this | next | previous ) [ ] week [ ] (?: on [ ] )? {_WEEKDAY}
        """,
    ),
    _form(
        "part",
        by_article.read_part,
        rf"""
        (?: (?P<part> end | start | beginning | middle | close ) [ ] of [ ] (?: the [ ] | this [ ] )?
        (?: (?P<which> last | next | this ) [ ] )? {_UNIT} \b (?! [ ]of ) | (?P<yearend> year (?:[’']s)?
        [ -] end ) \b )
        """,
    ),
    _form(
        "holiday",
        by_article.read_holiday_weekend,
        rf"""
        (?: {_WHICH} [ ] )? {_HOLIDAY} (?: [ ] {_YEAR} )? [ ] weekend \b
        """,
    ),
    _form(
        "window",
        by_article.read_window,
        rf"""
        (?: this [ ])? (?P<which> last | past | previous | preceding | next | coming | following ) [ ]
        (?: {_COUNT} [ -] (?: or[ ]so[ ])? )? {_UNIT} (?P<plural> s )? \b
        """,
    ),
    _form(
        "ago",
        by_article.read_ago,
        rf"""
        (?: {_COUNT} ) [ -] {_UNIT} s? (?: [ ]and[ ]a[ ]half )? [ ] (?P<to> ago | from[ ]now | hence |
        earlier | later | afterwards ) \b
        """,
    ),
    _form(
        "ago",
        by_article.read_ago_twice,
        rf"""
        (?: {_rename(_COUNT, "count", "first_count")} ) [ ] {_rename(_UNIT, "unit", "first_unit")} s? [ ] and [ ]
        (?: {_rename(_COUNT, "count", "second_count")} ) [ ] {_rename(_UNIT, "unit", "second_unit")} s? [ ] ago \b
        """,
    ),
    _form(
        "day",
        by_article.read_day_of_month,
        r"""
        (?P<day> 0?[1-9] | [12]\d | 3[01] ) (?:st|nd|rd|th) [ ] (?: of [ ] )?
        (?P<which> this | last | next ) [ ] month \b
        """,
    ),
    _form(
        "season",
        by_article.read_season,
        rf"""
        (?: {_WHICH} [ ] )? {_SEASON} (?: [ ] (?:of[ ])? {_YEAR} )? \b
        """,
    ),
    _form(
        "quarter",
        by_article.read_quarter,
        rf"""
        (?: (?P<nth> first | second | third | fourth | final | last | 1st | 2nd | 3rd | 4th ) [ -] (?:
        fiscal[ ] )? (?: quarter | half (?=[ ]of) ) \b | Q (?P<short> [1-4] ) \b ) {_OF_YEAR} (?:
        (?<=Q\d) [ ,-]{{1,2}} (?P<year2> 20\d\d ) )?
        """,
    ),
    _form(
        "holiday",
        by_article.read_holiday,
        rf"""
        (?: {_WHICH} [ ] )? {_HOLIDAY} (?: (?: ,?[ ] | [ ]of[ ] | [ ]in[ ] ) {_YEAR} )?
        """,
    ),
    _form("year", by_day.read_year, _YEAR),
    _form("time", by_day.read_time, _CLOCK),
    _form(
        "unresolved",
        by_article.read_unresolved,
        r"(?: (?:next|following|previous|same) [ ] (?:day|morning|evening|night|week|month|year) | "
        r"(?:day|week|month|year|night) [ ] (?:before|earlier|after|later) ) \b",
    ),
)

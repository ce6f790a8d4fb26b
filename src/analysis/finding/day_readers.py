"""How dates that name a day, month or year are read: a match of the grammar to a period."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.finding.numbers import read_number
from analysis.finding.periods import UNKNOWN, Anchor, Period, days, is_day, one_day, one_month, years

MONTHS = {name[:3]: n for n, name in enumerate(str.split("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}
WEEKDAYS = {name: n for n, name in enumerate(str.split("mon tue wed thu fri sat sun"))}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
NEXT = frozenset(("next", "coming", "following", "upcoming"))
LAST = frozenset(("last", "past", "previous", "preceding"))


def month_of(name: str) -> int:
    """Return the number of a month by its name or abbreviation.

    >>> month_of("Sept."), month_of("November")
    (9, 11)
    """
    return MONTHS[name[:3].lower()]


def weekday_of(name: str) -> int:
    """Return the number of a weekday, Monday 0.

    >>> weekday_of("Thurs."), weekday_of("Sunday")
    (3, 6)
    """
    return WEEKDAYS[name[:3].lower()]


def _spelled_month(match: re.Match[str]) -> bool:
    """A month begins with a capital: "may" and "march" are verbs."""
    return match["month"][0].isupper() or match["month"][:3] not in (
        "may",
        "mar",
        "jun",
        "sec",
        "dec",
        "jan",
        "sep",
        "oct",
    )


def read_day(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "November 6", "6 November 2025", "Tuesday, Nov. 6, 2025 10:45 AM", "October 6-8"."""
    if not _spelled_month(match):
        return None
    groups = match.groupdict()
    month, day = month_of(match["month"]), int(match["day"])
    year = int(match["year"]) if match["year"] else _year_of(month, day, anchor, ahead, groups.get("weekday"))
    if year is None:
        return UNKNOWN if is_day(2024, month, day) else None
    if not is_day(year, month, day):
        return None
    first = date(year, month, day)
    if groups.get("until"):
        last = int(match["until"])
        return days(first, date(year, month, last)) if last > day and is_day(year, month, last) else None
    if groups.get("hour"):
        return at_clock(first, match)
    return one_day(first)


def _year_of(month: int, day: int, anchor: Anchor | None, ahead: bool | None, weekday: str | None) -> int | None:
    """The year that puts a day nearest to the article, on the side that the tense says."""
    if anchor is None:
        return None
    near = [year for year in range(anchor.year - 4, anchor.year + 5) if is_day(year, month, day)]
    today = anchor.date or date(anchor.year, anchor.month or 6, 15)
    if weekday:
        near = [y for y in near if date(y, month, day).weekday() == weekday_of(weekday)] or near
    if ahead is True:
        near = [y for y in near if date(y, month, day) >= today] or near
    elif ahead is False:
        near = [y for y in near if date(y, month, day) <= today] or near
    return min(near, key=lambda y: abs((date(y, month, day) - today).days)) if near else None


def at_clock(day: date, match: re.Match[str]) -> Period:
    """Return a day and the time that a match names, to the minute."""
    hour = _hour(match)
    stamp = f"{day.isoformat()}T{hour:02d}:{match['minute'] or '00'}"
    return Period(stamp, stamp)


def _hour(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.startswith("a") and hour == 12 else hour


def read_month(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "November 2016", "October", "last October"."""
    if not _spelled_month(match):
        return None
    month = month_of(match["month"])
    if match["year"]:
        return one_month(int(match["year"]), month)
    word = (match["which"] or "").lower()
    if anchor is None:
        return UNKNOWN
    now = anchor.month or 12
    if word == "this":
        return one_month(anchor.year, month)
    if word in NEXT or (ahead is True and not word):
        later = month > now or (month == now and word not in NEXT)
        return one_month(anchor.year if later else anchor.year + 1, month)
    earlier = month < now or (month == now and word not in LAST)
    return one_month(anchor.year if earlier else anchor.year - 1, month)


def read_iso(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "2025-11-12", "2025-11-12T10:45", "2025/11/12"."""
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if not is_day(year, month, day):
        return None
    return at_clock(date(year, month, day), match) if match["hour"] else one_day(date(year, month, day))


def read_numeric(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "13/11/2016": read only where one number cannot be a month; else the year alone is sure."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    orders = {(m, d) for m, d in ((first, second), (second, first)) if is_day(year, m, d)}
    if not orders:
        return None
    return one_day(date(year, *orders.pop())) if len(orders) == 1 else years(year)


def read_weekday(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "Tuesday": the last one up to the article's day; the next where the tense looks ahead."""
    surface, word = match["weekday"], (match["which"] or "").lower()
    if not surface[0].isupper() or (len(surface.rstrip(".")) < 6 and not (match["hour"] or surface.endswith("."))):
        return None
    today = anchor.date if anchor else None
    if today is None:
        return UNKNOWN
    day = _weekday_near(today, weekday_of(surface), word, ahead)
    return at_clock(day, match) if match["hour"] else one_day(day)


def _weekday_near(today: date, weekday: int, word: str, ahead: bool | None) -> date:
    back = (today.weekday() - weekday) % 7
    word = word.rsplit(" ", 1)[-1]
    if word in LAST:  # yesterday is no "last Wednesday" on a Thursday: nobody would set it off by "last"
        return today - timedelta(days=back if back > 1 else back + 7)
    if word == "next":  # "next Friday" is the one of the week after this
        return today - timedelta(days=today.weekday() - weekday) + timedelta(weeks=1)
    if word in NEXT or (ahead is True and back):
        return today + timedelta(days=7 - back)
    if word == "this" and ahead is not False:
        return today - timedelta(days=today.weekday() - weekday)
    return today - timedelta(days=back)


def read_time(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """A time of day alone says no date."""
    if not match["half"] and not match["zone"] and not match["oclock"]:
        return None
    return UNKNOWN


def read_word(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "today", "yesterday", "last night", "this morning"."""
    today = anchor.date if anchor else None
    if today is None:
        return UNKNOWN
    word = match["word"].lower()
    if word.startswith("the day "):
        return one_day(today + timedelta(days=-2 if "yesterday" in word else 2))
    shift = {"yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1}.get(word.split(" ")[0], 0)
    return one_day(today + timedelta(days=shift))


def read_year(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """Read "2017"."""
    return years(int(match["year"]))


def read_year_range(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "2015–2017", "2016-17"; not "1990-50"."""
    first, second = int(match["year"]), match["until"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return years(first, last) if first < last <= first + 150 else None


def read_decade(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "the 1990s", "the '90s", "the nineties"."""
    if match["year"]:
        return years(int(match["year"]), int(match["year"]) + 9)
    tens = int(match["tens"]) if match["tens"] else int(read_number(match["name"].lower()[:-3] + "y") or 0)
    century = 2000 if tens <= 20 else 1900
    return years(century + tens, century + tens + 9)


def read_century(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """Read "the 19th century": 1801 to 1900."""
    number = (
        int(match["nth"])
        if match["nth"]
        else {"nine": 19, "twen": 20, "eigh": 18, "seve": 17}[match["name"][:4].lower()]
    )
    if match["name"] and "first" in match["name"].lower():
        number = 21
    return years(100 * number - 99, 100 * number) if 1 <= number <= 21 else None

"""Stretches of the calendar as pairs of ISO strings, and the date they are reckoned from.

A period is ``(earliest, latest)``, each as precise as it is known: "2025-11-11", "2025-10", "2017",
"2025-11-12T10:45". Both are inclusive: October 2025 is ("2025-10", "2025-10"). An open end is None.
"""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """A stretch of the calendar; an open end is None, and both are None where it cannot be told."""

    earliest: str | None
    latest: str | None


UNKNOWN = Period(None, None)


class Anchor(NamedTuple):
    """The date that relative words are reckoned from, as precise as known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, None where only the month or year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def read_anchor(published: str | None) -> Anchor | None:
    """Read an ISO date as precise as it is; None for no date or no ISO date.

    >>> read_anchor("2025-11-12T10:45:00"), read_anchor("2025-11")
    (Anchor(year=2025, month=11, day=12), Anchor(year=2025, month=11, day=None))
    >>> read_anchor(None) is None, read_anchor("soon") is None
    (True, True)
    """
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    anchor = Anchor(year or 0, month, day)
    return anchor if is_day(anchor.year, month or 1, day or 1) else None


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has this day.

    >>> is_day(2024, 2, 29), is_day(2025, 2, 29)
    (True, False)
    """
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def one_day(day: date) -> Period:
    """Return a single day as a period."""
    return Period(day.isoformat(), day.isoformat())


def days(first: date, last: date) -> Period:
    """Return the days from one to another, both included."""
    return Period(first.isoformat(), last.isoformat())


def one_month(year: int, month: int) -> Period:
    """Return a month, counting on from December: month 13 is January.

    >>> one_month(2025, 13), one_month(2025, 0)
    (Period(earliest='2026-01', latest='2026-01'), Period(earliest='2024-12', latest='2024-12'))
    """
    return months(year, month, 1)


def months(year: int, month: int, count: int) -> Period:
    """Return ``count`` months from one on.

    >>> months(2017, 10, 3)
    Period(earliest='2017-10', latest='2017-12')
    """
    first, last = year * 12 + month - 1, year * 12 + month - 2 + count
    if not (_has_year(first // 12) and _has_year(last // 12)):
        return UNKNOWN
    return Period(*(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in (first, last)))


def years(first: int, last: int | None = None) -> Period:
    """Return a year or several; before year 1 and after 9999 nothing is known.

    >>> years(1990, 1999), years(-3000)
    (Period(earliest='1990', latest='1999'), Period(earliest=None, latest=None))
    """
    last = first if last is None else last
    return Period(f"{first:04d}", f"{last:04d}") if _has_year(first) and _has_year(last) else UNKNOWN


def _has_year(year: int) -> bool:
    return MINYEAR <= year <= MAXYEAR


def add_months(day: date, count: int) -> date:
    """Return the same day some months on, or the last of a shorter month.

    >>> add_months(date(2025, 3, 31), -1)
    datetime.date(2025, 2, 28)
    """
    number = day.year * 12 + day.month - 1 + count
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def first_day(iso: str) -> date:
    """Return the first day of an ISO date of any precision.

    >>> first_day("2025-10"), first_day("2017")
    (datetime.date(2025, 10, 1), datetime.date(2017, 1, 1))
    """
    parts = [int(part) for part in iso[:10].split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(iso: str) -> date:
    """Return the last day of an ISO date of any precision.

    >>> last_day("2025-02"), last_day("2017")
    (datetime.date(2025, 2, 28), datetime.date(2017, 12, 31))
    """
    parts = [int(part) for part in iso[:10].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def week_of(day: date, shift: int = 0) -> Period:
    """Return Monday to Sunday of a day's week, ``shift`` weeks on.

    >>> week_of(date(2025, 11, 12), -1)
    Period(earliest='2025-11-03', latest='2025-11-09')
    """
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return days(monday, monday + timedelta(days=6))


def part_of(period: Period, part: str) -> Period:
    """Return the early, middle or late third of a year, a decade or a month, or its first or last day.

    >>> part_of(years(2017), "late"), part_of(years(1990, 1999), "early")
    (Period(earliest='2017-09', latest='2017-12'), Period(earliest='1990', latest='1993'))
    >>> part_of(one_month(2025, 10), "end"), part_of(one_day(date(2025, 11, 11)), "late")
    (Period(earliest='2025-10-31', latest='2025-10-31'), Period(earliest='2025-11-11', latest='2025-11-11'))
    """
    earliest, latest = period
    if earliest is None or latest is None or len(earliest) >= 10:
        return period
    if part in ("start", "end"):
        return one_day(first_day(earliest) if part == "start" else last_day(latest))
    which = ("early", "mid", "late").index(part)
    if len(earliest) == 4 and latest != earliest:
        low, high = ((0, 3), (4, 6), (7, 9))[which]
        return years(int(earliest) + low, int(earliest) + high) if int(latest) - int(earliest) == 9 else period
    if len(earliest) == 4:
        return months(int(earliest), 1 + 4 * which, 4)
    if earliest != latest:
        return period
    first, last = first_day(earliest), last_day(latest)
    low, high = ((1, 10), (11, 20), (21, last.day))[which]
    return days(first.replace(day=low), first.replace(day=high))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth Monday (0) to Sunday (6) of a month; -1 is the last.

    >>> nth_weekday(2017, 11, 3, 4), nth_weekday(2021, 5, 0, -1)
    (datetime.date(2017, 11, 23), datetime.date(2021, 5, 31))
    """
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2018)
    datetime.date(2018, 4, 1)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)

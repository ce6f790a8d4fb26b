"""How dates that lean on the article's own date are read: "last month", "three days ago", "the third quarter"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.finding.day_readers import LAST, NEXT, ORDINALS, SEASONS, weekday_of
from analysis.finding.holidays import holiday_in
from analysis.finding.numbers import read_number
from analysis.finding.periods import (
    UNKNOWN,
    Anchor,
    Period,
    add_months,
    days,
    first_day,
    months,
    one_day,
    one_month,
    part_of,
    week_of,
    years,
)


def read_relative(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "last month", "this week", "next year", "earlier this month"."""
    if anchor is None:
        return UNKNOWN
    word, unit = match["which"].lower().split(" ")[-1], match["unit"].lower()
    if word in ("past", "coming") and unit not in ("weekend", "quarter"):
        return None  # a window: "the past month" is the month up to now
    shift = -1 if word in LAST else 1 if word in NEXT else 0
    period = _shift_unit(anchor, unit, shift, ahead)
    return _earlier_or_later(period, (match["when"] or "").lower(), anchor) if period else None


def _shift_unit(anchor: Anchor, unit: str, shift: int, ahead: bool | None) -> Period | None:
    today = anchor.date
    if unit == "year":
        return years(anchor.year + shift)
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * shift
        return years(first, first + 9)
    if unit == "century":
        first = (anchor.year - 1) // 100 * 100 + 1 + 100 * shift
        return years(first, first + 99)
    if unit == "month":
        return one_month(anchor.year, anchor.month + shift) if anchor.month else UNKNOWN
    if unit == "quarter":
        return months(anchor.year, (anchor.month - 1) // 3 * 3 + 1 + 3 * shift, 3) if anchor.month else UNKNOWN
    if today is None:
        return UNKNOWN
    if unit == "week":
        return week_of(today, shift)
    if unit == "fortnight":
        return days(*sorted((today, today + timedelta(weeks=2 * shift))))
    if unit == "weekend":
        return _weekend(today, shift, ahead)
    return one_day(today + timedelta(days=shift)) if unit in ("night", "day") and shift < 1 else None


def _weekend(today: date, shift: int, ahead: bool | None) -> Period:
    """The weekend just past (or running), the last full one for "last", the one to come."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if shift > 0 or (shift == 0 and ahead is True and today.weekday() < 5):
        saturday += timedelta(weeks=1)
    elif shift < 0 and today.weekday() >= 5:
        saturday -= timedelta(weeks=1)
    return days(saturday, saturday + timedelta(days=1))


def _earlier_or_later(period: Period, when: str, anchor: Anchor) -> Period:
    """ "earlier this month" ends on the article's day, "later this year" begins there."""
    if not when or anchor.date is None or period == UNKNOWN or period.earliest is None or period.latest is None:
        return period
    today = anchor.date.isoformat()
    if not (period.earliest <= today and today <= period.latest + "-99"):
        return period
    return Period(period.earliest, today) if when.startswith("earl") else Period(today, period.latest)


def read_window(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "the past month", "the last six months", "the next two years": counted back or on from the article's day.

    Without a number "last month" is the calendar's month and "the past month" the thirty days up to now.
    """
    word, unit = match["which"].lower(), match["unit"].lower()
    count = count_of(match["count"])
    if match["count"] is None and (word not in ("past", "coming") or match["plural"]):
        return None
    if anchor is None or anchor.date is None:
        return UNKNOWN
    today = anchor.date
    if unit == "quarter" and count:
        first = (today.month - 1) // 3 * 3 + 1
        return months(today.year, first + 3 if word in NEXT else first - 3 * round(count), 3 * round(count))
    if count is None:
        return Period(None, today.isoformat()) if word in LAST else Period(today.isoformat(), None)
    other = step(today, unit, count if word in NEXT else -count)
    return days(*sorted((today, other))) if other else None


def read_ago(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "three days ago", "two years ago"; "two weeks later" hangs on another date and stays unresolved."""
    if match["to"].lower() not in ("ago", "from now", "hence"):
        return UNKNOWN
    count, today = count_of(match["count"]), anchor.date if anchor else None
    unit = match["unit"].lower()
    if anchor is None or count is None:
        return UNKNOWN
    sign = -1 if match["to"].lower() == "ago" else 1
    if unit in ("year", "decade", "century", "centurie"):
        length = {"year": 1, "decade": 10}.get(unit, 100)
        return years(anchor.year + sign * round(count * length)) if count * length >= 1 else UNKNOWN
    if unit == "month" and anchor.month:
        return one_month(anchor.year, anchor.month + sign * round(count))
    other = step(today, unit, sign * count) if today else None
    return one_day(other) if other else UNKNOWN


def read_ago_twice(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "two weeks and two days ago", "a year and three months ago": both stretches back from the article's day."""
    if anchor is None or anchor.date is None:
        return UNKNOWN
    day: date | None = anchor.date
    for number in ("first", "second"):
        count = count_of(match[f"{number}_count"])
        day = step(day, match[f"{number}_unit"].lower(), -count) if day and count is not None else None
    return one_day(day) if day else UNKNOWN


def read_day_of_month(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "the 21st of this month", "the 3rd of last month"; a day that the month lacks is none."""
    if anchor is None or anchor.month is None:
        return UNKNOWN
    word = match["which"].lower()
    month = first_day(one_month(anchor.year, anchor.month + (-1 if word in LAST else word in NEXT)).earliest or "")
    try:
        return one_day(month.replace(day=int(match["day"])))
    except ValueError:
        return None


def count_of(surface: str | None) -> float | None:
    """Return how many units are named; none named is one, "several" is unknown.

    >>> count_of("two"), count_of(None), count_of("several")
    (2.0, 1.0, None)
    """
    if surface is None:
        return 1.0
    surface = surface.lower()
    if surface in ("a", "an"):
        return 1.0
    if surface == "half a":
        return 0.5
    if surface.startswith("couple"):
        return 2.0
    return read_number(surface)


def step(today: date, unit: str, count: float) -> date | None:
    """Return the day a number of units on; None where the unit has no length.

    >>> step(date(2025, 11, 12), "week", -2)
    datetime.date(2025, 10, 29)
    """
    if unit in ("second", "minute"):
        return today
    if unit in ("hour", "day", "night", "week", "fortnight"):
        length = {"hour": 1 / 24, "week": 7, "fortnight": 14}.get(unit, 1)
        return today + timedelta(days=int(count * length))
    per = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}.get(unit)
    if per is None or abs(count * per) > 12 * 1500:
        return None
    return add_months(today, int(count * per))


def read_season(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "summer 2016", "the spring of 2016", "last summer"; seasons of the northern hemisphere."""
    month, word = SEASONS[match["season"].lower()], (match["which"] or "").lower()
    if match["year"]:
        return months(int(match["year"]), month, 3)
    if not word:
        return None
    if anchor is None or not anchor.month:
        return UNKNOWN
    year = anchor.year
    if word == "this" and month == 12 and anchor.month < 3:
        year -= 1
    if word in LAST and month + 2 >= anchor.month:
        year -= 1
    if word in NEXT and month <= anchor.month:
        year += 1
    return months(year, month, 3)


def read_quarter(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "the final quarter of 2017", "the fourth quarter", "first half of this year", "Q1 2017"."""
    nth = (match["nth"] or match["short"] or "").lower()
    half = "half" in match[0].lower()
    number = ORDINALS.get(nth) or (int(nth) if nth.isdigit() else (2 if half else 4))
    if number > (2 if half else 4):
        return None
    length = 6 if half else 3
    said = next((match[name] for name in ("year", "year2") if match[name]), None)
    which = (match["which"] or "").lower()
    if said is None and half and not which:
        return None
    if said is None and anchor is None:
        return UNKNOWN
    if said:
        year = int(said)
    elif anchor is not None:
        year = anchor.year + (-1 if which in LAST else 1 if which in NEXT else 0)
        if not which and not ahead and (number - 1) * length + 1 > (anchor.month or 12):
            year -= 1
    return months(year, (number - 1) * length + 1, length)


def read_holiday(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """Read "Christmas", "last Easter", "Black Friday 2017"."""
    name = re.sub(r"[’']", "", match["holiday"].lower()).replace("st. ", "st ")
    if match["year"]:
        return one_day(holiday_in(name, int(match["year"])))
    today = anchor.date if anchor else None
    if anchor is None or today is None:
        return UNKNOWN
    word = (match["which"] or "").lower()
    near = [holiday_in(name, year) for year in range(anchor.year - 1, anchor.year + 2)]
    if word in NEXT or ahead is True:
        return one_day(min(day for day in near if day >= today))
    if word in LAST or ahead is False:
        return one_day(max(day for day in near if day <= today))
    return one_day(min(near, key=lambda day: abs((day - today).days)))


def read_weekend(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "over the weekend": the one just past, or to come where the tense looks ahead."""
    today = anchor.date if anchor else None
    return UNKNOWN if today is None else _weekend(today, 0, ahead)


def read_in(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "in two weeks", of the future only."""
    count, today = count_of(match["count"]), anchor.date if anchor else None
    if ahead is False or count is None:
        return None
    other = step(today, match["unit"].lower(), count) if today else None
    return one_day(other) if other and match["unit"].lower() not in ("hour", "minute", "second") else None


def read_day_of_week(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "Tuesday of last week", "next week on Tuesday"."""
    today = anchor.date if anchor else None
    if today is None:
        return UNKNOWN
    word = match["which"].lower()
    week = week_of(today, -1 if word in LAST else 1 if word in NEXT else 0)
    return one_day(first_day(week.earliest or "") + timedelta(days=weekday_of(match["weekday"])))


def read_part(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "the end of the year", "year-end", "the middle of next month": what follows "of" is this one or the one said."""
    if anchor is None:
        return UNKNOWN
    word = (match["which"] or "").lower()
    unit = (
        (match["unit"] or match["yearend"] or "")
        .lower()
        .split("-")[0]
        .split(" ")[0]
        .removesuffix("'s")
        .removesuffix("’s")
    )
    period = _shift_unit(anchor, unit, -1 if word in LAST else 1 if word in NEXT else 0, ahead)
    part = (match["part"] or "end").lower()
    return part_of(period, {"beginning": "start", "middle": "mid", "close": "end"}.get(part, part)) if period else None


def read_holiday_weekend(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "Labor Day weekend": the Saturday and Sunday nearest, and the holiday itself."""
    holiday = read_holiday(match, anchor, ahead)
    if holiday is None or holiday.earliest is None:
        return holiday
    day = first_day(holiday.earliest)
    saturday = min(day + timedelta(days=n) for n in range(-3, 4) if (day + timedelta(days=n)).weekday() == 5)
    return days(min(saturday, day), max(saturday + timedelta(days=1), day))


def read_unresolved(match: re.Match[str], anchor: Anchor | None, ahead: bool | None) -> Period | None:
    """ "the next day", "the following year", "that same day": hang on another date."""
    return UNKNOWN

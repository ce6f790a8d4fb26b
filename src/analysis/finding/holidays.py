"""The days of holidays, as the United States and Britain keep them."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.finding.periods import easter, nth_weekday

_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new years eve": (12, 31),
    "new year eve": (12, 31),
    "new years day": (1, 1),
    "new year day": (1, 1),
    "new years": (1, 1),
    "boxing day": (12, 26),
    "halloween": (10, 31),
    "valentines day": (2, 14),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "4th of july": (7, 4),
    "bastille day": (7, 14),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "juneteenth": (6, 19),
    "may day": (5, 1),
    "st patricks day": (3, 17),
    "inauguration day": (1, 20),
    "earth day": (4, 22),
    "groundhog day": (2, 2),
    "international womens day": (3, 8),
    "international workers day": (5, 1),
    "australia day": (1, 26),
    "anzac day": (4, 25),
    "burns night": (1, 25),
    "guy fawkes night": (11, 5),
}
_FLOATING = {
    "labor day": (9, 0, 1),
    "labour day": (9, 0, 1),
    "memorial day": (5, 0, -1),
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
    "presidents day": (2, 0, 3),
    "columbus day": (10, 0, 2),
    "mothers day": (5, 6, 2),
    "martin luther king day": (1, 0, 3),
    "martin luther king jr day": (1, 0, 3),
    "martin luther king jr. day": (1, 0, 3),
}


def holiday_in(name: str, year: int) -> date:
    """Return a holiday's day; Labor, Memorial, Mother's and Independence Day as the United States keep them.

    >>> holiday_in("thanksgiving", 2025), holiday_in("easter", 2018)
    (datetime.date(2025, 11, 27), datetime.date(2018, 4, 1))
    """
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FLOATING:
        return nth_weekday(year, *_FLOATING[name])
    if name in ("black friday", "cyber monday"):
        return nth_weekday(year, 11, 3, 4) + timedelta(days=1 if name == "black friday" else 4)
    if name == "election day":
        return nth_weekday(year, 11, 0, 1) + timedelta(days=1)
    shift = {"good friday": -2, "easter monday": 1}.get(name, 0)
    return easter(year) + timedelta(days=shift)

"""Which values a figure allows, by its bounds and as a round number; and whether two leave none in common."""

from __future__ import annotations

import math

from analysis.records import Quantity

# Two counts nearer than this, and than one in the last place of a vague one, are one count, rounded differently:
# "about 850" and "nearly 900", but not "some $146 billion" and "$148.9 billion", nor "nearly 1,000" and "about 850".
_ROUNDING = 0.1
_FACTOR = 4
_VAGUE = frozenset(("about", "around", "approximately", "roughly", "nearly", "almost", "some", "estimated", "so"))
_BELOW = frozenset(("nearly", "almost", "under", "below"))  # "nearly four" is not four yet


def disagree(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities of one unit leave no value that both allow.

    >>> def q(low, high, modifier=None): return Quantity("a", 0, 1, low, high, "people", modifier, "")
    >>> disagree(q(75, 75), q(57, 57)), disagree(q(75, None, "at least"), q(70, None, "more than"))
    (True, False)
    >>> disagree(q(90, 90, "about"), q(85, 85)), disagree(q(6, None, "at least"), q(4, None, "at least"))
    (False, True)
    >>> disagree(q(4, 4, "nearly"), q(4, 4)), disagree(q(4, 4, "nearly"), q(4, 4, "about"))
    (True, False)
    """
    if _stops_short(a) != _stops_short(b) and _size(a) == _size(b) and not (_is_vague(a) and _is_vague(b)):
        return True
    low = max(_low(a), _low(b))
    high = min(_high(a), _high(b))
    if low <= high:
        return _same_bound(a, b) and (a.low, a.high) != (b.low, b.high)
    slack = max((min(_ROUNDING * abs(_size(q)), _place(_size(q))) for q in (a, b) if _is_vague(q)), default=-1)
    return not low - high <= slack


def _size(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def _place(value: float) -> float:
    """Return what one is worth in the last place that is not zero.

    >>> _place(850.0), _place(900.0), _place(146e9)
    (10.0, 100.0, 1000000000.0)
    """
    digits = f"{value:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def is_same_sort(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures are near enough to be of one thing: a quarter's profit is no year's revenue.

    >>> def q(value): return Quantity("a", 0, 1, value, value, "$", None, "")
    >>> is_same_sort(q(75), q(57)), is_same_sort(q(2e9), q(33e9))
    (True, False)
    """
    small, large = sorted((abs(_size(a)), abs(_size(b))))
    return large <= _FACTOR * small


def _stops_short(quantity: Quantity) -> bool:
    return bool(set((quantity.modifier or "").lower().split()) & _BELOW)


def _is_vague(quantity: Quantity) -> bool:
    return bool(set((quantity.modifier or "").lower().split()) & _VAGUE)


def _same_bound(a: Quantity, b: Quantity) -> bool:
    """Tell whether both are minimums, or both maximums, in the same words."""
    return (a.modifier or "").lower() == (b.modifier or "").lower() and _shape(a) == _shape(b) != (False, False)


def _shape(quantity: Quantity) -> tuple[bool, bool]:
    return quantity.low is None, quantity.high is None


def _low(quantity: Quantity) -> float:
    return -math.inf if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return math.inf if quantity.high is None else quantity.high

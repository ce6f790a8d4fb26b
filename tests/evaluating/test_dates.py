"""Scores of dates: what agrees with a marked value, and what is left out."""

import pytest
from support import GOLD, needs_gold

from analysis.errors import InputError
from analysis.evaluating.dates import is_left_out, is_range_value, is_value, score_dates
from analysis.records import DateMention


def mention(earliest, latest, rule="day"):
    return DateMention("a", 0, 5, earliest, latest, rule)


def test_value_needs_the_same_precision():
    assert is_value(mention("2017", "2017"), "2017")
    assert not is_value(mention("2017", "2017"), "2017-05")
    assert not is_value(mention("2017-05-01", "2017-05-01"), "2017-05")


def test_value_of_an_open_bound_is_its_end():
    assert is_value(mention("2017", None), "2017")
    assert not is_value(mention(None, None), "2017")


def test_value_at_either_end_of_a_range():
    assert is_value(mention("2004", "2009", "range of year"), "2009")
    assert not is_value(mention("2004", "2009", "decade"), "2009")


def test_range_ends_before_its_end():
    value = {"start": "2016-10-01", "end": "2016-11-01"}
    assert is_range_value(mention("2016-10", "2016-10"), value)
    assert not is_range_value(mention("2016-10", "2016-11"), {"start": "2016-10-01", "end": "2017-01-01"})


def test_open_range():
    assert is_range_value(mention("2016", None), {"start": "2016-01-01", "Mod": "since"})
    assert not is_range_value(mention("2016", "2016"), {"start": "2016-01-01", "Mod": "since"})


def test_left_out():
    assert is_left_out("week 10")
    assert is_left_out("tue 13th")
    assert not is_left_out("between Jan 2019 and now")


def test_unknown_gold():
    with pytest.raises(InputError, match="known: seed_pair"):
        score_dates(GOLD, on="nothing")


@needs_gold
def test_floor_on_seeds():
    spans, values = score_dates(GOLD, on="seed_pair")
    assert (spans.gold, values.right >= 11) == (12, True)


@needs_gold
def test_floor_on_gum():
    values, found = score_dates(GOLD, on="gum-news")
    assert values.recall >= 0.85
    assert found.recall >= 0.90


@needs_gold
def test_floor_on_recognizers():
    right, total = (sum(getattr(s, k) for s in score_dates(GOLD, on="recognizers")) for k in ("right", "gold"))
    assert right / total >= 0.85

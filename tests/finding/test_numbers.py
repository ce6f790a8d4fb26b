"""Number surfaces to values."""

import pytest

from analysis.finding.numbers import FRACTION, NUMBER, parse_number, read_number, shortened, value_of_fraction


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("4,000", 4000),
        ("12,34,567", 1234567),
        ("2.5 million", 2.5e6),
        ("2.3bn", 2.3e9),
        ("50k", 5e4),
        ("5 lakh", 5e5),
        ("5 crore", 5e7),
        ("three lakh crore", 3e12),
        ("twenty-five", 25),
        ("three hundred and five", 305),
        ("one hundred twenty-five", 125),
        ("three thousand five hundred", 3500),
        ("twelve hundred", 1200),
        ("a hundred thousand", 1e5),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half a million", 5e5),
        ("a half million", 5e5),
        ("two and a half billion", 2.5e9),
        ("one million and a half", 1.5e6),
        ("one and a half", 1.5),
        ("one point five million", 1.5e6),
        ("2½", 2.5),
        ("1 1/2", 1.5),
        ("⅔", 0.6667),
        ("two-thirds", 0.6667),
        ("three quarters", 0.75),
        ("a quarter of a million", 250000),
        ("-14", -14),
        ("minus five", -5),
    ],
)
def test_exact(surface, value):
    assert parse_number(surface) == (value, value)


@pytest.mark.parametrize(
    ("surface", "ends"),
    [("8 to 15.5", (8, 15.5)), ("between ten and twenty", (10, 20)), ("30-50", (30, 50)), ("from 5 to 9", (5, 9))],
)
def test_range(surface, ends):
    assert parse_number(surface) == ends


@pytest.mark.parametrize(
    "surface",
    ["", "several", "three twelve", "nineteen eighty", "a couple", "million and", "9 to 5", "$3", "second", "1.2.3"],
)
def test_no_number(surface):
    assert parse_number(surface) is None


def test_short_scales_are_units_where_asked():
    assert read_number("40m") == 40e6
    assert read_number("40m", short_scales=False) is None


def test_shortened_leaves_the_second_number():
    text = "two hundred and three hundred"
    match = shortened(NUMBER.match(text), text)
    assert match is not None
    assert match[0] == "two hundred"


def test_value_of_fraction_is_rounded():
    assert value_of_fraction(FRACTION.fullmatch("one-third")) == 0.3333

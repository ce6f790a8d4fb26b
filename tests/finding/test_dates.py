"""Dates: what they say of the calendar, and the words that only look like dates."""

from dataclasses import replace
from datetime import date

import pytest
from support import load_cases, parse_paragraph

from analysis.finding.date_grammar import read_date
from analysis.finding.dates import find_dates
from analysis.finding.language import Name, parse_articles
from analysis.finding.periods import (
    Anchor,
    Period,
    add_months,
    easter,
    first_day,
    last_day,
    months,
    nth_weekday,
    one_month,
    part_of,
    read_anchor,
    week_of,
    years,
)
from analysis.finding.relative_readers import step
from analysis.records import Article, Segment


def parse_date(surface, published, *, ahead=None):
    """Return the period of a surface that is a date as a whole, None where it is none."""
    core = read_date(surface, 0, read_anchor(published), ahead=ahead)
    return core.period if core is not None and core.end == len(surface) else None


@pytest.mark.parametrize("case", load_cases("dates"))
def test_case(case):
    text = case["text"]
    found = [
        [text[d.start : d.end], d.earliest, d.latest] for d in find_dates(parse_paragraph(text, case["published"]))
    ]
    assert found == case["expected"]


def find_in_dateline(text, published="2025-11-12"):
    article = Article("a", "e", "s", text, (Segment("a", 0, len(text), "dateline", "test"),), published=published)
    return [(text[d.start : d.end], d.earliest, d.rule) for d in find_dates(next(parse_articles([article])))]


def test_dateline_is_read_by_form():
    assert find_in_dateline("Wednesday, 12 November 2025 10:45 AM") == [
        ("Wednesday, 12 November 2025 10:45 AM", "2025-11-12T10:45", "dateline day")
    ]
    assert find_in_dateline("By Ann Lee, posted 2025-11-12 in Sport", None) == [
        ("2025-11-12", "2025-11-12", "dateline iso")
    ]
    assert find_in_dateline("By Ann Lee, Sport") == []


def test_undated_article_stays_unresolved():
    found = find_dates(parse_paragraph("He left on Tuesday and came back last month.", None))
    assert [(d.earliest, d.latest, d.rule) for d in found] == [(None, None, "undated")] * 2


def test_sorted_and_the_same_twice():
    parsed = parse_paragraph("In May 2016 he left; since 2017 he has been back, but on Tuesday he went again.")
    found = find_dates(parsed)
    assert found == find_dates(parsed)
    assert [d.earliest for d in found] == ["2016-05", "2017", "2025-11-11"]


@pytest.mark.parametrize(
    ("surface", "earliest", "latest"),
    [
        ("Oct 24", "2025-10-24", "2025-10-24"),
        ("Nov. 18-19, 2015", "2015-11-18", "2015-11-19"),
        ("December 2004", "2004-12", "2004-12"),
        ("Q1 2017", "2017-01", "2017-03"),
        ("fourth quarter of last year", "2024-10", "2024-12"),
        ("20th century", "1901", "2000"),
        ("nineties", "1990", "1999"),
        ("summer of 2016", "2016-06", "2016-08"),
        ("Thanksgiving", "2025-11-27", "2025-11-27"),
        ("Easter Monday 2018", "2018-04-02", "2018-04-02"),
        ("Labor Day weekend", "2025-08-30", "2025-09-01"),
        ("half a year ago", None, None),
        ("six months ago", "2025-05", "2025-05"),
        ("last decade", "2010", "2019"),
        ("last quarter", "2025-07", "2025-09"),
        ("past two quarters", "2025-04", "2025-09"),
    ],
)
def test_parse_date(surface, earliest, latest):
    assert parse_date(surface, "2025-11-12") == Period(earliest, latest)


@pytest.mark.parametrize(
    "surface", ["march", "second", "four hours", "2,000", "13:75", "31 April 2016", "the", "99/99/2016"]
)
def test_no_date(surface):
    assert parse_date(surface, "2025-11-12") is None


@pytest.mark.parametrize(
    ("surface", "published"),
    [
        ("999999999 days ago", "2025-11-12"),
        ("past 99999999 weeks", "2025-11-12"),
        ("5000 years ago", "2025-11-12"),
        ("past two years", "0001-06-01"),
        ("Christmas", "0001-01-01"),
        ("tomorrow", "9999-12-31"),
        ("next year", "9999"),
        ("last quarter", "0001-02"),
    ],
)
def test_a_date_outside_the_calendar_is_not_known(surface, published):
    assert parse_date(surface, published) == Period(None, None)


def test_tense_turns_a_weekday():
    assert parse_date("Friday", "2025-11-12", ahead=True) == Period("2025-11-14", "2025-11-14")
    assert parse_date("Friday", "2025-11-12", ahead=False) == Period("2025-11-07", "2025-11-07")


def test_periods():
    assert one_month(2025, 0) == Period("2024-12", "2024-12")
    assert months(2025, 11, 3) == Period("2025-11", "2026-01")
    assert week_of(date(2025, 11, 9)) == Period("2025-11-03", "2025-11-09")
    assert add_months(date(2024, 2, 29), -12) == date(2023, 2, 28)
    assert first_day("2025-11-12T10:45") == date(2025, 11, 12)
    assert last_day("2024-02") == date(2024, 2, 29)
    assert part_of(years(2000), "mid") == Period("2000-05", "2000-08")
    assert part_of(one_month(2025, 2), "late") == Period("2025-02-21", "2025-02-28")
    assert nth_weekday(2017, 9, 0, 1) == date(2017, 9, 4)
    assert easter(2019) == date(2019, 4, 21)


def test_read_anchor_as_precise_as_known():
    assert read_anchor("2025") == Anchor(2025)
    assert read_anchor("2025-11").date is None
    assert read_anchor("2025-02-31") is None


def test_steps_of_units_without_a_length_or_beyond_the_calendar_lead_nowhere():
    today = date(2025, 1, 31)
    assert step(today, "quarter", -1) == date(2024, 10, 31)
    assert step(today, "fortnight", 2) == date(2025, 2, 28)
    assert step(today, "game", 1) is None
    assert step(today, "century", 16) is None


@pytest.mark.parametrize(
    ("text", "published", "first"),
    [
        ("They meet next weekend.", "2025-11-12", "2025-11-15"),
        ("They met last weekend.", "2025-11-12", "2025-11-08"),
        ("They meet next weekend.", "2025-11-15", "2025-11-22"),  # the article is a Saturday's
        ("They met last weekend.", "2025-11-15", "2025-11-08"),
    ],
)
def test_weekends_before_and_after(text, published, first):
    assert [row.earliest for row in find_dates(parse_paragraph(text, published=published))] == [first]


def test_a_day_that_ends_a_name_is_no_date_and_one_that_a_name_runs_on_to_is():
    assert find_dates(parse_paragraph("He told USA Today that it rained.")) == []
    text = "Officials of the Port on Monday met."
    parsed = parse_paragraph(text)
    too_long = Name(text.index("the"), text.index(" met"), 2, 6, "ORG")
    assert [text[row.start : row.end] for row in find_dates(replace(parsed, names=(too_long,)))] == ["Monday"]

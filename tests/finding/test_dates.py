"""Dates: what they say of the calendar, and the words that only look like dates."""

from datetime import date

import pytest
from support import load_cases, parse_paragraph

from analysis.finding.date_grammar import parse_date
from analysis.finding.dates import find_dates
from analysis.finding.language import parse_articles
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
from analysis.records import Article, Segment


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

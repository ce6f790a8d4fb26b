import pytest

from analysis.reading.header import is_date_line, match_stamp, parse_byline, parse_moment, parse_name_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday, 12 November 2025 10:45 AM", "2025-11-12T10:45:00"),
        ("date 2025-11-12", "2025-11-12"),
        ("Published: Nov 3, 2020", "2020-11-03"),
        ("By Jane Roe | 3 March 2021 | Updated 4 March 2021", "2021-03-03"),
        ("Updated 4 March 2021 | Published 3 March 2021", "2021-03-03"),
        ("Last updated: 4 March 2021", "2021-03-04"),
        ("Sept. 5, 2019, 7:30 p.m. EDT", "2019-09-05T19:30:00"),
        ("12:05 a.m., March 1, 2020", "2020-03-01T00:05:00"),
        ("2021-03-03T14:05:00Z", "2021-03-03T14:05:00"),
        ("25/12/2016", "2016-12-25"),
        ("12/25/2016", "2016-12-25"),
        ("07/08/2016", None),
        ("31 February 2020", None),
        ("March 2020", None),
        ("10:45", None),
        ("in 2020 or so", None),
    ],
)
def test_parse_moment(text, expected):
    assert parse_moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane Roe and John Doe, Reuters", "Jane Roe and John Doe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane van der Roe, Political correspondent", "Jane van der Roe"),
        ("Author: Jane Roe", "Jane Roe"),
        ("By Tuesday the water had gone", None),
        ("By Monday Night, the Harbour Was Shut", None),
        ("By then it was over.", None),
    ],
)
def test_parse_byline(text, expected):
    assert parse_byline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, Harbour News", "Jane Roe"),
        ("Jane Roe, harbournews.example", "Jane Roe"),
        ("Jane Roe and agencies", "Jane Roe"),
        ("Jane Roe, mayor of Springfield", None),
        ("Talks resume in Geneva", None),
    ],
)
def test_parse_name_line(text, expected):
    assert parse_name_line(text) == expected


def test_date_lines_hold_nothing_else():
    assert is_date_line("Posted at 9:30 am on 3 March 2021")
    assert is_date_line("3 March 2021 | Harbour Daily News")
    assert not is_date_line("Bridge shut on 3 March 2021")


def test_stamps():
    assert match_stamp("Published: 3 March 2021 Bridge shut") == len("Published: 3 March 2021")
    assert match_stamp("Bridge shut 3 March 2021") == 0

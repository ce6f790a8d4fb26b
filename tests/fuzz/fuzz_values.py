"""Any text to numbers, amounts and dates, read at each of its words: bounds in order, dates that the calendar has."""

import math
import re

from fuzz.oracles import bounded, read_text

from analysis.finding.amounts import read_amount
from analysis.finding.date_grammar import read_date
from analysis.finding.numbers import parse_number
from analysis.finding.periods import first_day, last_day, read_anchor
from analysis.reading.header import parse_byline, parse_moment, parse_name_line, parse_source_line

MAX_BYTES = 256
ANCHORS = [None, "2025-11-12", "2024-02", "2024", "9999-12-31", "0001-01-01"]
_WORD = re.compile(r"(?<!\w)\S")


def check(data):
    text = read_text(data[1:])
    published = ANCHORS[data[0] % len(ANCHORS)] if data else None
    ahead = [None, True, False][data[0] // len(ANCHORS) % 3] if data else None
    with bounded(len(text)):
        check_number(text)
        for match in _WORD.finditer(text):
            check_amounts(text, match.start())
            check_date(text, match.start(), read_anchor(published), ahead)
        for parse in (parse_moment, parse_byline, parse_name_line, parse_source_line):
            assert parse(text) == parse(text)
    read_anchor(parse_moment(text))


def check_number(text):
    for short_scales in (True, False):
        value = parse_number(text, short_scales=short_scales)
        if value is not None:
            assert all(map(math.isfinite, value))
            assert value[0] <= value[1]


def check_amounts(text, at):
    for amount in read_amount(text, at):
        assert 0 <= amount.start < amount.end <= len(text)
        assert math.isfinite(amount.low)
        assert math.isfinite(amount.high)
        assert amount.low <= amount.high


def check_date(text, at, anchor, ahead):
    core = read_date(text, at, anchor, ahead=ahead)
    if core is None:
        return
    assert at <= core.start < core.end <= len(text)
    earliest, latest = core.period
    if earliest is not None and latest is not None:
        assert first_day(earliest[:10]) <= last_day(latest[:10]), core.period

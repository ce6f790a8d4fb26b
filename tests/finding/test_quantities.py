"""Quantities: spans, bounds and units, and the numbers that count nothing."""

import pytest
from support import load_cases, make_article, parse_paragraph

from analysis.finding.amounts import read_amount
from analysis.finding.dates import find_dates
from analysis.finding.number_places import is_glued_after, is_glued_before, telephone_spans
from analysis.finding.quantities import bound, find_quantities, modifiers
from analysis.finding.units import terms_of, unit_behind


def quantities_in(parsed):
    """Return the quantities of a parse as every finder sees them: with its dates."""
    return find_quantities(parsed, find_dates(parsed))


def as_rows(text):
    return sorted(
        ([text[q.start : q.end], q.low, q.high, q.unit] for q in quantities_in(parse_paragraph(text))), key=str
    )


@pytest.mark.parametrize("case", load_cases("quantities"))
def test_case(case):
    expected = [
        [surface, *(None if end is None else float(end) for end in (low, high)), unit]
        for surface, low, high, unit in case["expected"]
    ]
    assert as_rows(case["text"]) == sorted(expected, key=str)


def test_modifier_is_kept_as_written():
    (found,) = quantities_in(parse_paragraph("More than 70 people were hurt."))
    assert (found.low, found.high, found.modifier) == (70.0, None, "More than")


def test_rule_says_how_it_was_read():
    found = quantities_in(parse_paragraph("Dozens of men paid $5 each for 20% of it."))
    assert [q.rule for q in found] == ["vague, of", "number, money", "number, percent"]


def test_furniture_is_not_searched():
    from analysis.finding.language import parse_articles

    article = make_article("Five boats sank", whole=True)
    article = type(article)(
        **{
            **{name: getattr(article, name) for name in article.__slots__},
            "segments": tuple(type(s)(s.article_id, s.start, s.end, "furniture", s.rule) for s in article.segments),
        }
    )
    assert quantities_in(next(parse_articles([article]))) == []


def test_duration_in_a_window_is_a_quantity_too():
    assert as_rows("He has been ill for the last six months.") == [["six months", 6.0, 6.0, "months"]]


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("low", (75.0, None)),
        ("above", (75.0, None)),
        ("high", (None, 75.0)),
        ("below", (None, 75.0)),
        ("about", (75.0, 75.0)),
        (None, (75.0, 75.0)),
    ],
)
def test_bound(category, expected):
    assert bound(75.0, 75.0, category) == expected


def test_bound_of_a_range_keeps_both_ends():
    assert bound(10.0, 12.0, "low") == (10.0, 12.0)


def test_every_modifier_has_a_known_category():
    assert set(modifiers().values()) == {"low", "above", "high", "below", "about", "exact"}


def test_no_unit_is_a_label():
    assert not terms_of("short") & terms_of("label")


@pytest.mark.parametrize("text", ["5G", "48th", "24/7", "10:45", "6 p.m.", "7pm", "2000 GMT"])
def test_glued_digits_are_no_amount(text):
    assert read_amount(text, 0) == []


def test_glued():
    assert is_glued_before("an F-16 jet", 5)
    assert is_glued_after("the 5G net", 5)
    assert not is_glued_before("a 16 hour day", 2)
    assert not is_glued_after("a 16 hour day", 4)


def test_range_takes_the_scale_of_its_end():
    (amount,) = read_amount("2-3 million", 0)
    assert (amount.low, amount.high, amount.kind) == (2e6, 3e6, "range")


def test_telephone_spans():
    text = "Ring +44 20 7946 0958, or wait 20 30 minutes"
    assert [text[a:b] for a, b in telephone_spans(text)] == ["+44 20 7946 0958"]


@pytest.mark.parametrize(
    ("text", "unit"), [("40m deep", "m"), ("5 km/h", "km/h"), ("3%", "%"), ("2x", "times"), ("4 U", None)]
)
def test_unit_behind(text, unit):
    found = unit_behind(text, 1 if text[1] in " %xU" else 2)
    assert (found.name if found else None) == unit


def test_sorted_and_the_same_twice():
    parsed = parse_paragraph("Two men, 30 and 40, paid $5 to 12 boys and 7 girls; 3 of the 12 boys ran.")
    found = quantities_in(parsed)
    assert found == quantities_in(parsed)
    assert [q.start for q in found] == sorted(q.start for q in found)

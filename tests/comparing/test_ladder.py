"""What each source counts: values with bounds, gaps, units in one spelling."""

import pandas as pd
import pytest
from reporting.samples import make_comparison

from analysis.comparing.ladder import COLUMNS, count_numbers, name_unit

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "source": ["Post", "Gazette", "Post"]})


def count_rows(*rows):
    columns = ["article_id", "start", "end", "text", "low", "high", "unit"]
    table = pd.DataFrame(rows, columns=columns).astype({"low": "float64", "high": "float64", "unit": "str"})
    return count_numbers(table, ARTICLES)


def quantity(article_id, text, low, high, unit):
    return (article_id, 0, len(text), text, low, high, unit)


def test_sample():
    comparison = make_comparison()
    table = count_numbers(comparison.quantities, comparison.articles)
    assert [(row.unit, row.source, row.n) for row in table.itertuples()] == [
        ("passengers", "Harbour Post", 1),
        ("passengers", "Unnamed source A", 1),
        ("people", "Harbour Post", 1),
        ("people", "Unnamed source A", 0),
    ]


def test_a_gap_is_a_row_without_bounds():
    gap = count_rows(quantity("a", "9 boats", 9, 9, "boats")).iloc[1]
    assert (gap["source"], gap["n"]) == ("Gazette", 0)
    assert gap[["low", "high", "article_id", "text"]].isna().all()


def test_same_value_is_one_row_and_an_open_bound_is_another_value():
    table = count_rows(
        quantity("a", "75 people", 75, 75, "people"),
        quantity("c", "75 people", 75, 75, "people"),
        quantity("a", "at least 75 people", 75, None, "people"),
    )
    post = table[table["source"] == "Post"]
    assert list(post["n"]) == [2, 1]
    assert pd.isna(post["high"].iloc[1])


def test_values_stand_from_low_to_high_and_shared_units_first():
    table = count_rows(
        quantity("a", "3 ships", 3, 3, "ships"),
        quantity("a", "1 ship", 1, 1, "ships"),
        quantity("a", "8 planes", 8, 8, "planes"),
        quantity("b", "7 planes", 7, 7, "planes"),
    )
    assert list(dict.fromkeys(table["unit"])) == ["planes", "ships"]
    assert list(table[table["unit"] == "ships"]["low"])[:2] == [1, 3]


def test_what_counts_nothing_is_left_out():
    table = count_rows(
        quantity("a", "three hours", 3, 3, "hours"),
        quantity("a", "dozens of people", None, None, "people"),
        quantity("a", "12", 12, 12, None),
    )
    assert table.empty
    assert list(table.columns) == list(COLUMNS)
    assert list(table.dtypes) == list(count_rows(quantity("a", "9 boats", 9, 9, "boats")).dtypes)


@pytest.mark.parametrize(
    ("unit", "named"),
    [("percent", "%"), ("per cent", "%"), ("Persons", "people"), ("EU", "EU"), ("deaths", "deaths"), ("$", "$")],
)
def test_unit_in_one_spelling(unit, named):
    assert name_unit(unit) == named

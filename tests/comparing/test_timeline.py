"""Dated statements, in order of the date, each with its sentence."""

import pytest
from reporting.samples import make_comparison

from analysis.comparing.timeline import COLUMNS, list_dates, order_date, to_day


def list_sample(comparison=None):
    comparison = comparison or make_comparison()
    return list_dates(comparison.dates, comparison.sentences, comparison.articles)


def test_statements_stand_in_order_of_the_date_with_their_sentence():
    table = list_sample()
    assert list(table["text"]) == ["on Sunday", "on Monday"]
    assert all(row.text in row.statement for row in table.itertuples())
    texts = {article.article_id: article.text for article in make_comparison().event.articles}
    for row in table.itertuples():
        assert texts[row.article_id][row.statement_start : row.statement_end] == row.statement


def test_unresolved_date_is_no_dated_statement():
    assert "until nightfall" not in list(list_sample()["text"])


def test_date_outside_the_running_text_is_left_out():
    comparison = make_comparison()
    comparison.sentences = comparison.sentences.assign(kind="subhead")
    assert list_sample(comparison).empty


def test_empty_table_has_the_columns_and_types_of_a_full_one():
    comparison = make_comparison()
    full = list_sample(comparison)
    comparison.dates = comparison.dates.iloc[:0]
    empty = list_sample(comparison)
    assert list(empty.columns) == list(COLUMNS)
    assert list(empty.dtypes) == list(full.dtypes)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("2025-08", None), ("2025-09", None)),  # since August, since September
        (("2025-11-11", "2025-11-11"), ("2025-11-11", "2025-11-30")),
        ((None, "2025-01-31"), ("2025-02-01", None)),  # until January
        (("1994", "1994"), ("2025-11-10T09:00", "2025-11-10T09:00")),
        (("2025-11-10T09:00", None), ("2025-11-10T17:30", None)),
    ],
)
def test_order(earlier, later):
    assert order_date(*earlier) < order_date(*later)


@pytest.mark.parametrize("iso", ["2025-13", "2025-02-30", "Tuesday", "", "20251112", None, float("nan")])
def test_what_is_no_date_is_no_day(iso):
    assert to_day(iso) is None
    assert to_day(iso, last=True) is None


def test_last_day_of_what_an_imprecise_date_may_mean():
    assert to_day("2024-02", last=True) == to_day("2024-02-29")
    assert to_day("2024", last=True) == to_day("2024-12-31")
    assert to_day("2024-12", last=True) == to_day("2024-12-31")
    assert to_day("9999", last=True) is None

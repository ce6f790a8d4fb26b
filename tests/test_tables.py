"""Tables: columns and dtypes hold when empty, and a span outside its text is refused."""

import pytest

from analysis.errors import SpanError
from analysis.records import Problem, Segment
from analysis.tables import ARTICLE_TABLES, SCHEMAS, cut_span, make_table, to_table


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_table_has_its_columns_and_dtypes(name):
    table = make_table(name, [])
    assert list(table.columns) == list(SCHEMAS[name])
    assert [str(dtype) for dtype in table.dtypes] == list(SCHEMAS[name].values())


def test_text_is_cut_out_of_the_article():
    table = to_table("segments", [Segment("a", 9, 11, "paragraph", "test")], {"a": "At least 75 people"})
    assert table.loc[0, "text"] == "75"


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 19)])
def test_a_span_outside_its_text_is_refused(span):
    with pytest.raises(SpanError, match="does not lie in its text of 18 characters"):
        cut_span({"a": "At least 75 people"}, "a", *span)


def test_a_row_that_lacks_a_column_is_refused():
    with pytest.raises(KeyError):
        make_table("problems", [{"message": "no article"}])


def test_annotate_writes_known_tables():
    assert set(ARTICLE_TABLES) <= set(SCHEMAS)
    assert Problem("", "empty").article_id == ""

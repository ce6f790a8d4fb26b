"""Every finder over every seed and gold article: what it points at is what it says, in order, twice the same."""

import pytest
from support import GOLD, SEEDS

from analysis import compare, read_event
from analysis.tables import SCHEMAS

FOLDERS = [*sorted(SEEDS.glob("*")), *sorted(GOLD.glob("events/*/articles"))]
SPAN_TABLES = [name for name, schema in SCHEMAS.items() if "start" in schema]


@pytest.fixture(
    scope="module", params=FOLDERS, ids=lambda path: path.parent.name if path.name == "articles" else path.name
)
def comparison(request):
    return compare(read_event(request.param))


@pytest.fixture(scope="module")
def texts(comparison):
    return {article.article_id: article.text for article in comparison.event.articles}


def test_a_span_is_the_text_it_names(comparison, texts):
    for name in SPAN_TABLES:
        for row in comparison.tables[name].itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text, name
            assert row.text == row.text.strip(), name


def test_the_other_span_lies_in_the_other_article(comparison, texts):
    for name in ("matches", "conflicts", "reuse"):
        for row in comparison.tables[name].itertuples():
            assert row.other_id != row.article_id, name
            assert 0 <= row.other_start < row.other_end <= len(texts[row.other_id]), name
            assert getattr(row, "other_text", None) in (None, texts[row.other_id][row.other_start : row.other_end])


def test_rows_found_in_one_article_stand_in_text_order(comparison):
    for name in ("segments", "sentences", "mentions", "quotations", "quantities", "dates", "wording"):
        table = comparison.tables[name]
        keys = list(zip(table["article_id"], table["start"], -table["end"], strict=True))
        assert keys == sorted(keys), name


def test_segments_cover_the_text_and_do_not_overlap(comparison, texts):
    for article_id, text in texts.items():
        own = comparison.segments[comparison.segments["article_id"] == article_id]
        left = list(text)
        for start, end in zip(own["start"], own["end"], strict=True):
            assert "" not in left[start:end]
            left[start:end] = [""] * (end - start)
        assert "".join(left).strip() == ""


def test_no_furniture_in_any_table_but_segments(comparison):
    furniture = comparison.segments[comparison.segments["kind"] == "furniture"]
    for name in SPAN_TABLES:
        if name in ("segments", "reuse", "accounts"):  # a credit to an agency often stands in what is set aside
            continue
        joined = comparison.tables[name].merge(
            furniture[["article_id", "start", "end"]], on="article_id", suffixes=("", "_f"), validate="many_to_many"
        )
        inside = joined[(joined["start"] < joined["end_f"]) & (joined["end"] > joined["start_f"])]
        assert inside.empty, f"{name}: {inside['text'].tolist()[:3]}"


def test_every_table_has_its_columns_and_dtypes(comparison):
    for name, schema in SCHEMAS.items():
        table = comparison.tables[name]
        assert list(table.columns) == list(schema)
        assert [str(dtype) for dtype in table.dtypes] == list(schema.values()), name


def test_the_same_event_gives_the_same_tables(comparison):
    again = compare(comparison.event)
    for name, table in comparison.tables.items():
        assert table.equals(again.tables[name]), name

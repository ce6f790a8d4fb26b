"""What must hold of any text at all: every finder and comparer over articles that hypothesis makes up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import FEW, NEWS, check_cover, check_spans, make_event, prose, rows_of, texts

from analysis import compare
from analysis.reading.encoding import decode_bytes
from analysis.reading.segments import segment_text
from analysis.records import Event
from analysis.tables import SCHEMAS

# Rows that an article's own text makes, whoever else is compared. Entities are named and given a kind over the whole
# event, so mentions, entities, places, labels and a quotation's speaker may change with a further article; coverage,
# matches, claims and vocabulary weigh words by the event; the rest are about pairs.
OWN = ("segments", "sentences", "quantities", "dates")


@FEW
@given(texts, texts)
def test_any_two_texts_are_compared_without_an_exception_and_every_span_is_right(one, other):
    check_spans(compare(make_event(one, other)))


@FEW
@given(texts)
def test_the_same_text_gives_the_same_tables_twice(text):
    event = make_event(text, " ".join(NEWS))
    first, second = compare(event), compare(event)
    assert [name for name in SCHEMAS if not first.tables[name].equals(second.tables[name])] == []


@FEW
@given(texts, prose)
def test_a_further_article_changes_no_row_of_the_others_own(text, further):
    alone, beside = compare(make_event(text)), compare(make_event(text, further))
    for name in OWN:
        assert rows_of(alone.tables[name], "a") == rows_of(beside.tables[name], "a"), name
    spans = [[row[:4] for row in rows_of(each.quotations, "a")] for each in (alone, beside)]
    assert spans[0] == spans[1]


@FEW
@given(texts, prose)
def test_renaming_files_changes_only_names(one, other):
    named, renamed = compare(make_event(one, other)), compare(make_event(one, other, ids=["x y", "z"]))
    back = {"x y": "a", "z": "b", "x y.txt": "a.txt", "z.txt": "b.txt"}
    for name, table in renamed.tables.items():
        if name == "problems":
            continue
        undone = table.copy()
        for column in set(undone.columns) & {"article_id", "other_id", "path", "first_article", "group"}:
            undone[column] = undone[column].map(lambda value: back.get(value, value)).astype(table[column].dtype)
        assert named.tables[name].equals(undone), name


@FEW
@given(texts, prose)
def test_the_order_of_articles_changes_no_row_of_their_own(one, other):
    event = make_event(one, other)
    forth, back = compare(event), compare(Event(event.name, event.articles[::-1]))
    for name in (*OWN, "coverage"):
        for article_id in "ab":
            assert rows_of(forth.tables[name], article_id) == rows_of(back.tables[name], article_id), name


@FEW
@given(prose)
def test_identical_articles_share_every_sentence_both_ways_and_conflict_nowhere(text):
    comparison = compare(make_event(text, text))
    assert set(comparison.coverage["status"]) == {"shared"}
    assert len(comparison.coverage) == len(comparison.sentences)
    assert comparison.conflicts.empty


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_none(data):
    decoded = decode_bytes(data)
    if decoded is not None:
        check_cover(decoded.text, segment_text(decoded.text, article_id="a"))


@FEW
@given(texts, st.integers(0, 400), st.integers(0, 400))
def test_a_quantity_or_date_of_any_span_of_a_text_is_found_without_an_exception(text, start, end):
    check_spans(compare(make_event(text[min(start, end) : max(start, end)])))


@FEW
@given(texts)
def test_an_article_without_facts_is_compared_too(text):
    event = make_event(text, text)
    bare = tuple(replace(article, published=None, title=None, language=None) for article in event.articles)
    check_spans(compare(Event(event.name, bare)))


@FEW
@given(texts, prose, prose)
def test_links_conflicts_and_copies_are_the_same_from_either_side_and_in_any_order(one, other, third):
    event = make_event(one, other, third)
    orders = [event.articles, event.articles[::-1], event.articles[1:] + event.articles[:1]]
    tables = [compare(Event(event.name, articles)).tables for articles in orders]
    for name in ("matches", "conflicts", "reuse"):
        found = [pairs_of(each[name]) for each in tables]
        assert found[0] == found[1] == found[2], name


@FEW
@given(prose, prose)
def test_a_sentence_that_both_have_word_for_word_is_shared_both_ways(one, other):
    comparison = compare(make_event(one, other))
    words = comparison.sentences.groupby("article_id")["text"].agg(set)
    common = words["a"] & words["b"]
    rows = comparison.coverage[comparison.coverage["text"].isin(common)]
    assert set(rows["status"]) <= {"shared"}
    assert len(rows) >= 2 * len(common)


def pairs_of(table):
    """Return the pairs of spans of a table, each without saying which article comes first."""
    return {
        frozenset({(row.article_id, row.start, row.end), (row.other_id, row.other_start, row.other_end)})
        for row in table.itertuples()
    }

"""Share of voice: counted by hand, zero is a row, silence has no words."""

import math
from dataclasses import replace

from support import parse_paragraph

from analysis.comparing.voices import NOBODY, count_voices, never_quoted, quoted_by_one
from analysis.finding.annotate import Findings
from analysis.records import Quotation
from analysis.tables import SCHEMAS

FIRST = "“We will rebuild,” said Ada Roe. She said the town was calm. The bank declined to comment. “Soon,” a man said."
SECOND = "Roe said work would begin. The mill did not say when it would close."


def quotation(text, words, kind, speaker, mode="said"):
    start = text.index(words)
    span = (start, start + len(words))
    return Quotation("a", *span, kind, speaker, None, None, None, None, None, None, None, mode, "test")


def findings(text, source, *quotations):
    parsed = parse_paragraph(text)

    return Findings(replace(parsed, article=replace(parsed.article, source=source)), (), tuple(quotations), (), (), ())


FOUND = [
    findings(
        FIRST,
        "First",
        quotation(FIRST, "We will rebuild,", "direct", "Ada Roe"),
        quotation(FIRST, "the town was calm", "indirect", "Ada Roe"),
        quotation(FIRST, "declined to comment", "silence", "the bank"),
        quotation(FIRST, "Soon,", "direct", None),
    ),
    findings(
        SECOND,
        "Second",
        quotation(SECOND, "work would begin", "indirect", "Ada Roe"),
        quotation(SECOND, "when it would close", "indirect", "the mill", "negated"),
    ),
]


def cell(table, source, speaker, kind):
    row = table[(table.source == source) & (table.speaker == speaker) & (table.kind == kind)]
    return row.iloc[0] if len(row) else None


def test_voices_are_counted():
    table = count_voices(FOUND)
    assert list(table.columns) == list(SCHEMAS["voices"])
    roe = cell(table, "First", "Ada Roe", "direct")
    assert (roe.n_quotations, roe.n_words, roe.share) == (1, 3, 0.75)
    assert cell(table, "First", NOBODY, "direct").share == 0.25
    assert cell(table, "Second", "Ada Roe", "indirect").share == 1.0


def test_zero_is_a_row_and_undefined_is_nan():
    table = count_voices(FOUND)
    absent = cell(table, "Second", "Ada Roe", "direct")
    assert (absent.n_quotations, absent.n_words) == (0, 0)
    assert math.isnan(absent.share)
    assert len(table) == 2 * 4


def test_silence_has_no_words():
    row = cell(count_voices(FOUND), "First", "the bank", "silence")
    assert (row.n_quotations, row.n_words) == (1, 0)
    assert math.isnan(row.share)


def test_what_was_not_said_does_not_count():
    assert cell(count_voices(FOUND), "Second", "the mill", "indirect") is None


def test_most_words_first():
    assert list(dict.fromkeys(count_voices(FOUND).speaker)) == ["Ada Roe", NOBODY, "the bank"]


def test_shares_of_a_kind_add_up_to_one():
    table = count_voices(FOUND)
    sums = table.dropna(subset="share").groupby(["source", "kind"])["share"].sum()
    assert list(sums) == [1.0] * len(sums)


def test_who_is_reported_but_never_quoted():
    assert never_quoted(count_voices(FOUND)).to_dict("records") == [
        {"source": "Second", "speaker": "Ada Roe", "n_quotations": 1}
    ]


def test_who_is_quoted_by_one_source_only():
    assert quoted_by_one(count_voices(FOUND)).empty
    alone = quoted_by_one(count_voices(FOUND[:1]))
    assert alone.to_dict("records") == [{"source": "First", "speaker": "Ada Roe", "n_quotations": 2}]


def test_no_articles_make_an_empty_table():
    assert list(count_voices([]).columns) == list(SCHEMAS["voices"])
    assert count_voices([]).empty


def test_a_quoted_fragment_counts_once():
    text = "Ada Roe said the mill had been a danger to all."
    both = (
        quotation(text, "the mill had been a danger to all", "indirect", "Ada Roe"),
        quotation(text, "a danger to all", "direct", "Ada Roe"),
    )
    table = count_voices([findings(text, "First", *both)])
    assert [cell(table, "First", "Ada Roe", kind).n_words for kind in ("indirect", "direct")] == [4, 4]

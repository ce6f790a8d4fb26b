"""What hypothesis makes articles of: words of news and everything that breaks programs which read them."""

import os
from itertools import pairwise

import pandas as pd
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from support import make_article

from analysis.records import Event
from analysis.tables import SCHEMAS

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
FEW = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # no shrinking: a failure is told at once, and a run takes what it takes
    suppress_health_check=list(HealthCheck),
)
NEWS = """\
Police said on Monday that at least 75 people were killed in Kabul.
“We have lost everything,” said Maria Holm, the mayor of Lindholm.
Prime Minister Ada Roe did not respond to a request for comment.
The company's profit rose 5% to $2.3bn in the third quarter, according to Reuters.
He told reporters last week that he would not resign.
Officials denied the claim, calling it "false" and 'absurd'.
Two-thirds of voters, or 1.5 million people, backed the so-called deal on 3 May 2021.
A spokesperson for the U.S. Navy declined to comment.""".splitlines()
_WORDS = """said told that according to by the a of and not no he she they it who killed at least
more than about between from 75 1,200 2.5 million billion $ £ % 6'2" 1/2 3/00 ½ one-third dozens twenty-two
hundred half a Monday yesterday May 31 February 2021 2021-13-45 0/0/0000 99/99/9999 last month 9999999999
days ago century 10th 1990s since until before after Easter quarter noon 12:61 a.m.
Mr. Dr. U.S. John Smith Kabul Iran Reuters AP BBC Prime Minister President Inc. McDonald's O'Neil
By Photo: Read more: Subscribe Share @ren (@ren) #news http://a.b/c a@b.c UPDATED: (AP) (Reuters)"""
WORDS = _WORDS.split()
MARKS = [*"\"“”„‟«»‘’'`.,;:!?…()[]{}—–-/\\|*_$=+@#<>&\n\t \r", "\r\n", "\n\n", "''", "``", ". ", " — ", ": "]
ODD = [
    "\x00", "\x1c", "\x85", "\u2028", "\u200b", "\u200f", "\u202e", "\ufeff", "\u00a0",
    "e\u0301\u0301", "👩‍👩‍👧", "警察は七十五人。",
    "שלום", "\ufffd", "ﬁ", "İ", "ß", "<script>alert(1)</script>", "=cmd|'/C calc'!A0", "{{7*7}}", "$x^2$",
    "&lt;b&gt;", "9" * 400, "one hundred " * 30, "٧٥", "Ⅷ", "²", "1e999", "-0", "nan",
]  # fmt: skip
texts = st.lists(
    st.one_of(
        st.sampled_from(NEWS).map(lambda line: line + " "),
        st.sampled_from(WORDS).map(lambda word: word + " "),
        st.sampled_from(MARKS),
        st.sampled_from(ODD),
        st.text(max_size=8),
    ),
    max_size=25,
).map("".join)
prose = st.lists(st.sampled_from(NEWS), min_size=1, max_size=8, unique=True).map(" ".join)

IN_TEXT_ORDER = ("segments", "sentences", "mentions", "quotations", "quantities", "dates", "wording")
SPAN_TABLES = [name for name, schema in SCHEMAS.items() if "start" in schema]


def make_event(*given, ids="abcdefgh"):
    """Make an event of texts, each from a source of its own."""
    articles = [
        make_article(text, article_id=article_id, source=f"Source {number}", path=f"{article_id}.txt", sha256="0")
        for number, (article_id, text) in enumerate(zip(ids, given, strict=False))
    ]
    return Event("test", tuple(articles))


def check_spans(comparison):
    """Every span lies in its text and says what stands there; rows of one article are in text order."""
    kept = {article.article_id: article.text for article in comparison.event.articles}
    for name in SPAN_TABLES:
        for row in comparison.tables[name].itertuples():
            assert 0 <= row.start <= row.end <= len(kept[row.article_id]), name
            assert kept[row.article_id][row.start : row.end] == row.text, name
            if hasattr(row, "other_start"):
                assert 0 <= row.other_start < row.other_end <= len(kept[row.other_id]), name
    for name in IN_TEXT_ORDER:
        table = comparison.tables[name]
        keys = list(zip(table["article_id"], table["start"], -table["end"], strict=True))
        assert keys == sorted(keys), name
    for article in comparison.event.articles:
        check_cover(article.text, article.segments)
    for name, schema in SCHEMAS.items():
        assert [str(dtype) for dtype in comparison.tables[name].dtypes] == list(schema.values()), name


def check_cover(text, segments):
    """Segments are in order, do not overlap and leave out nothing but white space."""
    assert all(first.end <= second.start for first, second in pairwise(segments))
    ends = [0, *(segment.end for segment in segments)]
    starts = [*(segment.start for segment in segments), len(text)]
    assert not "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


def rows_of(table, article_id):
    """Return the rows of one article in a table, as plain tuples that compare (NaN as None)."""
    own = table[table["article_id"] == article_id].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in own.itertuples(index=False)]

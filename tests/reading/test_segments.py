import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.files import read_event
from analysis.reading.segments import segment_text
from analysis.records import SEGMENT_KINDS
from tests.support import SEEDS, load_cases

PIECES = (
    "Photo ",
    "|",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\0",
    "\ud800",
    " ",
    "\u200e",
    "(Photo: AP)",
    "Read more: ",
    "Newsletter Sign Up ",
    "Please re-enter. ",
    "By Jane Roe",
    "3 March 2021",
    "date 2025-11-12 ",
    "LONDON — ",
    "The man left. ",
    "A headline goes here",
    "“Quote,” he said.",
    "— X (@x) May 3, 2018",
    "Hide Caption 1 of 2",
    "Image copyright X Image caption ",
    "(Reporting by A B; Editing by C D)",
    "Source: X",
    "Related stories",
    "Story highlights Four words of summary",
)
# Each would hang a rule that looks back over the whole line, or tries every way to cut it.
LONG_LINES = (
    "a",
    "Word ",
    '"',
    "(",
    "A. ",
    "— Abc def ",
    "image copyright ",
    "x" + 200 * " ",
    "1/",
    "Aaa Bbb and ",
    "hide caption ",
)


def _kinds(text):
    return [[s.kind, text[s.start : s.end]] for s in segment_text(text, article_id="a")]


@pytest.mark.parametrize("case", load_cases("segments"))
def test_case(case):
    assert _kinds(case["text"]) == case["expected"]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=300))
def test_segments_cover_the_text(text):
    at = 0
    for segment in segment_text(text, article_id="a"):
        words = text[segment.start : segment.end]
        assert segment.kind in SEGMENT_KINDS
        assert segment.rule
        assert segment.start >= at
        assert words
        assert words == words.strip()
        assert not text[at : segment.start].strip()
        at = segment.end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", LONG_LINES)
def test_time_grows_with_length_only(unit):
    text = unit * (300_000 // len(unit))
    began = time.process_time()
    segment_text(text, article_id="a")
    assert time.process_time() - began < 2


def test_many_lines_take_little_time():
    text = "Foo bar\n" * 10_000 + "The man left the house on that day.\n" * 5_000
    began = time.process_time()
    segment_text(text, article_id="a")
    assert time.process_time() - began < 5


def test_a_known_title_is_the_headline():
    text = "World\nThe bridge is shut.\nThe council voted on Monday, officials said.\n"
    kinds = [s.kind for s in segment_text(text, article_id="a", title="The bridge is shut")]
    assert kinds[1] == "headline"


def test_a_seed_is_segmented_as_a_reader_sees_it():
    article = read_event(SEEDS / "colombia-intelligence").articles[1]
    assert [s.kind for s in article.segments] == [
        *("dateline", "headline", "repeat", "paragraph", "subhead", "paragraph", "paragraph"),
        *("subhead", "paragraph", "paragraph", "subhead", "paragraph"),
    ]

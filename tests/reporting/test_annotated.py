import html
import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.records import Article, Segment
from analysis.reporting.annotated import Marked, annotate_article, mark_text

TEXT = 'He said "75 <b>people</b>" died & left.'
marks = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)), st.booleans()).filter(lambda m: m[0] < m[1]),
    max_size=12,
)


def plain(page):
    return html.unescape(re.sub(r"<[^>]*>", "", page))


@given(marks)
def test_every_character_stays_and_anchors_stand_once(spans):
    made = [Marked(a, b, "m", f"a1-{a}-{b}-{i}" if anchored else None) for i, (a, b, anchored) in enumerate(spans)]
    page = mark_text(TEXT, 0, len(TEXT), made)
    assert plain(page) == TEXT
    anchors = re.findall(r'id="([^"]+)"', page)
    assert sorted(anchors) == sorted(m.anchor for m in made if m.anchor)
    assert page.count("<span") == page.count("</span>")


def test_crossing_mark_is_cut_at_the_end_of_the_earlier():
    page = mark_text("abcdef", 0, 6, [Marked(0, 4, "one"), Marked(2, 6, "two", "x")])
    assert page == ('<span class="one">ab<span class="two" id="x">cd</span></span><span class="two">ef</span>')


def test_mark_over_two_segments_has_one_anchor_and_one_end():
    segments = (Segment("a", 0, 3, "headline", "t"), Segment("a", 3, 6, "paragraph", "t"))
    page = annotate_article(
        Article("a", "e", "S", "abcdef", segments), [Marked(1, 5, "q", "x", spoken="[s] ", after="<a>2</a>")]
    )
    assert page.count('id="x"') == page.count("[s]") == page.count("<a>2</a>") == 1
    assert page.index("[s]") < page.index("<a>2</a>")


def test_what_is_set_aside_is_greyed_and_says_by_which_rule():
    article = Article("a", "e", "S", "Sign up", (Segment("a", 0, 7, "furniture", "newsletter"),))
    page = annotate_article(article, [], unseen=("furniture",))
    assert page == ('<p class="segment furniture aside" title="furniture, set aside by rule: newsletter">Sign up</p>')

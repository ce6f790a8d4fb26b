"""Any text to segments: they cover it, in order, the same twice, in bounded time."""

from fuzz.oracles import bounded, check_rising, read_text
from strategies import check_cover

from analysis.reading.segments import segment_text

MAX_BYTES = 4_096
KINDS = {"headline", "dateline", "furniture", "subhead", "repeat", "paragraph"}


def check(data):
    text = read_text(data)
    with bounded(len(text)):
        segments = segment_text(text, article_id="a")
    check_cover(text, segments)
    check_rising([(segment.start, segment.end) for segment in segments], text)
    for segment in segments:
        words = text[segment.start : segment.end]
        assert segment.kind in KINDS
        assert segment.rule
        assert words == words.strip()
    assert segments == segment_text(text, article_id="a")
    title = text.strip().partition("\n")[0]
    check_cover(text, segment_text(text, article_id="a", title=title))

"""An article as it was published, its sentences and passages marked, each with the anchor that rows link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.records import Article
from analysis.reporting.fragments import escape, tag

_ELEMENTS = {"headline": "h4", "subhead": "h5"}


@dataclass(frozen=True)
class Marked:
    """A stretch of text to be marked: its look, its anchor, what it is in words, finished HTML to follow it."""

    start: int
    end: int
    look: str  # CSS classes
    anchor: str | None = None
    spoken: str = ""  # read out before it, not seen
    title: str | None = None
    after: str = ""


def annotate_article(article: Article, marks: Sequence[Marked], *, unseen: Sequence[str] = ()) -> str:
    """Show an article segment by segment with its marks, as finished HTML; every character stays.

    Args:
        marks: may nest and overlap; where two cross, the later one is cut at the end of the earlier.
        unseen: kinds of segment that are greyed.
    """
    parts = []
    for segment in article.segments:
        inside = [mark for mark in marks if mark.start < segment.end and mark.end > segment.start]
        content = mark_text(article.text, segment.start, segment.end, inside)
        look = f"segment {segment.kind}" + (" aside" if segment.kind in unseen else "")
        title = f"{segment.kind}, set aside by rule: {segment.rule}" if segment.kind in unseen else None
        parts.append(tag(_ELEMENTS.get(segment.kind, "p"), content, class_=look, title=title))
    return "\n".join(parts)


def mark_text(text: str, low: int, high: int, marks: Sequence[Marked]) -> str:
    """Write ``text[low:high]`` as HTML with its marks nested; an anchor stands once.

    >>> mark_text("at least 75 people", 0, 18, [Marked(9, 11, "n", "a1-9-11"), Marked(0, 18, "s")])
    '<span class="s">at least <span class="n" id="a1-9-11">75</span> people</span>'
    """
    waiting = sorted((_clip(mark, low, high) for mark in marks), key=_outer_first)
    parts, position = [], low
    while waiting:
        mark, *waiting = waiting
        parts.append(escape(text[position : mark.start]))
        inside = [other for other in waiting if other.start < mark.end]
        crossing = [_clip(other, mark.end, other.end) for other in inside if other.end > mark.end]
        waiting = sorted([*waiting[len(inside) :], *crossing], key=_outer_first)
        parts.append(_format_mark(mark, mark_text(text, mark.start, mark.end, inside)))
        position = mark.end
    return "".join(parts) + escape(text[position:high])


def _outer_first(mark: Marked) -> tuple[int, int]:
    return mark.start, -mark.end


def _clip(mark: Marked, low: int, high: int) -> Marked:
    """Cut a mark to a stretch: its anchor stays with its start, what follows it with its end."""
    if mark.start < low:
        mark = replace(mark, start=low, anchor=None, spoken="")
    return replace(mark, end=high, after="") if mark.end > high else mark


def _format_mark(mark: Marked, content: str) -> str:
    spoken = tag("span", escape(mark.spoken), class_="spoken") if mark.spoken else ""
    return tag("span", spoken + content, class_=mark.look, id=mark.anchor, title=mark.title) + mark.after

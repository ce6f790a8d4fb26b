"""An article's text to segments: headline, dateline, furniture, subhead, repeat, paragraph.

Lines are the blocks of a text. The head is read first; each further line is cut into furniture, dateline and the
rest; what is left is a paragraph unless its shape (subhead, caption) or its words (given twice) say otherwise.
When unsure it is a paragraph: setting aside an article's own words is the worse error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.reading.credits import cut_credits, cut_place
from analysis.reading.furniture import Part, cut_furniture
from analysis.reading.head import name_dateline, read_head
from analysis.reading.limits import set_aside
from analysis.reading.repeats import Unit, find_repeats, find_restated
from analysis.reading.sentences import is_closed, leads_on, split_lines, split_sentences
from analysis.records import Segment

_SUBHEAD_WORDS = 10
_SUBHEAD_CHARACTERS = 90
_CAPTION_WORDS = 45
_LINK_WORDS = 25
_CLOSED_SHARE = 0.6  # of an article's long lines; below it the shape of a line says nothing
_LONG = 12  # words


@dataclass
class _Line:
    """A line below the head and its parts so far."""

    start: int
    end: int
    parts: list[Part] = field(default_factory=list)
    caption: bool = False
    post: bool = False  # holds an embedded post's signature


def segment_text(text: str, *, article_id: str, title: str | None = None) -> tuple[Segment, ...]:
    """Say of every stretch of a text what it is.

    The segments are in order, do not overlap, exclude surrounding white space, and together cover every character
    that is not white space. ``rule`` names what decided.

    >>> [(s.kind, s.start, s.end) for s in segment_text("Rain closes road\\nThe road is shut.\\n", article_id="a")]
    [('headline', 0, 16), ('paragraph', 17, 34)]

    Args:
        text: an article as stored.
        article_id: goes into every segment.
        title: the headline where it is known; the line that gives it is then the headline.
    """
    spans, aside = set_aside(text, split_lines(text))
    head = read_head(text, spans, title=title)
    spoken = any(part.rule == "speaker label" for part in head.parts) or _has_speakers(text, spans)
    rest = [part for part in head.parts if not part.kind]  # the body behind a stamp or headline on one line
    below = [*((part.start, part.end) for part in rest), *spans[head.n_lines :]]
    lines = [_cut_line(text, start, end, spoken=spoken) for start, end in below]
    _name_links(text, lines)
    _name_shapes(text, lines)
    parts = [part for part in head.parts if part.kind] + _name_repeats(text, lines)
    return tuple(Segment(article_id, *part) for part in _join(text, sorted(parts + aside)))


def _cut_line(text: str, start: int, end: int, *, spoken: bool) -> _Line:
    """Cut a line into furniture, credits, dateline and undecided parts."""
    line = _Line(start, end)
    if rule := name_dateline(text[start : min(end, start + 200)]) if end - start <= 200 else None:
        kind = "furniture" if rule == "source line" else "dateline"  # below the body it is a picture's or table's
        line.parts = [Part(start, end, kind, rule)]
        return line
    for part in cut_furniture(text, start, end, spoken=spoken):
        if part.kind:
            line.parts.append(part)
            line.caption |= part.rule in ("credit", "media label") and part.end < end
        else:
            own, caption, post = cut_credits(text, part.start, part.end)
            line.parts += own
            line.caption |= caption
            line.post |= post
    own_words = next((n for n, part in enumerate(line.parts) if not part.kind), None)
    if own_words is not None:
        line.parts[own_words : own_words + 1] = cut_place(text, line.parts[own_words])
    return line


def _has_speakers(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell a transcript by a speaker's label on a line of its own."""
    return any(end - start < 80 and name_dateline(text[start:end]) == "speaker label" for start, end in spans)


def _name_links(text: str, lines: Sequence[_Line]) -> None:
    """Name the lines below a label such as "Related stories:" that are no sentences: they are links."""
    listing = False
    for line in lines:
        if line.parts[0].kind:
            listing = line.parts[0].rule == "link list" or (listing and line.parts[0].kind == "furniture")
        elif listing and _is_open(text, line) and _count_words(text, line) <= _LINK_WORDS:
            line.parts = [Part(line.start, line.end, "furniture", "link list")]
        else:
            listing = False


def _name_shapes(text: str, lines: Sequence[_Line]) -> None:
    """Name subheads, and mark captions, by their shape: lines that do not end as sentences do."""
    whole = [_is_open(text, line) for line in lines]
    long = [
        is_closed(text[line.start : line.end])
        for line in lines
        if _count_words(text, line) >= _LONG and line.parts[0].kind == ""
    ]
    if not long or sum(long) < _CLOSED_SHARE * len(long):
        return
    for number, line in enumerate(lines):
        if not whole[number]:
            continue
        n_words = _count_words(text, line)
        if n_words > _SUBHEAD_WORDS:
            line.caption |= n_words <= _CAPTION_WORDS
        elif line.end - line.start <= _SUBHEAD_CHARACTERS and _stands_between(text, lines, whole, number):
            line.parts = [Part(line.start, line.end, "subhead", "short line between paragraphs")]


def _is_open(text: str, line: _Line) -> bool:
    """Tell a line that is undecided as a whole and ends without a mark."""
    words = text[line.start : line.end]
    return len(line.parts) == 1 and line.parts[0].kind == "" and not is_closed(words) and not leads_on(words)


def _stands_between(text: str, lines: Sequence[_Line], whole: Sequence[bool], number: int) -> bool:
    """Tell a line with body below it and no other short line beside it, which would be a list."""
    below = next((n for n in range(number + 1, len(lines)) if lines[n].parts[0].kind == ""), None)
    first = text[lines[number].start]
    if below is None or not (first.isalnum() or first in "'\"‘“"):
        return False
    return not (whole[below] and _count_words(text, lines[below]) <= _SUBHEAD_WORDS) and not (
        number and whole[number - 1] and _count_words(text, lines[number - 1]) <= _SUBHEAD_WORDS
    )


def _count_words(text: str, line: _Line) -> int:
    return len(text[line.start : min(line.end, line.start + 1000)].split())


def _name_repeats(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Name what is given twice, and make the rest paragraphs."""
    units, owners = [], []
    for line in lines:
        for part in line.parts:
            if part.kind == "":
                for start, end in split_sentences(text, part.start, part.end):
                    alone = (start, end) == (line.start, line.end)
                    units.append(Unit(start, end, 2 * line.post + line.caption, alone))
                    owners.append(line)
    copies = find_repeats(text, units)
    captions = [n for n, line in enumerate(owners) if line.caption and n not in copies]
    body = [(u.start, u.end) for n, u in enumerate(units) if not owners[n].caption and n not in copies]
    restated = find_restated(text, [units[n][:2] for n in captions], body)
    named = dict.fromkeys(copies, "given twice") | {captions[i]: "caption restates the body" for i in restated}
    parts = [part for line in lines for part in line.parts if part.kind]
    for number, unit in enumerate(units):
        rule = named.get(number)
        parts.append(Part(unit.start, unit.end, "repeat" if rule else "paragraph", rule or "default"))
    return sorted(parts)


def _join(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Join neighbours of one kind and rule that only blanks of one line part."""
    held: Part | None = None
    for part in parts:
        if held and (held.kind, held.rule) == (part.kind, part.rule) and not _breaks(text[held.end : part.start]):
            held = Part(held.start, part.end, part.kind, part.rule)
        else:
            if held:
                yield held
            held = part
    if held:
        yield held


def _breaks(between: str) -> bool:
    return len((between + "x").splitlines()) > 1

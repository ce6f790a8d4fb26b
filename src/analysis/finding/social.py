"""Posts of social networks, embedded in an article as text: the words, then "— Name (@handle) December 28, 2017".

The signature line may be furniture to the segmenter; the post above it is still somebody's words, so this room reads
the text itself, line by line, and asks the segments only where a post may begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.records import Segment

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_SIGNATURE = re.compile(
    rf"""
    (?:(?P<dash>[—–]|&mdash;|--)[ \t]* | (?P<shared>A\ post\ shared\ by)[ \t]+)
    (?P<name>[^\s—–(@][^—–()\n@]{{0,60}}?)[ \t]*
    \((?P<handle>@\w{{1,30}})\)[ \t]*
    (?:on[ \t]+)?
    (?:{_MONTH}[ \t]+\d{{1,2}},?[ \t]+\d{{4}} | \d{{1,2}}[ \t]+{_MONTH}[ \t]+\d{{4}} | \d{{4}}-\d\d-\d\d)
    (?:[ \t]+at[ \t]+\d[^\n]{{0,20}}?(?:[AP]M)(?:[ \t]+P[SD]T)?)?
    """,
    re.VERBOSE,
)
_PICTURE = re.compile(r"\s*pic\.twitter\.com/\w+\s*$")
_LEAD = re.compile(r"(?:Skip\ (?:Twitter|Instagram)\ post(?:\ \d)?\ by\ @\w+\s*)", re.VERBOSE)
_LONGEST = 420  # characters before a signature; a longer line is an article's paragraph with a post fused to it
_APART = ("furniture", "dateline")  # links and signatures: a post ends before them
_SHORT_LINE = 70  # the lines of a post above its last are short ones


class Post(NamedTuple):
    """A post: its words, and the name that signs it."""

    start: int
    end: int
    name_start: int
    name_end: int
    signature_end: int


def find_posts(text: str, segments: Sequence[Segment]) -> list[Post]:
    """Find embedded posts, in text order.

    Counts: the line before a signature with name, handle and date, or what stands before it on its own line, with short
    lines above. Leaves out: a post without a signature, a link to a picture at its end, what a segment calls furniture.

    >>> text = "The bridge is shut.\\nAvoid the bridge! — Port of Ume (@portume) May 3, 2021\\nMore soon."
    >>> [(text[p.start : p.end], text[p.name_start : p.name_end]) for p in find_posts(text, [])]
    [('Avoid the bridge!', 'Port of Ume')]
    >>> find_posts("Ren Holm (@renholm) wrote on May 3, 2021 that he waits.", [])
    []
    """
    found: list[Post] = []
    for match in _SIGNATURE.finditer(text):
        if match["shared"] and not text[: match.start()].rpartition("\n")[2].strip():
            continue  # a picture's signature on its own line: the line above is the article's
        floor = found[-1].signature_end if found else 0
        start, end = _words_before(text, match.start(), floor, segments)
        if end - start > 2:
            found.append(Post(start, end, *match.span("name"), match.end()))
    return found


def _words_before(text: str, at: int, floor: int, segments: Sequence[Segment]) -> tuple[int, int]:
    """Return the span of the words that a signature signs, empty where none fit."""
    end = len(text[:at].rstrip())
    if end <= floor:
        return end, end
    start = max(text.rfind("\n", 0, end) + 1, floor)
    while start > floor and (above := _line_above(text, start, floor, segments)) is not None:
        start = above
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    if picture := _PICTURE.search(text, start, end):
        end = picture.start()
    end = min((s.start for s in segments if s.kind in _APART and s.start < end and start < s.end), default=end)
    end = max(start, len(text[:end].rstrip()))
    return (start, end) if end - start <= _LONGEST else (end, end)


def _line_above(text: str, start: int, floor: int, segments: Sequence[Segment]) -> int | None:
    """Return where the line above begins if it belongs to the post: short, no sentence of news, no furniture."""
    end = start - 1
    above = max(text.rfind("\n", 0, end) + 1, floor)
    line = text[above:end].strip()
    if not line or len(line) > _SHORT_LINE or line[-1] in ".:\"”'’" or end - above < 1:
        return None
    kind = next((s.kind for s in segments if s.start <= above < s.end), "paragraph")
    return above if kind in {"paragraph", "subhead"} else None

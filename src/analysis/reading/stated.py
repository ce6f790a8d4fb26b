"""What an article's text says of itself: its segments, and title, date, author, outlet in the lines that give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.reading.furniture import Part
from analysis.reading.header import parse_byline, parse_moment, parse_name_line, parse_source_line
from analysis.reading.languages import tell_language
from analysis.reading.segments import segment_text
from analysis.records import Segment


class Stated(NamedTuple):
    """What a text says of itself; it depends on the text and on its title where that is known, on nothing else.

    ``parts``: its segments, without an article's name. ``facts``: as ``Article`` has them.
    """

    parts: tuple[Part, ...]
    facts: dict[str, str]


def read_text(text: str, title: str | None = None) -> Stated:
    """Take a text apart, and read what the lines around its headline say.

    >>> read_text("Rain closes road\\nBy Ida Vest\\nThe road is shut.\\n").facts
    {'title': 'Rain closes road', 'author': 'Ida Vest'}
    """
    segments = segment_text(text, article_id="", title=title)
    facts = _read_header(text, segments)
    if language := tell_language(text):
        facts["language"] = language
    return Stated(tuple(Part(s.start, s.end, s.kind, s.rule) for s in segments), facts)


def _read_header(text: str, segments: Sequence[Segment]) -> dict[str, str]:
    """Return title, date, author and source as the lines around the headline give them."""
    facts: dict[str, str] = {}
    for segment in segments:
        words = text[segment.start : segment.end]
        if segment.kind == "headline":
            title = " ".join(words.split())
            facts["title"] = f"{facts['title']} {title}" if "title" in facts else title
        elif segment.kind == "dateline":
            stated = {
                "published": _date_of(segment, words),
                "author": _author_of(segment, words),
                "source": _source_of(segment, words),
            }
            for key, value in stated.items():
                if value:
                    facts.setdefault(key, value)
    return facts


def _date_of(segment: Segment, words: str) -> str | None:
    return parse_moment(words) if segment.rule in ("date line", "date stamp", "byline") else None


def _author_of(segment: Segment, words: str) -> str | None:
    return parse_name_line(words) if segment.rule == "name line" else parse_byline(words)


def _source_of(segment: Segment, words: str) -> str | None:
    return parse_source_line(words) or (words.strip() if segment.rule == "outlet line" else None)

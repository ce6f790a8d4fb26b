"""The lines around the headline: stamp, headline, byline, date, outlet; and a headline fused with what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.reading.credits import cut_credits
from analysis.reading.furniture import Part, cut_furniture, match_line
from analysis.reading.header import (
    is_date_line,
    match_stamp,
    names_outlet,
    parse_byline,
    parse_name_line,
    parse_source_line,
)
from analysis.reading.sentences import is_closed, leads_on, split_sentences

_LONGEST_HEADLINE = 200  # characters; the longest seen is 150
_N_HEAD_LINES = 12  # lines in which a head is looked for
_PROBE = 40  # characters of a later line that are looked for in a fused first line
# "… drug vessels At least": in a sentence-case headline no opening word of a sentence follows a small one.
_FUSED = re.compile(
    r"""(?<=[a-z0-9])\s(?=(?:The|An|At|In|On|After|It|There|This|These|When|While|As|For|More|Some|Two|Three|Police
        |Officials|According)\s[a-z])""",
    re.VERBOSE,
)
_ASKS = re.compile(r"""(?:[?!…]|\.{3})["'”’]{0,2}\Z""")  # headlines may end so; a full stop they do not have
_BEHIND_STAMP = re.compile(r"[\s|,;:·•–—-]*")
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{2,40}, (?:HOST|BYLINE|REPORTER|CO-HOST|ANCHOR)(?: ?\([^()]{1,30}\))?:\Z")


class Head(NamedTuple):
    """The parts of the head, and the number of the first line that is not part of it."""

    parts: list[Part]
    n_lines: int


def read_head(text: str, lines: Sequence[tuple[int, int]], *, title: str | None = None) -> Head:
    """Read the head of an article: every line up to the first that can only be its body.

    Counts: stamps, bylines, dates, outlets before or after the headline; the headline; the lines of summary
    between headline and body that are no sentences (subhead). Leaves out: lines that end as sentences do.
    """
    parts: list[Part] = []
    has_headline = False
    title_at = _find_title(text, lines, title)
    for number in range(min(len(lines), _N_HEAD_LINES)):
        found = _read_line(text, lines, number, title_at=title_at, has_headline=has_headline)
        if not found:
            return Head(parts, number)
        parts += found
        has_headline = has_headline or any(part.kind == "headline" for part in found)
        if found[-1].kind in ("repeat", ""):
            return Head(parts, number + 1)
    return Head(parts, min(len(lines), _N_HEAD_LINES))


def _read_line(
    text: str, lines: Sequence[tuple[int, int]], number: int, *, title_at: int, has_headline: bool
) -> list[Part]:
    start, end = lines[number]
    words = text[start : min(end, start + 1000)]
    if rule := name_dateline(words):
        return [Part(start, end, "dateline", rule)]
    if number == title_at:
        return [Part(start, end, "headline", "title")]
    if category := match_line(words):
        return [Part(start, end, "furniture", category)]
    if number < title_at:
        return [Part(start, end, "dateline", "line above the title")] if len(words.split()) <= 4 else []
    if has_headline:
        return _read_below(text, lines, number)
    return _read_headline(text, lines, number)


def _find_title(text: str, lines: Sequence[tuple[int, int]], title: str | None) -> int:
    """Return the number of the line that is the known title, -1 where there is none."""
    near = enumerate(lines[:_N_HEAD_LINES])
    return next((n for n, (start, end) in near if title and _same(text[start : min(end, start + 1000)], title)), -1)


def name_dateline(words: str) -> str | None:
    """Name the rule by which a whole line is a dateline.

    >>> name_dateline("By Jane Roe"), name_dateline("3 March 2021"), name_dateline("By noon it was over.")
    ('byline', 'date line', None)
    """
    if len(words) > 160:
        return None
    if is_date_line(words):
        return "date line"
    if parse_byline(words):
        return "byline"
    if parse_source_line(words):
        return "source line"
    return "speaker label" if _SPEAKER.match(words) else None


def _read_headline(text: str, lines: Sequence[tuple[int, int]], number: int) -> list[Part]:
    """Read the first line that is no dateline: a headline, or one with a stamp before or the lede behind it."""
    start, end = lines[number]
    parts = []
    if stamp := match_stamp(text[start : start + 200]):
        behind = _BEHIND_STAMP.match(text, start + stamp, end)
        at = behind.end() if behind else start + stamp
        parts = [Part(start, start + len(text[start:at].rstrip()), "dateline", "date stamp")]
        start = at
    if cut := _find_fused(text, start, lines, number, stamped=bool(stamp)):
        at, rule = cut
        headline = Part(start, start + len(text[start:at].rstrip()), "headline", rule)
        return [*parts, headline, Part(at, end, *_below_fused(rule))]
    words = text[start:end]
    if len(words) <= _LONGEST_HEADLINE and (not is_closed(words) or _ASKS.search(words) or _ends_in_initials(words)):
        return [*parts, Part(start, end, "headline", "first line")]
    return [*parts, Part(start, end, "", "")] if parts else []


def _below_fused(rule: str) -> tuple[str, str]:
    return ("repeat", "stands again in the body") if rule == "before the repeated lede" else ("", "")


def _ends_in_initials(words: str) -> bool:
    """Tell "… leaves U.S." from a sentence."""
    return bool(re.search(r"\b[A-Z]\.(?:[A-Z]\.)+\Z", words))


def _find_fused(
    text: str, start: int, lines: Sequence[tuple[int, int]], number: int, *, stamped: bool
) -> tuple[int, str] | None:
    """Find where a headline ends in a line that goes on with the lede.

    Certain where the rest of the line stands again below; behind a date stamp also where a sentence's opening word
    follows a small word.
    """
    end = lines[number][1]
    window = text[start : min(end, start + 2 * _LONGEST_HEADLINE)]
    for first, last in lines[number + 1 :]:
        if last - first < _PROBE:
            continue
        at = window.find(text[first : first + _PROBE])
        if 15 <= at <= _LONGEST_HEADLINE and window[at - 1].isspace() and not is_closed(window[:at].rstrip()):
            return start + at, "before the repeated lede"
    if stamped and len(window) > 120 and (hit := _FUSED.search(window, 20, _LONGEST_HEADLINE)):
        return start + hit.end(), "before the fused lede"
    return None


def _read_below(text: str, lines: Sequence[tuple[int, int]], number: int) -> list[Part]:
    """Read a line between headline and body: an outlet or place beside a date, or a line of summary."""
    start, end = lines[number]
    words = text[start : min(end, start + 400)]
    n_words = len(words.split())
    if parse_name_line(words):
        return [Part(start, end, "dateline", "name line")]
    if n_words <= 6 and names_outlet(words):
        return [Part(start, end, "dateline", "outlet line")]
    if n_words <= 4 and not is_closed(words) and _beside_date(text, lines, number):
        return [Part(start, end, "dateline", "line beside the date")]
    follows = number + 1 < len(lines)
    parts = cut_furniture(text, start, min(end, start + 400))
    at = parts[-1].start
    labels = [part for part in parts[:-1] if part.rule == "summary label"]
    if follows and end - at <= 250 and n_words >= 4 and len(labels) == len(parts) - 1 and _is_summary(text, at, end):
        return [*labels, Part(at, end, "subhead", "summary below the headline")]
    return []


def _is_summary(text: str, start: int, end: int) -> bool:
    """Tell one phrase, without a final mark, that no credit or media label makes a caption."""
    words = text[start:end]
    if is_closed(words) or leads_on(words) or len(list(split_sentences(text, start, end))) > 1:
        return False
    return not cut_credits(text, start, end)[1]


def _beside_date(text: str, lines: Sequence[tuple[int, int]], number: int) -> bool:
    near = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    return any(end - start <= 160 and name_dateline(text[start:end]) in ("date line", "byline") for start, end in near)


def _same(words: str, title: str) -> bool:
    def fold(text: str) -> str:
        return re.sub(r"\W+", " ", text).strip().casefold()

    return len(words) < 2 * _LONGEST_HEADLINE and fold(words) == fold(title) != ""

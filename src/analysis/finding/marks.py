"""Quotation marks: which opens, which closes, what stands between.

Newsrooms write “…”, "…", ‘…’, '…', „…“, «…», mix them ("opened straight, closed curly”), forget one, or open every
paragraph of a long quotation and close only the last. A mark is read first by its shape, then by its neighbours:
it opens after a space and before a word, it closes after a word. Nothing here knows who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ENDS = ".!?…"

_MARK = re.compile(
    r"""
    (?P<feet>\d['’]\d{1,2}(?:["”]|''|’’)?)   # 6'2" tall: feet and inches
  | (?P<double>["“”„‟«»]|''|‘‘|’’|``)        # two single marks stand for a double one
  | (?P<single>['‘’])
    """,
    re.VERBOSE,
)
# Words that begin with an apostrophe: 'em, 'til, the '90s, rock 'n' roll.
_CLIPPED = re.compile(
    r"['‘’](?:em|til|till|cause|cos|cuz|tis|twas|n|bout|round|neath|ello|sup|\d0s|\d\d(?=\s))\b", re.I
)
_OPEN_SINGLE = re.compile(r"(?:\A|(?<=\n)|(?<=:\s))['‘]")  # first in its paragraph, or after a colon
_SPEECH = 12  # characters of a sentence between single marks
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_DASHED = re.compile(
    r"""
    ^[—–]\s*(?P<words>(?=[^\W\d_])[^"“”\n]*?[,?!…])   # — We waited,
    \s*[—–]?\s*
    (?=(?:said|asked|replied|answered|added|shouted|told|whispered)\s+\w   # said Ren
      |(?:he|she|they|[A-Z]\w+(?:\ [A-Z]\w+)?)\s+(?:said|asked|replied|answered|added|shouted|whispered)\b)
    """,
    re.VERBOSE,
)


class Quoted(NamedTuple):
    """Words between marks. ``start:end`` excludes the marks, ``outer_*`` takes them in."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int  # 0; 1 for a quotation inside a quotation
    rule: str  # pair · mixed marks · unclosed · dash
    single: bool  # between single marks


class _Mark(NamedTuple):
    start: int
    end: int
    role: str  # open · close · either
    char: str


def find_quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """Find the words between quotation marks in each paragraph, in text order; a mark never reaches past its own.

    Counts: words between paired double or single marks; what follows a mark that opens and is never closed, to the end
    of its sentence or, where the mark opens the paragraph or stands after a colon, of its paragraph; dialogue after a
    dash. Leaves out: apostrophes, feet and inches, a closing mark without an opening one.

    >>> text = "He said: “We won't go.\\" The 6'2\\" guard's 'no' was final."
    >>> [(text[q.start : q.end], q.rule) for q in find_quoted(text, [(0, len(text))])]
    [("We won't go.", 'mixed marks'), ('no', 'pair')]
    >>> find_quoted("The players' bus left in the '90s.", [(0, 34)])
    []
    """
    found: list[Quoted] = []
    for start, end in paragraphs:
        doubles = _pair_doubles(text, start, end)
        singles = _pair_singles(text, start, end, doubles)
        found += _set_depth(doubles + singles) or _find_dashed(text, start, end)
    found += _find_open_singles(text, paragraphs, found)
    return sorted(found, key=lambda q: (q.outer_start, -q.outer_end))


def _pair_doubles(text: str, low: int, high: int) -> list[Quoted]:
    marks = [_read_double(text, m, low, high) for m in _MARK.finditer(text, low, high) if m["double"]]
    marks = [mark for mark in marks if not _is_inch(text, mark, marks)]
    stack: list[_Mark] = []
    found: list[Quoted] = []
    for number, mark in enumerate(marks):
        if mark.role == "open" or (mark.role == "either" and not stack):
            if stack and not _may_nest(marks, number):
                found += _close_before(text, stack.pop(), mark.start, high)
            stack.append(mark)
        elif stack:
            found += _make(text, stack.pop(), mark)
    for mark in stack:  # opened and never closed
        later = [q.outer_start for q in found if q.outer_start > mark.start]
        found += _close_before(text, mark, min(later, default=high), high)
    return found


def _read_double(text: str, match: re.Match[str], low: int, high: int) -> _Mark:
    """Say whether a double mark opens or closes: by its neighbours, and by its shape where they leave it open."""
    start, end = match.span()
    opens, closes = _sides(text, start, end, low, high)
    char = match["double"][0]
    if opens != closes and not (char in "“„«" and opens) and not (char == "”" and closes):
        role = "open" if opens else "close"  # straight, or curly the wrong way round: ”willingness, said.“
    elif char in "“„«‘`‟":
        role = "open"
    elif char in "”»’":
        role = "close"
    else:
        role = "either"
    return _Mark(start, end, role, char)


def _sides(text: str, start: int, end: int, low: int, high: int) -> tuple[bool, bool]:
    """Tell whether the neighbours of a mark let it open, and let it close."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    opens = (before.isspace() or before in "([{—–-/‘'“\"") and not (after.isspace() or after in ".,;:!?)]")
    closes = not (before.isspace() or before in "([{") and (after.isspace() or after in ".,;:!?)]}—–-/’'”\"…")
    return opens, closes


def _is_inch(text: str, mark: _Mark, marks: Sequence[_Mark]) -> bool:
    """Tell the inch mark in a 6" blade from a closing mark: a number before it, and no opening mark to close."""
    if mark.char not in '"”' or mark.start == 0 or not text[mark.start - 1].isdigit():
        return False
    earlier = [m.role for m in marks if m.start < mark.start]
    later = [m.role for m in marks if m.start > mark.start]
    unclosed = earlier.count("open") > earlier.count("close")
    return not unclosed or later[:1] == ["close"]


def _may_nest(marks: Sequence[_Mark], number: int) -> bool:
    """Tell whether enough closing marks follow for a mark to open inside an open quotation."""
    roles = ["open" if mark.role == "open" else "close" for mark in marks[number:]]
    return roles[1:3] == ["close", "close"] or roles.count("close") > roles.count("open")


def _make(text: str, first: _Mark, last: _Mark) -> list[Quoted]:
    start, end = _trim(text, first.end, last.start)
    if start >= end:
        return []
    pairs = {'"': '"', "“": "”", "„": "“”", "«": "»", "`": "'", "'": "'", "‘": "’", "’": "’", "”": "”", "‟": "”"}
    rule = "pair" if last.char in pairs.get(first.char, "") else "mixed marks"
    return [Quoted(start, end, first.start, last.end, 0, rule, single=False)]


def _close_before(text: str, mark: _Mark, stop: int, high: int) -> list[Quoted]:
    """Give an unclosed quotation its end: the next opening mark, its paragraph's end or its sentence's."""
    end = _trim(text, mark.end, stop)[1]
    if stop == high and not _introduces(text, mark.start):
        sentence = _SENTENCE_END.search(text, mark.end, stop)
        end = sentence.end() if sentence else end
    return [Quoted(mark.end, end, mark.start, end, 0, "unclosed", single=False)] if end - mark.end > 1 else []


def _introduces(text: str, at: int) -> bool:
    """Tell whether a mark stands where a whole quotation begins: first in its line, or after a colon or comma."""
    before = text[max(0, at - 40) : at].rstrip(" \t")
    return not before or before[-1] in "\n:,"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pair_singles(text: str, low: int, high: int, doubles: Sequence[Quoted]) -> list[Quoted]:
    """Pair single marks that lie in the same double quotation, or outside all of them."""
    marks = [m for m in _MARK.finditer(text, low, high) if m["single"]]
    found: list[Quoted] = []
    used = low
    for number, first in enumerate(marks):
        if first.start() < used or not _opens_single(text, first.start(), low, high):
            continue
        home = _home(first.start(), doubles)
        closers = [m.start() for m in marks[number + 1 :] if _home(m.start(), doubles) == home]
        last = _closing_single(text, closers, low, high)
        if last is not None and (span := _trim(text, first.end(), last)) and span[0] < span[1]:
            found.append(Quoted(*span, first.start(), last + 1, 0, "pair", single=True))
            used = last + 1
    return found


def _home(at: int, doubles: Sequence[Quoted]) -> tuple[int, int] | None:
    inside = [(q.outer_start, q.outer_end) for q in doubles if q.outer_start < at < q.outer_end]
    return min(inside, key=lambda span: span[1] - span[0], default=None)


def _opens_single(text: str, at: int, low: int, high: int) -> bool:
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    if not (before.isspace() or before in '([{—–-/"“') or not (after.isalnum() or after in '([{"“…#@$£€.'):
        return False
    return text[at] != "’" and not _CLIPPED.match(text, at)


def _closing_single(text: str, marks: Sequence[int], low: int, high: int) -> int | None:
    """Choose the mark that closes: not an apostrophe, and not the one of a plural ("the players' union")."""
    closers = []
    for at in marks:
        if _opens_single(text, at, low, high):
            break
        if _sides(text, at, at + 1, low, high)[1] and text[at] != "‘":
            closers.append(at)
    plural = [text[at - 1] == "s" and text[at + 1 : at + 2] == " " for at in closers]
    for number, at in enumerate(closers):
        stopped_later = any(
            text[later - 1] in ",.!?…" or text[later + 1 : later + 2] in {"", ".", ","}
            for later in closers[number + 1 :]
        )
        if not (plural[number] and stopped_later):
            return at
    return None


def _find_open_singles(text: str, paragraphs: Sequence[tuple[int, int]], found: Sequence[Quoted]) -> Iterator[Quoted]:
    """Find paragraphs that open with a single mark and never close it, where the article quotes with single marks."""
    speaks = [q for q in found if q.single and q.depth == 0 and text[q.end - 1] in ",.!?" and q.end - q.start > _SPEECH]
    taken = {q.outer_start for q in found}
    for low, end in paragraphs if speaks else ():
        for match in _OPEN_SINGLE.finditer(text, low, end):
            start = match.end() - 1
            if start in taken or end - start <= _SPEECH or not _opens_single(text, start, low, end):
                continue
            stop = min((q.outer_start for q in found if start < q.outer_start < end), default=end)
            yield Quoted(start + 1, _trim(text, start, stop)[1], start, stop, 0, "unclosed", single=True)


def _set_depth(found: list[Quoted]) -> list[Quoted]:
    """Mark quotations that lie inside another."""
    ordered = sorted(found, key=lambda q: (q.outer_start, -q.outer_end))
    reach, result = -1, []
    for quoted in ordered:
        inside = quoted.outer_end <= reach
        result.append(quoted._replace(depth=1 if inside else 0))
        reach = max(reach, quoted.outer_end)
    return result


def _find_dashed(text: str, start: int, end: int) -> list[Quoted]:
    """Find a line of dialogue that a dash opens and "said Ren" closes."""
    match = _DASHED.match(text[start:end])
    if match is None:
        return []
    first, last = start + match.start("words"), start + match.end("words")
    return [Quoted(first, last, start, last, 0, "dash", single=False)]

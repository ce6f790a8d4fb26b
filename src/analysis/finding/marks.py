"""Quotation marks: which opens, which closes, what stands between.

Newsrooms write “…”, "…", ‘…’, '…', „…“, «…», mix them ("opened straight, closed curly”), forget one, or open every
paragraph of a long quotation and close only the last. A mark is read first by its shape, then by its neighbours:
it opens after a space and before a word, it closes after a word. Nothing here knows who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate
from typing import NamedTuple

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
_GAP = 8  # characters between two paragraphs
_SENTENCE = 2000  # characters in which a sentence ends
_SPEECH = 12  # characters of a sentence between single marks
_SENTENCE_END = re.compile(
    r"""
    (?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|No|vs))(?<!\b(?:Mrs|Rev|Gov|Sen|Rep|Gen|Col|Sgt|Inc|Ltd))  # U.S. Mr. Gov.
    [.!?…]+(?=\s|$)
    """,
    re.VERBOSE,
)
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
        doubles = _pair_doubles(text, start, end, _runs_on(text, end))
        singles = _pair_singles(text, start, end, doubles)
        found += _set_depth(doubles + singles) or _find_dashed(text, start, end)
    found += _find_open_singles(text, paragraphs, found)
    return sorted(found, key=lambda q: (q.outer_start, -q.outer_end))


def _runs_on(text: str, end: int) -> bool:
    """Tell whether the next line opens with a double mark, as a quotation of several paragraphs does."""
    following = text[end : end + _GAP].lstrip()[:2]
    return following[:1] in {*'"“„«'} and not following[1:].isspace()


def _pair_doubles(text: str, low: int, high: int, runs_on: bool) -> list[Quoted]:
    marks = [_read_double(text, m, low, high) for m in _MARK.finditer(text, low, high) if m["double"]]
    marks = _drop_inches(text, marks)
    ahead = _balance(marks)
    stack: list[_Mark] = []
    found: list[Quoted] = []
    for number, mark in enumerate(marks):
        if mark.role == "open" or (mark.role == "either" and not stack):
            if stack and not _may_nest(marks, ahead, number):
                found += _close_before(text, stack.pop(), mark.start, high)
            stack.append(mark)
        elif stack:
            found += _make(text, stack.pop(), mark)
    starts = sorted(q.outer_start for q in found)
    for mark in stack:  # opened and never closed
        later = bisect_right(starts, mark.start)
        stop = starts[later] if later < len(starts) else high
        if runs_on and stop == high and _begins_sentence(text, mark.start):
            found += _make(text, mark, mark._replace(start=high, end=high), "unclosed")
        else:
            found += _close_before(text, mark, stop, high)
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


def _drop_inches(text: str, marks: Sequence[_Mark]) -> list[_Mark]:
    """Drop the inch mark in a 6" blade: a number before it, and no opening mark to close."""
    kept: list[_Mark] = []
    unclosed = 0
    for number, mark in enumerate(marks):
        inch = mark.char in '"”' and mark.start > 0 and text[mark.start - 1].isdigit()
        closes_next = number + 1 < len(marks) and marks[number + 1].role == "close"
        if not inch or (unclosed > 0 and not closes_next):
            kept.append(mark)
        unclosed += (mark.role == "open") - (mark.role == "close")
    return kept


def _balance(marks: Sequence[_Mark]) -> list[int]:
    """Return, for each mark, how many more marks close than open from there on."""
    sums = list(accumulate(-1 if mark.role == "open" else 1 for mark in reversed(marks)))
    return sums[::-1]


def _may_nest(marks: Sequence[_Mark], ahead: Sequence[int], number: int) -> bool:
    """Tell whether enough closing marks follow for a mark to open inside an open quotation."""
    following = [mark.role != "open" for mark in marks[number + 1 : number + 3]]
    return following == [True, True] or ahead[number] > 0


def _make(text: str, first: _Mark, last: _Mark, rule: str = "") -> list[Quoted]:
    start, end = _trim(text, first.end, last.start)
    if start >= end:
        return []
    pairs = {'"': '"', "“": "”", "„": "“”", "«": "»", "`": "'", "'": "'", "‘": "’", "’": "’", "”": "”", "‟": "”"}
    rule = rule or ("pair" if last.char in pairs.get(first.char, "") else "mixed marks")
    return [Quoted(start, end, first.start, last.end, 0, rule, single=False)]


def _close_before(text: str, mark: _Mark, stop: int, high: int) -> list[Quoted]:
    """Give an unclosed quotation its end: the next opening mark, its paragraph's end or its sentence's."""
    begin, end = _trim(text, mark.end, stop)
    if stop == high and not _introduces(text, mark.start):
        sentence = _SENTENCE_END.search(text, mark.end, min(stop, mark.end + _SENTENCE))
        end = sentence.end() if sentence else end
    return [Quoted(begin, end, mark.start, end, 0, "unclosed", single=False)] if end - begin > 1 else []


def _begins_sentence(text: str, at: int) -> bool:
    """Tell whether a mark stands where a sentence begins: after a full stop, or first in its line."""
    before = text[max(0, at - 40) : at].rstrip()
    return not before or before[-1] in ".!?…:,"


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
    marks = [m.start() for m in _MARK.finditer(text, low, high) if m["single"]]
    groups: dict[tuple[int, int] | None, list[int]] = defaultdict(list)
    places: list[tuple[list[int], int]] = []  # each mark's group, and the place in it behind the mark
    for at, home in zip(marks, _find_homes(marks, doubles), strict=True):
        groups[home].append(at)
        places.append((groups[home], len(groups[home])))
    found: list[Quoted] = []
    used = low
    for at, (group, place) in zip(marks, places, strict=True):
        if at < used or not _opens_single(text, at, low, high):
            continue
        last = _closing_single(text, (group[n] for n in range(place, len(group))), low, high)
        if last is not None and (span := _trim(text, at + 1, last)) and span[0] < span[1]:
            found.append(Quoted(*span, at, last + 1, 0, "pair", single=True))
            used = last + 1
    return found


def _find_homes(marks: Sequence[int], doubles: Sequence[Quoted]) -> Iterator[tuple[int, int] | None]:
    """Yield the smallest double quotation around each mark, None for a mark outside all of them."""
    ahead = sorted((q.outer_start, q.outer_end) for q in doubles)
    around: list[tuple[int, int, int]] = []  # by length: those that began before the mark
    number = 0
    for at in marks:
        while number < len(ahead) and ahead[number][0] < at:
            start, end = ahead[number]
            heappush(around, (end - start, start, end))
            number += 1
        while around and around[0][2] <= at:
            heappop(around)
        yield around[0][1:] if around else None


def _opens_single(text: str, at: int, low: int, high: int) -> bool:
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    if not (before.isspace() or before in '([{—–-/"“') or not (after.isalnum() or after in '([{"“…#@$£€.'):
        return False
    return text[at] != "’" and not _CLIPPED.match(text, at)


def _closing_single(text: str, marks: Iterable[int], low: int, high: int) -> int | None:
    """Choose the mark that closes: not an apostrophe, and not the one of a plural ("the players' union")."""
    closers = []
    for at in marks:
        if _opens_single(text, at, low, high):
            break
        if _sides(text, at, at + 1, low, high)[1] and text[at] != "‘":
            closers.append(at)
    plural = [text[at - 1] == "s" and text[at + 1 : at + 2] == " " for at in closers]
    choice = None
    later = False  # whether a later mark closes more surely
    for at, is_plural in zip(reversed(closers), reversed(plural), strict=True):
        if not (is_plural and later):
            choice = at
        stopped = text[at - 1] in ",.!?…" or text[at + 1 : at + 2] in {"", ".", ","}
        later = later or stopped or not is_plural
    return choice


def _find_open_singles(text: str, paragraphs: Sequence[tuple[int, int]], found: Sequence[Quoted]) -> Iterator[Quoted]:
    """Find paragraphs that open with a single mark and never close it, where the article quotes with single marks."""
    speaks = [q for q in found if q.single and q.depth == 0 and text[q.end - 1] in ",.!?" and q.end - q.start > _SPEECH]
    starts = sorted(q.outer_start for q in found)
    taken = set(starts)
    for low, end in paragraphs if speaks else ():
        for match in _OPEN_SINGLE.finditer(text, low, end):
            start = match.end() - 1
            if start in taken or end - start <= _SPEECH or not _opens_single(text, start, low, end):
                continue
            later = bisect_right(starts, start)
            stop = min(starts[later], end) if later < len(starts) else end
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

"""The words of two quotations held against each other: the same, a part, altered, and which words differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

MIN_IDENTICAL = 2  # words; one word alone ("tragic") is too little to say that it is the same statement
MIN_PART = 3  # words of a quotation that is a part of another, and of each piece around an ellipsis but the last
MIN_OVERLAP = 5  # words that end one quotation and begin the other: two cuts of one statement
MIN_ALTERED = 5  # words of the shorter of two quotations with words changed
# Words that must agree where both have more words around them, or where a name or figure is another: "We will win on
# Monday" and "We will win on Friday" are two statements, and "at the end of the day" is anybody's.
MIN_CORE = 8
# Least share of words that agree (difflib's ratio) within the passage that both quotations give. On articles
# marked by readers the same statement reached .94, other statements of one speaker at most .44.
SIMILAR = 0.70
PARTS = ("part", "ellipsis")  # rules by which one quotation lies within the other
ELSEWHERE = "the rest is quoted in another place"
_NEAR = 4  # words between two runs that agree, at most, for them to belong together
_TOGETHER, _MOSTLY = 3, 0.7  # a run stands in another place if most of its groups of three words do
_SHOWN = 12  # words of a difference that are written out

_WORD = re.compile(
    r"""
      \d+(?:[.,:]\d+)*                       # 4,000  10:45  2.5
    | [^\W\d_]\.(?:[^\W\d_]\.)+              # U.S.
    | &                                      # R&D: compared as "and"
    | [^\W_]+(?:['’][^\W_]+)*['’]?           # don't  workers'
    """,
    re.VERBOSE,
)
_ELLIPSIS = re.compile(r"\[?(?:…|\.\s?\.\s?\.)\s?\.?\]?")


class Word(NamedTuple):
    """A word of a quotation: in the form that is compared, as written, and where in the text."""

    form: str
    shown: str
    start: int
    end: int


class Likeness(NamedTuple):
    """How alike two quotations are. ``score``: the share of their words that agree, to choose among partners."""

    grade: str  # identical · shortened · altered
    score: float
    difference: str
    rule: str


def split_words(text: str) -> list[Word]:
    """Return the words of a text, compared without case and marks; words in capitals keep them ("US" is not "us").

    >>> [word.form for word in split_words("“Over,” long-term.")]
    ['over', 'long', 'term']
    >>> [word.form for word in split_words("The U.S. told us")]
    ['the', 'US', 'told', 'us']
    """
    return [Word(_normalise(match.group()), match.group(), *match.span()) for match in _WORD.finditer(text)]


def _normalise(word: str) -> str:
    plain = "and" if word == "&" else word.replace("’", "'").rstrip("'").replace(",", "")
    if "." in plain and not plain[0].isdigit():
        plain = plain.replace(".", "")
    return plain if plain == "US" else plain.lower()


def compare_words(text: str, other_text: str, *, known: str = "", other_known: str = "") -> Likeness | None:
    """Grade two texts of quoted words, None where they are not the same words.

    Args:
        text: the words that the first article quotes.
        other_text: the words that the other article quotes.
        known: all that the first article gives of this speaker (``join_words``): a run of words that stands there
            is not "left out", it is given in another place.
        other_known: the same of the other article.

    >>> compare_words("We will rebuild.", "we will rebuild").grade
    'identical'
    >>> compare_words("We will rebuild the town", "will rebuild the town").difference
    'not quoted by the other: “We”'
    >>> compare_words("We will rebuild the town", "We cannot stay here at all") is None
    True
    """
    first, other = split_words(text), split_words(other_text)
    if not first or not other:
        return None
    if _alike(first, other):
        return Likeness("identical", 1.0, "", "same words") if len(first) >= MIN_IDENTICAL else None
    part = _find_part(first, other, text, other_text)
    if part is None:
        return _alter(first, other, known, other_known)
    rule, kept, other_kept = part
    score = 2 * sum(kept) / (len(first) + len(other))
    left = [*_left_out(first, kept, other_known, "the other"), *_left_out(other, other_kept, known, "the first")]
    return Likeness("shortened", score, _join_changes(left) or ELSEWHERE, rule)


def mark_differences(text: str, other_text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the spans of the words that only the one or only the other text has, for showing them side by side.

    >>> mark_differences("It ends here", "It will end here")
    ([(3, 7)], [(3, 11)])
    >>> mark_differences("It ends here", "“it ends here.”")
    ([], [])
    """
    first, other = split_words(text), split_words(other_text)
    spans: list[tuple[int, int]] = []
    other_spans: list[tuple[int, int]] = []
    codes = SequenceMatcher(None, _forms(first), _forms(other), autojunk=False).get_opcodes()
    for code, low, high, there, there_end in codes:
        if code != "equal" and not _alike(first[low:high], other[there:there_end]):
            spans += [(first[low].start, first[high - 1].end)] if high > low else []
            other_spans += [(other[there].start, other[there_end - 1].end)] if there_end > there else []
    return spans, other_spans


def _find_part(
    first: Sequence[Word], other: Sequence[Word], text: str, other_text: str
) -> tuple[str, list[bool], list[bool]] | None:
    """Return how one is cut from the other, and for each which words both give."""
    whole, other_whole = [True] * len(first), [True] * len(other)
    if kept := _cover(other, [first]):
        return "part", whole, kept
    if kept := _cover(first, [other]):
        return "part", kept, other_whole
    if kept := _cover(other, _pieces(text)):
        return "ellipsis", whole, kept
    if kept := _cover(first, _pieces(other_text)):
        return "ellipsis", kept, other_whole
    a, b = _forms(first), _forms(other)
    for length in range(min(len(a), len(b)) - 1, MIN_OVERLAP - 1, -1):
        if a[-length:] == b[:length]:
            return "overlap", _marked(len(a), len(a) - length, len(a)), _marked(len(b), 0, length)
        if b[-length:] == a[:length]:
            return "overlap", _marked(len(a), 0, length), _marked(len(b), len(b) - length, len(b))
    return None


def _pieces(text: str) -> list[list[Word]]:
    """Split a text at its ellipses; no pieces where it has none."""
    pieces = [words for piece in _ELLIPSIS.split(text) if (words := split_words(piece))]
    return pieces if len(pieces) > 1 else []


def _cover(longer: Sequence[Word], pieces: Sequence[Sequence[Word]]) -> list[bool] | None:
    """Mark the words of the longer that the pieces give, in order; None where a piece is missing or too short."""
    if not pieces or max(map(len, pieces)) < MIN_PART:
        return None
    forms, kept, at = _forms(longer), [False] * len(longer), 0
    for piece in pieces:
        wanted = _forms(piece)
        place = next((i for i in range(at, len(forms) - len(wanted) + 1) if forms[i : i + len(wanted)] == wanted), None)
        if place is None:
            return None
        at = place + len(wanted)
        kept[place:at] = [True] * len(wanted)
    return kept


def _alter(first: Sequence[Word], other: Sequence[Word], known: str, other_known: str) -> Likeness | None:
    """Compare the passage that both give; words before and after it are left out by one of them."""
    if min(len(first), len(other)) < MIN_ALTERED:
        return None
    matcher = SequenceMatcher(None, _forms(first), _forms(other), autojunk=False)
    runs = _cluster([_Run(*block) for block in matcher.get_matching_blocks() if block.size])
    agreed = sum(run.size for run in runs)
    if agreed < SIMILAR * min(len(first), len(other)):
        return None
    gaps = list(_gaps(runs, first, other))
    inner = [gap for gap in gaps if not gap.edge]
    if agreed < MIN_CORE and (len(inner) < len(gaps) or any(_names_other(gap, first, other) for gap in inner)):
        return None
    if 2 * agreed < SIMILAR * (2 * agreed + sum(gap.high - gap.low + gap.there_end - gap.there for gap in inner)):
        return None
    said = [words for gap in gaps for words in _describe_gap(gap, first, other, known, other_known)]
    score, difference = 2 * agreed / (len(first) + len(other)), _join_changes(said)
    if inner:
        return Likeness("altered", score, difference, "words changed")
    # "e-mail" for "email" is no change: what remains are words before and after
    outer = any(gap.high > gap.low for gap in gaps) and any(gap.there_end > gap.there for gap in gaps)
    return Likeness("shortened", score, difference or ELSEWHERE, "overlap" if outer else "part")


class _Run(NamedTuple):
    at: int
    there: int
    size: int


class _Gap(NamedTuple):
    """Words between two runs that agree, in both texts. ``edge``: before the first or after the last of them."""

    low: int
    high: int
    there: int
    there_end: int
    edge: bool


def _cluster(runs: Sequence[_Run]) -> list[_Run]:
    """Keep the runs that lie near each other in both texts and agree most: a "the" far away belongs to nothing."""
    groups: list[list[_Run]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        near = last and max(run.at - last.at - last.size, run.there - last.there - last.size) <= _NEAR
        if near:
            groups[-1].append(run)
        else:
            groups.append([run])
    return max(groups, key=lambda group: sum(run.size for run in group), default=[])


def _gaps(runs: Sequence[_Run], first: Sequence[Word], other: Sequence[Word]) -> Iterator[_Gap]:
    """Yield what differs. At an edge, up to two words on both sides are a change, more is left out."""
    ends = [(0, 0), *((run.at + run.size, run.there + run.size) for run in runs)]
    starts = [*((run.at, run.there) for run in runs), (len(first), len(other))]
    for number, ((low, there), (high, there_end)) in enumerate(zip(ends, starts, strict=True)):
        changed = 0 < high - low <= 2 and 0 < there_end - there <= 2
        edge = number in (0, len(runs)) and not changed
        if (high > low or there_end > there) and not _alike(first[low:high], other[there:there_end]):
            yield _Gap(low, high, there, there_end, edge)


def _names_other(gap: _Gap, first: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether a name or figure stands for another; "400" for "four hundred" may be the same."""
    sides = first[gap.low : gap.high], other[gap.there : gap.there_end]
    figures = all(any(word.shown[0].isdigit() for word in side) for side in sides)
    return figures or all(any(word.shown[0].isupper() and word.start > 0 for word in side) for side in sides)


class _Change(NamedTuple):
    """Words that differ, shown, after what is said of them: "not quoted by the other", or nothing."""

    said: str
    shown: str


def _describe_gap(
    gap: _Gap, first: Sequence[Word], other: Sequence[Word], known: str, other_known: str
) -> Iterator[_Change]:
    mine, theirs = first[gap.low : gap.high], other[gap.there : gap.there_end]
    if mine and theirs and not gap.edge:
        yield _Change("", f"{_show(theirs)} for {_show(mine)}")
        return
    if mine and not _stands_in(mine, other_known):
        yield _Change("not quoted by the other" if gap.edge else "only in the first", _show(mine))
    if theirs and not _stands_in(theirs, known):
        yield _Change("not quoted by the first" if gap.edge else "only in the other", _show(theirs))


def _left_out(words: Sequence[Word], kept: Sequence[bool], known: str, by: str) -> Iterator[_Change]:
    """Say which words are in this text alone, run by run."""
    at = 0
    for keep, group in groupby(kept):
        run = words[at : at + len(list(group))]
        at += len(run)
        if not keep and not _stands_in(run, known):
            yield _Change(f"not quoted by {by}", _show(run))


def _join_changes(changes: Sequence[_Change]) -> str:
    """Say the changes, words of which the same is said together."""
    grouped: dict[str, list[str]] = {}
    for change in changes:
        grouped.setdefault(change.said, []).append(change.shown)
    return "; ".join((f"{said}: " if said else "") + ", ".join(shown) for said, shown in grouped.items())


def _stands_in(words: Sequence[Word], known: str) -> bool:
    """Tell whether an article quotes these words in another place, but for a word changed ("email", "e-mail").

    A single word may stand anywhere, and says nothing.
    """
    forms = _forms(words)
    n = min(len(forms), _TOGETHER)
    groups = [" ".join(forms[i : i + n]) for i in range(len(forms) - n + 1)]
    return n > 1 and sum(f" {group} " in known for group in groups) >= _MOSTLY * len(groups)


def _show(words: Sequence[Word]) -> str:
    """Put words in quotation marks, a long run without its middle."""
    shown = [word.shown for word in words]
    if len(shown) > _SHOWN:
        shown = [*shown[: _SHOWN - 3], "…", *shown[-3:]]
    return f"“{' '.join(shown)}”"


def _alike(first: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether words are the same, written in one or apart: "e-mail" and "email"."""
    return "".join(_forms(first)) == "".join(_forms(other))


def _forms(words: Sequence[Word]) -> list[str]:
    return [word.form for word in words]


def join_words(texts: Collection[str]) -> str:
    """Join the words of several texts so that ``compare_words`` can look a run of words up in them."""
    return " | ".join(["", *(" ".join(_forms(split_words(text))) for text in texts), ""])


def _marked(length: int, low: int, high: int) -> list[bool]:
    return [low <= i < high for i in range(length)]

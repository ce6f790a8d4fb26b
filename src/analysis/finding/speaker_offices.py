"""Who holds the office that a phrase beside a cue names: "the majority leader", "the new insurance commissioner"."""

from __future__ import annotations

from analysis.finding.cast import Cast, Speaker
from analysis.finding.heads import title_category
from analysis.finding.sources import full_title
from analysis.records import Mention

# Words before an office that say nothing of which office it is.
_IDLE = frozenset({"new", "current", "outgoing", "incoming", "veteran", "longtime", "embattled", "elected"})
_HEADS = frozenset({"leader", "chief", "head", "chairman", "chairwoman", "chair", "commissioner", "secretary"})
_PAST = frozenset({"former", "ex", "then", "late", "ousted", "onetime", "erstwhile", "deposed"})
_TITLE = frozenset({"NOUN", "PROPN", "ADJ"})
_LONGEST = 6  # words of a title before a name
_BEHIND = 10  # tokens behind a name in which it may stand in apposition


def is_office(word: str) -> bool:
    """Tell a noun for what one person is at a time.

    >>> is_office("mayor"), is_office("Minister"), is_office("driver")
    (True, True, False)
    """
    return title_category(word.capitalize()) == "office" or word.lower() in _HEADS


def by_office(cast: Cast, phrase: tuple[int, int], head: int) -> Speaker | None:
    """Return the person whose name stands beside the whole title: "Senate Majority Leader Ren Holm", "the leader".

    Of several bearers the one named right before, in this paragraph or the one above.
    """
    tokens = cast.frames.tokens
    if tokens[head].tag not in {"NN", "NNP"} or head != phrase[1] - 1 or tokens[phrase[0]].text.lower() != "the":
        return None
    title = {t.text.lower() for t in tokens[phrase[0] + 1 : phrase[1]]} - _IDLE
    start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
    beside = {m: _words_beside(cast, m) for m in cast.named if m.kind == "person"}
    bearers = [m for m, words in beside.items() if title <= words and (title & _PAST or not words & _PAST)]
    names = {cast.full_name(m) for m in bearers}
    if len(names) > 1:
        names = _nearest(cast, names, start, head)
    name = names.pop() if len(names) == 1 else ""
    return Speaker(name, start, end, "person", "office") if name else None


def _nearest(cast: Cast, names: set[str], start: int, head: int) -> set[str]:
    """Return those of the bearers whom the nearest sentence with any of them names."""
    near = [m for m in cast.named if m.end <= start and m.kind == "person" and cast.full_name(m) in names]
    near = [m for m in near if 0 <= cast.frames.paragraph[head] - cast.place(m.start)[0] <= 1]
    return {cast.full_name(m) for m in near if cast.place(m.start)[1] == cast.place(near[-1].start)[1]}


def _words_beside(cast: Cast, mention: Mention) -> set[str]:
    """Return the words of the title before a name and of what stands in apposition behind it, in small letters."""
    tokens = cast.frames.tokens
    low, high = cast.parsed.tokens_in(mention.start, mention.end)
    first = low
    while first > 0 and low - first < _LONGEST and tokens[first - 1].pos in _TITLE and _is_along(cast, first - 1, low):
        first -= 1
    words = {full_title(tokens[i].text) for i in range(first, high)}
    for head in cast.parsed.children[high - 1]:
        if tokens[head].dep == "appos" and head >= high and head - high <= _BEHIND:
            words |= {tokens[i].text.lower() for i in range(cast.parsed.subtree(head)[0], head + 1)}
    return words


def _is_along(cast: Cast, at: int, low: int) -> bool:
    frames = cast.frames
    return frames.frame[at] == frames.frame[low] and not any(m.kind == "person" for m in _over(cast, at))


def _over(cast: Cast, at: int) -> list[Mention]:
    token = cast.frames.tokens[at]
    return [m for m in cast.overlapping(token.start, token.end) if not m.rule.startswith("pronoun")]

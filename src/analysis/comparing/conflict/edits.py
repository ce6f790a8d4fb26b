"""One thing changed in sentences that are otherwise the same: "near Lindholm" against "near Sandvik"."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from analysis.comparing.aligned import Aligned, Side, make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.spellings import are_forms, is_variant, is_within, plain_words
from analysis.finding.language import Token
from analysis.records import Conflict

_LIKELY = 0.6  # score of two sentences that say the same
_SAME = 0.75  # of the words of both sentences; fewer, and they are two sentences
_LEAST = 8  # words and marks that are the same: "Jean Dupont won" and "Dean Dupont won" may be of two people
_MOST_WORDS = 4  # of what stands in place of something else
_PLACING = frozenset(("in", "at", "near", "off", "outside", "around", "from", "to"))


class Edit(NamedTuple):
    """What one sentence has where the other has something else, by token index."""

    ours: range
    theirs: range


def find_edit_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find what alone differs in two sentences that give the rest in the same words.

    Counts: a name, a place or a noun for another. Leaves out: figures and dates, which have rules of their own; words
    of one stem or concept; a name and its shorter form; a word put in or left out. Never ``sure``: a town may be
    named by its county, and two people may do one thing.
    """
    for pair in pairing.aligned:
        edit = _only_edit(pair) if pair.score >= _LIKELY else None
        if edit and (row := _compare(pairing, pair, edit)):
            yield row


def _only_edit(pair: Aligned) -> Edit | None:
    """Return the one place where two sentences have other words; None where they differ in more, or in length."""
    matcher = SequenceMatcher(None, _words(pair.first), _words(pair.second), autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _SAME:
        return None
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    if len(changes) != 1 or changes[0][0] != "replace" or matcher.ratio() < _SAME:
        return None
    if sum(block.size for block in matcher.get_matching_blocks()) < _LEAST:
        return None
    _, a, a_end, b, b_end = changes[0]
    first, second = pair.first.tokens.start, pair.second.tokens.start
    edit = Edit(range(first + a, first + a_end), range(second + b, second + b_end))
    return edit if max(map(len, edit)) <= _MOST_WORDS else None


def _words(side: Side) -> list[str]:
    return [side.parsed.tokens[i].text.lower() for i in side.tokens]


def _compare(pairing: Pairing, pair: Aligned, edit: Edit) -> Conflict | None:
    a, b = _whole(pair.first, edit.ours), _whole(pair.second, edit.theirs)
    if _is_source(pair.first, a) or _is_source(pair.second, b):
        return None
    i, j = _head(pair.first, edit.ours), _head(pair.second, edit.theirs)
    sort, other = pair.first.parsed.tokens[i].pos, pair.second.parsed.tokens[j].pos
    if sort != other or sort not in ("NOUN", "PROPN", "VERB") or _say_the_same(pairing, pair, edit):
        return None
    kind = "label" if sort != "PROPN" else "place" if _is_placed(pair.first, edit.ours) else "name"
    note = f"{pair.first.text(a)} against {pair.second.text(b)}"
    return make_conflict(pair, kind, a, b, note=note, sure=False, rule="the rest in the same words")


def _head(side: Side, changed: range) -> int:
    """Return the token of the changed words whose head lies outside them."""
    heads = (i for i in changed if side.parsed.tokens[i].head not in changed or side.parsed.tokens[i].head == i)
    return next(heads, changed[-1])


def _whole(side: Side, changed: range) -> Token:
    """Return the changed words as one token, stretched over the name that they are a part of."""
    tokens = side.parsed.tokens
    start, end = tokens[changed[0]].start, tokens[changed[-1]].end
    over = (m for m in side.inside(side.findings.mentions) if m.start < end and start < m.end)
    whole = next((m for m in over if not m.rule.startswith("pronoun")), None)
    if whole is not None:
        start, end = min(start, whole.start), max(end, whole.end)
    return tokens[changed[0]]._replace(start=start, end=end)


def _say_the_same(pairing: Pairing, pair: Aligned, edit: Edit) -> bool:
    """Tell one thing in two forms: "Lee" and "Ann Lee", "Lund" and "Lund's", "ship" and "vessel", "jewelry"."""
    a, b = _whole(pair.first, edit.ours), _whole(pair.second, edit.theirs)
    names = pair.first.text(a), pair.second.text(b)
    i, j = _head(pair.first, edit.ours), _head(pair.second, edit.theirs)
    if pair.first.parsed.tokens[i].pos != "PROPN":
        return pairing.are_alike(i, j) or is_variant(*names)
    ours, theirs = plain_words(names[0]), plain_words(names[1])
    one = pairing.are_one(i, j)
    return one or is_within(ours, theirs) or is_within(theirs, ours) or are_forms(*names)


def _is_source(side: Side, changed: Token) -> bool:
    """Tell whether the changed words name a source or say that it speaks, which ``sources`` looks at."""
    quotations = side.inside(side.findings.quotations)
    spans = [(q.speaker_start, q.speaker_end) for q in quotations] + [(q.cue_start, q.cue_end) for q in quotations]
    return any(a is not None and b is not None and a < changed.end and changed.start < b for a, b in spans)


def _is_placed(side: Side, changed: range) -> bool:
    return changed[0] > 0 and side.parsed.tokens[changed[0] - 1].lemma.lower() in _PLACING

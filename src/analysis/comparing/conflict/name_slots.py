"""Two names in one slot that share a word: "the pilot, Juan Retana" against "the pilot, Juan Rojas"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import Aligned, make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.spellings import are_forms, are_near, holds_name, is_within, plain_words
from analysis.finding.annotate import Findings
from analysis.finding.sources import is_press
from analysis.records import Conflict, Mention

_NEXT, _NEXT_AND_ONE = 1.0, 1.5  # ``Shared.weight``: something alike next to both, and more one further off
_LIKELY, _VERY_LIKELY = 0.5, 0.9  # score of two sentences that likely, and very likely, say the same


def find_name_slot_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find two names that aligned sentences put in one slot, each known to one article only.

    Asked for is a word in common, and something alike next to both. Leaves out: a name and a shorter form of it ("Ann
    Lee", "Lee"); spellings that differ in accents, capitals or an abbreviation; two names of one entity; names of two
    kinds; two newsrooms. ``sure``: one name in two spellings, in sentences that likely say the same; two people with a
    name in common, in sentences that very likely do. One row for two names.
    """
    seen: set[tuple[str, ...]] = set()
    for pair in pairing.aligned:
        for a in _names(pair.first.inside(pair.first.findings.mentions), pairing.first, pairing.second):
            for b in _names(pair.second.inside(pair.second.findings.mentions), pairing.second, pairing.first):
                names = (pair.first.text(a), pair.second.text(b))
                if names in seen or not _may_be_rivals(a, b, *names):
                    continue
                weight = pairing.share(a, b).weight
                if weight >= _NEXT:
                    seen.add(names)
                    yield _to_conflict(pair, a, b, firm=weight >= _NEXT_AND_ONE)


def _names(mentions: list[Mention], here: Findings, there: Findings) -> list[Mention]:
    """Return the capitalised names that the other article does not have."""
    named = ((m, here.article.text[m.start : m.end]) for m in mentions if not m.rule.startswith("pronoun"))
    return [m for m, text in named if text[:1].isupper() and not holds_name(there.article.text, text)]


def _may_be_rivals(a: Mention, b: Mention, name: str, other: str) -> bool:
    if a.entity == b.entity or a.kind != b.kind or are_forms(name, other):
        return False
    if is_press(name) and is_press(other) and not _is_respelt(name, other):
        return False  # "the News" is in the names of many newsrooms
    ours, theirs = plain_words(name), plain_words(other)
    common = set(ours) & set(theirs) or _is_respelt(name, other)
    return bool(common) and not (is_within(ours, theirs) or is_within(theirs, ours))


def _is_respelt(name: str, other: str) -> bool:
    """Tell whether two names are one in two spellings: as many words, all the same or nearly so.

    >>> _is_respelt("Anna Raffaella", "Anna Rafaela"), _is_respelt("Anna Lee", "Maud Lee")
    (True, False)
    """
    ours, theirs = name.split(), other.split()
    words = zip(ours, theirs, strict=False)
    return len(ours) == len(theirs) and all(x == y or are_near(x, y) for x, y in words)


def _to_conflict(pair: Aligned, a: Mention, b: Mention, *, firm: bool) -> Conflict:
    note = f"{pair.first.text(a)} against {pair.second.text(b)}"
    respelt = pair.score >= _LIKELY and _is_respelt(pair.first.text(a), pair.second.text(b))
    sure = respelt or (firm and a.kind == "person" and pair.score >= _VERY_LIKELY)
    return make_conflict(pair, "name", a, b, note=note, sure=sure, rule="two names in one slot")

"""Numbers that do not agree: the same thing counted differently in two aligned sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.comparing.aligned import (
    MODIFIERS,
    SUBJECTS,
    Aligned,
    Side,
    are_kin,
    have_rival_arguments,
    make_conflict,
    name_other_places,
    phrase_head,
    verbs_of_one_act,
)
from analysis.comparing.conflict.bounds import disagree, is_same_sort
from analysis.comparing.conflict.dates import dates_disagree
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.annotate import Findings
from analysis.records import Conflict, Quantity

# What two slots must share (``Shared.weight``): a word next to both figures, and half as much again further off.
_NEXT, _NEXT_AND_ONE = 1.0, 1.5
_LIKELY = 0.5  # score of two sentences that say the same
_ADDED = re.compile(r"\b(?:another|other|others|more|additional|further|extra)(?:\s+(?!than\b)|$)", re.IGNORECASE)
_BEFORE = 12  # characters before a figure

# People by any name; "six civilians" and "four people" may be one toll.
_PEOPLE_LISTED = (
    "people person civilian passenger soldier troop worker resident victim protester demonstrator migrant refugee "
    "villager student fan child man woman officer policeman member survivor patient tourist visitor guest other"
)
_PEOPLE = frozenset(_PEOPLE_LISTED.split())


def find_number_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find quantities of one thing, in two sentences of two articles, whose bounds leave no common value.

    One thing: the same unit, or units of one concept, in one slot (``slots``): the words next to both are alike,
    and where the sentences are not aligned, one more. Leaves out: parts and their sum; additions ("another six");
    figures that the other article gives too, somewhere; bounds that can both hold ("at least 75" and "more than
    70"); vague figures within a tenth of each other; two named doers.
    Two minimums that differ ("at least six", "at least four") are a row that is not ``sure``: both can
    hold. ``sure``: both figures exact, in sentences that likely say the same, under kin words or with more than a word
    shared around them, and neither places nor dates differ.
    """
    ours, theirs = _counted(pairing.first), _counted(pairing.second)
    found: list[tuple[Quantity, Quantity, Aligned]] = []
    for a in ours:
        rivals = [(b, pair) for b in theirs if (pair := _same_thing(pairing, a, b))]
        found += [(a, b, pair) for b, pair in rivals if disagree(a, b) and not _is_explained(pair, a, b)]
    for a, b, pair in found:
        alone = sum(a is c and pair.second == other.second for c, _, other in found) == 1
        yield _to_conflict(pairing, pair, a, b, alone=alone)


def _counted(findings: Findings) -> list[Quantity]:
    """Return the figures of an article that count or measure something; "another six" is no total."""
    text = findings.article.text
    known = (q for q in findings.quantities if (q.low is not None or q.high is not None) and "age" not in q.rule)
    return [q for q in known if not _ADDED.search(text[max(q.start - _BEFORE, 0) : q.end])]


def _is_explained(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    """Tell whether both articles can be right: one gives the other's figure too, or gives it in parts."""
    if _is_sum(a, pair.second.inside(pair.second.findings.quantities)):
        return True
    if _is_sum(b, pair.first.inside(pair.first.findings.quantities)):
        return True
    ours, theirs = unit_lemma(pair.first, a), unit_lemma(pair.second, b)
    return _given_by(pair.second, a, ours) or _given_by(pair.first, b, theirs)


def _is_sum(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether a sentence gives a figure in parts: "one killed and two hurt" is "three shot"."""
    counts = [q.low for q in parts if q.low is not None and q.low == q.high]
    return len(counts) > 1 and sum(counts) == total.low


def _same_thing(pairing: Pairing, a: Quantity, b: Quantity) -> Aligned | None:
    """Return the sentences of two quantities that count one thing: units of one concept in one slot."""
    pair = pairing.align(a, b) if is_same_sort(a, b) else None
    if pair is None:
        return None
    ours, theirs = unit_lemma(pair.first, a), unit_lemma(pair.second, b)
    if not ours or not theirs or not _units_agree(ours, theirs):
        return None
    verbs = verbs_of_one_act(pair, a, b)
    if _tell_of_others(pair) or (verbs is not None and have_rival_arguments(pair, *verbs)):
        return None  # two bidders, two bids
    bound = _NEXT if pair.score else _NEXT_AND_ONE
    return pair if pairing.share(a, b).weight >= bound else None


def _tell_of_others(pair: Aligned) -> bool:
    """Tell whether the subjects of two sentences have ages, and none in common: they are two people."""
    ours, theirs = _subject_ages(pair.first), _subject_ages(pair.second)
    return bool(ours and theirs) and not ours & theirs


def _subject_ages(side: Side) -> set[float | None]:
    ages = set()
    for quantity in side.inside(side.findings.quantities):
        index = phrase_head(side.parsed, quantity.start, quantity.end) if "age" in quantity.rule else None
        while index is not None and side.parsed.tokens[index].dep in (*MODIFIERS, "nummod", "appos"):
            index = side.parsed.tokens[index].head
        if index is not None and side.parsed.tokens[index].dep in SUBJECTS:
            ages.add(quantity.low)
    return ages


def unit_lemma(side: Side, quantity: Quantity) -> str | None:
    """Return what a quantity counts, as one lemma: the last noun of its unit, or the sign ("$", "%")."""
    if not quantity.unit:
        return None
    first, last = side.parsed.tokens_in(quantity.start, quantity.end)
    words = set(quantity.unit.lower().split())
    nouns = [t.lemma.lower() for t in side.parsed.tokens[first:last] if t.pos == "NOUN" and t.text.lower() in words]
    return nouns[0] if nouns else quantity.unit.lower()


def _is_one_act(pairing: Pairing, pair: Aligned, a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures are surely of one act: sentences that say the same, in one place and time."""
    i, j = phrase_head(pair.first.parsed, a.start, a.end), phrase_head(pair.second.parsed, b.start, b.end)
    if i is None or j is None or pair.score < _LIKELY or name_other_places(pair) or dates_disagree(pair):
        return False
    ours, theirs = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
    one_part = (ours.dep in MODIFIERS) == (theirs.dep in MODIFIERS)
    weight = pairing.share(a, b).weight
    return one_part and (weight >= _NEXT_AND_ONE or (weight >= _NEXT and pairing.are_alike(ours.head, theirs.head)))


def _given_by(side: Side, quantity: Quantity, unit: str | None) -> bool:
    """Tell whether an article gives the same figure of such a thing anywhere, so that it does not disagree."""
    known = (q for q in _counted(side.findings) if (q.low, q.high) == (quantity.low, quantity.high))
    same = (q for q in known if not disagree(q, quantity))
    units = (unit_lemma(side, q) for q in same)
    return any(other is None or unit is None or _units_agree(unit, other) for other in units)


def _units_agree(a: str, b: str) -> bool:
    """Tell whether two units may count one thing: the same, of one concept, or both of people.

    >>> _units_agree("civilian", "people"), _units_agree("$", "%"), _units_agree("house", "people")
    (True, False, False)
    """
    return a == b or {a, b} <= _PEOPLE or (a.isalpha() and b.isalpha() and are_kin(a, b))


def _to_conflict(pairing: Pairing, pair: Aligned, a: Quantity, b: Quantity, *, alone: bool) -> Conflict:
    exact = all(q.low == q.high and not q.modifier for q in (a, b)) and a.low != b.low
    sure = alone and exact and _is_one_act(pairing, pair, a, b)
    note = f"{pair.first.text(a)} against {pair.second.text(b)}"
    return make_conflict(pair, "number", a, b, note=note, sure=sure, rule="same unit, no common value")

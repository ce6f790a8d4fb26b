"""Numbers that do not agree: the same thing counted differently in two aligned sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator

from analysis.comparing.aligned import (
    SUBJECTS,
    Aligned,
    Side,
    are_kin,
    complements,
    have_rival_arguments,
    make_conflict,
    name_other_places,
    phrase_head,
    share_argument,
    verbs_of_one_act,
)
from analysis.comparing.conflict_dates import dates_disagree
from analysis.finding.language import Parsed
from analysis.records import Conflict, Quantity

# Two counts nearer than this, and than one in the last place of a vague one, are one count, rounded differently:
# "about 850" and "nearly 900", but not "some $146 billion" and "$148.9 billion", nor "nearly 1,000" and "about 850".
_ROUNDING = 0.1
_FACTOR = 4
_VAGUE = frozenset(("about", "around", "approximately", "roughly", "nearly", "almost", "some", "estimated", "so"))
# Verbs that say how much their subject is.
_MEASURING = frozenset(("be", "amount", "total", "reach", "cost", "stand", "measure", "weigh", "value", "hit"))


# People by any name; "six civilians" and "four people" may be one toll.
_PEOPLE_LISTED = (
    "people person civilian passenger soldier troop worker resident victim protester demonstrator migrant refugee "
    "villager student fan child man woman officer policeman member survivor patient tourist visitor guest other"
)
_PEOPLE = frozenset(_PEOPLE_LISTED.split())
# Verbs that many unlike statements share.
LIGHT = frozenset(("be", "do", "get", "give", "have", "make", "say", "take", "tell"))


def find_number_conflicts(pair: Aligned) -> Iterator[Conflict]:
    """Find quantities of one thing in two aligned sentences whose bounds leave no common value.

    One thing: the same unit, or units of one concept, in the same context (the verb it hangs on, or a
    noun beside it). Leaves out: parts and their sum; figures that the other article gives too, somewhere;
    bounds that can both hold ("at least 75" and "more than 70"); vague figures within a tenth of each other.
    Two minimums that differ ("at least six", "at least four") are a row that is not ``sure``: both can
    hold. ``sure``: unit and verb are the same word, both figures are exact, verb or sentence share more than
    what is counted, and neither places nor dates differ.
    """
    first = [q for q in pair.first.inside(pair.first.findings.quantities) if _is_known(q) and "age" not in q.rule]
    second = [q for q in pair.second.inside(pair.second.findings.quantities) if _is_known(q) and "age" not in q.rule]
    for a in first:
        rivals = [b for b in second if is_same_sort(a, b) and _same_thing(pair, a, b)]
        if any(not disagree(a, b) for b in rivals):
            continue
        for b in rivals:
            if _is_sum(a, second) or _is_sum(b, first):
                continue
            if not _given_by(pair.second, a, unit_lemma(pair.first, a)) and not _given_by(
                pair.first, b, unit_lemma(pair.second, b)
            ):
                yield _to_conflict(pair, a, b, alone=len(rivals) == 1)


def _is_sum(total: Quantity, parts: list[Quantity]) -> bool:
    """Tell whether a sentence gives a figure in parts: "one killed and two hurt" is "three shot"."""
    counts = [q.low for q in parts if q.low is not None and q.low == q.high]
    return len(counts) > 1 and sum(counts) == total.low


def disagree(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities of one unit leave no value that both allow.

    >>> def q(low, high, modifier=None): return Quantity("a", 0, 1, low, high, "people", modifier, "")
    >>> disagree(q(75, 75), q(57, 57)), disagree(q(75, None, "at least"), q(70, None, "more than"))
    (True, False)
    >>> disagree(q(90, 90, "about"), q(85, 85)), disagree(q(6, None, "at least"), q(4, None, "at least"))
    (False, True)
    """
    low = max(_low(a), _low(b))
    high = min(_high(a), _high(b))
    if low <= high:
        return _same_bound(a, b) and (a.low, a.high) != (b.low, b.high)
    slack = max((min(_ROUNDING * abs(_size(q)), _place(_size(q))) for q in (a, b) if _is_vague(q)), default=-1)
    return not low - high <= slack


def _size(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def _place(value: float) -> float:
    """Return what one is worth in the last place that is not zero.

    >>> _place(850.0), _place(900.0), _place(146e9)
    (10.0, 100.0, 1000000000.0)
    """
    digits = f"{value:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def is_same_sort(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures are near enough to be of one thing: a quarter's profit is no year's revenue.

    >>> def q(value): return Quantity("a", 0, 1, value, value, "$", None, "")
    >>> is_same_sort(q(75), q(57)), is_same_sort(q(2e9), q(33e9))
    (True, False)
    """
    small, large = sorted((abs(_size(a)), abs(_size(b))))
    return large <= _FACTOR * small


def _is_vague(quantity: Quantity) -> bool:
    return bool(set((quantity.modifier or "").lower().split()) & _VAGUE)


def _same_bound(a: Quantity, b: Quantity) -> bool:
    """Tell whether both are minimums, or both maximums, in the same words."""
    return (a.modifier or "").lower() == (b.modifier or "").lower() and _shape(a) == _shape(b) != (False, False)


def _shape(quantity: Quantity) -> tuple[bool, bool]:
    return quantity.low is None, quantity.high is None


def _low(quantity: Quantity) -> float:
    return -math.inf if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return math.inf if quantity.high is None else quantity.high


def _is_known(quantity: Quantity) -> bool:
    return quantity.low is not None or quantity.high is not None


def _same_thing(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities count one thing: units of one concept in the same context."""
    ours, theirs = unit_lemma(pair.first, a), unit_lemma(pair.second, b)
    if not ours or not theirs or not _units_agree(ours, theirs):
        return False
    verbs = verbs_of_one_act(pair, a, b)
    if verbs is not None and have_rival_arguments(pair, *verbs):
        return False  # two bidders, two bids
    near = ours == theirs or are_kin(ours, theirs)  # "civilians" and "people" must be done the same to
    return (near and bool(context_of(pair.first, a) & context_of(pair.second, b))) or _same_verb(pair, a, b)


def context_of(side: Side, quantity: Quantity) -> set[str]:
    """Return the lemmas of the nouns and adjectives that a quantity hangs on or that hang on it, unit apart."""
    parsed = side.parsed
    head = phrase_head(parsed, quantity.start, quantity.end)
    if head is None:
        return set()
    first, last = parsed.tokens_in(quantity.start, quantity.end)
    near = {
        parsed.tokens[head].head,
        *_measured(parsed, parsed.tokens[head].head),
        *parsed.children[head],
        *parsed.children[parsed.tokens[head].head],
    }
    above = parsed.tokens[head].head
    if parsed.tokens[above].pos == "ADP":  # "income of $2 billion", "$2 billion in earnings"
        above = parsed.tokens[above].head
        near |= {above, *parsed.children[above]}
    near |= {child for index in near for child in parsed.children[index] if parsed.tokens[index].dep == "prep"}
    return {
        parsed.tokens[index].lemma.lower()
        for index in near
        if not first <= index < last and parsed.tokens[index].pos in ("NOUN", "PROPN", "ADJ")
    }


def _measured(parsed: Parsed, verb: int) -> set[int]:
    """Return what a measure is of: the subject of "be", "amount", "cost", with its owner ("the deal's value")."""
    if parsed.tokens[verb].lemma in ("to", "at"):
        verb = parsed.tokens[verb].head
    if parsed.tokens[verb].lemma not in _MEASURING:
        return set()
    subjects = {i for i in parsed.children[verb] if parsed.tokens[i].dep in SUBJECTS}
    if parsed.tokens[verb].dep == "relcl":
        subjects.add(parsed.tokens[verb].head)
    return subjects | {i for subject in subjects for i in parsed.children[subject] if parsed.tokens[i].dep == "poss"}


def unit_lemma(side: Side, quantity: Quantity) -> str | None:
    """Return what a quantity counts, as one lemma: the last noun of its unit, or the sign ("$", "%")."""
    if not quantity.unit:
        return None
    first, last = side.parsed.tokens_in(quantity.start, quantity.end)
    words = set(quantity.unit.lower().split())
    nouns = [t.lemma.lower() for t in side.parsed.tokens[first:last] if t.pos == "NOUN" and t.text.lower() in words]
    return nouns[0] if nouns else quantity.unit.lower()


def _same_verb(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    verbs = verbs_of_one_act(pair, a, b)
    if verbs is None or have_rival_arguments(pair, *verbs):
        return False
    return pair.first.parsed.tokens[verbs[0]].lemma not in LIGHT or share_argument(pair, *verbs, SUBJECTS)


def _is_one_act(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures hang on one verb that shares more than what is counted, in one place and time."""
    verbs = verbs_of_one_act(pair, a, b)
    if verbs is None or have_rival_arguments(pair, *verbs) or name_other_places(pair) or dates_disagree(pair):
        return False
    i, j = verbs
    ours, theirs = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
    if ours.lemma != theirs.lemma or ours.lemma in LIGHT:
        return False
    counted = {unit_lemma(pair.first, a), unit_lemma(pair.second, b)}
    return bool((complements(pair.first.parsed, i) & complements(pair.second.parsed, j)) - counted)


def _given_by(side: Side, quantity: Quantity, unit: str | None) -> bool:
    """Tell whether an article gives the same figure of such a thing anywhere, so that it does not disagree."""
    same = (q for q in side.findings.quantities if _is_known(q) and (q.low, q.high) == (quantity.low, quantity.high))
    units = (unit_lemma(side, q) for q in same)
    return any(other is None or unit is None or _units_agree(unit, other) for other in units)


def _units_agree(a: str, b: str) -> bool:
    """Tell whether two units may count one thing: the same, of one concept, or both of people.

    >>> _units_agree("civilian", "people"), _units_agree("$", "%"), _units_agree("house", "people")
    (True, False, False)
    """
    return a == b or {a, b} <= _PEOPLE or (a.isalpha() and b.isalpha() and are_kin(a, b))


def _to_conflict(pair: Aligned, a: Quantity, b: Quantity, *, alone: bool) -> Conflict:
    exact = all(q.low == q.high and not q.modifier for q in (a, b))
    same_word = unit_lemma(pair.first, a) == unit_lemma(pair.second, b)
    sure = alone and exact and same_word and _is_one_act(pair, a, b)
    note = f"{pair.first.text(a)} against {pair.second.text(b)}"
    return make_conflict(pair, "number", a, b, note=note, sure=sure, rule="same unit, no common value")

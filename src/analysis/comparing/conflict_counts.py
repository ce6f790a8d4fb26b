"""Numbers that do not agree in sentences that need not be aligned: ages, and counts of what one act was done to."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import Aligned, are_kin, governing_verb, make_conflict, pair_records, phrase_head
from analysis.comparing.conflict_numbers import LIGHT, context_of, disagree, is_same_sort, unit_lemma
from analysis.finding.annotate import Findings
from analysis.records import Conflict, Quantity

_AGE_SLACK = 2.0  # years; an age off by more is another person's
_PEOPLE_LISTED = "boy girl child man woman teenager toddler baby infant driver pilot student victim suspect passenger"
_PEOPLE = frozenset(_PEOPLE_LISTED.split())
_MONEY = frozenset(("$", "£", "€", "¥"))
_NEAR = 1.5  # a sum half as large again is for another thing
_MIN_CONTEXT = 2  # nouns and adjectives around it
_FEW = 2  # "one English climber" counts nothing
# Lengths, times and sums stand in too many unlike statements to be compared without an alignment.
_MEASURES_LISTED = (
    "year month week day hour minute second time mile kilometre kilometer metre meter foot inch degree percent % $ £ € "
    "people person m km dollar pound euro ton tonne kg thing way side part"
)
_MEASURES = frozenset(_MEASURES_LISTED.split())


def find_count_conflicts(first: Findings, second: Findings) -> Iterator[Conflict]:
    """Find ages and counts that two articles give differently, wherever they stand.

    Counts: the ages of one named person, or of "the boy" where each article gives one age alone; things of one
    noun under verbs of one concept ("posted three photos", "posted four photos"), where each article counts
    them once. Leaves out: a figure that the other article gives too; ages more than two years apart.
    ``sure``: the age of one named person.
    """
    yield from _find_ages(first, second)
    yield from _find_counts(first, second)
    yield from _find_sums(first, second)


def _find_ages(first: Findings, second: Findings) -> Iterator[Conflict]:
    ours, theirs = _ages(first), _ages(second)
    for a, who in ours:
        for b, other in theirs:
            if a.low == b.low or any(c.low == b.low for c, _ in ours) or any(c.low == a.low for c, _ in theirs):
                continue
            named = who == other and who[:1].isupper()
            if not named and not (_may_be_one(ours, who, theirs, other) and abs(_low(a) - _low(b)) <= _AGE_SLACK):
                continue
            if pair := pair_records(first, a, second, b):
                yield _to_conflict(pair, a, b, sure=named, rule="one person, two ages")


def _may_be_one(ours: list[tuple[Quantity, str]], who: str, theirs: list[tuple[Quantity, str]], other: str) -> bool:
    """Tell whether two unnamed people may be one: one noun, or none, and no other age of such a one."""
    if who[:1].isupper() or other[:1].isupper() or not (are_kin(who, other) or "" in (who, other)):
        return False
    same = [{q.low for q, w in rows if w in ("", who, other)} for rows in (ours, theirs)]
    return len(same[0]) == len(same[1]) == 1


def _ages(findings: Findings) -> list[tuple[Quantity, str]]:
    """Return the ages in an article, and whose: an entity, a noun, or "" ("the six-year-old")."""
    ages = [q for q in findings.quantities if "age" in q.rule and q.low == q.high and q.low]
    return [(q, who) for q in ages if (who := _holder(findings, q)) is not None]


def _holder(findings: Findings, age: Quantity) -> str | None:
    """Return whose age it is; None for "turned 18" and the like, which tell of another time."""
    parsed = findings.parsed
    top = phrase_head(parsed, age.start, age.end)
    if top is None:
        return None
    above = parsed.tokens[top].head
    described = parsed.tokens[above].head if parsed.tokens[above].dep == "appos" else above
    for token in (parsed.tokens[top], parsed.tokens[above], parsed.tokens[described]):
        named = (m.entity for m in findings.mentions if m.start <= token.start < m.end and m.kind == "person")
        if entity := next(named, None):
            return entity[:1].upper() + entity[1:]
    if parsed.tokens[top].dep in ("amod", "compound", "nmod", "nummod", "npadvmod", "appos"):
        noun = parsed.tokens[above]
        return noun.lemma.lower() if noun.pos == "NOUN" and noun.lemma.lower() in _PEOPLE else None
    return "" if parsed.tokens[top].dep in ("nsubj", "nsubjpass", "dobj", "pobj") else None


def _low(quantity: Quantity) -> float:
    return quantity.low or 0.0


def _find_counts(first: Findings, second: Findings) -> Iterator[Conflict]:
    ours, theirs = _counts(first), _counts(second)
    for noun, a in ours.items():
        for other, b in theirs.items():
            if a is None or b is None or not are_kin(noun, other) or not disagree(a, b) or not is_same_sort(a, b):
                continue
            if _is_given(first, b) or _is_given(second, a) or not _under_one_verb(first, a, second, b):
                continue
            if pair := pair_records(first, a, second, b):
                yield _to_conflict(pair, a, b, sure=False, rule="same thing counted, same verb")


def _find_sums(first: Findings, second: Findings) -> Iterator[Conflict]:
    """Yield sums of money near each other for one thing: "$1.9 billion in earnings for the quarter"."""
    ours, theirs = _sums(first), _sums(second)
    for a, words in ours:
        for b, others in theirs:
            if _low(b) > _NEAR * _low(a) or _low(a) > _NEAR * _low(b) or not disagree(a, b):
                continue
            shared = sum(any(are_kin(word, other) for other in others) for word in words)
            if shared < _MIN_CONTEXT or _is_given(first, b) or _is_given(second, a):
                continue
            if pair := pair_records(first, a, second, b):
                yield _to_conflict(pair, a, b, sure=False, rule="sums for one thing")


def _sums(findings: Findings) -> list[tuple[Quantity, set[str]]]:
    sums = []
    for quantity in findings.quantities:
        if quantity.unit in _MONEY and quantity.low and (pair := pair_records(findings, quantity, findings, quantity)):
            sums.append((quantity, context_of(pair.first, quantity)))
    return sums


def _counts(findings: Findings) -> dict[str, Quantity | None]:
    """Return each counted noun's figure, None where the article has several."""
    counts: dict[str, Quantity | None] = {}
    for quantity in findings.quantities:
        pair = pair_records(findings, quantity, findings, quantity)
        if pair is None or quantity.low is None or quantity.low < _FEW or "age" in quantity.rule:
            continue
        noun = unit_lemma(pair.first, quantity)
        if noun and noun.isalpha() and noun not in _MEASURES:
            seen = counts.get(noun, quantity)
            counts[noun] = quantity if seen is not None and seen.low == quantity.low else None
    return counts


def _is_given(findings: Findings, quantity: Quantity) -> bool:
    return any(q.low == quantity.low and q.high == quantity.high for q in findings.quantities)


def _under_one_verb(first: Findings, a: Quantity, second: Findings, b: Quantity) -> bool:
    i, j = governing_verb(first.parsed, a.start, a.end), governing_verb(second.parsed, b.start, b.end)
    if i is None or j is None:
        return False
    verb, other = first.parsed.tokens[i].lemma, second.parsed.tokens[j].lemma
    return verb not in LIGHT and are_kin(verb, other)


def _to_conflict(pair: Aligned, a: Quantity, b: Quantity, *, sure: bool, rule: str) -> Conflict:
    note = f"{pair.first.text(a)} against {pair.second.text(b)}"
    return make_conflict(pair, "number", a, b, note=note, sure=sure, rule=rule)

"""Ages that do not agree: one person, older in one article than in the other."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import are_kin, make_conflict, phrase_head
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.annotate import Findings
from analysis.records import Conflict, Quantity

_LIKELY = 0.5  # score of two sentences that likely say the same
_AGE_SLACK = 2.0  # years; an age off by more is another person's
_PEOPLE_LISTED = "boy girl child man woman teenager toddler baby infant driver pilot student victim suspect passenger"
_PEOPLE = frozenset(_PEOPLE_LISTED.split())


def find_age_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find ages that two articles give differently, wherever they stand.

    Counts: the ages of one named person, or of "the boy" where each article gives one age alone.
    Leaves out: an age that the other article gives too; ages of the unnamed more than two years apart.
    ``sure``: the age of one named person, or of one in sentences that likely say the same.
    """
    first, second = pairing.first, pairing.second
    ours, theirs = _ages(first), _ages(second)
    for a, who in ours:
        for b, other in theirs:
            if a.low == b.low or any(c.low == b.low for c, _ in ours) or any(c.low == a.low for c, _ in theirs):
                continue
            named = who == other and who[:1].isupper()
            if not named and not (_may_be_one(ours, who, theirs, other) and abs(_low(a) - _low(b)) <= _AGE_SLACK):
                continue
            if pair := pairing.align(a, b):
                note = f"{pair.first.text(a)} against {pair.second.text(b)}"
                sure = named or pair.score >= _LIKELY
                yield make_conflict(pair, "number", a, b, note=note, sure=sure, rule="one person, two ages")


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

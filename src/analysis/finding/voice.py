"""Whose words: the spans of an article that are not in the outlet's own voice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.finding.clauses import is_passive, subject_of
from analysis.finding.language import Parsed
from analysis.finding.lexicon import read_lexicon
from analysis.finding.marks import find_quoted
from analysis.finding.reported import find_reported
from analysis.finding.scare import drop_titles
from analysis.records import Quotation

Spans = Sequence[tuple[int, int]]

# "silence" is the outlet's account of who did not answer; every other kind gives somebody else's words.
QUOTED_KINDS = ("direct", "indirect", "social", "scare")
_RELATIVE = ("WDT", "WP", "WP$")
# "investigated for months" is no charge.
_TIMES_LISTED = "second minute hour day night morning week weekend month year decade time period"
_TIMES = frozenset(_TIMES_LISTED.split())
_ABOUT = frozenset({"about", "over"})
_SEEING = frozenset({"see", "view", "regard", "deem"})
CALLED = "called"  # "called him a dictator": the charge is a predicate of the object, without a preposition


class Charge(NamedTuple):
    """Somebody is accused, blamed, named or compared; all but ``link`` are token indices."""

    by: int  # the charging verb or noun
    charged: int | None  # the noun or pronoun that is charged
    link: str  # the preposition, or CALLED
    what: int  # the head of the charge


def quoted_spans(parsed: Parsed, quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Return the spans of one article that hold other people's words, merged and in text order.

    Counts: direct, indirect, social and scare quotations, in every mode (a denied claim is not the
    outlet's either); what the headline quotes or reports, which the quotations leave out; and the
    charge after a verb or noun that accuses, blames, names or compares ("slamming him for committing
    war crimes", "likened to executions", "accusations of fraud").
    Leaves out: what such a verb takes for granted ("denouncing the massacre": the outlet's own word); what
    prosecutors charge people with, a fact of its own; what a claim is only about; what "you" cannot blame them for
    and what "is seen as" so by nobody in particular; and "suspected of", which names no accuser and stands in the
    lexicon of distancing words.
    """
    spans = [(row.start, row.end) for row in quotations if row.kind in QUOTED_KINDS]
    charges = (_span_of(parsed, charge.what) for charge in find_charges(parsed) if _is_others(parsed, charge))
    return merge_spans([*spans, *_headline_spans(parsed), *charges])


def _headline_spans(parsed: Parsed) -> list[tuple[int, int]]:
    """Return the spans of a headline that are quoted ("Mayor: 'Never again'") or reported ("Mayor says she is ill")."""
    headlines = [(s.start, s.end) for s in parsed.article.segments if s.kind == "headline"]
    marked = drop_titles(parsed.article.text, find_quoted(parsed.article.text, headlines))
    reported = find_reported(parsed, kinds=("headline",)) if headlines else []
    return [(q.start, q.end) for q in marked] + [(row.start, row.end) for row in reported]


def is_quoted(spans: Spans, start: int) -> bool:
    """Tell whether the character at ``start`` lies in one of the merged spans.

    >>> is_quoted([(4, 9), (20, 30)], 8), is_quoted([(4, 9), (20, 30)], 9)
    (True, False)
    """
    index = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return index >= 0 and start < spans[index][1]


def merge_spans(spans: Spans) -> list[tuple[int, int]]:
    """Merge spans that touch or overlap.

    >>> merge_spans([(5, 9), (0, 3), (8, 12)])
    [(0, 3), (5, 12)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_others(parsed: Parsed, charge: Charge) -> bool:
    """Tell a charge in somebody's words from what the outlet states in its own: "was charged with two counts"."""
    lemma = parsed.tokens[charge.by].lemma.lower()
    if lemma == "charge" or (charge.link in _ABOUT and parsed.tokens[charge.by].pos == "NOUN"):
        return False
    subject = subject_of(parsed, charge.by) if parsed.tokens[charge.by].pos == "VERB" else None
    if subject is not None and parsed.tokens[subject].text.lower() in ("i", "we", "you"):
        return False
    named = any(parsed.tokens[i].dep == "agent" for i in parsed.children[charge.by])
    return named or lemma not in _SEEING or not is_passive(parsed, charge.by)


def find_charges(parsed: Parsed) -> Iterator[Charge]:
    """Yield what somebody is accused of, blamed for, called or likened to, in order of the charging words."""
    known = _charges()
    for index, token in enumerate(parsed.tokens):
        allowed = known.get(token.lemma.lower())
        if allowed is None or token.pos not in ("VERB", "NOUN"):
            continue
        charged = next((i for i in parsed.children[index] if parsed.tokens[i].dep in ("dobj", "nsubjpass")), None)
        for child in parsed.children[index]:
            link = parsed.tokens[child]
            # "called the plan a scandal", but not "a start-up called Acme": that is a name
            named = link.dep in ("oprd", "dobj") and child > index and charged not in (None, child)
            if named and CALLED in allowed:
                yield Charge(index, charged, CALLED, child)
            elif link.dep == "dobj":
                yield from _object_charges(parsed, index, child, allowed)
            elif link.dep == "prep" and link.lemma.lower() in allowed:
                yield from _complements(parsed, index, charged, child)


def _object_charges(parsed: Parsed, index: int, noun: int, allowed: frozenset[str]) -> Iterator[Charge]:
    """Yield charges that the parser hangs on the object: "condemned the raid as murder", "slammed her for lying".

    But "slammed the plan for higher taxes" may say what the plan is, so "for" and "over" need a verb there.
    """
    for child in parsed.children[noun]:
        link = parsed.tokens[child]
        if link.dep == "prep" and link.lemma.lower() in allowed:
            verbal = any(parsed.tokens[i].dep == "pcomp" for i in parsed.children[child])
            if verbal or link.lemma.lower() not in ("for", "over"):
                yield from _complements(parsed, index, noun, child)


def _complements(parsed: Parsed, index: int, charged: int | None, preposition: int) -> Iterator[Charge]:
    for child in parsed.children[preposition]:
        token = parsed.tokens[child]
        if token.dep in ("pobj", "pcomp", "amod") and token.lemma.lower() not in _TIMES:
            yield Charge(index, charged, parsed.tokens[preposition].lemma.lower(), child)


def _span_of(parsed: Parsed, index: int) -> tuple[int, int]:
    """Return the subtree's span, cut before a relative clause that the outlet may add on its own."""
    first, last = parsed.subtree(index)
    tokens = parsed.tokens
    for at in range(index, last - 1):
        if tokens[at].text == "," and tokens[at + 1].tag in _RELATIVE:
            last = at
            break
    return tokens[first].start, tokens[last - 1].end


@lru_cache(maxsize=1)
def _charges() -> dict[str, frozenset[str]]:
    """Map a charging verb or noun to the words that bring in the charge.

    The forms in -ing are listed too: the model reads "and slamming her for lying" as a noun, lemma "slamming".
    """
    charges = {row.term: frozenset(row.category.split()) for row in read_lexicon("charges.csv")}
    return {form: words for term, words in charges.items() for form in (term, *_ing_forms(term))}


def _ing_forms(verb: str) -> tuple[str, ...]:
    """Return the possible forms in -ing; those that are no words match nothing.

    >>> _ing_forms("accuse"), _ing_forms("slam")
    (('accusing', 'accuseing'), ('slaming', 'slamming'))
    """
    if verb.endswith("e"):
        return verb[:-1] + "ing", verb + "ing"
    return verb + "ing", verb + verb[-1] + "ing"

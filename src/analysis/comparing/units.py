"""Sentences as the comparers see them: their terms, clauses, names, numbers, verbs, quoted words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.comparing.predicates import Predicate, read_predicates
from analysis.comparing.terms import is_content, read_terms, to_term
from analysis.finding.annotate import Findings
from analysis.finding.language import Token, is_word
from analysis.records import Quantity, Sentence

UNIT_KINDS = ("headline", "subhead", "paragraph")  # furniture, datelines and repeats are set aside
_CLAUSE = {"ccomp", "advcl", "relcl", "conj", "acl", "pcomp", "parataxis"}  # dependents that open a clause, if verbs
_VERBAL = {"VERB", "AUX"}
_NEGATIONS = {"no", "not", "never", "none", "neither", "nor", "without", "n't", "n’t"}
_UNKNOWN = {"unclear", "unknown", "undisclosed", "unconfirmed"}
_KNOWN = {"clear", "known", "respond", "response", "comment", "reply", "confirm", "disclose"}  # with a negation
_LEAST_TERMS = 2  # a clause of fewer terms belongs to the clause it hangs on


@dataclass(frozen=True)
class Unit:
    """A sentence of an article and what is compared of it. ``text`` is the evidence's."""

    article_id: str
    start: int
    end: int
    sentence: int  # its number among the article's sentences
    kind: str
    position: float
    text: str
    terms: tuple[str, ...]  # content words by lemma, in text order
    places: tuple[int, ...]  # each term's place among the sentence's words
    clauses: tuple[tuple[int, ...], ...]  # each clause's terms, by number
    names: tuple[str, ...]  # the entities mentioned, pronouns resolved
    numbers: tuple[str, ...]
    amounts: tuple[tuple[float | None, float | None, str], ...]  # numbers with their bounds and what they count
    counted: tuple[str, ...]  # the nouns that they count
    verbs: tuple[str, ...]
    predicates: tuple[Predicate, ...]  # verbs with their arguments
    words: tuple[str, ...]  # every word in lower case, for runs of words
    tokens: tuple[str, ...]  # every word and mark as written
    quoted: tuple[str, ...]  # words between quotation marks
    silent: bool  # says that somebody said nothing, or that something is not known
    only_silent: bool  # and its main clause says no more than that


def read_units(findings: Findings) -> list[Unit]:
    """Return the sentences of one article that are compared, in text order."""
    sentences = findings.parsed.sentences
    names, numbers = _spread_names(findings), _spread_numbers(findings)
    terms, quoted = read_terms(findings.parsed.tokens), _spread_quoted(findings)
    return [
        _to_unit(findings, index, names.get(index, ()), numbers.get(index, ()), terms, quoted)
        for index, sentence in enumerate(sentences)
        if sentence.kind in UNIT_KINDS and findings.parsed.ranges[index].last > findings.parsed.ranges[index].first
    ]


def _to_unit(
    findings: Findings,
    index: int,
    names: Iterable[str],
    numbers: Iterable[str],
    terms: Mapping[int, str],
    quoted: frozenset[int],
) -> Unit:
    parsed = findings.parsed
    sentence, (first, last) = parsed.sentences[index], parsed.ranges[index]
    amounts = [(q.low, q.high, (q.unit or "").lower()) for q in _inside(findings.quantities, sentence)]
    tokens = parsed.tokens[first:last]
    content = [i for i in range(first, last) if i in terms]
    silent = _is_silent(findings, sentence, tokens)
    return Unit(
        sentence.article_id,
        sentence.start,
        sentence.end,
        sentence.sentence,
        sentence.kind,
        sentence.position,
        findings.article.text[sentence.start : sentence.end],
        tuple(terms[i] for i in content),
        tuple(i - first for i in content),
        _split_clauses(parsed.tokens, content),
        tuple(names),
        tuple(numbers),
        tuple(amounts),
        tuple(unit.split()[-1] for _, _, unit in amounts if unit.strip()),
        tuple(to_term(token) for token in tokens if token.pos == "VERB" and is_content(token)),
        tuple(read_predicates(parsed, first, last)),
        tuple(token.text.lower() for token in tokens if is_word(token)),
        tuple(token.text for token in tokens),
        tuple(terms[i] for i in content if i in quoted),
        silent,
        silent and _is_silent_at_root(findings, first, last),
    )


def _inside(quantities: Sequence[Quantity], sentence: Sentence) -> Sequence[Quantity]:
    """Return the quantities, in text order, that begin in a sentence."""
    first = bisect_left(quantities, sentence.start, key=lambda quantity: quantity.start)
    return quantities[first : bisect_left(quantities, sentence.end, key=lambda quantity: quantity.start)]


def _is_negation(token: Token) -> bool:
    return token.dep == "neg" or token.text.lower() in _NEGATIONS


def _is_silent(findings: Findings, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Tell a refusal to comment, and "it was not clear whether …", from statements of what is."""
    said = any(q.kind == "silence" and sentence.start <= q.start < sentence.end for q in findings.quotations)
    lemmas = {token.lemma.lower() for token in tokens}
    return said or bool(lemmas & _UNKNOWN) or bool(lemmas & _KNOWN and any(map(_is_negation, tokens)))


def _is_silent_at_root(findings: Findings, first: int, last: int) -> bool:
    """Tell whether the main clause says so: "It was not clear why …", not "The plane, whose owner is unknown, …"."""
    tokens = findings.parsed.tokens
    root = next((i for i in range(first, last) if tokens[i].head == i), first)
    parts = [root, *findings.parsed.children[root]]
    lemmas = {tokens[i].lemma.lower() for i in parts if i == root or tokens[i].dep in ("acomp", "attr", "oprd")}
    cues = [(q.cue_start, q.cue_end) for q in findings.quotations if q.kind == "silence" and q.cue_start is not None]
    cued = any(start <= tokens[root].start < (end or start) for start, end in cues)
    return cued or bool(lemmas & _UNKNOWN) or bool(lemmas & _KNOWN and any(_is_negation(tokens[i]) for i in parts))


def _split_clauses(tokens: Sequence[Token], content: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Group content words, by number, by the clause they stand in; a scrap of a clause joins its parent."""
    clauses: dict[int, list[int]] = {}
    for index in content:
        clauses.setdefault(clause_head(tokens, index), []).append(index)
    for head in sorted(clauses, reverse=True):
        parent = clause_head(tokens, tokens[head].head)
        if len(clauses[head]) < _LEAST_TERMS and parent != head:
            clauses.setdefault(parent, []).extend(clauses.pop(head))
    number = {index: n for n, index in enumerate(content)}
    return tuple(tuple(number[i] for i in sorted(held)) for _, held in sorted(clauses.items()))


def clause_head(tokens: Sequence[Token], index: int) -> int:
    """Climb to the verb that a word's clause hangs on."""
    while tokens[index].head != index and not (tokens[index].dep in _CLAUSE and tokens[index].pos in _VERBAL):
        index = tokens[index].head
    return index


def _spread_names(findings: Findings) -> dict[int, list[str]]:
    spread: dict[int, list[str]] = {}
    for mention in findings.mentions:
        sentence = findings.parsed.sentence_at(mention.start)
        if sentence is not None and mention.entity not in spread.setdefault(sentence, []):
            spread[sentence].append(mention.entity)
    return spread


def _spread_numbers(findings: Findings) -> dict[int, list[str]]:
    spread: dict[int, list[str]] = {}
    for quantity in findings.quantities:
        sentence = findings.parsed.sentence_at(quantity.start)
        if sentence is not None and (value := _value(quantity)) is not None:
            spread.setdefault(sentence, []).append(value)
    for token in findings.parsed.tokens:
        if token.pos == "NUM" and (term := to_term(token)) not in spread.setdefault(token.sentence, []):
            spread[token.sentence].append(term)
    return spread


def _value(quantity: Quantity) -> str | None:
    """Return a quantity's figure, whatever its modifier: "at least 75" and "75" share a number."""
    value = quantity.low if quantity.low is not None else quantity.high
    return None if value is None else f"{value:g}"


def _spread_quoted(findings: Findings) -> frozenset[int]:
    spans = [findings.parsed.tokens_in(q.start, q.end) for q in findings.quotations if q.kind in ("direct", "social")]
    return frozenset(index for first, last in spans for index in range(first, last))

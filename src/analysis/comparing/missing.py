"""The part of a sentence that another article does not carry, clause by clause.

A sentence is cut into stretches, each in one clause; one of a single clause is cut at the phrases that hang on its
verb. Of all runs of neighbouring stretches the one is named whose words weigh most against what the other article's
passage carries: the run of greatest sum (Kadane's problem), each word counted by how rare it is in the event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from analysis.comparing.space import Space
from analysis.comparing.units import clause_head
from analysis.finding.language import Parsed, Token, is_word

_CARRIED = 0.5  # a word counts for the missing part below this, against it above
_LEAST = 1.5  # weight of one word that is rare in the event, or of two that are less so: below it, no part stands out
_PHRASES = {"nsubj", "nsubjpass", "dobj", "attr", "xcomp", "prep", "agent", "npadvmod", "appos", "conj", "acl"}
_EDGES = {"CCONJ", "PUNCT", "SPACE"}  # what a part neither begins nor ends with
_OPENERS = {"ADP", "SCONJ"}  # nor ends with, unless it belongs to its verb: "customers such as", but "moved in"

Stretch = tuple[int, int]  # token indices, half-open


def find_missing(space: Space, parsed: Parsed, row: int, carriers: Sequence[int]) -> tuple[int, int] | None:
    """Return the characters of a sentence that some sentences of another article do not carry, None without any.

    Counts: neighbouring clauses or, in a sentence of one clause, neighbouring phrases. Leaves out: the whole
    sentence, a single common word, words between two carried ones in one phrase.

    Args:
        space: the event's sentences.
        parsed: the parse of the article that the sentence stands in.
        row: the sentence, counted in the event.
        carriers: the sentences it is held against, counted in the event.
    """
    unit = space.units[row]
    columns = [space.column[term] for term in unit.terms]
    carried = space.reached[list(carriers)].max(axis=0)[columns]
    first, last = parsed.ranges[unit.sentence]
    worth = dict.fromkeys(range(first, last), 0.0)
    for place, column, reached in zip(unit.places, columns, carried.tolist(), strict=True):
        worth[first + place] = float(space.weights[column]) * (_CARRIED - reached)
    for head_of in (clause_head, _phrase_head):
        stretches = list(_cut(parsed.tokens, first, last, head_of))
        run = _choose_run([sum(worth[index] for index in range(*stretch)) for stretch in stretches])
        if run is not None:
            return _to_span(parsed.tokens, stretches[run[0]][0], stretches[run[1]][1])
    return None


def _cut(tokens: Sequence[Token], first: int, last: int, head_of: Callable[..., int]) -> Iterator[Stretch]:
    """Cut a sentence into stretches of neighbouring words with one head; a mark goes with the words before it."""
    start, current = first, None
    for index in range(first, last):
        if not is_word(tokens[index]):
            continue
        head = head_of(tokens, index)
        if current is not None and head != current:
            yield start, index
            start = index
        current = head
    if current is not None:
        yield start, last


def _phrase_head(tokens: Sequence[Token], index: int) -> int:
    """Climb to the word that opens the phrase which a word stands in: a subject, an object, a preposition."""
    while tokens[index].head != index and tokens[index].dep not in _PHRASES:
        index = tokens[index].head
    return index


def _choose_run(worth: Sequence[float]) -> tuple[int, int] | None:
    """Return the first and last stretch of the run of greatest worth, short of the whole; None below _LEAST.

    >>> _choose_run([-2.0, 3.0, 1.0, -1.0]), _choose_run([3.0, 4.0]), _choose_run([3.0]), _choose_run([-2.0, 1.0])
    ((1, 2), (1, 1), None, None)
    """
    runs = [(a, b - 1) for a, b in combinations(range(len(worth) + 1), 2) if b - a < len(worth)]
    best = max(runs, key=lambda run: (round(sum(worth[run[0] : run[1] + 1]), 9), -run[0], -run[1]), default=None)
    return best if best is not None and sum(worth[best[0] : best[1] + 1]) >= _LEAST else None


def _to_span(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return the characters of a stretch, without marks and conjunctions at its ends."""
    while last - first > 1 and tokens[first].pos in _EDGES:
        first += 1
    while last - first > 1 and _is_loose(tokens[last - 1]):
        last -= 1
    return tokens[first].start, tokens[last - 1].end


def _is_loose(token: Token) -> bool:
    return token.pos in _EDGES or (token.pos in _OPENERS and token.dep != "prt")

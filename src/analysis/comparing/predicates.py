"""Verbs with their arguments, by lemma: what is said to be done, by whom, to what, where.

Two sentences that share their names and nouns may still tell of two acts. They tell of one where a verb of each is
kin and the arguments of the two are the same: "police arrested two men" and "two men were detained by police".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.comparing import similarity
from analysis.comparing.similarity import Matrix
from analysis.comparing.terms import is_content, to_term
from analysis.finding.language import Parsed

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd", "acomp", "xcomp")
_LINKING = ("prep", "agent")  # what hangs on these is an argument too: "by police", "in Lima"
_OTHER_VERB = 0.3  # what the same arguments count under another verb


class Predicate(NamedTuple):
    """A verb and the heads of its arguments, as terms."""

    verb: str
    arguments: tuple[str, ...]


def read_predicates(parsed: Parsed, first: int, last: int) -> Iterator[Predicate]:
    """Yield the verbs among the tokens ``first:last`` that carry content, with arguments that do, in text order.

    Counts: subjects, objects, complements, objects of prepositions. Leaves out: pronouns, verbs without arguments.
    """
    tokens = parsed.tokens
    for index in range(first, last):
        if tokens[index].pos == "VERB" and is_content(tokens[index]):
            arguments = [to_term(tokens[i]) for i in _arguments(parsed, index) if is_content(tokens[i])]
            if arguments:
                yield Predicate(to_term(tokens[index]), tuple(arguments))


def _arguments(parsed: Parsed, verb: int) -> Iterator[int]:
    for child in parsed.children[verb]:
        if parsed.tokens[child].dep in _ARGUMENTS:
            yield child
        elif parsed.tokens[child].dep in _LINKING:
            yield from (i for i in parsed.children[child] if parsed.tokens[i].dep == "pobj")


def match_predicates(held: Sequence[Sequence[Predicate]]) -> Matrix:
    """Return how far each two sentences tell of one act: arguments in common under kin verbs, best two predicates.

    >>> arrest = Predicate("arrest", ("police", "man")), Predicate("arrest", ("man", "police"))
    >>> match_predicates([[arrest[0]], [arrest[1]], [Predicate("praise", ("man",))], []]).round(2).tolist()[0]
    [2.6, 2.6, 0.3, 0.0]
    """
    owner = [row for row, predicates in enumerate(held) for _ in predicates]
    best = np.zeros((len(held), len(held)))
    if owner:
        scores = _compare([predicate for predicates in held for predicate in predicates])
        rows, starts = np.unique(owner, return_index=True)
        reduced = np.maximum.reduceat(np.maximum.reduceat(scores, starts, axis=0), starts, axis=1)
        best[np.ix_(rows, rows)] = reduced
    return best


def _compare(predicates: Sequence[Predicate]) -> Matrix:
    """Return, for each two predicates, the number of arguments in common, more where the verbs are kin."""
    presence, terms = similarity.indicate([predicate.arguments for predicate in predicates])
    shared = (presence > 0) @ similarity.reach(presence, similarity.compare_terms(terms)).T
    verbs, words = similarity.indicate([[predicate.verb] for predicate in predicates])
    kin = verbs @ similarity.compare_terms(words) @ verbs.T
    return np.asarray((shared + shared.T) / 2 * (kin + _OTHER_VERB))

"""The parts in an act that several sources tell of: who was killed, what was attacked, what the act is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.comparing.phrases import Phrase, find_phrases
from analysis.finding.language import Parsed, Token
from analysis.finding.lexicon import read_lexicon

# Acts that somebody does to somebody: their doer is a part too.
DONE_BY = ("killed", "attacked", "shot", "stabbed", "abducted")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Part(NamedTuple):
    """A label that a source gives to one part in an act: who or what was attacked → "fishing vessels"."""

    act: str  # the lemma of the verb or noun: "strike"
    at: int  # its token index
    role: str  # sufferer · doer
    phrase: Phrase


def find_parts(parsed: Parsed) -> Iterator[Part]:
    """Yield the labels of whom or what an act befell and of who did it, in text order of the acts.

    Counts: object, passive subject and "victim of" phrases of the acts in acts.csv ("strikes on …",
    "the death of …", "… were killed"), and the agent of those that somebody does to somebody.
    Leaves out: sentences that name a year other than the article's (an earlier event), negated acts,
    names and pronouns.
    """
    acts, year = _read_acts(), (parsed.article.published or "")[:4]
    passed = {number for number in range(len(parsed.ranges)) if _tells_of_another_year(parsed, number, year)}
    for index, token in enumerate(parsed.tokens):
        act = acts.get((token.lemma.lower(), token.pos))
        if act is None or token.sentence in passed or _is_negated(parsed, index):
            continue
        name, ways = act
        lemma = token.lemma.lower()
        for noun in _sufferers(parsed, index, ways):
            yield from (Part(lemma, index, "sufferer", phrase) for phrase in find_phrases(parsed, noun))
        if name in DONE_BY and token.pos == "VERB":
            for noun in _doers(parsed, index):
                yield from (Part(lemma, index, "doer", phrase) for phrase in find_phrases(parsed, noun))


def is_act(token: Token) -> bool:
    """Tell whether a verb or noun names one of the acts."""
    return (token.lemma.lower(), token.pos) in _read_acts()


def name_of_act(token: Token) -> str | None:
    """Return the act that a verb or noun names: "raid" → "attacked"; None for other words."""
    act = _read_acts().get((token.lemma.lower(), token.pos))
    return act[0] if act else None


def act_of(parsed: Parsed, index: int) -> str | None:
    """Return the act that a noun names: "strike" → "attacked"; None for other nouns."""
    return name_of_act(parsed.tokens[index]) if parsed.tokens[index].pos == "NOUN" else None


def act_before(parsed: Parsed, index: int) -> str | None:
    """Return the act of the nearest act noun before a token in its sentence.

    In "raids on farms held by settlers, that critics likened to murder" the parser hangs the clause on the
    settlers, or on nothing; but a murder is an act.
    """
    first = parsed.ranges[parsed.tokens[index].sentence].first
    return next((act for at in range(index - 1, first - 1, -1) if (act := act_of(parsed, at))), None)


@lru_cache(maxsize=1)
def _read_acts() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """Map (lemma, part of speech) to the act and to what brings in whom it befell."""
    acts = {}
    for row in read_lexicon("acts.csv"):
        lemma, _, pos = row.term.partition("/")
        name, *ways = row.category.split()
        acts[lemma, pos] = (name, frozenset(ways))
    return acts


def _sufferers(parsed: Parsed, index: int, ways: frozenset[str]) -> Iterator[int]:
    token = parsed.tokens[index]
    for child in parsed.children[index]:
        dep = parsed.tokens[child].dep
        if (dep in ("dobj", "nsubjpass") and "object" in ways) or (dep == "nsubj" and "subject" in ways):
            yield antecedent(parsed, child, index)
        elif dep == "nsubj" and "object" in ways and _is_reduced(parsed, index):
            yield child
        elif dep == "prep" and parsed.tokens[child].lemma.lower() in ways:
            yield from (i for i in parsed.children[child] if parsed.tokens[i].dep == "pobj")
    if token.dep == "acl" and token.tag == "VBN" and "object" in ways:
        yield token.head  # "75 people killed in strikes"


def _is_reduced(parsed: Parsed, verb: int) -> bool:
    """Tell a headline's passive, "Two men arrested over fire", which the parser may read as active."""
    headline = parsed.sentences[parsed.tokens[verb].sentence].kind in ("headline", "subhead")
    bare = not any(parsed.tokens[i].dep in ("dobj", "aux", "auxpass", "prt") for i in parsed.children[verb])
    return headline and bare and parsed.tokens[verb].tag in ("VBN", "VBD")


def _doers(parsed: Parsed, index: int) -> Iterator[int]:
    """Yield the subject of an act that has an object, and the agent after "by".

    Not the antecedent of "which": in "strikes on boats in the bay, which killed ten" the parser may take the
    boats to have killed.
    """
    has_object = any(parsed.tokens[i].dep == "dobj" for i in parsed.children[index])
    for child in parsed.children[index]:
        token = parsed.tokens[child]
        if token.dep == "nsubj" and has_object:
            yield child
        elif token.dep == "agent":
            yield from (i for i in parsed.children[child] if parsed.tokens[i].dep == "pobj")


def antecedent(parsed: Parsed, index: int, verb: int) -> int:
    """Return the noun that a relative pronoun stands for: "the strikes, which killed …"."""
    relative = parsed.tokens[index].tag in ("WDT", "WP") and parsed.tokens[verb].dep == "relcl"
    return parsed.tokens[verb].head if relative else index


def _is_negated(parsed: Parsed, index: int) -> bool:
    return any(parsed.tokens[child].dep == "neg" for child in parsed.children[index])


def _tells_of_another_year(parsed: Parsed, number: int, year: str) -> bool:
    sentence = parsed.sentences[number]
    return any(found != year for found in _YEAR.findall(parsed.article.text, sentence.start, sentence.end) if year)

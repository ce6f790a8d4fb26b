"""Which referent a part in an act is: those killed and those attacked are one where the event's texts tie the acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from analysis.comparing.acts import DONE_BY, Part, name_of_act
from analysis.comparing.phrases import Phrase
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.finding.lexicon import read_lexicon
from analysis.finding.wording import COUNTED_KINDS

KILLED = "killed"


def find_ties(found: Sequence[Findings]) -> dict[str, str]:
    """Find the acts that the event's texts tie to a killing: "75 people killed in strikes", "the raid that killed two".

    Returns:
        Each such act's lemma ("strike") with the act that it names ("attacked"). The acts of one event: where a text
        says that people were killed in strikes, those struck and those killed are told of as one.
    """
    return {lemma: name for findings in found for lemma, name in _ties_in(findings.parsed)}


def name_referent(parsed: Parsed, part: Part, ties: Mapping[str, str]) -> str:
    """Name the referent of a part in an act.

    People who were killed, and those who were attacked in an act tied to the killing, are one referent ("who was
    attacked or killed"), things that were attacked another ("what was attacked"). Without a tie each act has its own.
    """
    own = name_of_act(parsed.tokens[part.at]) or ""
    act = " or ".join(sorted({*ties.values(), KILLED})) if part.act in ties or own == KILLED else own
    if part.role == "doer":
        return f"by whom or what ({act})"
    if own not in DONE_BY:
        return f"who or what was {own}"
    return f"who was {act}" if own == KILLED or is_person(parsed, part.phrase) else f"what was {own}"


def is_person(parsed: Parsed, phrase: Phrase) -> bool:
    """Tell whether a phrase's noun is one for people (``lexicons/persons.csv``), or ends as such nouns do."""
    lemma = parsed.tokens[phrase.head].lemma.lower()
    return lemma in _persons() or lemma.endswith(("man", "woman", "men", "women", "people"))


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return frozenset(row.term for row in read_lexicon("persons.csv"))


def _ties_in(parsed: Parsed) -> list[tuple[str, str]]:
    ties = []
    for at, token in enumerate(parsed.tokens):
        name = name_of_act(token)
        if name is None or name == KILLED or name not in DONE_BY:
            continue
        if parsed.sentences[token.sentence].kind in COUNTED_KINDS and _is_near_killing(parsed, at):
            ties.append((token.lemma.lower(), name))
    return ties


def _is_near_killing(parsed: Parsed, at: int) -> bool:
    """Tell whether a killing hangs on an act, or the act on a killing: "raids that killed", "killed in raids"."""
    first, last = parsed.subtree(at)
    if any(_is_killing(parsed, i) for i in range(first, last)):
        return True
    for _ in range(4):
        at, before = parsed.tokens[at].head, at
        if at == before:
            return False
        if _is_killing(parsed, at):
            return True
    return False


def _is_killing(parsed: Parsed, index: int) -> bool:
    token = parsed.tokens[index]
    return token.pos == "VERB" and name_of_act(token) == KILLED

"""Labels for things that aligned sentences share: the same noun with other modifiers, or one verb's object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.comparing.acts import is_act
from analysis.comparing.phrases import Phrase, find_phrases, to_phrase
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed, Token
from analysis.finding.wording import COUNTED_KINDS
from analysis.records import Match

# Verbs whose object says nothing of what is meant: "take place", "give notice".
_LIGHT_LISTED = (
    "be have do make take get say tell give go call use see want need let keep put set come know think find show "
    "move begin start stop continue try ask add include involve follow lead hold bring run turn leave become cause"
)
_LIGHT = frozenset(_LIGHT_LISTED.split())
# Nouns that measure or place and carry no label.
_PLAIN_LISTED = (
    "year month week day hour minute time morning night evening afternoon today part way number percent per cent "
    "people man woman place area end start case lot thing one kind dollar pound "
    "euro mile metre meter kilometre statement quarter term side rest first second"
)
_PLAIN = frozenset(_PLAIN_LISTED.split())


# How the entities are named: "the bid", "steal (whom or what)". No named entity begins with a small "the".
THE = "the "
OBJECT = " (whom or what)"


class _Place(NamedTuple):
    """A phrase, and the subject of its verb where that is a name."""

    phrase: Phrase
    doer: str | None


def find_aligned(found: Sequence[Findings], matches: Sequence[Match]) -> dict[str, list[tuple[str, Phrase]]]:
    """Find what aligned sentences call the same thing, by article: (entity, label).

    Counts: phrases with the same noun in both sentences, where one has a modifier that the other lacks, or
    both have adjectives that differ (entity: the noun, "the bid" for "hostile bid" and "unsolicited bid");
    the objects of the same verb in both, where their words differ (entity: "steal (whom or what)").
    Leaves out: the acts of ``acts.find_parts``; names, nouns that measure or place, verbs of little
    meaning; a noun or a verb that stands twice in one of the sentences, so that it is not sure which
    belongs to which; "rebel forces" against "border forces", which may be two; a name alone as the other
    modifier ("Norland guards"); verbs of two named doers;
    repeated ledes and furniture.
    """
    by_id = {findings.article.article_id: findings.parsed for findings in found}
    kept: dict[str, set[tuple[str, Phrase]]] = {article_id: set() for article_id in by_id}
    for match in matches:
        if match.article_id not in by_id or match.other_id not in by_id:
            continue
        one, other = by_id[match.article_id], by_id[match.other_id]
        here, there = _places(one, match.start, match.end), _places(other, match.other_start, match.other_end)
        for entity in here.keys() & there.keys():
            if _is_one(one, here[entity], other, there[entity], by_noun=not entity.endswith(OBJECT)):
                kept[match.article_id].add((entity, here[entity].phrase))
                kept[match.other_id].add((entity, there[entity].phrase))
    return {article_id: sorted(rows, key=lambda row: (row[1].start, row[0])) for article_id, rows in kept.items()}


def _is_one(one: Parsed, here: _Place, other: Parsed, there: _Place, *, by_noun: bool) -> bool:
    """Tell whether two places may be one thing under two labels."""
    words, other_words = set(here.phrase.text.lower().split()), set(there.phrase.text.lower().split())
    nested = words <= other_words or other_words <= words
    if by_noun and nested:
        longer = here.phrase if len(words) > len(other_words) else there.phrase
        return len(words) != len(other_words) and _says_more_than_names(longer, words & other_words)
    if by_noun:
        return _is_described(one, here.phrase) and _is_described(other, there.phrase)
    return not nested and (here.doer is None or there.doer is None or here.doer == there.doer)


def _says_more_than_names(phrase: Phrase, shared: set[str]) -> bool:
    """Tell "armed guards" beside "guards", a label, from "Norland guards" and "Norlandic guards", whose they are."""
    words = phrase.text.split()  # a sentence's capital is taken off here, a name's is not
    added = [word for word in words if word.lower() not in shared]
    return any(not word[0].isupper() for word in added)


def _is_described(parsed: Parsed, phrase: Phrase) -> bool:
    """Tell whether adjectives alone stand before the noun: they describe, where nouns and names sort out."""
    first, _ = parsed.tokens_in(phrase.start, phrase.end)
    modifiers = parsed.tokens[first : phrase.head]
    return bool(modifiers) and all(token.pos == "ADJ" or token.tag == "VBN" for token in modifiers)


def _places(parsed: Parsed, start: int, end: int) -> Mapping[str, _Place]:
    """Return the phrases of one sentence under what they may be compared by; what stands twice is left out."""
    first, last = parsed.tokens_in(start, end)
    if first == last or parsed.sentences[parsed.tokens[first].sentence].kind not in COUNTED_KINDS:
        return {}
    found = list(_find_in(parsed, first, last))
    counts = Counter(entity for entity, _ in found)
    return {entity: place for entity, place in found if counts[entity] == 1}


def _find_in(parsed: Parsed, first: int, last: int) -> Iterator[tuple[str, _Place]]:
    for index in range(first, last):
        token = parsed.tokens[index]
        lemma = token.lemma.lower()
        if token.pos == "NOUN" and token.dep != "compound" and _says_something(token):
            yield THE + lemma, _Place(to_phrase(parsed, index), None)
        elif token.pos == "VERB" and lemma not in _LIGHT and not is_act(token):
            lemma += "".join(f" {parsed.tokens[i].lemma}" for i in parsed.children[index] if _is_particle(parsed, i))
            for child in parsed.children[index]:
                if parsed.tokens[child].dep in ("dobj", "nsubjpass") and first <= child < last:
                    doer = _named_doer(parsed, index)
                    phrases = list(find_phrases(parsed, child))[:1]
                    yield from ((lemma + OBJECT, _Place(phrase, doer)) for phrase in phrases)


def _is_particle(parsed: Parsed, index: int) -> bool:
    """Tell the "out" of "carry out strikes", which is another verb than that of "carry drugs"."""
    return parsed.tokens[index].dep == "prt"


def _says_something(token: Token) -> bool:
    return len(token.text) > 2 and token.text.isalpha() and token.lemma.lower() not in _PLAIN


def _named_doer(parsed: Parsed, verb: int) -> str | None:
    subjects = (parsed.tokens[i] for i in parsed.children[verb] if parsed.tokens[i].dep == "nsubj")
    return next((token.text for token in subjects if token.pos == "PROPN"), None)

"""Names that only the rest of the event tells: in headings in Capitals, and words the model reads as verbs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from analysis.finding.groups import name_key
from analysis.finding.heads import given_gender, head_category
from analysis.finding.language import Parsed
from analysis.finding.names import NAMED_KINDS, Candidate, is_heading, make_candidate
from analysis.finding.places import find_place, is_demonym
from analysis.finding.runs import LABELS, POSSESSIVES, is_calendar

_LONGEST = 6  # words of a name looked for


def lower_words(parses: Iterable[Parsed]) -> frozenset[str]:
    """Return the words that the paragraphs of an event write in lower case: no names when capitalised.

    >>> lower_words([])
    frozenset()
    """
    return frozenset(
        token.text
        for parsed in parses
        for token in parsed.tokens
        if token.text.islower() and parsed.sentences[token.sentence].kind == "paragraph" and token.pos != "PROPN"
    )


def known_words(found: Iterable[Candidate]) -> frozenset[str]:
    """Return the single words and surnames that the event's articles give as names.

    >>> known_words([Candidate("a", 0, 2, 0, 7, "Ann Lee", "person", "", "model")])
    frozenset({'Lee'})
    """
    words = {c.text.split()[-1] for c in found if c.label == "person" or (c.label and " " not in c.text)}
    return frozenset(
        w for w in words if len(w) > 2 and w[0].isupper() and w.isalpha() and not (is_demonym(w) or is_calendar(w))
    )


def collect_stray_names(
    parsed: Parsed, found: Sequence[Candidate], known: AbstractSet[str], ordinary: frozenset[str]
) -> list[Candidate]:
    """Collect single words known as names from elsewhere in the event where the model sees a noun or verb.

    "Bamforth asked for help": a verb to the model here, a person two lines on.
    """
    taken = {i for candidate in found for i in range(candidate.first, candidate.last)}
    strays = []
    for i, token in enumerate(parsed.tokens):
        if i in taken or token.text not in known or token.text.lower() in ordinary:
            continue
        if parsed.sentences[token.sentence].kind in NAMED_KINDS and not is_heading(parsed, token.sentence):
            strays.append(make_candidate(parsed, i, i + 1, rule="known"))
    return strays


def collect_heading_names(parsed: Parsed, known: AbstractSet[str], ordinary: frozenset[str]) -> list[Candidate]:
    """Collect names from headings in capitals: names known from the event's running text, listed places, and
    what the model calls a person or organisation and has a given name or a head noun.
    """
    found: list[Candidate] = []
    for number, bounds in enumerate(parsed.ranges):
        if parsed.sentences[number].kind in NAMED_KINDS and is_heading(parsed, number):
            names = _known_names(parsed, bounds, known, ordinary)
            taken = {i for c in names for i in range(c.first, c.last)}
            found += [*names, *_model_names(parsed, number, ordinary, taken)]
    return found


def _known_names(
    parsed: Parsed, bounds: tuple[int, int], known: AbstractSet[str], ordinary: frozenset[str]
) -> list[Candidate]:
    found = []
    i, last = bounds
    while i < last:
        sizes = range(min(_LONGEST, last - i), 0, -1)
        size = next((n for n in sizes if _is_known(parsed, i, i + n, known, ordinary)), 0)
        if size:
            found.append(make_candidate(parsed, i, i + size, rule="heading"))
        i += size or 1
    return found


def _is_known(parsed: Parsed, low: int, high: int, known: AbstractSet[str], ordinary: frozenset[str]) -> bool:
    tokens = parsed.tokens[low:high]
    ends = tokens[-1].text[0].isupper() or tokens[-1].text in POSSESSIVES  # "Macy's"
    if not (tokens[0].text[0].isupper() and ends):
        return False
    text = " ".join(parsed.article.text[tokens[0].start : tokens[-1].end].split())
    place = find_place(text)
    if len(tokens) == 1 and (text.lower() in ordinary or is_demonym(text)):
        return text.isupper() and place is not None  # "US", though the text has "us"
    return place is not None or name_key(text) in known


def _model_names(parsed: Parsed, number: int, ordinary: frozenset[str], taken: AbstractSet[int]) -> list[Candidate]:
    first, last = parsed.ranges[number]
    found = []
    for name in parsed.names:
        if not (first <= name.first and name.last <= last) or name.label not in ("PERSON", "ORG"):
            continue
        tokens = parsed.tokens[name.first : name.last]
        if len(tokens) < 2 or taken & set(range(name.first, name.last)):
            continue
        unusual = all(t.text[0].isupper() and t.text.lower() not in ordinary for t in tokens)
        sure = given_gender(tokens[0].text) if name.label == "PERSON" else head_category(tokens[-1].text)
        if unusual and sure in ("m", "f", "organisation", "corporate"):
            found.append(make_candidate(parsed, name.first, name.last, label=LABELS[name.label], rule="heading"))
    return found

"""One statement on the word of two different people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from analysis.comparing.aligned import Aligned, Side, make_conflict, phrase_head
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.spellings import are_near
from analysis.finding.annotate import Findings
from analysis.finding.sources import is_press, source_category
from analysis.records import Conflict, Quotation

_MIN_WORDS = 3  # fewer content words in a quotation say nothing about its being the same statement
_MIN_SHARED = 0.5  # of the shorter statement's content words
_MIN_OF_LONGER = 0.3
_LIKELY = 0.5  # score of two sentences
_BESIDE = ("appos", "compound", "nmod", "amod")
LIGHT = frozenset(("be", "have", "do"))
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
# "wondered why the plane turned" asks; it does not state that it turned.
_ASKING = frozenset(("why", "whether", "if", "how", "what", "who", "when", "where"))
_GENERIC_LISTED = (
    "the and local state media police cops officers authorities officials investigators reports prosecutors sources"
)
_WIRES = re.compile(
    r"\b(?:AP|AFP|Agence France-Presse|Associated Press|Reuters|UPI|Xinhua|TASS|DPA|EFE|PTI|ANI|Kyodo|Yonhap)\b"
)
_PRESS = frozenset(("report", "reports", "media", "newspapers"))
_GENERIC = frozenset(_GENERIC_LISTED.split())
_SPEAKS_FOR = frozenset(("spokesperson", "spokesman", "spokeswoman", "representative", "officials", "statement"))


def find_source_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find a statement that both articles report, but as said by different speakers.

    Compared are quotations, direct or reported, in two aligned sentences: half of the content words of the shorter
    one are alike. Leaves out: who passes on another's words (an outlet that quotes a witness, a news agency); a
    speaker whom the other sentence names too; a body against its spokesman, a named speaker against what an article
    calls him; a statement and its denial; questions. Never ``sure``: two people can say the same thing.
    """
    for pair in (pair for pair in pairing.aligned if pair.score >= _LIKELY):
        for a, b in product(spoken(pair.first), spoken(pair.second)):
            other = speakers_differ(a.speaker, b.speaker) and not _are_one_chain(pair, a, b)
            if other and _same_words(pairing, pair, a, b):
                note = f"said by {a.speaker} against {b.speaker}"
                yield make_conflict(pair, "attribution", a, b, note=note, sure=False, rule="same words, other speaker")


def spoken(side: Side) -> list[Quotation]:
    """Return what a sentence says that somebody said, but for what an outlet only passes on, and questions."""
    quotations = side.inside(side.findings.quotations)
    spoken = [q for q in quotations if q.speaker and q.kind in ("direct", "indirect") and q.mode == "said"]
    return [q for q in spoken if not _passes_on(side, q, spoken) and side.text(q).split()[0].lower() not in _ASKING]


def _passes_on(side: Side, quotation: Quotation, others: list[Quotation]) -> bool:
    """Tell an outlet that reports somebody else's statement: "the News reports that Lee said …"."""
    return is_press(quotation.speaker or "") and any(
        quotation.start <= other.start and other.end <= quotation.end and other.speaker != quotation.speaker
        for other in others
    )


def speakers_differ(a: str | None, b: str | None) -> bool:
    """Tell whether two speakers have no word in common but a title's or an article's.

    >>> speakers_differ("Ann Lee", "Lee"), speakers_differ("Ann Lee", "the ministry")
    (False, True)
    >>> speakers_differ("the police", "the mayor")
    True
    """
    ours, theirs = ({word for word in (name or "").lower().split() if word != "the"} for name in (a, b))
    return not ours & theirs


def _are_one_chain(pair: Aligned, a: Quotation, b: Quotation) -> bool:
    """Tell whether two speakers may be one source: each sentence tells of the other's, or one speaks for the other."""
    if is_named_in(pair.second, a.speaker) or is_named_in(pair.first, b.speaker):
        return True
    if any(is_wire(q.speaker) for q in (a, b)):
        return True
    if any(_PRESS & set(x.lower().split()) and (is_press(y) or _is_generic(y)) for x, y in _both_ways(a, b)):
        return True  # "reports" may be the outlet's own
    if all(_is_generic(q.speaker) for q in (a, b)) or _is_initials(a.speaker, b.speaker):
        return True
    if any(is_described_as(side.findings, *ends) for side in (pair.first, pair.second) for ends in _both_ways(a, b)):
        return True
    names = ((a.speaker or "").lower().split(), (b.speaker or "").lower().split())
    return any(
        _SPEAKS_FOR & set(one) and any(source_category(word) in ("company", "body", "office") for word in other)
        for one, other in (names, names[::-1])
    )


def is_wire(speaker: str | None) -> bool:
    """Tell a news agency, whose credit is no source of the story.

    >>> is_wire("Agence France-Presse"), is_wire("Ann Lee")
    (True, False)
    """
    return bool(_WIRES.search(speaker or ""))


def _both_ways(a: Quotation, b: Quotation) -> tuple[tuple[str, str], tuple[str, str]]:
    return (a.speaker or "", b.speaker or ""), (b.speaker or "", a.speaker or "")


def is_described_as(findings: Findings, name: str, description: str) -> bool:
    """Tell whether an article gives a named speaker the other's noun: "Ann Lee, a doctor" and "doctors"."""
    tokens = findings.parsed.tokens
    nouns = {word.rstrip("s") for word in description.lower().split()}
    for mention in findings.mentions:
        if mention.entity != name or mention.rule.startswith("pronoun"):
            continue
        top = phrase_head(findings.parsed, mention.start, mention.end)
        beside = [] if top is None else [tokens[i] for i in findings.parsed.children[top] if tokens[i].dep in _BESIDE]
        above = [] if top is None or tokens[top].dep != "appos" else [tokens[tokens[top].head]]
        if any(token.lemma.lower() in nouns for token in (*beside, *above)):
            return True
    return False


def _is_generic(speaker: str | None) -> bool:
    """Tell "police", "officials", "local authorities" from a named or counted source.

    >>> _is_generic("authorities"), _is_generic("two police sources"), _is_generic("Ann Lee")
    (True, False, False)
    """
    words = (speaker or "").lower().split()
    return bool(words) and all(word in _GENERIC or source_category(word) == "office" for word in words)


def _is_initials(a: str | None, b: str | None) -> bool:
    """Tell "HR" or "THR" beside "Harbour Record"."""
    return any(
        len(short or "") > 1 and short in (_abbreviate(full or ""), "T" + _abbreviate(full or ""))
        for short, full in ((a, b), (b, a))
    )


def _abbreviate(name: str) -> str:
    """Return a name's initials.

    >>> _abbreviate("The Harbour Record"), _abbreviate("Ann Lee")
    ('THR', 'AL')
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())


def is_named_in(side: Side, speaker: str | None) -> bool:
    """Tell whether a sentence holds a word of a speaker's name, in any spelling, or the noun that describes him."""
    words = [word for word in (speaker or "").replace("'s", "").split() if len(word) > 3]
    held = {side.parsed.tokens[i].text for i in side.tokens}
    return bool({word.lower() for word in words} & {text.lower() for text in held}) or is_respelt_in(side, speaker)


def is_respelt_in(side: Side, speaker: str | None) -> bool:
    """Tell whether a sentence holds a word of a speaker's name in another spelling."""
    words = [word for word in (speaker or "").split() if len(word) > 3 and word[0].isupper()]
    held = [side.parsed.tokens[i].text for i in side.tokens]
    return any(text[0] == word[0] and are_near(word, text) for word in words for text in held)


def _same_words(pairing: Pairing, pair: Aligned, a: Quotation, b: Quotation) -> bool:
    """Tell whether two quotations state the same: each content word counts once."""
    ours, theirs = content_of(pair.first, a), content_of(pair.second, b)
    if _is_denied(pair.first, a) != _is_denied(pair.second, b):
        return False
    free, shared = set(theirs), 0
    for i in ours:
        met = next((j for j in sorted(free) if pairing.are_alike(i, j)), None)
        shared += met is not None
        free.discard(-1 if met is None else met)
    smaller, longer = sorted((len(ours), len(theirs)))
    return smaller >= _MIN_WORDS and shared >= max(_MIN_SHARED * smaller, _MIN_OF_LONGER * longer)


def _is_denied(side: Side, quotation: Quotation) -> bool:
    tokens = side.parsed.tokens[slice(*side.parsed.tokens_in(quotation.start, quotation.end))]
    return any(token.dep == "neg" for token in tokens)


def content_of(side: Side, quotation: Quotation) -> list[int]:
    """Return the content words (token indices) of a quotation."""
    tokens = side.parsed.tokens
    inside = range(*side.parsed.tokens_in(quotation.start, quotation.end))
    return [i for i in inside if tokens[i].pos in CONTENT and tokens[i].lemma not in LIGHT]

"""One statement on the word of two different people."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import Aligned, Side, make_conflict
from analysis.finding.sources import is_press, source_category
from analysis.records import Conflict, Quotation

_MIN_WORDS = 3  # fewer content words in a quotation say nothing about its being the same statement
_MIN_SHARED = 0.5  # of the shorter statement's content words
_MIN_OF_LONGER = 0.3
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
# "wondered why the plane turned" asks; it does not state that it turned.
_ASKING = frozenset(("why", "whether", "if", "how", "what", "who", "when", "where"))
_GENERIC_LISTED = (
    "the and local state media police cops officers authorities officials investigators reports prosecutors"
)
_GENERIC = frozenset(_GENERIC_LISTED.split())
_SPEAKS_FOR = frozenset(("spokesperson", "spokesman", "spokeswoman", "representative", "officials", "statement"))


def find_source_conflicts(pair: Aligned) -> Iterator[Conflict]:
    """Find a statement that both articles report, but as said by different speakers.

    Compared are quotations, direct or reported, in two aligned sentences that share half of the content
    words of the shorter one. Leaves out: who passes on another's words (an outlet that quotes a witness);
    a speaker whom the other sentence names too; a body against its spokesman; questions. Never ``sure``:
    two people can say the same thing.
    """
    for a in _spoken(pair.first):
        for b in _spoken(pair.second):
            if speakers_differ(a.speaker, b.speaker) and not _are_one_chain(pair, a, b) and _same_words(pair, a, b):
                note = f"said by {a.speaker} against {b.speaker}"
                yield make_conflict(pair, "attribution", a, b, note=note, sure=False, rule="same words, other speaker")


def _spoken(side: Side) -> list[Quotation]:
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
    if all(_is_generic(q.speaker) for q in (a, b)) or _is_initials(a.speaker, b.speaker):
        return True
    names = ((a.speaker or "").lower().split(), (b.speaker or "").lower().split())
    return any(
        _SPEAKS_FOR & set(one) and any(source_category(word) in ("company", "body", "office") for word in other)
        for one, other in (names, names[::-1])
    )


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
    """Tell whether a sentence holds a word of a speaker's name, or the noun that describes him."""
    words = {word.lower() for word in (speaker or "").replace("'s", "").split() if len(word) > 3}
    return any(side.parsed.tokens[i].text.lower() in words for i in side.tokens)


def _same_words(pair: Aligned, a: Quotation, b: Quotation) -> bool:
    ours, theirs = _content(pair.first, a), _content(pair.second, b)
    smaller, longer = sorted((len(ours), len(theirs)))
    shared = len(ours & theirs)
    return smaller >= _MIN_WORDS and shared >= max(_MIN_SHARED * smaller, _MIN_OF_LONGER * longer)


def _content(side: Side, quotation: Quotation) -> set[str]:
    first, last = side.parsed.tokens_in(quotation.start, quotation.end)
    return {token.lemma.lower() for token in side.parsed.tokens[first:last] if token.pos in _CONTENT}

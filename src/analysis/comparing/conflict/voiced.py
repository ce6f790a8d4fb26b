"""A statement on a source's word in one article, and in the other in the outlet's own voice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.aligned import SUBJECTS, Aligned, Side, make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.sources import CONTENT, LIGHT, content_of, is_described_as, is_named_in, spoken
from analysis.finding.language import Token
from analysis.records import Conflict, Quotation

_LIKELY = 0.7  # score of two sentences that very likely say the same
_LEAST = 4  # content words that the statement and the other sentence share
_SHARE, _SHARES = 0.3, 0.75  # of either's content words, and of both together
_OPENING_WORDS = 5
_QUOTED = ("direct", "indirect", "social")
_OPENING = "“\"‘'"
_SPEAKING = frozenset(("i", "we", "my", "our", "ours", "mine"))
_ITSELF = frozenset(("he", "she", "it", "they", "his", "her", "its", "their", "i", "we", "my", "our"))


class _Row(NamedTuple):
    """A statement, the sentence that says the same without it, and how much they share."""

    shared: float
    said: Quotation
    told: Token


def find_voice_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find what one of two aligned sentences gives on somebody's word and the other in its own voice.

    One row for what a source says, where most is shared. Leaves out: headlines, which have no room for
    sources; a sentence that names the source too; what people say of themselves ("she said she paid"); words in
    quotation marks without a speaker. Never ``sure``: a source is often named once for a whole article.
    """
    best: dict[tuple[int, bool], tuple[_Row, Aligned]] = {}
    for pair in pairing.aligned:
        if pair.score >= _LIKELY:
            for turned in (False, True):
                here, there = (pair.second, pair.first) if turned else (pair.first, pair.second)
                for row in _compare(pairing, here, there, turned=turned):
                    held = best.get((row.said.start, turned))
                    if held is None or row.shared > held[0].shared:
                        best[row.said.start, turned] = (row, pair)
    for (_, turned), (row, pair) in best.items():
        ends = (row.told, row.said) if turned else (row.said, row.told)
        note = f"{_open(pair, row, turned=turned)}: on the word of {row.said.speaker} in one, in own voice in the other"
        yield make_conflict(pair, "attribution", *ends, note=note, sure=False, rule="on a source’s word, in own voice")


def _open(pair: Aligned, row: _Row, *, turned: bool) -> str:
    """Return the first words of a statement, so that each that a source makes has a note of its own."""
    words = (pair.second if turned else pair.first).text(row.said).split()
    return f"“{' '.join(words[:_OPENING_WORDS])}{' …' if len(words) > _OPENING_WORDS else ''}”"


def _compare(pairing: Pairing, here: Side, there: Side, *, turned: bool) -> Iterator[_Row]:
    if not (_is_prose(here) and _is_prose(there)) or _speaks_itself(there):
        return
    told = _own_words(there)
    for said in spoken(here):
        words = content_of(here, said)
        if len(words) < _LEAST or len(told) < _LEAST or _tells_of_itself(here, said) or _names(there, said, here):
            continue
        alike = [(i, j) for i in words for j in told if pairing.are_alike(*((j, i) if turned else (i, j)))]
        ours, theirs = len({i for i, _ in alike}), len({j for _, j in alike})
        shares = (ours / len(words), theirs / len(told))
        if ours >= _LEAST and min(shares) >= _SHARE and sum(shares) >= _SHARES:
            yield _Row(sum(shares), said, _stretch(there, [j for _, j in alike]))


def _stretch(side: Side, words: list[int]) -> Token:
    """Return the words from the first to the last of some as one token."""
    tokens = side.parsed.tokens
    return tokens[min(words)]._replace(end=tokens[max(words)].end)


def _is_prose(side: Side) -> bool:
    return side.parsed.sentences[side.sentence].kind == "paragraph"


def _speaks_itself(side: Side) -> bool:
    """Tell words that somebody speaks, whether or not a rule found out who."""
    start = side.parsed.sentences[side.sentence].start
    opened = side.findings.article.text[start] in _OPENING
    direct = any(q.kind == "direct" for q in side.inside(side.findings.quotations))
    return opened or direct or any(side.parsed.tokens[i].text.lower() in _SPEAKING for i in side.tokens)


def _own_words(side: Side) -> list[int]:
    """Return the content words of a sentence that are nobody else's."""
    said = [q for q in side.inside(side.findings.quotations) if q.kind in _QUOTED]
    tokens = side.parsed.tokens
    free = (i for i in side.tokens if not any(q.start <= tokens[i].start < q.end for q in said))
    return [i for i in free if tokens[i].pos in CONTENT and tokens[i].lemma not in LIGHT]


def _tells_of_itself(side: Side, said: Quotation) -> bool:
    """Tell what a speaker says of himself, by the pronoun that it begins with."""
    return side.text(said).split()[0].lower() in _ITSELF


def _names(side: Side, said: Quotation, here: Side) -> bool:
    """Tell whether a sentence names the speaker, by name, pronoun or what an article calls him: "the coroner"."""
    if is_named_in(side, said.speaker) or any(m.entity == said.speaker for m in side.inside(side.findings.mentions)):
        return True
    subjects = [t.text for t in (side.parsed.tokens[i] for i in side.tokens) if t.dep in SUBJECTS and t.pos == "NOUN"]
    speaker = said.speaker or ""
    return any(is_described_as(f, speaker, noun) for noun in subjects for f in (here.findings, side.findings))

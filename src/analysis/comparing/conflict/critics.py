"""The same few words on the word of another: a named speaker's charge against one of unnamed critics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.acts import act_of
from analysis.comparing.aligned import are_kin, make_conflict, pair_records
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.sources import is_respelt_in, speakers_differ
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.finding.sources import source_category
from analysis.finding.voice import find_charges
from analysis.records import Conflict, Quotation

_MOST_WORDS = 5  # content words; longer quotations are compared where sentences are aligned
_SUBJECTS = ("nsubj", "agent")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")


class Saying(NamedTuple):
    """A few words and whose they are; the span is theirs."""

    start: int
    end: int
    speaker: str
    words: tuple[str, ...]


def find_critic_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find the same short quotation or charge under two speakers, wherever it stands.

    Counts: two to five content words between marks, and what somebody is said to call or liken a thing to
    ("critics have likened to unlawful killings"), the same words or acts of one kind. Leaves out: an article
    that gives the words to both; a document, which somebody wrote. Never ``sure``: two people can use the same words.
    """
    first, second = pairing.first, pairing.second
    ours, theirs = list(_sayings(first)), list(_sayings(second))
    for a in ours:
        for b in theirs:
            if not _match(a.words, b.words) or not speakers_differ(a.speaker, b.speaker):
                continue
            if _is_document(a.speaker) or _is_document(b.speaker):
                continue
            if _says(theirs, a, a.speaker) or _says(ours, b, b.speaker):
                continue
            records = (_to_quotation(first, a), _to_quotation(second, b))
            pair = pair_records(first, records[0], second, records[1])
            if pair and not (is_respelt_in(pair.second, a.speaker) or is_respelt_in(pair.first, b.speaker)):
                note = f"said by {a.speaker} against {b.speaker}"
                yield make_conflict(
                    pair, "attribution", *records, note=note, sure=False, rule="same few words, other speaker"
                )


def _is_document(speaker: str) -> bool:
    return any(source_category(word) in ("document", "statement") for word in speaker.lower().split())


def _says(sayings: list[Saying], saying: Saying, speaker: str) -> bool:
    return any(not speakers_differ(other.speaker, speaker) and _match(other.words, saying.words) for other in sayings)


def _sayings(findings: Findings) -> Iterator[Saying]:
    parsed = findings.parsed
    for q in findings.quotations:
        if q.kind == "direct" and q.speaker and q.mode == "said":
            first, last = parsed.tokens_in(q.start, q.end)
            yield from _to_saying(parsed, q.start, q.end, q.speaker, range(first, last))
    for charge in find_charges(parsed):
        doer = next((i for i in parsed.children[charge.by] if parsed.tokens[i].dep in _SUBJECTS), None)
        if doer is not None and parsed.tokens[doer].pos == "NOUN":
            near = [
                charge.what,
                *(i for i in parsed.children[charge.what] if parsed.tokens[i].dep in ("amod", "compound")),
            ]
            start, end = min(parsed.tokens[i].start for i in near), parsed.tokens[charge.what].end
            yield from _to_saying(parsed, start, end, parsed.tokens[doer].text.lower(), near)


def _to_saying(parsed: Parsed, start: int, end: int, speaker: str, tokens: range | list[int]) -> Iterator[Saying]:
    content = [i for i in tokens if parsed.tokens[i].pos in _CONTENT]
    words = tuple(sorted({act_of(parsed, i) or parsed.tokens[i].lemma.lower() for i in content}))
    if 1 < len(words) <= _MOST_WORDS:
        yield Saying(start, end, speaker, words)


def _match(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell whether two short sayings have one word in common and for each other word a kin one.

    >>> _match(("killing", "unlawful"), ("murder", "unlawful")), _match(("great", "man"), ("great", "week"))
    (True, False)
    """
    if len(ours) != len(theirs) or not set(ours) & set(theirs):
        return False
    return all(any(are_kin(word, other) for other in theirs) for word in ours)


def _to_quotation(findings: Findings, saying: Saying) -> Quotation:
    return Quotation(
        findings.article.article_id, saying.start, saying.end, "direct", saying.speaker,
        None, None, None, None, None, None, None, "said", "",
    )  # fmt: skip

"""Passages with the same words in two articles: a shared quotation, or copied text.

Words are compared without case and marks. Runs of ``SEED`` words that occur in two articles are found by
a hash table over all articles and made as long as they go, so the time grows with the text, not with the
number of pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.finding.annotate import Findings
from analysis.finding.language import is_word
from analysis.finding.voice import Spans, is_quoted, merge_spans
from analysis.records import Reuse

SEED = 5  # words that must agree before a run is looked at, and the least of a shared quotation
# The least of copied text. On the articles this was developed with every run of 8 or 9 words was a name with
# its title, or a charge or a figure that any report must give.
MIN_COPIED = 10
MOST_PLACES = 50  # places of one 5-gram that are kept: a phrase in every article is no passage

_QUOTED_KINDS = ("direct", "social", "scare")
_COUNTED_KINDS = ("headline", "subhead", "paragraph")


class _Words(NamedTuple):
    """An article's counted words: form, start, end, sentence run, and whether inside quotation marks."""

    article_id: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    segments: list[int]
    quoted: list[bool]


class _Run(NamedTuple):
    first: int
    other_first: int
    length: int


def find_reuse(found: Sequence[Findings]) -> list[Reuse]:
    """Find passages of the same words in every two articles of an event.

    Counts: runs of at least ``SEED`` words that stand inside quotation marks in both articles (kind
    "quotation": a shared source, not copied text); runs of at least ``MIN_COPIED`` words elsewhere (kind
    "copied"). A run is as long as it can be and is cut where a quotation or a segment begins or ends.
    Leaves out: furniture, repeated ledes, differences of case and of marks, passages with a word changed
    (they show as two runs).

    Returns:
        One row a passage and pair, the earlier article (in the order given) first; by article, then other
        article, then place. A word of the first article is in one passage at most for each other article.
    """
    articles = [_to_words(findings) for findings in found]
    index = _index(articles)
    rows: list[Reuse] = []
    for number, words in enumerate(articles):
        runs = _find_runs(articles, number, index)
        for other in sorted(runs):
            rows += (row for run in runs[other] for row in _to_reuse(words, articles[other], run))
    return rows


def _to_words(findings: Findings) -> _Words:
    parsed = findings.parsed
    marked: Spans = merge_spans([(row.start, row.end) for row in findings.quotations if row.kind in _QUOTED_KINDS])
    words = _Words(findings.article.article_id, [], [], [], [], [])
    segments = _segments_of(findings)
    for token in parsed.tokens:
        if parsed.sentences[token.sentence].kind in _COUNTED_KINDS and is_word(token):
            words.forms.append(token.text.lower())
            words.starts.append(token.start)
            words.ends.append(token.end)
            words.segments.append(segments[token.sentence])
            words.quoted.append(is_quoted(marked, token.start))
    return words


def _segments_of(findings: Findings) -> list[int]:
    """Number the segment that each sentence stands in."""
    numbers, at = [], 0
    segments = findings.article.segments
    for sentence in findings.parsed.sentences:
        while at + 1 < len(segments) and segments[at].end <= sentence.start:
            at += 1
        numbers.append(at)
    return numbers


def _index(articles: Sequence[_Words]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, words in enumerate(articles):
        for at in range(len(words.forms) - SEED + 1):
            listed = places.setdefault(tuple(words.forms[at : at + SEED]), [])
            if len(listed) < MOST_PLACES:
                listed.append((number, at))
    return places


def _find_runs(
    articles: Sequence[_Words], number: int, index: dict[tuple[str, ...], list[tuple[int, int]]]
) -> dict[int, list[_Run]]:
    """Find an article's runs in each later article: at each word the longest, then on from its end."""
    words = articles[number]
    runs: dict[int, list[_Run]] = {}
    for at in range(len(words.forms) - SEED + 1):
        best: dict[int, _Run] = {}
        for other, there in index[tuple(words.forms[at : at + SEED])]:
            if other <= number or _is_covered(runs.get(other), at):
                continue
            run = _Run(at, there, _length(words, articles[other], at, there))
            if run.length > (best[other].length if other in best else 0):
                best[other] = run
        for other, run in best.items():
            if run.length >= SEED:
                runs.setdefault(other, []).append(run)
    return runs


def _is_covered(runs: list[_Run] | None, at: int) -> bool:
    return bool(runs) and at < runs[-1].first + runs[-1].length  # type: ignore[index]


def _length(words: _Words, other: _Words, at: int, there: int) -> int:
    """Return how many words agree from two places on, within one segment of each article."""
    length = 0
    most = min(len(words.forms) - at, len(other.forms) - there)
    while (
        length < most
        and words.forms[at + length] == other.forms[there + length]
        and words.segments[at + length] == words.segments[at]
        and other.segments[there + length] == other.segments[there]
    ):
        length += 1
    return length


def _to_reuse(words: _Words, other: _Words, run: _Run) -> Iterator[Reuse]:
    for first, there, length, kind in _cut(words, other, run):
        if length >= (SEED if kind == "quotation" else MIN_COPIED):
            yield Reuse(
                words.article_id,
                words.starts[first],
                words.ends[first + length - 1],
                other.article_id,
                other.starts[there],
                other.ends[there + length - 1],
                length,
                kind,
                f"same {SEED if kind == 'quotation' else MIN_COPIED} words or more",
            )


def _cut(words: _Words, other: _Words, run: _Run) -> Iterator[tuple[int, int, int, str]]:
    """Cut a run where quotation marks open or close in either article."""
    begun = 0
    for step in range(1, run.length + 1):
        if step < run.length and _in_both(words, other, run, step) == _in_both(words, other, run, begun):
            continue
        kind = "quotation" if _in_both(words, other, run, begun) else "copied"
        yield run.first + begun, run.other_first + begun, step - begun, kind
        begun = step


def _in_both(words: _Words, other: _Words, run: _Run, step: int) -> bool:
    return words.quoted[run.first + step] and other.quoted[run.other_first + step]

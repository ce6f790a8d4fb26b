"""Style in numbers that mean something: length, quoted words, named sources, readability, rates of wording."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.comparing.vocabulary import count_voice
from analysis.finding.annotate import Findings
from analysis.finding.language import Token, is_word
from analysis.finding.voice import is_quoted, merge_spans, quoted_spans

LONG_WORD = 7  # letters from which LIX calls a word long
VOICES = ("own", "quoted")
_NAMED_KINDS = ("direct", "indirect", "social")


class Style(NamedTuple):
    """One article's paragraphs in numbers; a rate over nothing is NaN."""

    article_id: str
    source: str
    n_words: int
    n_sentences: int
    words_per_sentence: float
    share_quoted: float  # words in quoted or reported speech, of all words
    share_named: float  # sentences with words of a speaker who is named, of all sentences
    lix: float


class WordingRate(NamedTuple):
    """How often a source uses a category of terms in one voice."""

    source: str
    category: str
    voice: str
    n: int
    per_1000_words: float  # of the words of that voice; NaN where there are none


def measure_style(found: Sequence[Findings]) -> list[Style]:
    """Measure each article's paragraphs, in the order given.

    Counts: words and sentences of paragraphs. ``lix`` is words a sentence plus the percentage of words of
    more than six letters (Björnsson 1968, "Läsbarhet"): about 30 easy, 40 ordinary, 50 hard; it needs no
    guess at syllables.
    Leaves out: headlines, subheads, furniture and repeated ledes.
    """
    return [_measure(findings) for findings in found]


def rate_wording(found: Sequence[Findings]) -> list[WordingRate]:
    """Count the rows of ``wording`` by source, category and voice, and per 1,000 words of that voice.

    Counts: every row, negated ones too. Zero is a row: each category that occurs × each source × each voice.
    By category, then source in order of the first article, then own before quoted.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    words: Counter[tuple[str, str]] = Counter()
    for findings in found:
        source = findings.article.source
        counts.update((source, row.category, row.voice) for row in findings.wording)
        words.update({(source, voice): count_voice(findings, voice=voice) for voice in VOICES})
    sources = list(dict.fromkeys(findings.article.source for findings in found))
    return [
        WordingRate(source, category, voice, n, _rate(1000 * n, words[source, voice]))
        for category in sorted({category for _, category, _ in counts})
        for source in sources
        for voice in VOICES
        for n in (counts[source, category, voice],)
    ]


def _measure(findings: Findings) -> Style:
    words = list(_paragraph_words(findings))
    kept = [n for n, sentence in enumerate(findings.parsed.sentences) if sentence.kind == "paragraph"]
    quoted = quoted_spans(findings.parsed, findings.quotations)
    long_words = sum(sum(map(str.isalpha, token.text)) >= LONG_WORD for token in words)
    per_sentence = _rate(len(words), len(kept))
    return Style(
        findings.article.article_id,
        findings.article.source,
        len(words),
        len(kept),
        per_sentence,
        _rate(sum(is_quoted(quoted, token.start) for token in words), len(words)),
        _rate(_count_named(findings, kept), len(kept)),
        round(per_sentence + 100 * long_words / len(words), 6) if words else math.nan,
    )


def _paragraph_words(findings: Findings) -> Iterator[Token]:
    sentences = findings.parsed.sentences
    return (t for t in findings.parsed.tokens if sentences[t.sentence].kind == "paragraph" and is_word(t))


def _count_named(findings: Findings, kept: Sequence[int]) -> int:
    """Count the sentences that hold words of a named speaker; anonymous ones do not count."""
    named = [
        (row.start, row.end)
        for row in findings.quotations
        if row.kind in _NAMED_KINDS and row.mode == "said" and row.speaker and row.speaker_type != "anonymous"
    ]
    spans = merge_spans(named)
    sentences = [findings.parsed.sentences[n] for n in kept]
    return sum(any(start < s.end and end > s.start for start, end in spans) for s in sentences)


def _rate(part: float, whole: int) -> float:
    return round(part / whole, 6) if whole else math.nan

"""Style in numbers that mean something: length, quoted words, named sources, readability, rates of wording."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.comparing.vocabulary import count_voice
from analysis.finding.annotate import Findings
from analysis.finding.language import Token, is_word
from analysis.finding.voice import is_quoted, merge_spans, quoted_spans
from analysis.tables import make_table

LONG_WORD = 7  # letters from which LIX calls a word long
VOICES = ("own", "quoted")
_NAMED_KINDS = ("direct", "indirect", "social")


def measure_style(found: Sequence[Findings]) -> pd.DataFrame:
    """Measure each article's paragraphs, in the order given.

    Counts: words and sentences of paragraphs. ``share_quoted``: words in quoted or reported speech, of all words.
    ``share_named``: sentences with words of a speaker who is named, of all sentences. ``lix``, the readability
    index of Björnsson (1968, "Läsbarhet"): words a sentence plus the percentage of words of more than six
    letters; about 30 is easy, 40 ordinary, 50 hard; it needs no guess at syllables. ``n_own`` and ``n_quoted``,
    the words that rates of wording and vocabulary are counted over, include headline and subheads.
    Leaves out: furniture and repeated ledes.

    Returns:
        The table ``style``: a row an article; a rate over nothing is NaN.
    """
    return make_table("style", map(_measure, found))


def rate_wording(wording: pd.DataFrame, style: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of ``wording`` by category, source and voice, and per 1,000 words of that voice.

    Counts: every row, negated ones too. Zero is a row: each category that occurs × each source × each voice.

    Args:
        wording: the table ``wording``.
        style: the table ``style``, with the words of each voice.

    Returns:
        category, source, voice, n, per_1000_words (NaN where the source has no words in that voice). By category,
        then source in order of the first article, then own before quoted.
    """
    source_of = dict(zip(style["article_id"], style["source"], strict=True))
    counts = Counter(zip(wording["category"], wording["article_id"].map(source_of), wording["voice"], strict=True))
    words = {voice: style.groupby("source")[f"n_{voice}"].sum() for voice in VOICES}
    rows = [
        (category, source, voice, n, _rate(1000 * n, int(words[voice][source])))
        for category in sorted(set(wording["category"]))
        for source in dict.fromkeys(style["source"])
        for voice in VOICES
        for n in (counts[category, source, voice],)
    ]
    return pd.DataFrame(rows, columns=["category", "source", "voice", "n", "per_1000_words"])


def _measure(findings: Findings) -> dict[str, object]:
    words = list(_paragraph_words(findings))
    kept = [n for n, sentence in enumerate(findings.parsed.sentences) if sentence.kind == "paragraph"]
    quoted = quoted_spans(findings.parsed, findings.quotations)
    long_words = sum(sum(map(str.isalpha, token.text)) >= LONG_WORD for token in words)
    per_sentence = _rate(len(words), len(kept))
    return {
        "article_id": findings.article.article_id,
        "source": findings.article.source,
        "n_words": len(words),
        "n_sentences": len(kept),
        "n_own": count_voice(findings, voice="own"),
        "n_quoted": count_voice(findings, voice="quoted"),
        "words_per_sentence": per_sentence,
        "share_quoted": _rate(sum(is_quoted(quoted, token.start) for token in words), len(words)),
        "share_named": _rate(_count_named(findings, kept), len(kept)),
        "lix": round(per_sentence + 100 * long_words / len(words), 6) if words else math.nan,
    }


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

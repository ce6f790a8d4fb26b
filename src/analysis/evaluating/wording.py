"""Whose words: the voice given to each word, and sentences with loaded wording, against what readers marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.evaluating.gold import GoldEvent
from analysis.evaluating.scores import Score
from analysis.finding.annotate import Findings
from analysis.finding.language import is_word
from analysis.finding.loaded import judge_sentences
from analysis.finding.voice import QUOTED_KINDS, is_quoted, merge_spans, quoted_spans


class _Word(NamedTuple):
    gold: bool
    found: bool


def score_wording(events: Iterable[GoldEvent], *, on: str) -> list[Score]:
    """Score own and quoted voice, word by word, in the paragraphs of gold articles.

    A word is quoted in the gold when it stands in a direct, indirect, social or scare quotation. Words that
    only some readers marked are left out. Charges ("accused of …") count as found though readers marked
    only some of them as indirect speech.

    Returns:
        "voice of words", an accuracy over all words; "quoted words", precision and recall.
    """
    words = [word for event in events for word in _words(event)]
    right = sum(word.gold == word.found for word in words)
    both = sum(word.gold and word.found for word in words)
    found, gold = sum(word.found for word in words), sum(word.gold for word in words)
    return [
        Score("wording", "voice of words", on, right, len(words), len(words)),
        Score("wording", "quoted words", on, both, found, gold),
    ]


def score_loaded(sentences: Iterable[tuple[str, bool]], *, on: str) -> list[Score]:
    """Score which sentences hold loaded wording in the source's own voice, as readers or experts marked them.

    Args:
        sentences: each sentence's text, and whether it was marked.
        on: the name of the gold.

    Returns:
        "loaded sentences" and "other sentences", precision and recall of each; ``macro_f1`` joins them.
    """
    rows = list(sentences)
    found = judge_sentences(text for text, _ in rows)
    pairs = [_Word(gold, judged) for (_, gold), judged in zip(rows, found, strict=True)]
    return [
        Score("wording", name, on, *_count_side(pairs, side=side))
        for name, side in (("loaded sentences", True), ("other sentences", False))
    ]


def macro_f1(scores: Iterable[Score]) -> float:
    """Return the plain mean of the F1 of several classes.

    >>> macro_f1([Score("wording", "a", "x", 1, 2, 2), Score("wording", "b", "x", 2, 2, 2)])
    0.75
    """
    values = [score.f1 for score in scores]
    return sum(values) / len(values)


def _count_side(pairs: list[_Word], *, side: bool) -> tuple[int, int, int]:
    right = sum(pair.gold == pair.found == side for pair in pairs)
    return right, sum(pair.found == side for pair in pairs), sum(pair.gold == side for pair in pairs)


def _words(event: GoldEvent) -> Iterator[_Word]:
    rows = [row for row in event.rows("quotations") if row["kind"] in QUOTED_KINDS]
    for findings in event.found:
        own = [row for row in rows if row["article"] == findings.article.article_id]
        marked = merge_spans([(row["start"], row["end"]) for row in own if not row["optional"]])
        unsure = merge_spans([(row["start"], row["end"]) for row in own if row["optional"]])
        spans = quoted_spans(findings.parsed, findings.quotations)
        for start in _word_starts(findings):
            gold = is_quoted(marked, start)
            if gold or not is_quoted(unsure, start):
                yield _Word(gold, is_quoted(spans, start))


def _word_starts(findings: Findings) -> Iterator[int]:
    for token in findings.parsed.tokens:
        if is_word(token) and findings.parsed.sentences[token.sentence].kind == "paragraph":
            yield token.start

"""Whose words: the voice given to each word, against the quotations that readers marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.evaluating.gold import GoldEvent
from analysis.evaluating.scores import Score
from analysis.finding.annotate import Findings
from analysis.finding.language import is_word
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

"""Every use of a term in its context, one a line (keyword in context)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.comparing.vocabulary import find_terms
from analysis.finding.annotate import Findings
from analysis.records import TermUse

WIDTH = 60  # characters shown on each side


class ConcordanceLine(NamedTuple):
    """A use of a term between the text before and after it, each on one line and cut at whole words."""

    article_id: str
    source: str
    start: int
    end: int
    left: str
    text: str
    right: str
    voice: str  # own · quoted


def find_concordance(found: Sequence[Findings], term: str, *, width: int = WIDTH) -> list[ConcordanceLine]:
    """Find every use of a term of ``count_vocabulary``, in every voice, by article and place.

    ``term`` is a lemma or a pair of lemmas as that table gives it; a name as written.
    """
    return [
        _to_line(findings, use, width)
        for findings in found
        for use in find_terms(findings, names=True, function_words=True)
        if use.term == term
    ]


def _to_line(findings: Findings, use: TermUse, width: int) -> ConcordanceLine:
    article = findings.article
    left, text, right = cut_line(article.text, use.start, use.end, width=width)
    return ConcordanceLine(article.article_id, article.source, use.start, use.end, left, text, right, use.voice)


def cut_line(text: str, start: int, end: int, *, width: int = WIDTH) -> tuple[str, str, str]:
    """Cut a span and its context out of a text, each on one line, the context at whole words.

    >>> cut_line("The old stone mill burned down again.", 8, 18, width=12)
    ('The old', 'stone mill', 'burned down')
    """
    return _cut_left(text[:start], width), " ".join(text[start:end].split()), _cut_right(text[end:], width)


def _cut_left(text: str, width: int) -> str:
    """Keep the whole words of the last ``width`` characters.

    >>> _cut_left("the old stone mill ", 12), _cut_left("the old stone mill ", 10)
    ('stone mill', 'mill')
    """
    kept = text[-width:]
    if len(text) > width and text[-width - 1].isalnum() and kept[:1].isalnum():
        kept = kept.partition(" ")[2]
    return " ".join(kept.split())


def _cut_right(text: str, width: int) -> str:
    """Keep the whole words of the first ``width`` characters.

    >>> _cut_right(" burned down again", 12), _cut_right(" burned down again", 11)
    ('burned down', 'burned')
    """
    kept = text[:width]
    if len(text) > width and text[width].isalnum() and kept[-1:].isalnum():
        kept = kept.rpartition(" ")[0]
    return " ".join(kept.split())

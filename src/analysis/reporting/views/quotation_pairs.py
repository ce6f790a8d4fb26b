"""The same statement in several articles: both wordings side by side, the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.comparing.quotation_words import ELSEWHERE, mark_differences
from analysis.reporting.fragments import Fragment, count, escape, fold, format_table, join, list_words, paragraph, tag
from analysis.reporting.passages import Passages, Tables, rows_of

_GRADES = {
    "identical": "the same words",
    "shortened": "one is longer",
    "altered": "words changed",
    "paraphrased": "put in other words",
}
_COUNTED = {
    "identical": "in the same words",
    "shortened": "with one longer than the other",
    "altered": "with words changed",
    "paraphrased": "in other words",
}
_LONG_LIST = 12


def show_quotation_pairs(comparison: Tables) -> Fragment:
    """Show each statement that two articles give of one speaker, what differs marked, with both cues.

    Every word is marked that only one of the two quotations has; where one only reports, the content words that
    differ are named instead.
    """
    rows: list[Any] = rows_of(comparison.tables["quotation_pairs"])
    if not rows:
        return paragraph("No statement of one speaker was found in two articles.")
    passages = Passages(comparison)
    grades = {grade: sum(row.grade == grade for row in rows) for grade in _GRADES}
    parts = [f"{n} {_COUNTED[grade]}" for grade, n in grades.items() if n]
    said = f"{count(len(rows), 'statement')} of one speaker in two articles: {list_words(parts)}."
    table = format_table(
        ["Speaker", "One article", "Another article", "What differs"],
        [_pair_cells(row, passages) for row in rows],
        caption="One statement as two articles give it; marked are words that only one of the two has",
    )
    shown = table if len(rows) <= _LONG_LIST else fold(f"All {len(rows)} pairs", table)
    return Fragment(join([paragraph(said), shown]).html, said)


def _pair_cells(row: Any, passages: Passages) -> list[str]:
    text = passages.texts[row.article_id][row.start : row.end]
    other = passages.texts[row.other_id][row.other_start : row.other_end]
    paraphrased = row.grade == "paraphrased"
    spans, other_spans = ([], []) if paraphrased else mark_differences(text, other)
    grade = tag("strong", escape(_GRADES[row.grade]))
    differs = [row.difference] if paraphrased or row.difference == ELSEWHERE else []
    return [
        escape(row.speaker),
        _side(row.article_id, row.start, row.end, row.cue, spans, passages),
        _side(row.other_id, row.other_start, row.other_end, row.other_cue, other_spans, passages),
        grade + "".join(tag("p", escape(words)) for words in [*differs, *_compare_cues(row)]),
    ]


def _compare_cues(row: Any) -> list[str]:
    """Say that the two articles introduce the words differently."""
    cues = [" ".join((cue or "").split()).lower() for cue in (row.cue, row.other_cue)]
    return [f"“{cues[0]}” against “{cues[1]}”"] if all(cues) and cues[0] != cues[1] else []


def _side(
    article_id: str, start: int, end: int, cue: str | None, spans: Iterable[tuple[int, int]], passages: Passages
) -> str:
    text = passages.texts[article_id][start:end]
    marked, at = "", 0
    for low, high in spans:
        marked += escape(text[at:low]) + tag("mark", escape(text[low:high]))
        at = high
    words = tag("a", marked + escape(text[at:]), href=f"#{passages.anchor(article_id, start, end)}", class_="passage")
    introduced = escape(f" — {' '.join(cue.split())}") if cue else ""
    return passages.name(article_id) + tag("span", introduced, class_="context") + tag("p", words)

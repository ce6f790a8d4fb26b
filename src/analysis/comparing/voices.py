"""Who gets to speak in each source, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.language import is_word
from analysis.records import Quotation
from analysis.tables import make_table

NOBODY = "(nobody named)"  # the speaker of a quotation for which no rule found one
SPEAKING = ("direct", "indirect", "social")
KINDS = (*SPEAKING, "silence")


class _Count(NamedTuple):
    n_quotations: int
    n_words: int


def count_voices(found: Sequence[Findings]) -> pd.DataFrame:
    """Count quotations and quoted words of each speaker, kind and source.

    Counts: direct, indirect and embedded social quotations that were said; who is said not to have
    answered, as kind "silence" with no words.
    Leaves out: headlines; scare quotes; negated and conditional reporting ("did not say that …"). A fragment
    quoted within reported speech is a quotation of its own; its words count once, as direct speech.

    Returns:
        The table ``voices``: a row for each source, speaker and kind that occurs in any source (zero is a
        row). ``share`` is the speaker's part of the source's quoted words of that kind, NaN where there
        are none and for silence. Speakers by quoted words in all sources, most first, then by name; then
        by kind in the order of ``KINDS``; sources in order of their first article.
    """
    counts = _count(found)
    sources = list(dict.fromkeys(findings.article.source for findings in found))
    totals = {
        (source, kind): sum(count.n_words for (s, _, k), count in counts.items() if (s, k) == (source, kind))
        for source in sources
        for kind in KINDS
    }
    rows = [
        _row(found[0].article.event, source, speaker, kind, counts.get((source, speaker, kind)), totals[source, kind])
        for speaker, kind in _order(counts)
        for source in sources
    ]
    return make_table("voices", rows)


def never_quoted(voices: pd.DataFrame) -> pd.DataFrame:
    """Keep the speakers whose words a source only reports: indirect speech, and not one direct quotation there."""
    wide = _wide(voices)
    kept = wide[(wide["indirect"] > 0) & (wide["direct"] + wide["social"] == 0)]
    return kept.reset_index()[["source", "speaker", "indirect"]].rename(columns={"indirect": "n_quotations"})


def quoted_by_one(voices: pd.DataFrame) -> pd.DataFrame:
    """Keep the speakers that exactly one source quotes or reports, with that source's count."""
    spoke = voices[voices["kind"].isin(SPEAKING) & (voices["n_quotations"] > 0) & (voices["speaker"] != NOBODY)]
    counts = spoke.groupby(["speaker", "source"], sort=False)["n_quotations"].sum().reset_index()
    alone = counts.groupby("speaker")["source"].transform("size") == 1
    return counts[alone][["source", "speaker", "n_quotations"]].reset_index(drop=True)


def _wide(voices: pd.DataFrame) -> pd.DataFrame:
    named = voices[voices["speaker"] != NOBODY]
    wide = named.pivot_table(
        index=["source", "speaker"], columns="kind", values="n_quotations", aggfunc="sum", fill_value=0, sort=False
    )
    return wide.reindex(columns=list(KINDS), fill_value=0)


def _count(found: Sequence[Findings]) -> dict[tuple[str, str, str], _Count]:
    counts: dict[tuple[str, str, str], _Count] = {}
    for findings in found:
        for row in _counted(findings.quotations):
            key = (findings.article.source, row.speaker or NOBODY, row.kind)
            words = 0 if row.kind == "silence" else _count_words(findings, row)
            before = counts.get(key, _Count(0, 0))
            counts[key] = _Count(before.n_quotations + 1, before.n_words + words)
    return counts


def _counted(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    for row in quotations:
        if row.kind == "silence" or (row.kind in SPEAKING and row.mode == "said"):
            yield row


def _count_words(findings: Findings, row: Quotation) -> int:
    """Count a row's words; of reported speech those that are not quoted in it."""
    first, last = findings.parsed.tokens_in(row.start, row.end)
    words = [token for token in findings.parsed.tokens[first:last] if is_word(token)]
    if row.kind != "indirect":
        return len(words)
    marked = [(q.start, q.end) for q in findings.quotations if q.kind == "direct" and q.mode == "said"]
    return sum(not any(start <= token.start < end for start, end in marked) for token in words)


def _order(counts: dict[tuple[str, str, str], _Count]) -> list[tuple[str, str]]:
    words: dict[str, int] = {}
    for (_, speaker, _), count in counts.items():
        words[speaker] = words.get(speaker, 0) + count.n_words
    pairs = {(speaker, kind) for _, speaker, kind in counts}
    return sorted(pairs, key=lambda pair: (-words[pair[0]], pair[0], KINDS.index(pair[1])))


def _row(event: str, source: str, speaker: str, kind: str, count: _Count | None, total: int) -> dict[str, object]:
    quotations, words = count or _Count(0, 0)
    share = round(words / total, 6) if total else float("nan")
    return {
        "event": event,
        "source": source,
        "speaker": speaker,
        "kind": kind,
        "n_quotations": quotations,
        "n_words": words,
        "share": share,
    }

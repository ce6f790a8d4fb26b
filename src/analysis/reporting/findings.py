"""The three to seven findings that matter most, in sentences, built by rule from sure rows only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pandas as pd

from analysis.reporting.accuracy import find_rate
from analysis.reporting.fragments import list_words, percent, quote
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import NOBODY, count_body, count_spoken, rate_status, share_voices

Span = tuple[str, int, int]
AT_MOST = 7
MIN_SPOKEN = 50  # quoted and reported words of a source, before a share of them is printed
MIN_COPIED = 30  # words that two articles have word for word, before it is printed
MIN_TELLING = 8  # words of a sentence that is shown for the others: "There was blood everywhere" tells little
MIN_REPEATED = 6  # words of a quotation that both give

_DIFFER = {
    "number": "They differ on a number",
    "date": "They differ on the date",
    "place": "They differ on the place",
    "polarity": "They contradict each other",
    "attribution": "They give different sources for it",
    "name": "They give different names",
    "label": "They call it differently",
}


@dataclass(frozen=True)
class Quoted:
    """Words of a finding that stand in an article, and where."""

    text: str
    span: Span


@dataclass(frozen=True)
class Finding:
    """A sentence in pieces, plain or quoted from an article, and further passages it rests on."""

    kind: str
    parts: tuple[str | Quoted, ...]
    further: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """All passages that the sentence rests on."""
        return (*(part.span for part in self.parts if isinstance(part, Quoted)), *self.further)


def list_findings(comparison: Tables, *, at_most: int = AT_MOST) -> list[Finding]:
    """Return what matters most: numbers agreed on with what differs, conflicts, gaps, shared words, voices.

    Nothing that a finder is not sure of becomes a sentence, so there may be none.
    """
    if len(comparison.articles) < 2:
        return []
    passages = Passages(comparison)
    numbers = list(islice(_agreed_numbers(comparison, passages), 2))
    conflicts = list(islice(_conflicts(comparison, passages), 4))
    first = _join_numbers(numbers, conflicts, comparison)
    rest = [
        *islice(_one_sided(comparison, passages), 3),
        *islice(_repeated_quotations(comparison, passages), 1),
        *_leading_voices(comparison),
        *islice(_copied_text(comparison, passages), 1),
    ]
    room = max(at_most - len(rest), 3)
    return [*first[:room], *rest][:at_most]


def _agreed_numbers(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield numbers that stand in a sentence and in the passage that surely says the same, earliest first."""
    inside = _group_spans(comparison.quantities)
    seen = set()
    for row in _sure(comparison.coverage, "shared"):
        here = inside(row.article_id, row.start, row.end)
        there = inside(row.other_id, row.nearest_start, row.nearest_end)
        for a, b in ((a, b) for a in here for b in there if _same_quantity(a, b)):
            if (a.low, a.high, a.unit) in seen:
                continue
            seen.add((a.low, a.high, a.unit))
            shown, other = (a, b) if _plainer(a.text, b.text) else (b, a)
            start = f"{name_both(passages, row.article_id, row.other_id)} give the number "
            yield Finding("number", (start, _quoted(shown), "."), (_span(other),))


def _conflicts(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield what two articles surely do not agree on, in the order of the kinds, likest first."""
    order = list(_DIFFER)
    rows = [row for row in rows_of(comparison.conflicts) if row.sure and row.kind in order]
    for row in sorted(rows, key=lambda row: (order.index(row.kind), -row.score)):
        a, b = passages.outlets[row.article_id].label, passages.outlets[row.other_id].label
        there = Quoted(quote(row.other_text, at_most=120), (row.other_id, row.other_start, row.other_end))
        parts = (f"{_DIFFER[row.kind]}: {a} has ", _quoted(row, at_most=120), f", {b} ", there, ".")
        yield Finding(f"conflict: {row.kind}", parts)


def _repeated_quotations(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield words that two articles quote alike, longest first."""
    rows = [row for row in rows_of(comparison.reuse) if row.kind == "quotation" and row.n_words >= MIN_REPEATED]
    said = [row for row in rows_of(comparison.quotations) if row.speaker]
    for row in sorted(rows, key=lambda row: (-row.n_words, row.article_id, row.start)):
        ours = _speakers_in(said, row.article_id, row.start, row.end)
        theirs = _speakers_in(said, row.other_id, row.other_start, row.other_end)
        whose = f" by {next(iter(ours))}" if len(ours) == 1 and ours == theirs else ""
        start = f"{name_both(passages, row.article_id, row.other_id)} quote the same words{whose}: "
        other = (row.other_id, row.other_start, row.other_end)
        yield Finding("quotation", (start, _quoted(row, at_most=140), "."), (other,))


def _one_sided(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield for each article what the matcher is sure to find in no other one, with how much was searched."""
    status = rate_status(count_body(comparison))
    for article_id, outlet in passages.outlets.items():
        own = status[status["article_id"] == article_id]
        only = rows_of(own[own["status"].eq("only") & own["sure"]])
        if not only:
            continue
        others = [other.label for other in passages.outlets.values() if other != outlet]
        where = list_words(others, last="or") if len(others) <= 2 else "any other article"
        n_searched = int((comparison.sentences["article_id"] != article_id).sum())
        start = f"Only {outlet.label} has "
        end = (
            f". The matcher is sure of {len(only)} such {'sentence' if len(only) == 1 else 'sentences'} among its "
            f"{len(own)}: not found in {where}, where {n_searched} sentences were searched{_say_errors()}."
        )
        shown = next((row for row in only if len(row.text.split()) >= MIN_TELLING), only[0])
        further = tuple(_span(row) for row in only if row is not shown)[:2]
        yield Finding("one-sided", (start, _quoted(shown, at_most=160), end), further)


def _say_errors() -> str:
    rate = find_rate("coverage", "sure only")
    if rate is None or rate.precision is None:
        return ""
    return f"; of such rows {percent(rate.precision)} were right in tests ({rate.right} of {rate.found})"


def _leading_voices(comparison: Tables) -> Iterator[Finding]:
    """Yield who speaks most in each source that quotes enough."""
    shares = share_voices(comparison.quotations, comparison.articles, measure="words").drop(NOBODY, errors="ignore")
    words = count_spoken(comparison.quotations, comparison.articles)
    leading = {
        source: (str(shares[source].idxmax()), float(shares[source].max()))
        for source in shares.columns
        if words[source] >= MIN_SPOKEN and shares[source].max() > 0
    }
    speakers = {speaker for speaker, _ in leading.values()}
    said = [f"{percent(share)} in {source}" for source, (_, share) in leading.items()]
    if len(speakers) == 1 and len(leading) == len(shares.columns):
        everywhere = "both sources" if len(leading) == 2 else "every source"
        text = f"{speakers.pop()} speaks most in {everywhere}: of the quoted and reported words, {list_words(said)}."
        yield Finding("voices", (text,))
    elif leading:
        said = [f"{speaker} in {source} ({percent(share)})" for source, (speaker, share) in leading.items()]
        text = f"The largest share of the quoted and reported words belongs to {list_words(said)}."
        yield Finding("voices", (text,))


def _copied_text(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield how much two articles have word for word outside quotations; copies confirm nothing."""
    copied = comparison.reuse[comparison.reuse["kind"] == "copied"]
    for (a, b), group in copied.groupby(["article_id", "other_id"], sort=False):
        n_words = int(group["n_words"].sum())
        if n_words >= MIN_COPIED:
            first = rows_of(group)[0]
            start = (
                f"{name_both(passages, str(a), str(b))} have {n_words} words outside quotations in common, word for "
                "word, which is no second confirmation; the first: "
            )
            other = (first.other_id, first.other_start, first.other_end)
            yield Finding("copied", (start, _quoted(first, at_most=120), "."), (other,))


def _join_numbers(numbers: list[Finding], conflicts: list[Finding], comparison: Tables) -> list[Finding]:
    """Say what is agreed and what differs on it in one breath, where both stand in the same sentences."""
    sentence = _sentence_finder(comparison)
    joined = []
    for number in numbers:
        places = {sentence(span) for span in number.spans}
        for conflict in [c for c in conflicts if {sentence(span) for span in c.spans} == places][:1]:
            conflicts.remove(conflict)
            number = Finding("number", (*number.parts, " ", *conflict.parts), number.further)
        joined.append(number)
    return joined + conflicts


def name_both(passages: Passages, a: str, b: str) -> str:
    """Name two articles, "Both" where there are no others; the sentence goes on in the plural."""
    if len(passages.outlets) == 2:
        return "Both"
    return f"{passages.outlets[a].label} and {passages.outlets[b].label}"


def _sure(coverage: pd.DataFrame, status: str) -> list[Any]:
    rows = rows_of(coverage[coverage["sure"] & coverage["status"].eq(status)])
    return [row for row in rows if row.nearest_start is not None]


def _group_spans(table: pd.DataFrame) -> Callable[[str, int, int], list[Any]]:
    """Return a function that gives the rows of a table inside a span."""
    rows: dict[str, list[Any]] = {}
    for row in rows_of(table):
        rows.setdefault(row.article_id, []).append(row)
    return lambda article_id, start, end: [r for r in rows.get(article_id, []) if start <= r.start and r.end <= end]


def _sentence_finder(comparison: Tables) -> Callable[[Span], Span | None]:
    rows = [_span(row) for row in rows_of(comparison.sentences)]
    return lambda span: next((s for s in rows if s[0] == span[0] and s[1] <= span[1] < s[2]), None)


def _speakers_in(said: list[Any], article_id: str, start: int, end: int) -> set[str]:
    return {row.speaker for row in said if row.article_id == article_id and row.start < end and row.end > start}


def _same_quantity(a: Any, b: Any) -> bool:
    """Tell two numbers with figures, of the same things, with the same bounds."""
    speaks = min(len(a.text.split()), len(b.text.split())) > 1  # an age given as "30" says nothing alone
    return speaks and (a.low, a.high, a.unit) == (b.low, b.high, b.unit) and (a.low, a.high) != (None, None)


def _span(row: Any) -> Span:
    return row.article_id, row.start, row.end


def _quoted(row: Any, *, at_most: int = 160) -> Quoted:
    return Quoted(quote(row.text, at_most=at_most), _span(row))


def _plainer(a: str, b: str) -> bool:
    """Prefer the first wording, unless it begins a sentence and the other does not."""
    return a[:1].islower() or b[:1].isupper()

"""The three to seven findings that matter most, in sentences, built by rule from sure rows only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from analysis.reporting.finding_claims import find_accounts, find_common_claim, find_moved_claim, find_one_sided
from analysis.reporting.finding_parts import (
    MOST_NAMES,
    Finding,
    Quoted,
    find_sentences,
    group_spans,
    name_all,
    name_both,
    span_of,
    sure_rows,
    to_quoted,
)
from analysis.reporting.fragments import list_words, percent, quote
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import NOBODY, count_spoken, share_voices

AT_MOST = 7
MIN_SPOKEN = 50  # quoted and reported words of a source, before a share of them is printed
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


def list_findings(comparison: Tables, *, at_most: int = AT_MOST) -> list[Finding]:
    """Return what matters most: numbers agreed on with what differs, conflicts, gaps, shared words, voices.

    Nothing that a finder is not sure of becomes a sentence, so there may be none.
    """
    if len(comparison.articles) < 2:
        return []
    passages = Passages(comparison)
    numbers = list(islice(_agreed_numbers(comparison, passages), 2))
    conflicts = list(islice(_conflicts(comparison, passages), 4))
    common = list(find_common_claim(comparison, passages, numbers))
    told = {span for finding in common for span in finding.spans}
    first = [*common, *_join_numbers(numbers, conflicts, comparison)]
    rest = [
        *find_accounts(comparison, passages),
        *islice(find_one_sided(comparison, passages), 3),
        *find_moved_claim(comparison, passages, told),
        *islice(_repeated_quotations(comparison, passages), 1),
        *_leading_voices(comparison),
    ]
    room = max(at_most - len(rest), 3)
    return [*first[:room], *rest][:at_most]


def _agreed_numbers(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield numbers that stand in a sentence and in the passage that surely says the same, earliest first."""
    inside = group_spans(comparison.quantities)
    seen = set()
    account_of = dict(zip(comparison.accounts["article_id"], comparison.accounts["account"], strict=True))
    for row in sure_rows(comparison.coverage, "shared"):
        if row.article_id in account_of and account_of[row.article_id] == account_of.get(row.other_id):
            continue  # a copy agrees with what it was copied from
        here = inside(row.article_id, row.start, row.end)
        there = inside(row.other_id, row.nearest_start, row.nearest_end)
        for a, b in ((a, b) for a in here for b in there if _same_quantity(a, b)):
            figure = (a.high if a.low is None else a.low, a.unit)  # "over 200" and "200" need no two sentences
            if figure in seen:
                continue
            seen.add(figure)
            shown, other = (a, b) if _plainer(a.text, b.text) else (b, a)
            more = _others_with(a, (a.article_id, b.article_id), comparison, passages)
            givers = {a.article_id, b.article_id, *(row.article_id for row in more)}
            names = [outlet.label for outlet in passages.outlets.values() if outlet.article_id in givers]
            start = f"{name_all(names, len(passages.outlets))} give the number "
            yield Finding("number", (start, to_quoted(shown), "."), tuple(map(span_of, (other, *more))))


def _others_with(number: Any, besides: tuple[str, str], comparison: Tables, passages: Passages) -> list[Any]:
    """Return where the articles besides two give the same number, once an article: named are all who give it."""
    rows = [row for row in rows_of(comparison.quantities) if _same_quantity(number, row)]
    firsts = {row.article_id: row for row in reversed(rows) if row.article_id not in besides}
    return [firsts[article_id] for article_id in passages.outlets if article_id in firsts]


def _conflicts(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield what two articles surely do not agree on, in the order of the kinds, likest first."""
    order = list(_DIFFER)
    rows = [row for row in rows_of(comparison.conflicts) if row.sure and row.kind in order]
    for row in sorted(rows, key=lambda row: (order.index(row.kind), -row.score)):
        a, b = passages.outlets[row.article_id].label, passages.outlets[row.other_id].label
        there = Quoted(quote(row.other_text, at_most=120), (row.other_id, row.other_start, row.other_end))
        parts = (f"{_DIFFER[row.kind]}: {a} has ", to_quoted(row, at_most=120), f", {b} ", there, ".")
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
        yield Finding("quotation", (start, to_quoted(row, at_most=140), "."), (other,))


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
        of: dict[str, list[str]] = {}
        for source, (speaker, share) in leading.items():
            of.setdefault(speaker, []).append(f"{source} ({percent(share)})")
        if len(leading) > MOST_NAMES:  # a list of ten says nothing; who leads in several sources does
            of = {speaker: where for speaker, where in of.items() if len(where) > 1}
        if not of:
            return
        said = [f"{speaker} in {list_words(where)}" for speaker, where in of.items()]
        text = f"The largest share of the quoted and reported words belongs to {list_words(said)}."
        yield Finding("voices", (text,))


def _join_numbers(numbers: list[Finding], conflicts: list[Finding], comparison: Tables) -> list[Finding]:
    """Say what is agreed and what differs on it in one breath, where both stand in the same sentences."""
    sentence = find_sentences(comparison)
    joined = []
    for number in numbers:
        places = {sentence(span) for span in number.spans}
        for conflict in [c for c in conflicts if {sentence(span) for span in c.spans} <= places][:1]:
            conflicts.remove(conflict)
            number = Finding("number", (*number.parts, " ", *conflict.parts), number.further)
        joined.append(number)
    return joined + conflicts


def _speakers_in(said: list[Any], article_id: str, start: int, end: int) -> set[str]:
    return {row.speaker for row in said if row.article_id == article_id and row.start < end and row.end > start}


def _same_quantity(a: Any, b: Any) -> bool:
    """Tell two numbers with figures, of the same things, with the same bounds."""
    speaks = min(len(a.text.split()), len(b.text.split())) > 1  # an age given as "30" says nothing alone
    if max(a.low or 0, a.high or 0) <= 1:  # "at least one suspect" is an article more than a number
        return False
    return speaks and (a.low, a.high, a.unit) == (b.low, b.high, b.unit) and (a.low, a.high) != (None, None)


def _plainer(a: str, b: str) -> bool:
    """Prefer the shorter wording ("a whopping $284 billion" is one source's), then one without capitals."""
    return (len(a.split()), sum(map(str.isupper, a))) <= (len(b.split()), sum(map(str.isupper, b)))

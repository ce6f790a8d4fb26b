"""Findings about sentences: what articles carry in common and where, what one has alone, what is copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from analysis.reporting.accuracy import find_rate
from analysis.reporting.finding_parts import (
    Finding,
    Span,
    find_sentences,
    group_spans,
    name_all,
    name_both,
    span_of,
    sure_rows,
    to_quoted,
)
from analysis.reporting.fragments import count, list_words, percent
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import count_body, place_firm_claims, rate_status

MIN_COPIED = 30  # words that two articles have word for word, before it is printed
MIN_TELLING = 8  # words of a sentence that is shown for the others: "There was blood everywhere" tells little
MIN_SAYING = 4  # words of one that is shown for want of a longer one
MIN_MOVED = 0.4  # of a text, between the places of one statement
_LONG = 220  # characters of a sentence that a finding is about
# What begins a sentence that leans on the one before it, and says little by itself.
_LEANING = {"and", "but", "or", "so", "yet", "also", "then", "it", "he", "she", "they", "his", "her", "its", "their"}
_LEANING |= {"this", "that", "these", "those", "there", "here"}
_PLAIN = ("number", "date", "place", "polarity")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def find_common_claim(comparison: Tables, passages: Passages, numbers: list[Finding]) -> Iterator[Finding]:
    """Yield the statement that most articles carry in independent accounts, unless a number says as much of it."""
    sentence = find_sentences(comparison)
    told = {sentence(span) for number in numbers for span in number.spans}
    stands_in = _tell_standing(comparison)
    for group in sorted(_firm_places(comparison), key=lambda group: (-len(group), _is_spoken(group))):
        whole = [row for row in group if _is_telling(row) and all(stands_in(row, r) for r in group if r is not row)]
        if not whole or (len(passages.outlets) == 2 and told & {span_of(row) for row in group}):
            continue
        shown = min(whole, key=lambda row: len(row.text))
        names = [passages.outlets[row.article_id].label for row in group]
        further = tuple(span_of(row) for row in group if row is not shown)
        whose = passages.outlets[shown.article_id].label
        start = f"{name_all(names, len(passages.outlets))} report, in the words of {whose}: "
        yield Finding("common", (start, to_quoted(shown, at_most=_LONG), "."), further)
        return


def find_moved_claim(comparison: Tables, passages: Passages, told: set[Span]) -> Iterator[Finding]:
    """Yield the statement whose place differs most, if one article has it early and another late."""
    stands_in = _tell_standing(comparison)
    ends = [
        (low, high)
        for group in _firm_places(comparison)
        if not told & {span_of(row) for row in group}
        for low, high in [(min(group, key=_position), max(group, key=_position))]
        if _is_telling(low) and stands_in(low, high)
    ]
    far = [(low, high) for low, high in ends if high.position - low.position >= MIN_MOVED]
    for low, high in sorted(far, key=lambda pair: _position(pair[0]) - _position(pair[1]))[:1]:
        early, late = (passages.outlets[row.article_id].label for row in (low, high))
        said = f"{early} has at {percent(low.position)} of its text what {late} has at {percent(high.position)}: "
        yield Finding("place", (said, to_quoted(low), "."), (span_of(high),))


def _position(row: Any) -> float:
    return float(row.position)


def _is_spoken(group: list[Any]) -> bool:
    """Tell a statement that every article gives as somebody's words: the quotations have findings of their own."""
    return all(row.basis != "own" for row in group)


def _is_telling(row: Any) -> bool:
    """Tell a whole sentence of some length: "Details of the incident:" announces one, a question says nothing."""
    text = row.text.rstrip()
    return len(text.split()) >= MIN_TELLING and text[-1] in ".!\"”’'…)" and not text.rstrip("\"”’'…)").endswith("?")


def _tell_standing(comparison: Tables) -> Callable[[Any, Any], bool]:
    """Return a function that tells whether one sentence may be given as what another says too.

    A sentence that is surely shared may still differ in a detail: every figure in it must stand in the other.
    """
    certain: dict[Span, set[str]] = {}
    for row in sure_rows(comparison.coverage, "shared"):
        certain.setdefault(span_of(row), set()).add(row.other_id)
    numbers = group_spans(comparison.quantities)

    def stands_in(one: Any, other: Any) -> bool:
        if other.article_id not in certain.get(span_of(one), set()):
            return False
        return _has_figures(one, other, numbers)

    return stands_in


def _has_figures(one: Any, other: Any, numbers: Callable[[str, int, int], list[Any]]) -> bool:
    """Tell whether another sentence has every figure of one: the same bounds, or the same digits."""
    here, there = numbers(*span_of(one)), numbers(*span_of(other))
    values = {(row.low, row.high) for row in there}
    if any((row.low, row.high) not in values for row in here if (row.low, row.high) != (None, None)):
        return False
    known = "".join(row.text for row in here)
    return all(digits in known or digits in other.text for digits in _DIGITS.findall(one.text))


def _firm_places(comparison: Tables) -> list[list[Any]]:
    """Return where the articles' bodies have the claims that the matcher is sure of and two accounts carry.

    Left out are claims with a conflict between two of their sentences, and with an unsure one on a plain fact.
    """
    groups: dict[int, list[Any]] = {}
    for row in rows_of(place_firm_claims(comparison)):
        groups.setdefault(row.claim, []).append(row)
    conflicts = [row for row in rows_of(comparison.conflicts) if row.sure or row.kind in _PLAIN]
    return [g for g in groups.values() if len(g) > 1 and not any(_lies_in(row, g) for row in conflicts)]


def _lies_in(conflict: Any, group: list[Any]) -> bool:
    """Tell whether both passages of a conflict stand in sentences of a claim."""
    ends = (conflict.article_id, conflict.start), (conflict.other_id, conflict.other_start)
    return all(any(row.article_id == a and row.start <= start < row.end for row in group) for a, start in ends)


def find_accounts(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield how many independent accounts there are where they are fewer than articles, else what is copied."""
    rows = rows_of(comparison.accounts)
    members: dict[int, list[str]] = {}
    for row in rows:
        if row.article_id not in members.setdefault(row.account, []):
            members[row.account].append(row.article_id)
    shared = [ids for ids in members.values() if len(ids) > 1]
    if not shared:
        yield from islice(_copied_text(comparison, passages), 1)
        return
    names = [list_words([passages.outlets[i].label for i in ids]) for ids in shared]
    joined = {i for ids in shared for i in ids}
    spans = [span_of(row) for row in rows if row.article_id in joined and row.kind != "alone"]
    said = (
        f"The {sum(map(len, members.values()))} articles are at most {count(len(members), 'independent account')}: "
        f"{'; '.join(names)} {'rests' if len(joined) == 1 else 'rest'} on the same text, agency or outlet, so that one "
        "does not confirm the other."
    )
    yield Finding("accounts", (said,), tuple(spans[:4]))


def find_one_sided(comparison: Tables, passages: Passages) -> Iterator[Finding]:
    """Yield for each article what the matcher is sure to find in no other one, with how much was searched."""
    status = rate_status(count_body(comparison))
    errors = _say_errors()
    for article_id, outlet in passages.outlets.items():
        own = status[status["article_id"] == article_id]
        only = rows_of(own[own["status"].eq("only") & own["sure"]])
        shown = _choose_telling(only, comparison)
        if shown is None:
            continue
        others = [other.label for other in passages.outlets.values() if other != outlet]
        where = list_words(others, last="or") if len(others) <= 2 else "any other article"
        n_searched = int((comparison.sentences["article_id"] != article_id).sum())
        start = f"Only {outlet.label} has "
        end = (
            f". The matcher is sure of {len(only)} such {'sentence' if len(only) == 1 else 'sentences'} among its "
            f"{len(own)}: not found in {where}, where {n_searched} sentences were searched{errors}."
        )
        errors = ""  # once is enough
        further = tuple(span_of(row) for row in only if row is not shown)[:2]
        yield Finding("one-sided", (start, to_quoted(shown, at_most=_LONG), end), further)


def _choose_telling(rows: list[Any], comparison: Tables) -> Any:
    """Choose the sentence to show: the first long one that stands by itself and holds a name or number, else the first.

    One that holds a name or number goes before one that only stands by itself.
    """
    facts = [row for table in (comparison.mentions, comparison.quantities) for row in rows_of(table)]
    facts = [row for row in facts if not row.rule.startswith("pronoun")]

    def rank(row: Any) -> tuple[bool, bool]:
        held = any(f.article_id == row.article_id and row.start <= f.start < row.end for f in facts)
        return not held, _leans(row.text)

    long = [row for row in rows if _is_telling(row)]
    return min(long or [row for row in rows if len(row.text.split()) >= MIN_SAYING], key=rank, default=None)


def _leans(text: str) -> bool:
    """Tell a sentence that leans on the one before it.

    >>> _leans("And we need more."), _leans("“It did,” he said."), _leans("Divers searched the hull.")
    (True, True, False)
    """
    first = text.lstrip("“”\"'‘ ").split(maxsplit=1)
    return bool(first) and first[0].strip(",’'").lower() in _LEANING


def _say_errors() -> str:
    rate = find_rate("coverage", "sure only")
    if rate is None or rate.precision is None:
        return ""
    return f"; of such rows {percent(rate.precision)} were right in tests ({rate.right} of {rate.found})"


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
            yield Finding("copied", (start, to_quoted(first, at_most=120), "."), (other,))

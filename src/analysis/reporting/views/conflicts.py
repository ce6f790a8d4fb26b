"""Passages on one matter that do not agree, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from analysis.reporting.fragments import Fragment, count, escape, fold, join, paragraph, quote, tag
from analysis.reporting.passages import Passages, Tables, rows_of

KINDS = {  # first what can be checked, last what depends most on the choice of words
    "number": "a number",
    "date": "a date",
    "place": "a place",
    "name": "a name",
    "polarity": "whether it is so",
    "label": "what somebody or something is called",
    "attribution": "whose word it is",
}
_ORDER = list(KINDS)
_CONTEXT = 90  # characters shown on either side of a passage
_LONG_LIST = 8  # pairs that are shown; the rest is folded


def show_conflicts(comparison: Tables) -> Fragment:
    """Show the pairs of passages that do not agree: first what may be stated, then what is only worded otherwise."""
    if len(comparison.articles) < 2:
        return paragraph("There is only one article: nothing can disagree.")
    passages = Passages(comparison)
    rows = sorted(rows_of(comparison.conflicts), key=lambda row: (_ORDER.index(row.kind), -_likeness(row)))
    repeats = _join_copies(rows, comparison)
    sure = [row for row in rows if row.sure and row in repeats]
    unsure = [row for row in rows if not row.sure and row in repeats]
    said = f"{count(len(sure), 'disagreement').capitalize()} that may be stated, {count(len(unsure), 'pair')} to judge."
    parts: list[Fragment | str] = [paragraph(said)]
    parts += [format_conflict(row, passages, repeats[row]) for row in sure]
    if unsure:
        parts.append("<h3>Worded or sourced differently</h3>")
        note = "The rules are not sure of these: read them as differences in wording, not as disagreement."
        first, rest = _split_long(unsure)
        parts.append(tag("p", escape(note)))
        parts += [format_conflict(row, passages, repeats[row]) for row in first]
        if rest:
            cards = "".join(format_conflict(row, passages, repeats[row]) for row in rest)
            parts.append(fold(f"{count(len(rest), 'further pair').capitalize()}", cards))
    return Fragment(join(parts).html, "\n".join([said, *(_as_text(row, passages) for row in rows)]))


def _split_long(rows: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Return the rows to show and those to fold: of each two articles the strongest first, then the next of each."""
    taken: Counter[tuple[str, str]] = Counter()
    turns: list[tuple[int, int]] = []
    for n, row in enumerate(rows):
        pair = (row.article_id, row.other_id)
        turns.append((taken[pair], n))
        taken[pair] += 1
    shown = {n for _, n in sorted(turns)[:_LONG_LIST]}
    return [row for n, row in enumerate(rows) if n in shown], [row for n, row in enumerate(rows) if n not in shown]


def _join_copies(rows: Sequence[Any], comparison: Tables) -> dict[Any, list[Any]]:
    """Put together what differs in the same words between the same two accounts, as a copy does from others."""
    accounts = comparison.accounts
    account_of = dict(zip(accounts["article_id"], accounts["account"], strict=True))
    joined: dict[Any, list[Any]] = {}
    firsts: dict[Any, Any] = {}
    for row in rows:
        ours = account_of.get(row.article_id, row.article_id), row.text.lower()
        theirs = account_of.get(row.other_id, row.other_id), row.other_text.lower()
        first = firsts.setdefault((row.kind, row.rule, row.sure, frozenset((ours, theirs))), row)
        joined.setdefault(first, []).append(row)
    return {first: again[1:] for first, again in joined.items()}


def format_conflict(row: Any, passages: Passages, copies: Sequence[Any] = ()) -> str:
    """Make one pair as finished HTML: what differs, and both passages in their context; copies of them as links."""
    what = KINDS.get(row.kind, row.kind)
    # A row that is not sure is no disagreement: it says what to judge, not that they differ.
    said = f"They differ on {what}" if row.sure else what[0].upper() + what[1:]
    head = tag("p", tag("strong", escape(said)) + escape(f": {row.note}" if row.note else ""))
    first = _side(row.article_id, row.start, row.end, passages)
    second = _side(row.other_id, row.other_start, row.other_end, passages)
    likeness = f"likeness {row.score:.2f} · " if _likeness(row) else ""
    again = _link_copies(row, copies, passages)
    small = tag(
        "p", escape(f"{likeness}rule: {row.rule}") + (f" · The same in {again}" if again else ""), class_="rule"
    )
    return tag("section", head + tag("div", first + second, class_="sides") + small, class_="conflict")


def _link_copies(row: Any, copies: Sequence[Any], passages: Passages) -> str:
    """Link the passages of copies that the pair itself does not show, as finished HTML."""
    spans = [span for copy in (row, *copies) for span in (_first(copy), _second(copy))]
    more = dict.fromkeys(span for span in spans if span not in (_first(row), _second(row)))
    return ", ".join(passages.reference(*span) for span in more)


def _first(row: Any) -> tuple[str, int, int]:
    return row.article_id, row.start, row.end


def _second(row: Any) -> tuple[str, int, int]:
    return row.other_id, row.other_start, row.other_end


def _likeness(row: Any) -> float:
    """Return how alike the two sentences are; 0 where the rule did not ask for aligned ones."""
    return float(row.score) if row.score > 0 else 0.0


def _side(article_id: str, start: int, end: int, passages: Passages) -> str:
    text = passages.texts[article_id]
    before, after = cut_context(text, start, end)
    marked = tag("mark", escape(" ".join(text[start:end].split())))
    link = tag("a", marked, href=f"#{passages.anchor(article_id, start, end)}")
    words = tag("blockquote", escape(before) + link + escape(after))
    return tag("div", tag("p", passages.name(article_id)) + words)


def cut_context(text: str, start: int, end: int, *, width: int = _CONTEXT) -> tuple[str, str]:
    """Return what stands before and after a span in its paragraph, cut at words.

    >>> cut_context("In all, at least 75 people died.", 8, 26, width=3)
    ('… all, ', ' died.')
    """
    low = max(text.rfind("\n", 0, start) + 1, 0)
    high = text.find("\n", end)
    high = len(text) if high < 0 else high
    before, after = text[low:start], text[end:high]
    if len(before) > width:
        cut = before.rfind(" ", 0, len(before) - width)
        before = "… " + before[cut + 1 :] if cut >= 0 else before
    if len(after) > width:
        cut = after.find(" ", width)
        after = after[:cut] + " …" if cut >= 0 else after
    return before, after


def _as_text(row: Any, passages: Passages) -> str:
    sure = "" if row.sure else " (not sure)"
    first = f"{passages.outlets[row.article_id].label} {quote(row.text)}"
    return f"{row.kind}{sure}: {first}, {passages.outlets[row.other_id].label} {quote(row.other_text)}"

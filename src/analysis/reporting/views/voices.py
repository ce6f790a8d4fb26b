"""Who gets to speak: shares of quoted words, and every quotation in its place."""

from __future__ import annotations

from typing import Any

from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_table,
    join,
    paragraph,
    tag,
)
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import share_voices
from analysis.reporting.views.conflicts import cut_context

_KINDS = {"direct": "quoted", "indirect": "reported", "social": "social media post", "silence": "no answer"}


def show_voices(comparison: Tables, *, measure: str = "words") -> Fragment:
    """Draw who speaks in each source, by words or by number of quotations, and say who is said to be silent."""
    shares = share_voices(comparison.quotations, comparison.articles, measure=measure)
    if shares.empty:
        return paragraph("No quoted or reported words were found.")
    from analysis.reporting.drawings import draw_voices

    return join([draw_voices(shares, measure=measure), _show_silent(comparison)])


def _show_silent(comparison: Tables) -> Fragment:
    """Say who, by an article's words, did not answer."""
    rows = [row for row in rows_of(comparison.quotations) if row.kind == "silence"]
    if not rows:
        return Fragment("")
    passages = Passages(comparison)
    items = [
        f"{escape(row.speaker or 'somebody not named')} {passages.link(row.article_id, row.start, row.end)} "
        f"({passages.name(row.article_id)})"
        for row in rows
    ]
    return Fragment(tag("p", "Said to have given no answer: " + "; ".join(items) + "."))


def show_quotations(comparison: Tables) -> Fragment:
    """List every quotation in text order: who, how it is introduced, the words in their place."""
    passages = Passages(comparison)
    parts = []
    for article_id, outlet in passages.outlets.items():
        own = [row for row in rows_of(comparison.quotations) if row.article_id == article_id]
        said = f"{outlet.label}: {count(len(own), 'quotation')}"
        if own:
            rows = [_quotation_row(row, passages) for row in own]
            head = ["Speaker", "Kind", "Cue", "In its place"]
            table = format_table(head, rows, caption=f"Quotations in {outlet.label}, in text order")
            parts.append(Fragment(fold(said, table), said))
        else:
            parts.append(paragraph(f"{said}."))
    return join(parts)


def _quotation_row(row: Any, passages: Passages) -> list[str]:
    before, after = cut_context(passages.texts[row.article_id], row.start, row.end, width=50)
    link = tag("a", escape(" ".join(row.text.split())), href=f"#{passages.anchor(row.article_id, row.start, row.end)}")
    kind = _KINDS.get(row.kind, row.kind) + ("" if row.mode == "said" else f", {row.mode}")
    place = tag("span", escape(before), class_="context") + link + tag("span", escape(after), class_="context")
    return [escape(row.speaker or "not named"), escape(kind), escape(row.cue or "–"), place]

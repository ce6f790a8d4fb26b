"""Which articles are compared, what in them was set aside, and what was odd about them."""

from __future__ import annotations

from typing import Any

from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_day,
    format_items,
    format_link,
    format_table,
    join,
    list_words,
    paragraph,
    quote,
    shorten,
    tag,
)
from analysis.reporting.passages import Passages, Tables, format_outlet, rows_of

UNSEEN = ("furniture", "repeat", "dateline")  # kinds of segment that nothing is counted in
_WORDS = {
    "furniture": "page furniture (newsletters, captions, links)",
    "repeat": "a lede or caption given twice, counted once",
    "dateline": "source and date lines",
}


def show_header(comparison: Tables) -> Fragment:
    """Say what event this is: how many articles of how many sources, from when, how long."""
    articles = comparison.articles
    name = comparison.event.name.replace("-", " ").replace("_", " ")
    days = sorted({str(day)[:10] for day in articles["published"].dropna()})
    facts = [
        count(len(articles), "article"),
        count(articles["source"].nunique(), "source"),
        count(int(articles["n_words"].sum()), "word"),
        f"published {list_words([format_day(day) for day in dict.fromkeys((days[0], days[-1]))], last='to')}"
        if days
        else "undated",
    ]
    line = " · ".join(facts)
    title = tag("p", escape(name[:1].upper() + name[1:]), class_="event")
    return Fragment(title + tag("p", escape(line), class_="summary"), f"{name}: {line}")


def show_sources(comparison: Tables) -> Fragment:
    """Show each article: source, headline, date, length, file."""
    if comparison.articles.empty:
        return paragraph("No article could be read. The problems below say why.")
    outlets = Passages(comparison).outlets
    rows = [
        [
            format_outlet(outlets[row.article_id]) + _format_credits(row),
            tag("a", escape(shorten(row.title or "untitled")), href=f"#a{outlets[row.article_id].number}"),
            escape(format_day(row.published) if row.published else "undated"),
            f"{row.n_words:,}",
            tag("code", escape(row.path)) + (f"<br>{format_link(row.url)}" if row.url else ""),
        ]
        for row in rows_of(comparison.articles)
    ]
    head = ["Source", "Headline", "Published", "Words", "File"]
    text = "\n".join(
        f"{outlets[r.article_id].label}: {r.title} ({r.n_words} words)" for r in rows_of(comparison.articles)
    )
    return Fragment(format_table(head, rows, caption="Articles compared", numeric=[3]), text)


def _format_credits(row: Any) -> str:
    """Name publisher, country and author in small print under a source, as far as known."""
    said = [*filter(None, [row.publisher, row.country]), *([f"by {row.author}"] if row.author else [])]
    return "<br>" + tag("small", escape(", ".join(said))) if said else ""


def show_set_aside(comparison: Tables) -> Fragment:
    """Show what in the files is not the article's own running text, folded, with the rule that said so."""
    outlets = Passages(comparison).outlets
    parts: list[Fragment | str] = []
    for article_id, outlet in outlets.items():
        rows = [row for row in rows_of(comparison.segments) if row.article_id == article_id and row.kind in UNSEEN]
        shown = [row for row in rows if row.text.strip()]
        n_characters = sum(row.end - row.start for row in shown)
        said = f"{outlet.label}: {count(len(shown), 'passage')} set aside, {n_characters:,} characters"
        if shown:
            items = [
                f"{escape(_WORDS[row.kind])}: {escape(quote(row.text, at_most=240))} "
                + tag("small", escape(f"rule: {row.rule}"))
                for row in shown
            ]
            parts.append(Fragment(fold(said, format_items(items)), said))
        else:
            parts.append(paragraph(f"{said}.".replace(", 0 characters", "")))
    return join(parts)


def show_problems(comparison: Tables) -> Fragment:
    """List what was odd about the evidence; an odd file never stops the report."""
    if comparison.problems.empty:
        return paragraph("Nothing odd was met while reading.")
    outlets = Passages(comparison).outlets
    items, lines = [], []
    for row in rows_of(comparison.problems):
        outlet = outlets.get(row.article_id)
        named = f"{outlet.label}: " if outlet else f"{row.article_id}: " if row.article_id else ""
        items.append(escape(named + row.message))
        lines.append(named + row.message)
    return Fragment(format_items(items, kind="problems"), "\n".join(lines))


def show_corrections(comparison: Tables) -> Fragment:
    """List what readers set right by hand: the passage, what stood there, what stands now, who and why."""
    if comparison.corrections.empty:
        return paragraph("No row was corrected by hand.")
    passages = Passages(comparison)
    rows = [
        [
            passages.link(row.article_id, row.start, row.end, at_most=120),
            escape(f"{row.table}: {row.column}"),
            escape(row.was or "nothing"),
            escape(row.value or "nothing"),
            escape(f"{row.who}: {row.why}"),
        ]
        for row in rows_of(comparison.corrections)
    ]
    text = "\n".join(
        f"{row.table} {row.column} of {quote(row.text, at_most=120)}: {row.was or 'nothing'} became "
        f"{row.value or 'nothing'} ({row.who}: {row.why})"
        for row in rows_of(comparison.corrections)
    )
    head = ["Passage", "Corrected", "Was", "Is", "Who, and why"]
    return Fragment(format_table(head, rows, caption="Corrections by hand"), text)

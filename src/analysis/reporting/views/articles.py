"""The articles as they were published, every counted passage marked where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.records import Article
from analysis.reporting.annotated import Marked, annotate_article
from analysis.reporting.fragments import Fragment, escape, tag
from analysis.reporting.passages import Passages, Tables, format_outlet, rows_of
from analysis.reporting.summary import find_missing_parts, rate_status
from analysis.reporting.views.facts import describe_date, describe_quantity
from analysis.reporting.views.sources import UNSEEN

_SPOKEN = {"only": "[only here] ", "partly": "[partly elsewhere] "}
LEGEND = (
    ("s only", "only in this article"),
    ("s partly", "partly in another"),
    ("m", "part of such a sentence that was not found"),
    ("s shared", "in another article too"),
    ("q", "quoted or reported words"),
    ("n", "number"),
    ("d", "date"),
    ("w", "term of a lexicon"),
    ("s partly unsure", "hatched: not sure"),
    ("aside", "set aside"),
)


def show_articles(comparison: Tables) -> Fragment:
    """Show the articles side by side with sentences and passages marked; every row of a table leads here."""
    passages = Passages(comparison)
    marks = mark_passages(comparison, passages)
    legend = tag("p", " ".join(tag("span", escape(name), class_=look) for look, name in LEGEND), class_="legend")
    columns = "".join(
        _show_article(article, marks[article.article_id], passages) for article in comparison.event.articles
    )
    return Fragment(legend + tag("div", columns, class_="articles"), f"{len(comparison.event.articles)} articles")


def mark_passages(comparison: Tables, passages: Passages) -> dict[str, list[Marked]]:
    """Return the marks of each article: its sentences, then what was found in them."""
    marks: dict[str, list[Marked]] = {article_id: [] for article_id in passages.outlets}
    used: set[tuple[str, int, int]] = set()
    for row, mark in [*_mark_sentences(comparison, passages), *_mark_findings(comparison)]:
        span = row.article_id, mark.start, mark.end
        number = passages.outlets[row.article_id].number
        anchor = None if span in used else f"a{number}-{mark.start}-{mark.end}"
        marks[row.article_id].append(replace(mark, anchor=anchor))
        used.add(span)
    for article_id, start, end in find_missing_parts(comparison.coverage):
        part = Marked(start, end, "m", spoken="[not found elsewhere] ", title="this part was not found elsewhere")
        marks[article_id].append(part)
    return marks


def _mark_sentences(comparison: Tables, passages: Passages) -> list[tuple[Any, Marked]]:
    judged = {(row.article_id, row.start, row.end): row for row in rows_of(rate_status(comparison.coverage))}
    links: dict[tuple[str, int, int], str] = {}
    for row in rows_of(comparison.coverage):
        if row.status != "only" and row.nearest_start is not None:
            key = row.article_id, row.start, row.end
            links[key] = links.get(key, "") + _link_nearest(row, passages)
    marked = []
    for row in rows_of(comparison.sentences):
        key = row.article_id, row.start, row.end
        status = judged.pop(key, None)
        marked.append((row, _mark_sentence(row, status, links.get(key, ""))))
    for key, row in judged.items():  # clauses judged by themselves
        marked.append((row, _mark_sentence(row, row, links.get(key, ""))))
    return marked


def _mark_sentence(row: Any, status: Any, after: str) -> Marked:
    if status is None:
        return Marked(row.start, row.end, "s")
    look = f"s {status.status}" + ("" if status.sure else " unsure")
    return Marked(row.start, row.end, look, spoken=_SPOKEN.get(status.status, ""), after=after)


def _mark_findings(comparison: Tables) -> list[tuple[Any, Marked]]:
    marks = [(row, Marked(row.start, row.end, "x")) for row in rows_of(comparison.conflicts)]
    for row in rows_of(comparison.conflicts):
        other = row._replace(article_id=row.other_id)
        marks.append((other, Marked(row.other_start, row.other_end, "x")))
    for row in rows_of(comparison.quotations):
        title = f"{row.kind} quotation, speaker: {row.speaker or 'not named'}"
        marks.append((row, Marked(row.start, row.end, "q", title=title)))
    marks += [
        (row, Marked(row.start, row.end, "n", title=describe_quantity(row))) for row in rows_of(comparison.quantities)
    ]
    marks += [(row, Marked(row.start, row.end, "d", title=describe_date(row))) for row in rows_of(comparison.dates)]
    marks += [
        (row, Marked(row.start, row.end, _word_look(row), title=f"{row.category}, {row.voice} voice"))
        for row in rows_of(comparison.wording)
    ]
    return marks


def _word_look(row: Any) -> str:
    """Leave verbs like "said" unmarked to the eye; their rows still lead to them."""
    return "v" if "attribution" in row.category else "w"


def _link_nearest(row: Any, passages: Passages) -> str:
    other = passages.outlets[row.other_id]
    anchor = passages.anchor(row.other_id, row.nearest_start, row.nearest_end)
    name = f"nearest passage in {other.label}"
    return tag("a", str(other.number), href=f"#{anchor}", class_="to", title=name, aria_label=f"{other.number}, {name}")


def _show_article(article: Article, marks: list[Marked], passages: Passages) -> str:
    outlet = passages.outlets[article.article_id]
    heading = tag(
        "h3", format_outlet(outlet) + tag("small", escape(f" article {outlet.number}")), id=f"a{outlet.number}"
    )
    body = annotate_article(article, marks, unseen=UNSEEN)
    return tag("article", heading + tag("div", body, class_="text"), style=f"border-top-color:{outlet.colour}")

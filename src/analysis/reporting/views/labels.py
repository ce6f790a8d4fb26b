"""What each source calls the same people, acts and things; who does and who suffers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.comparing.agency import MIN_ROLES, ROLES, count_roles
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_figure,
    format_table,
    join,
    list_words,
    paragraph,
)
from analysis.reporting.outlets import colour_sources
from analysis.reporting.passages import Passages, Tables, rows_of

_SHOWN = 8  # referents in the open table
_ROWS = 20  # labels in the chart
_SOURCES = 6  # more columns than that leave no room for their names


def show_labels(comparison: Tables) -> Fragment:
    """Show what each source calls the same people, acts and things: a chart, and a table that leads to the passages."""
    labels = comparison.labels[comparison.labels["n"] > 0]
    if labels.empty:
        return paragraph("No differing labels were found.")
    differing = choose_referents(labels)
    rest = [entity for entity in dict.fromkeys(labels["entity"]) if entity not in differing]
    said = f"What each source calls {count(len(differing) + len(rest), 'person or thing', 'people and things')}"
    shown = (differing or rest)[:_SHOWN]
    table = _format_labels(shown, labels, comparison, caption=f"{said}; counted, with the passages")
    if more := [entity for entity in (*differing, *rest) if entity not in shown]:
        others = _format_labels(more, labels, comparison, caption="Labels of the others, or the same in every source")
        table += fold(f"{len(more)} more, or called the same", others)
    chart = _draw_labels(differing, labels, comparison)
    return join([*chart, Fragment(table, said)])


def choose_referents(labels: pd.DataFrame) -> list[str]:
    """Choose the referents that two sources label and do not call the same, in the table's order."""
    chosen = []
    for entity, group in labels.groupby("entity", sort=False):
        called = group.groupby("source")["label"].agg(frozenset)
        if len(called) > 1 and len(set(called)) > 1:
            chosen.append(str(entity))
    return chosen


def show_roles(comparison: Tables) -> Fragment:
    """Count who does and who suffers: the main actors as subjects and objects of verbs, by source and voice."""
    table = count_roles(comparison.tables["roles"], comparison.articles)
    if table.empty:
        return paragraph(f"Nobody does or suffers something in {MIN_ROLES} places or more: too few to count.")
    passages = Passages(comparison)
    sources = list(dict.fromkeys(comparison.articles["source"]))
    found = comparison.tables["roles"]
    found = found.assign(source=[passages.outlets[a].source for a in found["article_id"]])
    rows = []
    for entity in dict.fromkeys(table["entity"]):
        own = found[found["entity"] == entity]
        cells = [_role_cell(own[own["source"] == source], passages) for source in sources]
        rows.append([escape(entity), *cells])
    said = f"Who does and who suffers: {count(len(rows), 'actor')} with {MIN_ROLES} places or more in all sources"
    return Fragment(format_table(["Actor", *sources], rows, caption=said), said)


def _format_labels(entities: Sequence[str], labels: pd.DataFrame, comparison: Tables, *, caption: str) -> str:
    passages = Passages(comparison)
    sources = list(dict.fromkeys(comparison.articles["source"]))
    places: dict[tuple[str, ...], list[Any]] = {}
    for use in rows_of(comparison.tables["label_uses"]):
        source = passages.outlets[use.article_id].source
        places.setdefault((use.entity, source, use.label, use.voice), []).append((use.article_id, use.start, use.end))
    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(labels.sort_values(["n", "label"], ascending=[False, True])):
        here = places.get((row.entity, row.source, row.label, row.voice), [])
        cells.setdefault((row.entity, row.source), []).append(_format_label(row, here, passages))
    rows = [
        [escape(entity), *("<br>".join(cells.get((entity, source), [])) or "–" for source in sources)]
        for entity in entities
    ]
    return format_table(["Referent", *sources], rows, caption=caption)


def _format_label(row: Any, places: Sequence[Any], passages: Passages) -> str:
    if not places:
        return escape(f"{row.label} {row.n}{' quoted' if row.voice == 'quoted' else ''}")
    first, *more = places
    others = [passages.link(*place, text=str(n)) for n, place in enumerate(more, 2)]
    notes = [f"{row.n} times"] * bool(more) + ["quoted"] * (row.voice == "quoted")
    note = f" ({', '.join(notes)})" if notes else ""
    return " ".join([passages.link(*first, text=row.label), *others]) + note


def _role_cell(found: pd.DataFrame, passages: Passages) -> str:
    lines = []
    for role in ROLES:
        own = rows_of(found[found["role"] == role])
        if own:
            n_quoted = sum(row.voice == "quoted" for row in own)
            quoted = f" ({n_quoted} in quoted words)" if n_quoted else ""
            verbs = ", ".join(passages.link(row.article_id, row.start, row.end, text=row.verb) for row in own)
            lines.append(f"{escape(f'{role} {len(own)}{quoted}')}: {verbs}")
    return "<br>".join(lines) or "–"


def _draw_labels(entities: Sequence[str], labels: pd.DataFrame, comparison: Tables) -> list[Fragment]:
    from analysis.reporting import words
    from analysis.reporting.drawings import keep_chart

    colours = colour_sources(list(comparison.articles["source"]))
    shown = _fit(entities, labels)
    if not shown or len(colours) > _SOURCES:
        return []
    table = labels[labels["entity"].isin(shown)]
    table = table.assign(entity=pd.Categorical(table["entity"], shown)).sort_values("entity", kind="stable")
    n_rows = table.groupby("entity", observed=True)["label"].nunique()
    height = 0.7 + 0.27 * int(n_rows.sum()) + 0.4 * len(shown)
    svg = keep_chart("labels", lambda ax: words.plot_labels(table, ax, colours=colours), height=height, outlines=False)
    left = f" {count(len(entities) - len(shown), 'referent')} more in the table." if len(entities) > len(shown) else ""
    caption = (
        "What each source calls the same people, acts and things, with counts: filled in its own voice, hollow in "
        f"words that it quotes or reports.{left}"
    )
    alt = words.describe_labels(table)
    return [Fragment(format_figure(svg, alt=alt, caption=caption), alt)]


def _fit(entities: Sequence[str], labels: pd.DataFrame) -> list[str]:
    """Return the first referents whose labels fit into the chart."""
    shown: list[str] = []
    n_rows = 0
    for entity in entities:
        n_rows += labels[labels["entity"] == entity]["label"].nunique()
        if n_rows > _ROWS and shown:
            break
        shown.append(entity)
    return shown


def say_labels(labels: pd.DataFrame, source: str, entity: str) -> str:
    """Say what one source calls a referent, its own words first."""
    own = labels[(labels["entity"] == entity) & (labels["source"] == source) & (labels["n"] > 0)]
    own = own.sort_values(["voice", "n", "label"], ascending=[True, False, True])
    said = [
        f"“{label}”" + (" (quoted)" if voice == "quoted" else "")
        for label, voice in zip(own["label"], own["voice"], strict=True)
    ]
    return list_words(said)

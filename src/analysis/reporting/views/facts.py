"""Who is named and where, which numbers and dates each article gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_day,
    format_table,
    is_missing,
    list_words,
    paragraph,
    percent,
)
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import rank_entities
from analysis.reporting.views.sources import UNSEEN

_DRAWN = 6  # names in the chart; more lines than that nobody reads
_LONG_LIST = 15
_SIGNS = "$£€¥"  # written before a figure
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def show_prominence(comparison: Tables, *, min_mentions: int = 2) -> Fragment:
    """Draw where the most salient people, organisations and places are named in each article."""
    entities = rank_entities(comparison.entities, min_mentions=min_mentions)
    if not entities:
        return paragraph(f"Nobody and nothing is named {min_mentions} times or more in an article.")
    from analysis.reporting.drawings import draw_prominence

    table = place_mentions(comparison, entities)
    drawn = table[table["entity"].isin(entities[:_DRAWN])]
    numbers = _entity_table(comparison, entities, min_mentions)
    if drawn.empty:  # only pronouns stand for them
        return Fragment(numbers)
    return draw_prominence(drawn, comparison, numbers=numbers)


def place_mentions(comparison: Tables, entities: list[str]) -> pd.DataFrame:
    """Return a row for each mention by name of the entities, pronouns left out.

    Returns:
        entity, label (the article's), position (0 first to 1 last character of the article's sentences).
    """
    outlets = Passages(comparison).outlets
    bounds = comparison.sentences.groupby("article_id").agg(low=("start", "min"), high=("end", "max"))
    rows = [
        (row.entity, outlets[row.article_id].label, (row.start - bounds.low[row.article_id]) / width)
        for row in rows_of(comparison.mentions)
        if row.entity in entities
        and not row.rule.startswith("pronoun")
        and row.article_id in bounds.index
        and (width := bounds.high[row.article_id] - bounds.low[row.article_id]) > 0
    ]
    table = pd.DataFrame(rows, columns=["entity", "label", "position"])
    order = {entity: rank for rank, entity in enumerate(entities)}
    return table.sort_values("entity", key=lambda column: column.map(order), kind="stable").reset_index(drop=True)


def show_numbers(comparison: Tables) -> Fragment:
    """Show the numbers of things side by side: one row a unit and value, one column an article."""
    return _side_by_side(
        comparison,
        comparison.quantities,
        key=lambda row: (row.unit or "", _order(row.low), _order(row.high), row.low is None and row.text.lower()),
        name=describe_quantity,
        head="Number",
        noun="number",
    )


def show_dates(comparison: Tables) -> Fragment:
    """Show the dates and periods in order of time: one row a date, one column an article."""
    return _side_by_side(
        comparison,
        comparison.dates,
        key=lambda row: (row.earliest or row.latest or "9", row.latest or "9", _unresolved(row)),
        name=describe_date,
        head="Date",
        noun="date",
    )


def describe_quantity(row: Any) -> str:
    """Say a quantity's bounds and unit.

    >>> from types import SimpleNamespace as Row
    >>> describe_quantity(Row(low=75.0, high=None, unit="people", text="at least 75 people"))
    '75 or more people'
    >>> describe_quantity(Row(low=284e9, high=284e9, unit="$", text="$284 billion"))
    '$284 billion'
    >>> describe_quantity(Row(low=60.0, high=82.5, unit="$ per share", text="between $60 and $82.50 a share"))
    '$60 to $82.5 per share'
    """
    low, high = _number(row.low), _number(row.high)
    unit = row.unit or ""
    if unit and unit[0] in _SIGNS and (low or high):
        sign, unit = unit[0], unit[1:].strip()
        low, high = (low and sign + low), (high and sign + high)
    if not low and not high:
        return f"{row.unit or ''} (no figure)".strip()
    value = low if low == high else f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    return f"{value} {unit}".strip()


def describe_date(row: Any) -> str:
    """Say a date's ends.

    >>> from types import SimpleNamespace as Row
    >>> describe_date(Row(earliest="2025-09", latest=None, text="since September"))
    'from September 2025'
    """
    if row.earliest and row.latest:
        days = dict.fromkeys((format_day(row.earliest), format_day(row.latest)))
        return list_words(list(days), last="to")
    if row.earliest:
        return f"from {format_day(row.earliest)}"
    return f"until {format_day(row.latest)}" if row.latest else "no date"


def _side_by_side(
    comparison: Tables,
    table: pd.DataFrame,
    *,
    key: Callable[[Any], tuple[Any, ...]],
    name: Callable[[Any], str],
    head: str,
    noun: str,
) -> Fragment:
    found = _drop_unseen(rows_of(table), comparison)
    if not found:
        return paragraph(f"No {noun} was found.")
    passages = Passages(comparison)
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in found:
        groups.setdefault(key(row), []).append(row)
    rows = []
    for _, group in sorted(groups.items(), key=lambda item: tuple(map(str, item[0])) if noun == "date" else item[0]):
        cells = [_links(group, article_id, passages) for article_id in passages.outlets]
        rows.append([escape(name(group[0])), *cells])
    said = f"{count(len(rows), noun)} in {count(len(found), 'passage')}"
    heads = [head, *(outlet.label for outlet in passages.outlets.values())]
    shown = format_table(heads, rows, caption=f"{said}, as each article words them")
    return Fragment(shown if len(rows) <= _LONG_LIST else fold(said, shown), said)


def _drop_unseen(rows: list[Any], comparison: Tables) -> list[Any]:
    """Drop rows in repeated ledes and date lines: they would show a number twice, or the date of the paper."""
    unseen = [s for s in rows_of(comparison.segments) if s.kind in UNSEEN]
    return [
        row for row in rows if not any(s.article_id == row.article_id and s.start <= row.start < s.end for s in unseen)
    ]


def _links(group: list[Any], article_id: str, passages: Passages) -> str:
    own = [row for row in group if row.article_id == article_id]
    return "<br>".join(passages.link(article_id, row.start, row.end, at_most=80) for row in own) or "–"


def _entity_table(comparison: Tables, entities: list[str], min_mentions: int) -> str:
    passages = Passages(comparison)
    found = {(row.article_id, row.entity): row for row in rows_of(comparison.entities)}
    rows = []
    for entity in entities:
        cells = [_entity_cell(found.get((article_id, entity))) for article_id in passages.outlets]
        kinds = next(row.kind for key, row in found.items() if key[1] == entity)
        rows.append([escape(entity), escape(kinds), *cells])
    caption = (
        f"Named at least {min_mentions} times in one article, most salient first: mentions, pronouns, "
        "place of the first mention (0 % is the start)"
    )
    heads = ["Name", "Kind", *(outlet.label for outlet in passages.outlets.values())]
    return format_table(heads, rows, caption=caption)


def _entity_cell(row: Any) -> str:
    if row is None or row.n_mentions + row.n_pronouns == 0:
        return "not named"
    pronouns = f" + {row.n_pronouns} pronouns" if row.n_pronouns > 1 else " + 1 pronoun" if row.n_pronouns else ""
    return escape(f"{row.n_mentions}{pronouns}, first at {percent(row.first)}")


def _number(value: float | None) -> str:
    if is_missing(value) or value is None:
        return ""
    for scale, word in _SCALES:
        if value >= scale and round(value / scale, 3) * scale == value:
            return f"{value / scale:,.10g} {word}"
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def _order(value: float | None) -> float:
    return float("-inf") if value is None else value


def _unresolved(row: Any) -> str:
    return row.text.lower() if row.earliest is None and row.latest is None else ""

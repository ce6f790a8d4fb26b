"""What each source gives, in a sentence: names, places, numbers, dates; rows to check; other definitions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.comparing.ladder import count_numbers
from analysis.comparing.timeline import list_dates, to_day
from analysis.reporting.fragments import Fragment, count, escape, format_items, format_table, list_words, paragraph, tag
from analysis.reporting.passages import Passages, Tables, rows_of, spread_evenly
from analysis.reporting.views.conflicts import cut_context
from analysis.reporting.views.facts import describe_date, describe_quantity

_KINDS = {"person": ("person", "people"), "organisation": ("organisation", None), "place": ("place", None)}


class Range(NamedTuple):
    """A figure or a period: what is counted and between which bounds; an open one is infinite."""

    of: str
    low: float
    high: float


def show_facts(comparison: Tables) -> Fragment:
    """Answer in a sentence a source: whom and what it names, which figures and dates it gives, which it alone gives."""
    if comparison.articles.empty:
        return paragraph("No article could be read.")
    figures, dates = _figures(comparison), _periods(comparison)
    lines = [
        f"{source}: names {_say_names(comparison, source)}; "
        f"{_say_given(figures, source, 'figure')}; {_say_given(dates, source, 'date')}."
        for source in figures
    ]
    return Fragment(format_items(map(escape, lines), kind="findings"), "\n".join(lines))


def show_fact_check(comparison: Tables, *, n_rows: int = 10) -> Fragment:
    """Show numbers and dates to check by hand, spread evenly over what was found, each in its place in the text."""
    found = [("number", describe_quantity(row), row) for row in rows_of(comparison.quantities)]
    found += [("date", describe_date(row), row) for row in rows_of(comparison.dates)]
    if not found:
        return paragraph("There is nothing to check: no number and no date was found.")
    passages = Passages(comparison)
    rows = [_check_row(kind, said, row, passages) for kind, said, row in spread_evenly(found, n_rows)]
    caption = f"{count(len(rows), 'row')} of {len(found)} to check by hand: is the value what the text says?"
    return Fragment(format_table(["In the text", "Source", "Kind", "Read as"], rows, caption=caption), caption)


def show_fact_definitions(comparison: Tables) -> Fragment:
    """Show how many figures and dates only one source gives, under each definition of giving the same."""
    figures, dates = _figures(comparison), _periods(comparison)
    if len(figures) < 2:
        return paragraph("There is only one source: all it gives, it alone gives.")
    counted: dict[str, tuple[Mapping[str, Sequence[Range]], Callable[[Range, Range], bool]]] = {
        "figures, as above: same unit, same bounds": (figures, Range.__eq__),
        "figures: same unit, bounds that do not exclude each other": (figures, _meet),
        "dates, as above: same first and last day": (dates, Range.__eq__),
        "dates: periods that meet": (dates, _meet),
    }
    rows = [
        [escape(name), *(_say_alone(given, source, same) for source in given)]
        for name, (given, same) in counted.items()
    ]
    caption = "Figures and dates that no other source gives, under each reasonable definition"
    return Fragment(format_table(["Definition", *figures], rows, caption=caption), caption)


def _say_names(comparison: Tables, source: str) -> str:
    articles = comparison.articles.loc[comparison.articles["source"] == source, "article_id"]
    own = comparison.entities[
        comparison.entities["article_id"].isin(articles) & comparison.entities["n_mentions"].gt(0)
    ]
    named = own.groupby("kind")["entity"].nunique()
    return list_words([count(int(named.get(kind, 0)), *words) for kind, words in _KINDS.items()])


def _say_given(given: Mapping[str, Sequence[Range]], source: str, noun: str) -> str:
    said = f"gives {count(len(given[source]), noun)}"
    if len(given) < 2 or not given[source]:
        return said
    alone = _count_alone(given, source, Range.__eq__)
    return f"{said}, {alone or 'none'} of them in no other source"


def _say_alone(given: Mapping[str, Sequence[Range]], source: str, same: Callable[[Range, Range], bool]) -> str:
    return f"{_count_alone(given, source, same)} of {len(given[source])}"


def _count_alone(given: Mapping[str, Sequence[Range]], source: str, same: Callable[[Range, Range], bool]) -> int:
    others = [there for other, values in given.items() if other != source for there in values]
    return sum(not any(same(here, there) for there in others) for here in given[source])


def _meet(one: Range, other: Range) -> bool:
    return one.of == other.of and one.low <= other.high and other.low <= one.high


def _figures(comparison: Tables) -> dict[str, list[Range]]:
    """Return each source's figures, each once."""
    given: dict[str, list[Range]] = {source: [] for source in dict.fromkeys(comparison.articles["source"])}
    for row in rows_of(count_numbers(comparison.quantities, comparison.articles)):
        if row.n:
            given[row.source].append(Range(row.unit, _bound(row.low, -math.inf), _bound(row.high, math.inf)))
    return given


def _periods(comparison: Tables) -> dict[str, list[Range]]:
    """Return each source's dates, each once."""
    given: dict[str, list[Range]] = {source: [] for source in dict.fromkeys(comparison.articles["source"])}
    for row in rows_of(list_dates(comparison.dates, comparison.sentences, comparison.articles)):
        low, high = to_day(row.earliest), to_day(row.latest, last=True)
        period = Range("date", _bound(low, -math.inf), _bound(high, math.inf))
        if period not in given[row.source]:
            given[row.source].append(period)
    return given


def _bound(value: float | None, open_end: float) -> float:
    return open_end if value is None else value


def _check_row(kind: str, said: str, row: Any, passages: Passages) -> list[str]:
    before, after = cut_context(passages.texts[row.article_id], row.start, row.end)
    link = passages.link(row.article_id, row.start, row.end, text=row.text)
    shown = escape(before) + tag("mark", link) + escape(after)
    return [shown, passages.name(row.article_id), escape(kind), escape(said)]

"""How far to trust the report: rows to check by hand, other definitions, error rates, versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.reporting.accuracy import SETS, Rate, describe_finder, select_rates
from analysis.reporting.drawings import keep_file
from analysis.reporting.export import format_csv
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_download,
    format_items,
    format_table,
    format_terms,
    join,
    paragraph,
    percent,
    tag,
)
from analysis.reporting.passages import Passages, Tables, rows_of, spread_evenly
from analysis.reporting.provenance import describe_inputs, describe_versions, hash_sources
from analysis.reporting.summary import count_body, rate_status

_EMBEDDED = 150_000  # characters of a table that the page itself carries
_EMBEDDED_ALL = 500_000  # of all of them together


def show_accuracy(*finders: str) -> Fragment:
    """Say how often finders err, as measured against articles that readers marked; all figures lie folded."""
    parts: list[Fragment | str] = []
    for finder in finders:
        named = f"{finder.capitalize()}. " if len(finders) > 1 else ""
        parts.append(paragraph(named + describe_finder(finder), kind="accuracy"))
        rates = select_rates(finder)
        if len(rates) > 1:
            parts.append(fold(f"All figures for {finder}", _rate_table(rates)))
    return join(parts)


def _rate_table(rates: list[Rate]) -> str:
    rows = [
        [
            escape(rate.measure),
            f"{rate.right} of {rate.found} ({percent(rate.precision)})",
            f"{rate.right} of {rate.gold} ({percent(rate.recall)})",
        ]
        for rate in rates
    ]
    caption = f"{rates[0].finder.capitalize()}, measured on {SETS.get(rates[0].on, rates[0].on)}"
    return format_table(["What", "found and right", "marked and found"], rows, caption=caption)


def show_check(comparison: Tables, *, n_rows: int = 10) -> Fragment:
    """Show rows to check by hand, spread evenly over the sentences judged, with what the matcher said."""
    body = count_body(comparison)
    if body.empty:
        return paragraph("There is nothing to check: no sentence was judged.")
    passages = Passages(comparison)
    rows = [_check_row(row, passages) for row in spread_evenly(rows_of(body), n_rows)]
    caption = f"{count(len(rows), 'row')} of {len(body)} to check by hand: does the passage say the same?"
    return Fragment(format_table(["Sentence", "Said to be", "Nearest passage"], rows, caption=caption), caption)


def show_definitions(comparison: Tables) -> Fragment:
    """Show the headline number, the share of sentences found in no other article, under each definition."""
    body = count_body(comparison)
    if body.empty:
        return paragraph("No sentence was judged, so no definition changes a number.")
    outlets = Passages(comparison).outlets
    counted = {
        "as above: body sentences, not even partly in another": (rate_status(body), ("only",)),
        "partly counts as missing, too": (rate_status(body), ("only", "partly")),
        "headline and subheads counted, too": (rate_status(comparison.coverage), ("only",)),
        "only rows that the matcher is sure of": (rate_status(body).query("sure"), ("only",)),
    }
    rows = [
        [escape(name), *(_share_missing(status, kinds, article_id) for article_id in outlets)]
        for name, (status, kinds) in counted.items()
    ]
    head = ["Definition", *(outlet.label for outlet in outlets.values())]
    caption = "Share of each article's sentences found in no other article, under each reasonable definition"
    return Fragment(format_table(head, rows, caption=caption), caption)


def show_tables(comparison: Tables) -> Fragment:
    """List the tables behind the report with their number of rows; each can be saved from the page."""
    items, lines = [], []
    written = {name: format_csv(table.round(6)) for name, table in comparison.tables.items()}
    carried = _choose_carried({name: len(csv) for name, csv in written.items()})
    for name, table in comparison.tables.items():
        csv = written[name]
        keep_file(f"tables/{name}.csv", csv.encode())
        said = count(len(table), "row")
        if name in carried:
            items.append(f"{format_download(f'{name}.csv', csv)} {escape(said)}")
        else:
            items.append(escape(f"{name}.csv {said}, in the folder tables beside this page: too long to lie in it"))
        lines.append(f"{name}: {said}")
    return Fragment(format_items(items, kind="downloads"), "\n".join(lines))


def _choose_carried(sizes: Mapping[str, int]) -> set[str]:
    """Choose the tables that the page carries: the short ones first, so that ten articles still make a light page.

    >>> sorted(_choose_carried({"claims": 90_000, "audit": 700_000, "dates": 5}))
    ['claims', 'dates']
    """
    carried, total = set(), 0
    for name in sorted(sizes, key=lambda name: (sizes[name], name)):
        total += sizes[name]
        if sizes[name] <= _EMBEDDED and total <= _EMBEDDED_ALL:
            carried.add(name)
    return carried


def show_provenance(comparison: Tables, parameters: Mapping[str, Any]) -> Fragment:
    """Show what made this report: the inputs' and the program's sha256, parameters, versions."""
    inputs = [[escape(path), tag("code", sha256)] for path, sha256 in describe_inputs(comparison.event).items()]
    parts = [
        "<h3>Parameters</h3>",
        format_terms({name: tag("code", escape(repr(value))) for name, value in parameters.items()}),
        "<h3>Versions</h3>",
        format_terms({name: escape(version) for name, version in describe_versions().items()}),
        "<h3>Evidence and program</h3>",
        format_table(
            ["File", "sha256"],
            [*inputs, ["this program's sources", tag("code", hash_sources())]],
            caption="sha256 of what went in",
        ),
    ]
    return join(parts)


def _check_row(row: Any, passages: Passages) -> list[str]:
    said = row.status + ("" if row.sure else ", not sure")
    near = "none"
    if row.nearest_start is not None:
        near = passages.show(row.other_id, row.nearest_start, row.nearest_end)
    return [
        passages.show(row.article_id, row.start, row.end),
        escape(f"{said} ({row.score:.2f})"),
        f"{passages.name(row.other_id)}: {near}",
    ]


def _share_missing(status: pd.DataFrame, kinds: tuple[str, ...], article_id: str) -> str:
    own = status[status["article_id"] == article_id]
    n = int(own["status"].isin(kinds).sum())
    return f"{n} of {len(own)} ({percent(n / len(own))})" if len(own) else "–"

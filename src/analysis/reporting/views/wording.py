"""In whose words: what each source calls the same things, terms of the lexicons, words it uses more."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.reporting.fragments import Fragment, count, escape, fold, format_table, paragraph
from analysis.reporting.passages import Passages, Tables, rows_of

_SHOWN = 12
MIN_RATE = 5  # uses in the outlet's own voice, before a rate is printed


def show_labels(comparison: Tables) -> Fragment:
    """Show what each source calls the same people, acts and things; quoted words are said to be."""
    labels = comparison.labels[comparison.labels["n"] > 0]
    if labels.empty:
        return paragraph("No differing labels were found.")
    sources = list(dict.fromkeys(comparison.articles["source"]))
    rows = [
        [escape(entity), *(_label_cell(group[group["source"] == source]) for source in sources)]
        for entity, group in labels.groupby("entity", sort=False)
    ]
    said = f"What each source calls {count(len(rows), 'person or thing', 'people and things')}"
    head = ["Referent", *sources]
    table = format_table(head, rows[:_SHOWN], caption=f"{said}; in brackets how often")
    if more := rows[_SHOWN:]:
        table += fold(f"{len(more)} more", format_table(head, more, caption="The others"))
    return Fragment(table, said)


def show_wording(comparison: Tables) -> Fragment:
    """Count terms of the lexicons by category, the source's own voice apart from words it quotes."""
    if comparison.wording.empty:
        return paragraph("No term of the lexicons was found.")
    passages = Passages(comparison)
    words = dict(zip(comparison.articles["article_id"], comparison.articles["n_words"], strict=True))
    rows = []
    for category, group in comparison.wording.groupby("category"):
        cells = [_wording_cell(group[group["article_id"] == a], a, words[a], passages) for a in passages.outlets]
        rows.append([escape(category), *cells])
    heads = ["Category", *(outlet.label for outlet in passages.outlets.values())]
    caption = "Terms of the lexicons: in the outlet's own voice and in words it quotes"
    said = f"{count(len(comparison.wording), 'term')} of the lexicons"
    return Fragment(format_table(heads, rows, caption=caption), said)


def show_vocabulary(comparison: Tables, *, min_uses: int = 3) -> Fragment:
    """Show the words a source uses more than the others, with counts beside the effect size."""
    table = comparison.vocabulary
    used = table[(table["n"] >= min_uses) & table["log_ratio"].gt(0)]
    if used.empty:
        return paragraph(f"No word is used {min_uses} times or more by one source and more than by the others.")
    rows = []
    for source in dict.fromkeys(comparison.articles["source"]):
        own = used[used["source"] == source].sort_values(["log_ratio", "term"], ascending=[False, True])[:_SHOWN]
        rows += [_vocabulary_row(row) for row in rows_of(own)]
    heads = ["Term", "Source", "Uses", "per 1,000 words", "Log ratio", "95 % interval"]
    caption = f"Words used more by one source, at least {min_uses} times; counts first, an article is no sample"
    said = count(len(rows), "word used more by one source", "words used more by one source")
    return Fragment(fold(said, format_table(heads, rows, caption=caption, numeric=[2, 3, 4])), said)


def _label_cell(group: pd.DataFrame) -> str:
    said = [
        f"{row.label} ({row.n}{', quoted' if row.voice == 'quoted' else ''})"
        for row in rows_of(group.sort_values(["n", "label"], ascending=[False, True]))
    ]
    return "<br>".join(map(escape, said)) or "–"


def _wording_cell(group: pd.DataFrame, article_id: str, n_words: int, passages: Passages) -> str:
    if group.empty:
        return "0"
    own = group[group["voice"] == "own"]
    rate = f" ({1000 * len(own) / n_words:.1f} per 1,000 words)" if len(own) >= MIN_RATE else ""
    said = f"{len(own)} own{rate}, {len(group) - len(own)} quoted"
    links = ", ".join(_term_link(row, passages) for row in rows_of(group))
    return fold(said, f"<p>{links}</p>")


def _term_link(row: Any, passages: Passages) -> str:
    link = passages.link(row.article_id, row.start, row.end, text=" ".join(row.text.split()))
    return f"{link} (quoted)" if row.voice == "quoted" else link


def _vocabulary_row(row: Any) -> list[str]:
    interval = "–" if row.low is None else f"{row.low:.1f} to {row.high:.1f}"
    rate = "–" if row.per_1000_words is None else f"{row.per_1000_words:.1f}"
    return [escape(row.term), escape(row.source), str(row.n), rate, f"{row.log_ratio:.1f}", interval]

"""Which words a source uses more than the others, and every use in its context."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing.concordance import cut_line
from analysis.comparing.vocabulary import MIN_COUNT, MIN_RATIO
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_figure,
    format_table,
    is_missing,
    join,
    paragraph,
    tag,
)
from analysis.reporting.outlets import COLOURS, colour_sources
from analysis.reporting.passages import Passages, Tables, rows_of

_DRAWN = 14  # terms in the chart
_SHOWN = 12  # terms a source in the table
_LINES = 12  # uses of one term


def show_vocabulary(comparison: Tables, *, min_uses: int = 3) -> Fragment:
    """Show the words that sources use at different rates: counts first, effect sizes beside them, passages behind."""
    table = choose_terms(comparison.vocabulary, min_uses=min_uses)
    if table.empty:
        return paragraph(f"No word that is no name is used {min_uses} times or more by one source in its own voice.")
    passages = Passages(comparison)
    rows = []
    for source in dict.fromkeys(comparison.articles["source"]):
        own = table[(table["source"] == source) & (table["n"] >= min_uses)]
        rows += [_vocabulary_row(row, comparison, passages) for row in rows_of(own.head(_SHOWN))]
    heads = ["Term", "Source", "Uses", "by the others", "per 1,000 words", "Weighted log odds", "Log ratio"]
    caption = (
        f"Words that a source uses {min_uses} times or more in its own voice. Logarithms to base 2 of its rate against "
        f"the others', with a 95 % interval, from {MIN_RATIO} uses in all. One article is no sample"
    )
    said = count(len(rows), "row of words and sources", "rows of words and sources")
    numbers = format_table(heads, rows, caption=caption, numeric=[2, 3, 4, 5, 6])
    return join([*_draw(table, comparison), Fragment(fold("The numbers, with every use", numbers), said)])


def choose_terms(vocabulary: pd.DataFrame, *, min_uses: int) -> pd.DataFrame:
    """Choose the rows of terms that some source uses often enough; a word within a pair used as often is left out."""
    most = vocabulary.groupby("term")["n"].max()
    kept = set(most[most >= min_uses].index)
    totals = vocabulary.groupby("term")["n"].sum()
    inside = {word for pair in kept if " " in pair for word in pair.split() if totals.get(word) == totals[pair]}
    return vocabulary[vocabulary["term"].isin(kept - inside)]


def show_concordance(comparison: Tables, *, min_uses: int = 3) -> Fragment:
    """Show every use of each word of the vocabulary, and of the terms of each lexicon's category, one a line."""
    uses = comparison.tables["term_uses"]
    terms = sorted(set(choose_terms(comparison.vocabulary, min_uses=min_uses)["term"]) & set(uses["term"]))
    groups = [(f"“{term}”", uses[uses["term"] == term]) for term in terms]
    groups += [(f"{category} (lexicon)", own) for category, own in comparison.wording.groupby("category")]
    if not groups:
        return paragraph("There is no term to show in its context.")
    passages = Passages(comparison)
    parts = []
    for name, group in groups:
        said = f"{name}: {count(len(group), 'use')}, {int((group['voice'] == 'own').sum())} own"
        parts.append(fold(said, format_lines(rows_of(group), passages, caption=f"{name}: every use in its context")))
    return Fragment("\n".join(parts), f"{count(len(groups), 'term or category', 'terms and categories')} in context")


def format_lines(rows: list[Any], passages: Passages, *, caption: str) -> str:
    """Format passages as a concordance: source, words before, the words themselves, words after, voice."""
    cells = []
    for row in rows:
        left, text, right = cut_line(passages.texts[row.article_id], row.start, row.end)
        link = passages.link(row.article_id, row.start, row.end, text=text)
        shown = tag("span", escape(left), class_="context") + f" {link} " + tag("span", escape(right), class_="context")
        cells.append([passages.name(row.article_id), shown, escape(row.voice)])
    return format_table(["Source", "In its context", "Voice"], cells, caption=caption)


def _vocabulary_row(row: Any, comparison: Tables, passages: Passages) -> list[str]:
    uses = comparison.tables["term_uses"]
    here = [
        use
        for use in rows_of(uses[(uses["term"] == row.term) & (uses["voice"] == "own")])
        if passages.outlets[use.article_id].source == row.source
    ]
    links = [passages.link(u.article_id, u.start, u.end, text=str(n)) for n, u in enumerate(here[:_LINES], 1)]
    term = escape(row.term) + (f' <span class="context">{" ".join(links)}</span>' if links else "")
    odds = "–" if is_missing(row.log_ratio) else f"{row.log_ratio:.1f} ({row.low:.1f} to {row.high:.1f})"
    ratio = "–" if is_missing(row.rate_ratio) else f"{row.rate_ratio:.1f}"
    rate = "–" if is_missing(row.per_1000_words) else f"{row.per_1000_words:.1f}"
    return [term, escape(row.source), str(row.n), str(row.n_others), rate, odds, ratio]


def _draw(table: pd.DataFrame, comparison: Tables) -> list[Fragment]:
    from analysis.reporting import words
    from analysis.reporting.charts import MANY
    from analysis.reporting.drawings import keep_chart

    colours = colour_sources(list(comparison.articles["source"]))
    table = table[table["source"].isin(list(colours))]
    spread = table.groupby("term")["per_1000_words"].agg(lambda rates: rates.max() - rates.min())
    terms = sorted(spread.dropna().index, key=lambda term: (-spread[term], term))[:_DRAWN]
    if not 2 <= len(colours) <= len(COLOURS) or not terms:  # with more, two sources would share a colour
        return []
    drawn = table[table["term"].isin(terms)]
    drawn = drawn.assign(term=pd.Categorical(drawn["term"], terms)).sort_values("term", kind="stable")
    drawn["term"] = drawn["term"].astype(str)
    height = 0.9 + 0.36 * len(terms)
    svg = keep_chart(
        "vocabulary", lambda ax: words.plot_vocabulary(drawn, ax, colours=colours), height=height, outlines=False
    )
    caption = (
        "How often each source uses a word in its own voice: a dot at its rate, the number of uses above. Names and "
        f"function words are left out, and words used fewer than {MIN_COUNT} times in all. Widest gaps first."
        + " A source that does not use a word has no dot."
        * (len(colours) > MANY)
    )
    alt = words.describe_vocabulary(drawn)
    return [Fragment(format_figure(svg, alt=alt, caption=caption), alt)]

"""In whose words: terms of the lexicons by voice, sentences that hold loaded wording, style in numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing.style import rate_wording
from analysis.finding.loaded import LOADED, count_loaded, select_loaded
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_items,
    format_table,
    is_missing,
    join,
    list_words,
    paragraph,
    percent,
)
from analysis.reporting.passages import Passages, Tables, rows_of, spread_evenly
from analysis.reporting.views.conflicts import cut_context
from analysis.reporting.views.labels import choose_referents, say_labels

MIN_RATE = 5  # uses in one voice, before a rate is printed
_STYLE = {
    "n_words": "words",
    "words_per_sentence": "words a sentence",
    "share_quoted": "quoted or reported",
    "share_named": "named source",
    "lix": "LIX",
}


def show_wording(comparison: Tables) -> Fragment:
    """Count terms of the lexicons by category, the source's own voice apart from words it quotes."""
    wording, style = comparison.wording, comparison.tables["style"]
    if wording.empty:
        return paragraph("No term of the lexicons was found.")
    passages = Passages(comparison)
    sources = list(dict.fromkeys(comparison.articles["source"]))
    rates = {(row.category, row.source, row.voice): row.per_1000_words for row in rows_of(rate_wording(wording, style))}
    named = wording.assign(source=[passages.outlets[a].source for a in wording["article_id"]])
    rows = []
    for category, group in named.groupby("category"):
        own = [(source, group[group["source"] == source]) for source in sources]
        cells = [
            _wording_cell(found, [rates.get((category, s, v)) for v in ("own", "quoted")], passages) for s, found in own
        ]
        rows.append([escape(category), *cells])
    said = f"{count(len(wording), 'term')} of the lexicons"
    caption = (
        "Terms of the lexicons in the outlet's own voice and in words it quotes or reports; from "
        f"{MIN_RATE} uses with the rate per 1,000 words of that voice"
    )
    return Fragment(format_table(["Category", *sources], rows, caption=caption), said)


def show_style(comparison: Tables) -> Fragment:
    """Show each article's style in numbers: length, quoted words, named sources, readability with its formula."""
    table = comparison.tables["style"]
    if table.empty:
        return paragraph("No article has paragraphs to measure.")
    outlets = Passages(comparison).outlets
    rows = [[escape(outlets[row.article_id].label), *_style_cells(row)] for row in rows_of(table)]
    caption = (
        "Style of the paragraphs: words, words a sentence, share of words quoted, of sentences with a named source"
    )
    note = paragraph(
        "LIX, readability (Björnsson 1968): words a sentence + percentage of words of more than six letters; "
        "about 30 is easy, 40 ordinary, 50 hard.",
        kind="rule",
    )
    shown = format_table(["Article", *_STYLE.values()], rows, caption=caption, numeric=range(1, 6))
    return join([Fragment(shown, caption), note])


def show_loaded(comparison: Tables) -> Fragment:
    """Show the sentences that hold loaded wording in the source's own voice, and how many they are."""
    table = count_loaded(comparison.sentences, comparison.wording)
    if table.empty:
        return paragraph("No sentence was read.")
    passages = Passages(comparison)
    rows, lines = [], []
    for article_id, outlet in passages.outlets.items():
        own = table[table["article_id"] == article_id]
        loaded = own[own["n_loaded"] > 0]
        lines.append(f"{outlet.label}: {len(loaded)} of {count(len(own), 'sentence')} with loaded wording of its own")
        rows += [
            [passages.name(article_id), passages.show(article_id, row.start, row.end), escape(row.terms)]
            for row in rows_of(loaded)
        ]
    caption = f"Sentences with loaded wording in the outlet's own voice ({list_words(sorted(LOADED))})"
    shown = format_table(["Source", "Sentence", "Terms"], rows, caption=caption) if rows else ""
    return Fragment(format_items(map(escape, lines)) + shown, "\n".join(lines))


def show_whose_words(comparison: Tables) -> Fragment:
    """Answer in a sentence a source: whose words it gives, how loaded its own are, what it calls the main referents."""
    style = comparison.tables["style"]
    if style.empty:
        return paragraph("No article has words to count.")
    labels = comparison.labels[comparison.labels["n"] > 0]
    referents = choose_referents(labels)[:2]
    lines = []
    for source, group in style.groupby("source", sort=False):
        own = comparison.wording[comparison.wording["article_id"].isin(group["article_id"])]
        own = select_loaded(own)
        n_own = int((own["voice"] == "own").sum())
        called = [f"{entity} {said}" for entity in referents if (said := say_labels(labels, str(source), entity))]
        calls = f" Labels: {'; '.join(called)}." if called else ""
        lines.append(
            f"{source}: {int(group['n_own'].sum()):,} words of its own, {int(group['n_quoted'].sum()):,} quoted or "
            f"reported; {count(n_own, 'loaded term')} in its own voice, {len(own) - n_own} in others' words.{calls}"
        )
    return Fragment(format_items(map(escape, lines), kind="findings"), "\n".join(lines))


def show_wording_check(comparison: Tables, *, n_rows: int = 10) -> Fragment:
    """Show terms to check by hand, spread evenly over all that was found, each in its place in the text."""
    rows = rows_of(comparison.wording)
    if not rows:
        return paragraph("There is nothing to check: no term of the lexicons was found.")
    passages = Passages(comparison)
    chosen = spread_evenly(rows, n_rows)
    cells = [_check_cells(row, passages) for row in chosen]
    caption = f"{count(len(chosen), 'term')} of {len(rows)} to check by hand: is it this category, and whose words?"
    return Fragment(format_table(["In its place", "Source", "Category", "Voice"], cells, caption=caption), caption)


def show_wording_definitions(comparison: Tables) -> Fragment:
    """Show how many loaded terms each source uses under each definition of what counts."""
    wording = select_loaded(comparison.wording)
    source_of = dict(zip(comparison.articles["article_id"], comparison.articles["source"], strict=True))
    own = wording[wording["voice"] == "own"]
    counted = {
        "as above: own voice": own,
        "own voice, without what a negation governs": own[own["rule"] != "negated"],
        "own voice, each term once": own.assign(source=own["article_id"].map(source_of)).drop_duplicates(
            ["source", "term"]
        ),
        "own voice, contested labels alone": own[own["category"] == "contested label"],
        "every voice, as tools count that do not tell voices apart": wording,
    }
    sources = list(dict.fromkeys(source_of.values()))
    rows = []
    for name, chosen in counted.items():
        of_source = chosen["article_id"].map(source_of)
        rows.append([escape(name), *(str(int((of_source == source).sum())) for source in sources)])
    caption = "Loaded terms by source, under each reasonable definition"
    return Fragment(format_table(["Definition", *sources], rows, caption=caption), caption)


def _wording_cell(group: pd.DataFrame, rates: list[Any], passages: Passages) -> str:
    if group.empty:
        return "0"
    counts = [int((group["voice"] == voice).sum()) for voice in ("own", "quoted")]
    said = ", ".join(
        f"{n} {voice}" + (f" ({rate:.1f} per 1,000)" if n >= MIN_RATE and not is_missing(rate) else "")
        for n, voice, rate in zip(counts, ("own", "quoted"), rates, strict=True)
    )
    links = ", ".join(_term_link(row, passages) for row in rows_of(group))
    return fold(said, f"<p>{links}</p>")


def _term_link(row: Any, passages: Passages) -> str:
    link = passages.link(row.article_id, row.start, row.end, text=" ".join(row.text.split()))
    marks = [word for word, true in (("quoted", row.voice == "quoted"), ("negated", row.rule == "negated")) if true]
    return f"{link} ({', '.join(marks)})" if marks else link


def _style_cells(row: Any) -> list[str]:
    def number(value: float | None) -> str:
        return "–" if value is None else f"{value:.0f}"

    return [
        f"{row.n_words:,}",
        number(row.words_per_sentence),
        percent(row.share_quoted),
        percent(row.share_named),
        number(row.lix),
    ]


def _check_cells(row: Any, passages: Passages) -> list[str]:
    before, after = cut_context(passages.texts[row.article_id], row.start, row.end)
    link = passages.link(row.article_id, row.start, row.end, text=row.text)
    voice = row.voice + (", negated" if row.rule == "negated" else "")
    return [escape(before) + link + escape(after), passages.name(row.article_id), escape(row.category), escape(voice)]

"""Who speaks and how they are introduced: types of speakers, cues, who is only reported, who is silent."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing.speaking import (
    CLASSES,
    TYPES,
    count_cue_classes,
    count_cues,
    count_speaker_types,
    list_silent,
    select_spoken,
)
from analysis.comparing.voices import never_quoted, quoted_by_one
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    format_items,
    format_table,
    list_words,
    paragraph,
    percent,
    tag,
)
from analysis.reporting.passages import Passages, Tables, rows_of, spans_of, spread_evenly
from analysis.reporting.summary import NOBODY, share_voices
from analysis.reporting.views.conflicts import cut_context

_NOTHING = "No quoted or reported words were found."
_SHOWN_CUES = 6


def show_speaking(comparison: Tables) -> Fragment:
    """Answer in a sentence a source: who has most of its words, who has no name, with which cues."""
    spoken = select_spoken(comparison.quotations, comparison.articles)
    if spoken.empty:
        return paragraph(_NOTHING)
    shares = share_voices(comparison.quotations, comparison.articles, measure="words")
    lines = [
        _answer(source, spoken[spoken["source"] == source], shares)
        for source in dict.fromkeys(comparison.articles["source"])
    ]
    return Fragment(format_items(map(escape, lines), kind="findings"), "\n".join(lines))


def show_speaker_types(comparison: Tables) -> Fragment:
    """Count quotations by what their speaker is: a person, an official body, an organisation, nobody named."""
    spoken = select_spoken(comparison.quotations, comparison.articles)
    if spoken.empty:
        return paragraph(_NOTHING)
    table = count_speaker_types(spoken, comparison.articles)
    caption = "Quotations by type of speaker, with the share of the source's quotations and the words"
    return _show_counts(table, "speaker_type", TYPES, caption=caption, head="Speaker")


def show_cues(comparison: Tables) -> Fragment:
    """Count the words that introduce quotations, by class and source; the words themselves under each class."""
    spoken = select_spoken(comparison.quotations, comparison.articles)
    if spoken.empty:
        return paragraph(_NOTHING)
    table = count_cue_classes(spoken, comparison.articles)
    caption = "Quotations by the class of the word that introduces them, with the words most used"
    return _show_counts(table, "cue_class", CLASSES, caption=caption, head="Class of cue", cues=count_cues(spoken))


def show_never_quoted(comparison: Tables) -> Fragment:
    """List whose words a source only reports, and which other source quotes them."""
    rows = rows_of(never_quoted(comparison.voices))
    direct = comparison.voices[comparison.voices["kind"].isin(["direct", "social"])]
    direct = direct[direct["n_quotations"] > 0]
    passages = Passages(comparison)
    cells = []
    for row in rows:
        elsewhere = list(dict.fromkeys(direct[direct["speaker"] == row.speaker]["source"]))
        links = _link_quotations(comparison, passages, row.source, row.speaker)
        cells.append([escape(row.speaker), escape(row.source), links, escape(list_words(elsewhere) or "nobody")])
    caption = f"{count(len(cells), 'speaker')} reported but not quoted by a source"
    return _list_speakers(["Speaker", "Reported by", "Passages", "Quoted by"], cells, caption=caption)


def show_quoted_by_one(comparison: Tables) -> Fragment:
    """List the speakers whom exactly one source quotes or reports.

    Leaves out: speakers whose words another source quotes, too: there they have another name, or none.
    """
    if comparison.articles["source"].nunique() < 2:
        return paragraph("There is only one source: everybody speaks in one source only.")
    passages = Passages(comparison)
    shared = _shared_speakers(comparison)
    cells = [
        [escape(row.speaker), escape(row.source), _link_quotations(comparison, passages, row.source, row.speaker)]
        for row in rows_of(quoted_by_one(comparison.voices))
        if row.speaker not in shared
    ]
    caption = f"{count(len(cells), 'speaker')} whom one source alone quotes or reports"
    return _list_speakers(["Speaker", "Source", "Passages"], cells, caption=caption)


def _shared_speakers(comparison: Tables) -> set[str]:
    """Return the speakers of whom some words stand inside quotation marks in another article, too."""
    quoted = comparison.reuse[comparison.reuse["kind"] == "quotation"]
    places: dict[str, list[tuple[int, int]]] = {}
    for table in (quoted, comparison.tables["quotation_pairs"]):
        for prefix in ("", "other_"):
            for article_id, start, end in spans_of(table, prefix):
                places.setdefault(article_id, []).append((start, end))
    return {
        row.speaker
        for row in rows_of(comparison.quotations)
        if row.speaker and any(low < row.end and row.start < high for low, high in places.get(row.article_id, []))
    }


def show_silent(comparison: Tables) -> Fragment:
    """List who is said not to have answered, and in which words."""
    rows = rows_of(list_silent(comparison.quotations, comparison.articles))
    passages = Passages(comparison)
    cells = [
        [escape(row.speaker or "not named"), escape(row.source), passages.link(row.article_id, row.start, row.end)]
        for row in rows
    ]
    caption = f"{count(len(rows), 'passage')} in which somebody is said not to have answered"
    return _list_speakers(["Who", "Source", "In which words"], cells, caption=caption)


def show_quotation_check(comparison: Tables, *, n_rows: int = 10) -> Fragment:
    """Show quotations to check by hand, spread evenly over all: speaker, kind, cue and the words in their place."""
    rows = rows_of(comparison.quotations)
    if not rows:
        return paragraph("There is nothing to check: no quotation was found.")
    passages = Passages(comparison)
    chosen = spread_evenly(rows, n_rows)
    cells = [_check_cells(row, passages) for row in chosen]
    caption = f"{count(len(chosen), 'quotation')} of {len(rows)} to check by hand: is it this speaker, this cue?"
    head = ["Speaker", "Kind", "Cue", "In its place"]
    return Fragment(format_table(head, cells, caption=caption), caption)


def show_voice_definitions(comparison: Tables) -> Fragment:
    """Show the largest share of voice in each source under each way of counting it."""
    quotations, articles = comparison.quotations, comparison.articles
    counted = {
        "as above: quoted and reported words": (quotations, "words"),
        "number of quotations": (quotations, "quotations"),
        "only quoted words, nothing reported": (quotations[quotations["kind"] != "indirect"], "words"),
        "only words whose speaker is named": (quotations[quotations["speaker"].notna()], "words"),
    }
    sources = list(dict.fromkeys(articles["source"]))
    rows = []
    for name, (chosen, measure) in counted.items():
        shares = share_voices(chosen, articles, measure=measure)
        rows.append([escape(name), *(escape(_largest(shares, source)) for source in sources)])
    caption = "Who has the largest share of voice in each source, under each reasonable definition"
    return Fragment(format_table(["Definition", *sources], rows, caption=caption), caption)


def _answer(source: str, own: pd.DataFrame, shares: pd.DataFrame) -> str:
    if own.empty:
        return f"{source} quotes and reports nobody."
    n_unnamed = int(own["speaker"].isna().sum())
    unnamed = f", {n_unnamed} of them without a speaker's name" if n_unnamed else ""
    classes = own["cue_class"].value_counts(sort=False)
    said = [f"{classes[name]} {name}" for name in CLASSES if name in classes.index]
    cues = f" Introduced by {list_words(said)} {'cue' if sum(classes) == 1 else 'cues'}." if said else ""
    return f"{source}: {count(len(own), 'quotation')}{unnamed}. Most words: {_largest(shares, source)}.{cues}"


def _largest(shares: pd.DataFrame, source: str) -> str:
    named = shares[source].drop(NOBODY, errors="ignore").dropna()
    named = named[named > 0]
    return f"{named.idxmax()} ({percent(float(named.max()))})" if len(named) else "nobody named"


def _show_counts(
    table: pd.DataFrame,
    column: str,
    values: tuple[str, ...],
    *,
    caption: str,
    head: str,
    cues: pd.DataFrame | None = None,
) -> Fragment:
    sources = list(dict.fromkeys(table["source"]))
    found = {(row.source, getattr(row, column)): row for row in rows_of(table)}
    rows, lines = [], []
    for value in values:
        own = [found[source, value] for source in sources]
        if any(row.n_quotations for row in own):
            rows.append([escape(value), *(_count_cell(row, value, cues) for row in own)])
            lines.append(f"{value}: " + ", ".join(f"{row.n_quotations} in {row.source}" for row in own))
    return Fragment(format_table([head, *sources], rows, caption=caption), "\n".join(lines))


def _count_cell(row: Any, value: str, cues: pd.DataFrame | None) -> str:
    if not row.n_quotations:
        return "0"
    said = f"{row.n_quotations} ({percent(row.share)})"
    if cues is None:
        return escape(f"{said}, {count(row.n_words, 'word')}")
    own = cues[(cues["source"] == row.source) & (cues["cue_class"] == value)]
    shown = [f"{cue} {n}" for cue, n in zip(own["cue"], own["n_quotations"], strict=True)]
    more = [f"{len(shown) - _SHOWN_CUES} more"] if len(shown) > _SHOWN_CUES else []
    words = ", ".join([*shown[:_SHOWN_CUES], *more])
    return escape(said) + (tag("p", escape(words), class_="context") if words else "")


def _link_quotations(comparison: Tables, passages: Passages, source: str, speaker: str) -> str:
    rows = [
        row
        for row in rows_of(comparison.quotations)
        if row.speaker == speaker
        and passages.outlets[row.article_id].source == source
        and row.kind not in ("silence", "scare")
        and row.mode == "said"
    ]
    return "<br>".join(passages.link(row.article_id, row.start, row.end, at_most=110) for row in rows) or "–"


def _check_cells(row: Any, passages: Passages) -> list[str]:
    before, after = cut_context(passages.texts[row.article_id], row.start, row.end)
    kind = row.kind + ("" if row.mode == "said" else f", {row.mode}")
    link = passages.anchor(row.article_id, row.start, row.end)
    words = tag("a", tag("mark", escape(" ".join(row.text.split()))), href=f"#{link}", class_="passage")
    place = tag("span", escape(before), class_="context") + words + tag("span", escape(after), class_="context")
    speaker = row.speaker or "not named"
    return [escape(speaker), escape(kind), escape(row.cue or "–"), passages.name(row.article_id) + tag("p", place)]


def _list_speakers(head: list[str], cells: list[list[str]], *, caption: str) -> Fragment:
    said = caption[0].upper() + caption[1:]
    return Fragment(format_table(head, cells, caption=said), said) if cells else paragraph(f"{said}.")

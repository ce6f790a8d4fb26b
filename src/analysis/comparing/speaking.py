"""Who speaks in each source and how they are introduced: counts over the table ``quotations``.

Who is only reported, and whom one source alone quotes, is in ``voices``.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from analysis.comparing.voices import SPEAKING

TYPES = ("person", "official", "organisation", "document", "anonymous", "not named")
CLASSES = ("neutral", "assertive", "distancing", "factive", "evaluative", "other cue", "no cue")
_WORD = re.compile(r"\w[\w'’.,-]*")


def select_spoken(quotations: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Keep what is given as said, each word once, with its source.

    Counts: direct, indirect and social quotations that were said.
    Leaves out: scare quotes, silence, negated and conditional reporting; a fragment quoted within reported
    speech of the same speaker.

    Returns:
        The table's rows and columns, in its order, with ``source`` and ``n_words``.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    kept = quotations[quotations["kind"].isin(SPEAKING) & quotations["mode"].eq("said")]
    kept = kept[_is_outer(kept)].reset_index(drop=True)
    n_words = kept["text"].map(lambda text: len(_WORD.findall(text))).astype("int64")
    return kept.assign(source=kept["article_id"].map(source_of).astype("str"), n_words=n_words)


def count_speaker_types(spoken: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count the quotations and their words of each type of speaker in each source.

    Args:
        spoken: of ``select_spoken``.
        articles: the table, for the sources' order and those that quote nobody.

    Returns:
        source, speaker_type (``TYPES``), n_quotations, n_words, share (of the source's quotations, NaN where it
        has none): every source and type once, zero is a row.
    """
    return _count(
        spoken.assign(speaker_type=spoken["speaker_type"].fillna("not named")), articles, "speaker_type", TYPES
    )


def count_cue_classes(spoken: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count the quotations of each class of cue in each source.

    "other cue" has a word that no class lists ("according to" is neutral, "in a letter" is not listed).

    Returns:
        source, cue_class (``CLASSES``), n_quotations, n_words, share: every source and class once.
    """
    unlisted = spoken["cue"].map(lambda cue: "no cue" if pd.isna(cue) else "other cue")
    return _count(spoken.assign(cue_class=spoken["cue_class"].fillna(unlisted)), articles, "cue_class", CLASSES)


def count_cues(spoken: pd.DataFrame) -> pd.DataFrame:
    """Count each cue in each source, as written but for capitals.

    Returns:
        source, cue_class, cue, n_quotations: by source, class and number, most first; cues that occur only.
    """
    cued = spoken[spoken["cue"].notna()]
    cued = cued.assign(cue=cued["cue"].str.lower().str.split().str.join(" "))
    cued = cued.assign(cue_class=cued["cue_class"].fillna("other cue"))
    counts = cued.groupby(["source", "cue_class", "cue"], sort=False).size().rename("n_quotations").reset_index()
    sources = list(dict.fromkeys(spoken["source"]))
    places = counts.assign(at=counts["source"].map(sources.index), rank=counts["cue_class"].map(CLASSES.index))
    ordered = places.sort_values(["at", "rank", "n_quotations", "cue"], ascending=[True, True, False, True])
    return ordered[list(counts.columns)].reset_index(drop=True)


def list_silent(quotations: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List who is said not to have answered.

    Returns:
        The rows of kind "silence", in the table's order, with ``source``.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    rows = quotations[quotations["kind"].eq("silence")].reset_index(drop=True)
    return rows.assign(source=rows["article_id"].map(source_of).astype("str"))


def _is_outer(rows: pd.DataFrame) -> pd.Series[bool]:
    """Tell for each row whether it lies in no longer one of the same article and speaker."""
    spans: dict[tuple[Any, Any], list[tuple[int, int]]] = {}
    keys = list(zip(rows["article_id"], rows["speaker"].fillna(""), strict=True))
    places = list(zip(rows["start"], rows["end"], strict=True))
    for key, place in zip(keys, places, strict=True):
        spans.setdefault(key, []).append(place)
    outer = [
        not any(low <= start and end <= high + 1 and high - low > end - start for low, high in spans[key])
        for key, (start, end) in zip(keys, places, strict=True)
    ]
    return pd.Series(outer, index=rows.index, dtype="bool")


def _count(spoken: pd.DataFrame, articles: pd.DataFrame, column: str, values: tuple[str, ...]) -> pd.DataFrame:
    sources = list(dict.fromkeys(articles["source"]))
    index = pd.MultiIndex.from_product([sources, values], names=["source", column])
    grouped = spoken.groupby(["source", column]).agg(n_quotations=("n_words", "size"), n_words=("n_words", "sum"))
    counts = grouped.reindex(index, fill_value=0).reset_index()
    total = counts.groupby("source")["n_quotations"].transform("sum")
    return counts.assign(share=counts["n_quotations"] / total.where(total > 0))

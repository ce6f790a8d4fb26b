"""Loaded wording, sentence by sentence: does a sentence hold it in the source's own voice?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import pandas as pd

from analysis.finding.annotate import find_each
from analysis.records import Article, Segment

# Terms that charge what they name: the one-sided terms and subjective intensifiers of Recasens et al. 2013. Hedges,
# boosters and cues say how sure or whence, and charge nothing.
LOADED = frozenset(("contested label", "dramatic verb", "euphemism", "evaluative", "intensifier"))
# Of the distancing words those that scorn; "alleged" and "suspected" keep to what is known.
SCORN = frozenset(("so-called", "supposed", "supposedly", "self-styled", "self-proclaimed"))


def is_loaded(category: str, term: str) -> bool:
    """Tell whether a row of ``wording`` is a loaded term.

    >>> is_loaded("evaluative", "brutal"), is_loaded("distancing", "alleged"), is_loaded("distancing", "so-called")
    (True, False, True)
    """
    return category in LOADED or term in SCORN


def select_loaded(wording: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table ``wording`` that are loaded terms, in every voice."""
    return wording[wording["category"].isin(LOADED) | wording["term"].isin(SCORN)]


def judge_sentences(texts: Iterable[str]) -> list[bool]:
    """Judge for each text, a sentence by itself, whether it holds loaded wording in its own voice.

    Quoted and reported words do not count; nothing else of its article is known here. For sentences within their
    articles see ``count_loaded``.

    >>> judge_sentences(["The thuggish regime fell.", "“The thuggish regime fell,” she said.", "It rained."])
    [True, False, False]
    """
    articles = (
        Article(str(number), "", "", text, (Segment(str(number), 0, len(text), "paragraph", "given"),))
        for number, text in enumerate(texts)
    )
    return [
        any(row.voice == "own" and is_loaded(row.category, row.term) for row in findings.wording)
        for findings in find_each(articles)
    ]


def count_loaded(sentences: pd.DataFrame, wording: pd.DataFrame) -> pd.DataFrame:
    """Count the loaded terms in the source's own voice in each sentence.

    Counts: loaded terms (``is_loaded``) whose ``voice`` is own, negated ones too ("no terrorist" still says
    the word).
    Leaves out: words that the source quotes or reports; repeated ledes.

    Args:
        sentences: the table ``sentences``, as ``annotate`` and ``compare`` give it.
        wording: the table ``wording`` of the same articles.

    Returns:
        article_id, start, end, sentence, n_loaded, terms (joined by a comma). A row a sentence, in order; a sentence
        is judged loaded where ``n_loaded`` is above 0.
    """
    kept = sentences[sentences["kind"] != "repeat"].reset_index(drop=True)
    places = {article_id: (list(group["start"]), list(group.index)) for article_id, group in kept.groupby("article_id")}
    terms: list[list[str]] = [[] for _ in range(len(kept))]
    own = select_loaded(wording[wording["voice"] == "own"])
    for article_id, start, text in zip(own["article_id"], own["start"], own["text"], strict=True):
        starts, rows = places[article_id]
        at = bisect_right(starts, start) - 1
        if at >= 0:
            terms[rows[at]].append(" ".join(str(text).split()))
    table = kept[["article_id", "start", "end", "sentence"]]
    return table.assign(n_loaded=[len(found) for found in terms], terms=[", ".join(found) for found in terms])

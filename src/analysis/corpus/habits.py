"""How an outlet writes in one event: whom it quotes, how much, in which words of its own, what it calls things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.comparing.event import Comparison
from analysis.comparing.speaking import TYPES, select_spoken
from analysis.corpus.chances import Counted, list_rows, name_outlets
from analysis.finding.loaded import select_loaded

WORDING = "per_1000_words_"  # before a category's name


def count_habits(comparison: Comparison) -> Iterator[Counted]:
    """Count who is quoted, quoted words, terms of the lexicons in the outlet's own voice, and label choices.

    Counts: ``share_quotations_TYPE``: of the quotations that were said, those of a type of speaker;
    ``speakers_per_event``: different named speakers (an event counts once, however many articles);
    ``share_quoted_words``: of all words those in quoted or reported speech; ``per_1000_words_CATEGORY``: terms of a
    lexicon's category in its own voice over its own words; ``share_labels_alone``: of the labels in its own voice for
    what another outlet labels too, those that no other outlet uses; ``share_labels_loaded``: of the labels in its own
    voice, those that hold a loaded term.
    Leaves out: quoted and reported words from all that is called own.
    """
    outlets = name_outlets(comparison.articles)
    yield from _count_quoted(comparison, outlets)
    yield from _count_words(comparison, outlets)
    yield from _count_labels(comparison, outlets)


def name_category(category: str) -> str:
    """Return the measure of a lexicon's category.

    >>> name_category("dramatic verb")
    'per_1000_words_dramatic_verb'
    """
    return f"{WORDING}{'_'.join(category.split())}"


def name_type(speaker_type: str) -> str:
    """Return the measure of a type of speaker.

    >>> name_type("not named")
    'share_quotations_not_named'
    """
    return f"share_quotations_{speaker_type.replace(' ', '_')}"


def _count_quoted(comparison: Comparison, outlets: Mapping[str, str]) -> Iterator[Counted]:
    spoken = select_spoken(comparison.quotations, comparison.articles)
    types = spoken["speaker_type"].fillna("not named")
    by_type = Counter(zip(spoken["article_id"].map(outlets), types, strict=True))
    known = spoken[spoken["speaker"].notna() & types.ne("anonymous")]
    speakers = set(zip(known["article_id"].map(outlets), known["speaker"], strict=True))
    n_speakers = Counter(outlet for outlet, _ in speakers)
    for outlet in dict.fromkeys(outlets.values()):
        n = sum(by_type[outlet, kind] for kind in TYPES)
        yield from ((outlet, name_type(kind), by_type[outlet, kind], n) for kind in TYPES)
        yield outlet, "speakers_per_event", n_speakers[outlet], 1


def _count_words(comparison: Comparison, outlets: Mapping[str, str]) -> Iterator[Counted]:
    style = comparison.style.assign(outlet=comparison.style["article_id"].map(outlets))
    words = style.groupby("outlet", sort=False)[["n_own", "n_quoted"]].sum()
    own = comparison.wording[comparison.wording["voice"].eq("own")]
    terms = Counter(zip(own["article_id"].map(outlets), own["category"], strict=True))
    for outlet, n_own, n_quoted in list_rows(words.reset_index()):
        yield outlet, "share_quoted_words", n_quoted, n_own + n_quoted
        yield outlet, WORDING, 0, n_own  # what a category that occurs in no article of the event is counted over
        for category in dict.fromkeys(comparison.wording["category"]):
            yield outlet, name_category(category), 1000 * terms[outlet, category], n_own


def _count_labels(comparison: Comparison, outlets: Mapping[str, str]) -> Iterator[Counted]:
    uses = comparison.label_uses.assign(outlet=comparison.label_uses["article_id"].map(outlets))
    labelled: dict[str, set[str]] = defaultdict(set)
    calling: dict[tuple[str, str], set[str]] = defaultdict(set)
    for use in list_rows(uses):
        labelled[use.entity].add(use.outlet)
        calling[use.entity, use.label.lower()].add(use.outlet)
    own = uses[uses["voice"].eq("own")]
    loaded = _hold_terms(own, select_loaded(comparison.wording))
    n, n_common, n_alone = Counter(own["outlet"]), Counter[str](), Counter[str]()
    for use in list_rows(own):
        n_common[use.outlet] += len(labelled[use.entity]) > 1
        n_alone[use.outlet] += len(labelled[use.entity]) > 1 and len(calling[use.entity, use.label.lower()]) == 1
    n_loaded = Counter(own["outlet"][loaded])
    for outlet in n:
        yield outlet, "share_labels_alone", n_alone[outlet], n_common[outlet]
        yield outlet, "share_labels_loaded", n_loaded[outlet], n[outlet]


def _hold_terms(uses: pd.DataFrame, terms: pd.DataFrame) -> list[bool]:
    """Tell for each label whether a term stands in it."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for term in list_rows(terms[terms["voice"].eq("own")]):
        spans[term.article_id].append((term.start, term.end))
    return [
        any(use.start <= start and end <= use.end for start, end in spans[use.article_id]) for use in list_rows(uses)
    ]

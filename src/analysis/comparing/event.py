"""The articles of one event side by side: everything that ``compare`` finds, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.comparing.claims import group_claims
from analysis.comparing.conflicts import find_conflicts
from analysis.comparing.coverage import find_coverage, find_matches
from analysis.comparing.labels import count_labels
from analysis.comparing.quotation_pairs import find_quotation_pairs
from analysis.comparing.reuse import find_reuse
from analysis.comparing.vocabulary import count_vocabulary
from analysis.comparing.voices import count_voices
from analysis.finding.annotate import Findings, find_all
from analysis.finding.article_tables import article_tables
from analysis.finding.gazetteer import locate_places
from analysis.records import Event
from analysis.tables import SCHEMAS, to_table


@dataclass(frozen=True)
class Comparison:
    """The tables of one event. Each attribute is the table of that name in ``tables.SCHEMAS``."""

    event: Event = field(repr=False)
    articles: pd.DataFrame = field(repr=False)
    segments: pd.DataFrame = field(repr=False)
    sentences: pd.DataFrame = field(repr=False)
    mentions: pd.DataFrame = field(repr=False)
    entities: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)
    quotations: pd.DataFrame = field(repr=False)
    quantities: pd.DataFrame = field(repr=False)
    dates: pd.DataFrame = field(repr=False)
    wording: pd.DataFrame = field(repr=False)
    coverage: pd.DataFrame = field(repr=False)
    matches: pd.DataFrame = field(repr=False)
    conflicts: pd.DataFrame = field(repr=False)
    claims: pd.DataFrame = field(repr=False)
    reuse: pd.DataFrame = field(repr=False)
    quotation_pairs: pd.DataFrame = field(repr=False)
    voices: pd.DataFrame = field(repr=False)
    labels: pd.DataFrame = field(repr=False)
    vocabulary: pd.DataFrame = field(repr=False)
    problems: pd.DataFrame = field(repr=False)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name, in the order of ``tables.SCHEMAS``."""
        return {name: getattr(self, name) for name in SCHEMAS}


def compare(event: Event) -> Comparison:
    """Find everything in the articles of one event and hold them side by side.

    Works for any number of articles: with one, the tables that need two are empty.
    """
    return compare_found(event, find_all(event.articles))


def compare_found(event: Event, found: Sequence[Findings]) -> Comparison:
    """Compare articles whose findings are at hand."""
    texts = {article.article_id: article.text for article in event.articles}
    matches = find_matches(found)
    records: dict[str, Iterable[Any]] = {
        "matches": matches,
        "coverage": find_coverage(found, matches),
        "conflicts": find_conflicts(found, matches),
        "claims": group_claims(found, matches),
        "reuse": find_reuse(found),
        "quotation_pairs": find_quotation_pairs(found),
    }
    return Comparison(
        event,
        **article_tables(event, found),
        **{name: to_table(name, rows, texts) for name, rows in records.items()},
        places=locate_places(found),
        voices=count_voices(found),
        labels=count_labels(found, matches),
        vocabulary=count_vocabulary(found),
    )

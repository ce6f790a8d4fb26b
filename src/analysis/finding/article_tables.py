"""What the finders found in single articles, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.language import count_words
from analysis.finding.prominence import count_entities
from analysis.records import Event
from analysis.tables import SCHEMAS, make_table, to_table


def article_tables(event: Event, found: Sequence[Findings]) -> dict[str, pd.DataFrame]:
    """Make the tables that say something of one article alone (``tables.ARTICLE_TABLES``)."""
    texts = {article.article_id: article.text for article in event.articles}
    records: dict[str, Iterable[Any]] = {
        "segments": (segment for article in event.articles for segment in article.segments),
        "sentences": (sentence for findings in found for sentence in findings.parsed.sentences),
        **{
            name: [row for findings in found for row in getattr(findings, name)]
            for name in ("mentions", "quotations", "quantities", "dates", "wording")
        },
    }
    return {
        "articles": make_table("articles", map(_article_row, found)),
        **{name: to_table(name, rows, texts) for name, rows in records.items()},
        "entities": count_entities(found),
        "problems": make_table("problems", map(asdict, event.problems)),
    }


def _article_row(findings: Findings) -> dict[str, Any]:
    article = findings.article
    row = {name: getattr(article, name) for name in SCHEMAS["articles"] if hasattr(article, name)}
    return {**row, "n_characters": len(article.text), "n_words": count_words(findings.parsed)}

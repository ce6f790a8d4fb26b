"""Records to tidy pandas tables: every schema in one place, the only door into pandas.

``SCHEMAS`` maps a table's name to its columns and dtypes, in order. An empty table has the
columns and dtypes of a full one. Spans are checked here: each must lie in its article's text,
and ``text`` is cut out of it, so that ``text[start:end] == row.text`` always holds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.errors import SpanError

if TYPE_CHECKING:
    import pandas as pd

_SPAN = {"article_id": "str", "start": "int64", "end": "int64", "text": "str"}
_OTHER = {"other_id": "str", "other_start": "int64", "other_end": "int64"}

SCHEMAS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "str",
        "event": "str",
        "source": "str",
        "publisher": "str",
        "country": "str",
        "author": "str",
        "title": "str",
        "published": "str",
        "language": "str",
        "url": "str",
        "path": "str",
        "sha256": "str",
        "n_characters": "int64",
        "n_words": "int64",
    },
    "segments": {**_SPAN, "kind": "str", "rule": "str"},
    "sentences": {**_SPAN, "sentence": "int64", "kind": "str", "position": "float64", "rule": "str"},
    "mentions": {**_SPAN, "entity": "str", "kind": "str", "rule": "str"},
    "entities": {
        "article_id": "str",
        "entity": "str",
        "kind": "str",
        "n_mentions": "int64",
        "n_pronouns": "int64",
        "first": "float64",
        "salience": "float64",
    },
    "places": {
        "entity": "str",
        "place_kind": "str",
        "country": "str",
        "latitude": "float64",
        "longitude": "float64",
        "rule": "str",
    },
    "quotations": {
        **_SPAN,
        "kind": "str",
        "speaker": "str",
        "speaker_start": "Int64",
        "speaker_end": "Int64",
        "cue": "str",
        "cue_start": "Int64",
        "cue_end": "Int64",
        "speaker_type": "str",
        "cue_class": "str",
        "mode": "str",
        "rule": "str",
    },
    "quantities": {**_SPAN, "low": "float64", "high": "float64", "unit": "str", "modifier": "str", "rule": "str"},
    "dates": {**_SPAN, "earliest": "str", "latest": "str", "rule": "str"},
    "wording": {**_SPAN, "category": "str", "term": "str", "lexicon": "str", "voice": "str", "rule": "str"},
    "coverage": {
        **_SPAN,
        "other_id": "str",
        "status": "str",
        "score": "float64",
        "sure": "bool",
        "nearest_start": "Int64",
        "nearest_end": "Int64",
        "missing_start": "Int64",
        "missing_end": "Int64",
        "rule": "str",
    },
    "audit": {
        **_SPAN,
        "other_id": "str",
        "status": "str",
        "runner_up": "str",
        "margin": "float64",
        "sure_margin": "float64",
        "rule": "str",
    },
    "matches": {**_SPAN, **_OTHER, "score": "float64", "rule": "str"},
    "conflicts": {
        **_SPAN,
        "kind": "str",
        **_OTHER,
        "other_text": "str",
        "note": "str",
        "score": "float64",
        "sure": "bool",
        "rule": "str",
    },
    "claims": {**_SPAN, "claim": "int64", "source": "str", "position": "float64", "basis": "str", "rule": "str"},
    "reuse": {**_SPAN, **_OTHER, "n_words": "int64", "kind": "str", "rule": "str"},
    "accounts": {**_SPAN, "account": "int64", "kind": "str", "agency": "str", "other_id": "str", "rule": "str"},
    "quotation_pairs": {
        **_SPAN,
        "speaker": "str",
        "grade": "str",
        **_OTHER,
        "cue": "str",
        "other_cue": "str",
        "difference": "str",
        "rule": "str",
    },
    "voices": {
        "event": "str",
        "source": "str",
        "speaker": "str",
        "kind": "str",
        "n_quotations": "int64",
        "n_words": "int64",
        "share": "float64",
    },
    "labels": {"entity": "str", "source": "str", "label": "str", "n": "int64", "voice": "str"},
    "label_uses": {**_SPAN, "entity": "str", "label": "str", "voice": "str", "rule": "str"},
    "roles": {**_SPAN, "entity": "str", "role": "str", "verb": "str", "voice": "str", "rule": "str"},
    "style": {
        "article_id": "str",
        "source": "str",
        "n_words": "int64",
        "n_sentences": "int64",
        "n_own": "int64",
        "n_quoted": "int64",
        "words_per_sentence": "float64",
        "share_quoted": "float64",
        "share_named": "float64",
        "lix": "float64",
    },
    "vocabulary": {
        "term": "str",
        "source": "str",
        "n": "int64",
        "n_others": "int64",
        "per_1000_words": "float64",
        "log_ratio": "float64",
        "low": "float64",
        "high": "float64",
        "rate_ratio": "float64",
    },
    "term_uses": {**_SPAN, "term": "str", "voice": "str", "rule": "str"},
    "corrections": {
        **_SPAN,
        "table": "str",
        "column": "str",
        "was": "str",
        "value": "str",
        "other_id": "str",
        "who": "str",
        "why": "str",
    },
    "problems": {"article_id": "str", "message": "str"},
}

# Tables of many events, which ``compare`` does not make.
ARCHIVE_SCHEMAS: dict[str, dict[str, str]] = {
    "stories": {
        "story": "str",
        "article_id": "str",
        "kind": "str",
        "of": "str",
        "reason": "str",
        "source": "str",
        "published": "str",
        "title": "str",
        "path": "str",
    },
    "profiles": {
        "outlet": "str",
        "measure": "str",
        "n_events": "int64",
        "n": "int64",
        "value": "float64",
        "low": "float64",
        "high": "float64",
        "others": "float64",
        "gap_low": "float64",
        "gap_high": "float64",
    },
}

# The tables that say something of one article alone; ``annotate`` writes these.
ARTICLE_TABLES = (
    "articles",
    "segments",
    "sentences",
    "mentions",
    "entities",
    "quotations",
    "quantities",
    "dates",
    "wording",
    "problems",
)


def make_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make the table ``name`` from rows, with its columns, dtypes and a fresh index.

    Raises:
        KeyError: no such table, or a row lacks a column.

    >>> make_table("problems", [{"article_id": "a", "message": "The file is empty."}]).shape
    (1, 2)
    >>> list(make_table("problems", []).columns)
    ['article_id', 'message']
    """
    rows = list(rows)
    return make_columns(name, {column: [row[column] for row in rows] for column in _schema(name)})


def make_columns(name: str, values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Make the table ``name`` from the values of each column, with its dtypes and a fresh index.

    Raises:
        KeyError: no such table, or a column is missing.

    >>> make_columns("problems", {"article_id": ["a"], "message": ["The file is empty."]}).shape
    (1, 2)
    """
    import pandas as pd  # here: what reads the schemas alone, as `report` does to check an event, need not wait

    return pd.DataFrame({column: pd.Series(values[column], dtype=dtype) for column, dtype in _schema(name).items()})


def _schema(name: str) -> dict[str, str]:
    return SCHEMAS.get(name) or ARCHIVE_SCHEMAS[name]


def to_table(name: str, records: Iterable[Any], texts: Mapping[str, str]) -> pd.DataFrame:
    """Turn records with spans into the table ``name``, in the order given.

    Args:
        name: a table of ``SCHEMAS`` whose rows are found in text.
        records: records of one kind (see ``records``).
        texts: each article's text by ``article_id``.

    Raises:
        SpanError: a span is empty or does not lie in its article's text.
    """
    return make_table(name, (_row(record, texts) for record in records))


def cut_span(texts: Mapping[str, str], article_id: str, start: int, end: int) -> str:
    """Return the characters that a span points at.

    >>> cut_span({"a": "At least 75 people"}, "a", 9, 11)
    '75'

    Raises:
        SpanError: the span is empty or does not lie in the text.
    """
    text = texts[article_id]
    if not 0 <= start < end <= len(text):
        raise SpanError(f"article {article_id}: span {start}:{end} does not lie in its text of {len(text)} characters")
    return text[start:end]


def _row(record: Any, texts: Mapping[str, str]) -> dict[str, Any]:
    row = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    row["text"] = cut_span(texts, record.article_id, record.start, record.end)
    return row

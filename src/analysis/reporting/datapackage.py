"""A Frictionless data package: what lies in a folder of tables, for people and programs that did not make it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.tables import SCHEMAS

if TYPE_CHECKING:
    import pandas as pd

PACKAGE_FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
# Table Schema's word for a dtype; whole numbers that may be missing are integers too
_TYPES = {"int64": "integer", "Int64": "integer", "float64": "number", "bool": "boolean"}
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")


def describe_package(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], *, format: str) -> dict[str, Any]:
    """Describe tables and texts as a data package (Data Package standard 2.0).

    Each table is a resource with its fields' names and types; a table about articles refers to ``articles`` by
    ``article_id``. Each text is a resource too: the characters that the tables' offsets count.

    Args:
        tables: tables by name.
        texts: each article's text by ``article_id``.
        format: how the tables are written: csv, jsonl or parquet.
    """
    described = describe_tables(tables, _events(tables), format=format)
    described["resources"] += [
        describe_text(number, name, text) for number, (name, text) in enumerate(texts.items(), 1)
    ]
    return described


def describe_tables(tables: Mapping[str, pd.DataFrame], events: Sequence[str], *, format: str) -> dict[str, Any]:
    """Describe tables as a data package, as ``describe_package`` does, without texts; columns count, rows do not."""
    resources = [_describe_table(name, table, tables, format) for name, table in tables.items()]
    return {"$schema": _PROFILE, "name": _name_package(events), "title": _title(events), "resources": resources}


def _describe_table(name: str, table: pd.DataFrame, tables: Mapping[str, pd.DataFrame], format: str) -> dict[str, Any]:
    fields = [{"name": str(column), "type": _field_type(name, column, table)} for column in table.columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if name == "articles":
        schema["primaryKey"] = ["article_id"]
    elif "articles" in tables:
        schema["foreignKeys"] = [_refer(column) for column in ("article_id", "other_id") if column in table.columns]
    if not schema.get("foreignKeys", True) or name == "problems":  # a problem of the whole event names no article
        schema.pop("foreignKeys", None)
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.{format}",
        "format": format,
        "mediatype": _MEDIA[format],
        **({} if format == "parquet" else {"encoding": "utf-8"}),
        "schema": schema,
    }


def describe_text(number: int, article_id: str, text: str) -> dict[str, Any]:
    """Describe an article's text as a resource of a data package."""
    written = text.encode("utf-8", "surrogatepass")
    return {
        "name": f"text-{number}",
        "title": article_id,
        "path": f"texts/{article_id}.txt",
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
    }


def _field_type(name: str, column: str, table: pd.DataFrame) -> str:
    """Return Table Schema's type of a column, from the table's schema where it has one."""
    dtype = SCHEMAS.get(name, {}).get(column) or str(table[column].dtype)
    return _TYPES.get(dtype, "string")


def _refer(column: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": "articles", "fields": ["article_id"]}}


def _events(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    return sorted(set(tables["articles"]["event"])) if "articles" in tables else []


def _name_package(events: Sequence[str]) -> str:
    """Name the package after its event, where it has one."""
    name = _NOT_IN_NAMES.sub("-", events[0].lower()).strip("-") if len(events) == 1 else ""
    return name or "articles"


def _title(events: Sequence[str]) -> str:
    named = [event for event in events if event]
    return f"News coverage of {named[0]}" if len(named) == 1 else "News articles, annotated"

"""What was found in the articles as W3C Web Annotations (Recommendation of 23 February 2017), in JSON-LD.

Each row with a span becomes one annotation. Its target is the article's text, named by its sha256, which
``datapackage.json`` gives beside the file. The passage is selected twice: by position (code points, half-open) and
by its words with what stands around them, so that another program finds it on the publisher's page (``scope``) too.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ANNOTATIONS_FILE = "annotations.jsonld"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122's name space of URLs
_AROUND = 32  # characters of context before and after, as other annotation tools keep
# What a row says beside its span; "linking" tables also point at a passage of another article
_SAID = {
    "segments": ("kind",),
    "mentions": ("entity", "kind"),
    "quotations": ("kind", "speaker", "cue", "mode"),
    "quantities": ("low", "high", "unit", "modifier"),
    "dates": ("earliest", "latest"),
    "wording": ("category", "voice"),
    "coverage": ("status", "score", "sure"),
    "matches": ("score",),
    "conflicts": ("kind", "note", "sure"),
    "reuse": ("kind", "n_words"),
    "quotation_pairs": ("grade", "speaker"),
}
_LINKED = {"coverage": ("nearest_start", "nearest_end")}
_PLACES = ("article_id", "start", "end", "text", "other_id", "other_start", "other_end", *_LINKED["coverage"])


def format_annotations(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> str:
    """Return the rows of every table of spans as a Web Annotation collection of one page, as JSON-LD.

    Args:
        tables: tables by name; those without spans are left out.
        texts: each article's text by ``article_id``; rows of other articles are left out.
    """
    items = list(annotate_rows(tables, texts))
    head, tail = frame_collection([item["id"] for item in items])
    return head + ",\n".join(map(format_item, items)) + tail


def annotate_rows(
    tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], first: Mapping[str, int] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each row with a span, table by table.

    ``first`` numbers each table's first row, where earlier rows were annotated before.
    """
    targets = _describe_targets(tables, texts)
    for name in _SAID:
        if name in tables:
            yield from _annotate(name, tables[name], texts, targets, (first or {}).get(name, 0))


def format_item(item: Mapping[str, Any]) -> str:
    """Return one annotation as it stands in the collection: on one line, which is written ten times as fast."""
    return json.dumps(item, ensure_ascii=False)


def frame_collection(names: Sequence[str]) -> tuple[str, str]:
    """Return what stands before and after the annotations of a collection, given their ids in order."""
    page = {"id": _name("page", *names), "type": "AnnotationPage", "startIndex": 0, "items": []}
    collection = {
        "@context": _CONTEXT,
        "id": _name("collection", *names),
        "type": "AnnotationCollection",
        "label": "What was found in the articles",
        "total": len(names),
        "first": page,
    }
    head, _, tail = json.dumps(collection, ensure_ascii=False, indent=0).rpartition("[]")
    return (f"{head}[\n", f"\n]{tail}\n") if names else (f"{head}[", f"]{tail}\n")


def name_text(text: str) -> str:
    """Name a text after its bytes as they are written.

    >>> name_text("75 people")[:20]
    'urn:sha256:cbc6534ed'
    """
    return f"urn:sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _annotate(
    name: str, table: pd.DataFrame, texts: Mapping[str, str], targets: Mapping[str, dict[str, str]], first: int
) -> Iterator[dict[str, Any]]:
    def select(article_id: str, start: int, end: int) -> dict[str, Any]:
        return {**targets[article_id], "selector": _select(texts[article_id], start, end)}

    for number, row in enumerate(_list_rows(table, _SAID[name]), first):
        if row["article_id"] not in texts:
            continue
        body = [_comment("tagging", name)]
        if said := _say(row, _SAID[name]):
            body.append(_comment("describing", said))
        if linked := _other_span(name, row):
            body.append({**select(*linked), "purpose": "linking"})
        yield {
            "@context": _CONTEXT,
            "id": _name(name, str(number), row["article_id"], str(row["start"]), str(row["end"]), row["text"]),
            "type": "Annotation",
            "motivation": "linking" if linked else "tagging",
            "body": body,
            "target": select(row["article_id"], int(row["start"]), int(row["end"])),
        }


def _list_rows(table: pd.DataFrame, said: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield of each row what an annotation needs, as plain values."""
    needed = [column for column in table.columns if column in said or column in _PLACES]
    for values in zip(*(table[column].tolist() for column in needed), strict=True):
        yield dict(zip(needed, values, strict=True))


def _comment(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _select(text: str, start: int, end: int) -> list[dict[str, Any]]:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
    ]


def _other_span(name: str, row: Mapping[str, Any]) -> tuple[str, int, int] | None:
    start, end = _LINKED.get(name, ("other_start", "other_end"))
    if start not in row or _is_missing(row[start]):
        return None
    return row["other_id"], int(row[start]), int(row[end])


def _say(row: Mapping[str, Any], columns: tuple[str, ...]) -> str:
    """Say what a row holds: "kind: direct; speaker: Marie Curie"."""
    return "; ".join(f"{column}: {_shown(row[column])}" for column in columns if not _is_missing(row[column]))


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)


def _is_missing(value: Any) -> bool:
    return value is None or str(value) in ("", "<NA>") or value != value  # pandas' NA equals nothing, NaN not itself


def _describe_targets(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return how each article is named as a target: its text, and the address it was published under, if known."""
    articles = tables["articles"].to_dict("records") if "articles" in tables else []
    scopes = {row["article_id"]: row["url"] for row in articles if not _is_missing(row["url"])}
    return {
        article_id: {"type": "SpecificResource", "source": name_text(text)}
        | ({"scope": scopes[article_id]} if article_id in scopes else {})
        for article_id, text in texts.items()
    }


def _name(*parts: str) -> str:
    """Name a thing after what it holds: the same rows have the same names, on any machine."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, chr(0).join(parts))}"

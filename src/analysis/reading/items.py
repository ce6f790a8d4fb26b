"""Records of news systems to text and facts: IPTC ninjs, schema.org NewsArticle, and plain objects.

Sources: IPTC ninjs 1.4 and 2.1 (``body_text``, ``headline``, ``byline``, ``versioncreated`` …; in 2.x lists of
``bodies``, ``headlines``); schema.org ``NewsArticle`` in JSON-LD (``articleBody``, ``headline``, ``datePublished`` …).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from analysis.reading.sources import check_fact

# For each fact the keys that may hold it, the most telling first.
_KEYS = {
    "text": ("body_text", "articleBody", "text", "body", "content", "article", "fulltext", "full_text", "bodies"),
    "title": ("headline", "title", "headlines", "name"),
    "published": (
        "datePublished",
        "published",
        "publish_date",
        "published_at",
        "date_published",
        "pubDate",
        "firstcreated",
        "contentcreated",
        "versioncreated",
        "date",
        "dateCreated",
    ),
    "source": (
        "source",
        "outlet",
        "publication",
        "site",
        "site_name",
        "sourceOrganization",
        "publisher",
        "infosources",
    ),
    "author": ("byline", "bylines", "author", "authors", "creator"),
    "url": ("url", "canonical_url", "link", "mainEntityOfPage", "uri", "@id"),
    "language": ("language", "inLanguage", "lang"),
    "publisher": ("publisher", "copyrightholder", "copyrightHolder"),
    "country": ("country",),
}
_INNER = ("value", "name", "headline", "text", "articleBody", "@value", "@id", "url")  # where an object says its name
_MARKUP = ("body_xhtml", "body_html", "html")
_DEEPEST = 40  # levels of lists and objects; no news record nests so far


def walk_items(held: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that are articles: the object itself, members of a list or ``@graph``, hits of a feed.

    >>> graph = {"@graph": [{"@type": "Person"}, {"headline": "H", "articleBody": "B"}]}
    >>> [item["headline"] for item in walk_items(graph)]
    ['H']
    """
    if depth > _DEEPEST:
        return
    if isinstance(held, list):
        for member in held:
            yield from walk_items(member, depth + 1)
    elif isinstance(held, dict):
        if read_item(held) is not None:
            yield held
            return
        for member in held.values():
            if isinstance(member, (list, dict)):
                yield from walk_items(member, depth + 1)


def has_text(names: Iterable[str]) -> bool:
    """Tell whether a table with these columns can hold articles.

    >>> has_text(["title", "body"]), has_text(["table", "column", "value"])
    (True, False)
    """
    return not {*_KEYS["text"], *_MARKUP}.isdisjoint(names)


def read_item(item: Any) -> tuple[str, dict[str, str]] | None:
    """Return an object's article, its headline first, and what it says of itself; None where it holds none.

    >>> read_item({"headline": "Bridge closed", "articleBody": "It shut.", "datePublished": "2024-02-28T10:00:00Z"})
    ('Bridge closed\\n\\nIt shut.', {'title': 'Bridge closed', 'published': '2024-02-28T10:00:00+00:00'})
    >>> read_item({"@type": "Person", "name": "A. Example"}) is None
    True
    """
    if not isinstance(item, Mapping):
        return None
    text = _find(item, "text") or _read_markup(item)
    if not text:
        return None
    facts = {}
    for key in ("title", "published", "source", "author", "url", "language", "publisher", "country"):
        for name in _KEYS[key]:
            if (fact := check_fact(key, _say(item.get(name)))) is not None:
                facts[key] = fact
                break
    return lead_with(facts.get("title"), text), facts


def lead_with(title: str | None, text: str) -> str:
    """Put a headline before a text that does not begin with it."""
    if not title or " ".join(text.split()).startswith(title):
        return text
    return f"{title}\n\n{text}"


def _find(item: Mapping[str, Any], key: str) -> str:
    for name in _KEYS[key]:
        if said := _say(item.get(name), keep_lines=True):
            return said
    return ""


def _say(value: Any, *, keep_lines: bool = False, depth: int = 0) -> str:
    """Return what a value says in words: a text, the name of an object, the names in a list."""
    if isinstance(value, str):
        return value.strip() if keep_lines else " ".join(value.split())
    if depth > 3:
        return ""
    if isinstance(value, Mapping):
        inner = (_say(value.get(name), keep_lines=keep_lines, depth=depth + 1) for name in _INNER)
        return next((said for said in inner if said), "")
    if isinstance(value, list):
        said = [_say(member, keep_lines=keep_lines, depth=depth + 1) for member in value]
        return ("\n\n" if keep_lines else ", ").join(word for word in said if word)
    return value.isoformat() if hasattr(value, "isoformat") else ""


def _read_markup(item: Mapping[str, Any]) -> str:
    for name in _MARKUP:
        if isinstance(item.get(name), str) and item[name].strip():
            return read_fragment(item[name])
    return ""


def read_fragment(html: str) -> str:
    """Return the text of a piece of markup that is all article, a paragraph a line.

    >>> read_fragment("<p>One &amp; two.</p><p>Three.</p>")
    'One & two.\\nThree.'
    """
    from lxml.html import fromstring

    paragraphs = (
        " ".join(element.text_content().split()) for element in fromstring(f"<div>{html}</div>").iter(*_BLOCKS)
    )
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote")

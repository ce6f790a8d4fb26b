"""Web pages to text and facts: trafilatura finds the article's words among menus, adverts and links.

Measured against hand-extracted paragraphs in ``tests/reading/test_pages.py``; see also the accuracy page.
"""

from __future__ import annotations

from typing import Any

from analysis.reading.items import lead_with
from analysis.reading.sources import check_fact

_FACTS = {
    "title": "title",
    "published": "date",
    "source": "sitename",
    "author": "author",
    "url": "url",
    "language": "language",
}


def read_page(html: str) -> tuple[str, dict[str, str]]:
    """Return the article of a web page, its headline first, and what the page says of itself; "" where it has none.

    Counts: the main text's paragraphs, a line each. Leaves out: comments, tables, menus, links to other articles.
    The method is trafilatura's (Barbaresi 2021) with its fallbacks; nothing is fetched.
    """
    from trafilatura import bare_extraction

    page: Any = bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    text = (page.text or "").strip() if page is not None else ""
    if not text:
        return "", {}
    found = {key: check_fact(key, getattr(page, name, None) or "") for key, name in _FACTS.items()}
    facts = {key: fact for key, fact in found.items() if fact}
    return lead_with(facts.get("title"), text), facts

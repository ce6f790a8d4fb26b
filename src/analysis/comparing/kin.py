"""Words that stand for a country: its names, its capital, the words for its people, from the finders' lexicons."""

from __future__ import annotations

from functools import lru_cache

from analysis.finding.lexicon import Term, read_lexicon

Words = tuple[str, ...]


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """Return the country that each word stands for, in lower case, dots dropped.

    >>> words = country_words()
    >>> words["peruvian"], words["lima"], words["uk"], words.get("lake")
    ('peru', 'peru', 'united kingdom', None)
    """
    people = [row for row in read_lexicon("demonyms.csv") if row.category == "demonym"]
    capitals = [row for row in read_lexicon("metonyms.csv") if row.category == "capital"]
    return {plain(r.term): plain(r.note or r.term) for r in (*people, *capitals, *_countries()) if r.note or r.term}


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """Return the words of ``country_words`` that are a country's names, not those of its people or capital."""
    return frozenset(plain(row.term) for row in _countries())


@lru_cache(maxsize=1)
def long_words() -> dict[str, tuple[Words, ...]]:
    """Return the words of ``country_words`` that are several words, longest first, by the first of them.

    >>> long_words()["burkina"]
    (('burkina', 'faso'),)
    """
    table: dict[str, list[Words]] = {}
    for word in country_words():
        parts = tuple(word.split())
        if len(parts) > 1:
            table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(words, key=lambda parts: (-len(parts), parts))) for first, words in table.items()}


def plain(word: str) -> str:
    """Write a word as it is looked up here: "U.S." as "us"."""
    return word.lower().replace(".", "")


def _countries() -> list[Term]:
    return [row for row in read_lexicon("places.csv") if row.category == "country"]

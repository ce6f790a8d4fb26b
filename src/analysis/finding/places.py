"""Countries, capitals, regions and seas, the words for their people, and capitals that stand for governments.

Three packaged lists: ``places.csv`` (a name, what it is, and in ``note`` the name it is filed under),
``demonyms.csv`` (the word for people and things of a place: never a mention of the place) and
``metonyms.csv`` (a place or building that stands for an institution).
"""

from __future__ import annotations

from functools import lru_cache
from string import capwords

from analysis.finding.lexicon import read_lexicon

PLACE_CATEGORIES = ("country", "capital", "city", "state", "region", "water")


def find_place(name: str) -> str | None:
    """Return the name that a place is filed under, None for a name that is not listed.

    Case counts: "US" is the country, "us" the pronoun.

    >>> find_place("U.S."), find_place("Britain"), find_place("Trinidad and Tobago")
    ('United States', 'United Kingdom', 'Trinidad and Tobago')
    >>> find_place("us") is None
    True
    """
    found = _places().get(name)
    if found is None and len(name) > 3 and name.isupper():
        return _places().get(capwords(name))  # "NORWAY" in a headline
    return found


def is_demonym(word: str) -> bool:
    """Tell a nationality word or the name of a people, faith or party's members from a name.

    >>> is_demonym("Peruvian"), is_demonym("Peru")
    (True, False)
    """
    return word in _demonyms()


def is_institution(name: str) -> bool:
    """Tell a building or street that stands for an institution: the White House, the Kremlin.

    >>> is_institution("Kremlin"), is_institution("Moscow")
    (True, False)
    """
    return _metonyms().get(name) == "institution"


def is_capital(name: str) -> bool:
    """Tell a capital, which may stand for its country's government.

    >>> is_capital("Moscow"), is_capital("Kremlin")
    (True, False)
    """
    return _metonyms().get(name) == "capital"


@lru_cache(maxsize=1)
def long_places() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the places of two words and more by their first word, longest first.

    >>> long_places()["Burkina"][0]
    ('Burkina', 'Faso')
    """
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in _places():
        words = tuple(name.split())
        if len(words) > 1:
            table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=lambda words: (-len(words), words))) for first, names in table.items()}


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    return {t.term: t.note or t.term for t in read_lexicon("places.csv", categories=PLACE_CATEGORIES)}


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    return frozenset(t.term for t in read_lexicon("demonyms.csv", categories=("demonym", "group")))


@lru_cache(maxsize=1)
def _metonyms() -> dict[str, str]:
    return {t.term: t.category for t in read_lexicon("metonyms.csv", categories=("institution", "capital"))}

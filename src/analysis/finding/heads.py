"""The words beside and inside names that say what is named: titles, roles, head nouns.

``titles.csv``: honorific, office, rank (written with a capital before a name), role (a common noun for a
person), portfolio (what may stand before an office: "Treasury"); ``note`` is the gender a word tells, m or f.
``name_heads.csv``: head nouns of names of organisations, places, laws, events; ship prefixes; the common
nouns that say what a name is (vessel, descriptor) or belong to an organisation (asset); ``note`` marks heads
that are surnames as well (Hill, Park) and nouns that are said of people too (investor, rival).
``capitals.csv``: what is written with capitals and names nobody: abbreviations of common nouns (TV, CEO),
feasts, faiths and their books, languages.
"""

from __future__ import annotations

from functools import lru_cache

from analysis.finding.lexicon import read_lexicon

TITLE_CATEGORIES = ("honorific", "office", "rank", "role", "portfolio")
HEAD_CATEGORIES = (
    "corporate",
    "organisation",
    "place",
    "law",
    "event",
    "vessel_prefix",
    "vessel",
    "descriptor",
    "asset",
)
ORGANISATION_CATEGORIES = ("body", "agency", "media", "platform")
CAPITAL_CATEGORIES = ("abbreviation", "feast", "belief", "language")


@lru_cache(maxsize=1)
def _titles() -> dict[str, tuple[str, str]]:
    return {t.term: (t.category, t.note) for t in read_lexicon("titles.csv", categories=TITLE_CATEGORIES)}


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {t.term: t.category for t in read_lexicon("name_heads.csv", categories=HEAD_CATEGORIES)}


def title_category(phrase: str) -> str | None:
    """Return what kind of title or role a phrase is, without the point of an abbreviation.

    >>> title_category("Sgt."), title_category("Prime Minister"), title_category("driver"), title_category("Bridge")
    ('rank', 'office', 'role', None)
    """
    return _titles().get(phrase.rstrip("."), (None, ""))[0]


def title_gender(phrase: str) -> str:
    """Return "m", "f" or "" for the gender that a title or role tells.

    >>> title_gender("Mrs."), title_gender("Mr"), title_gender("Dr")
    ('f', 'm', '')
    """
    return _titles().get(phrase.rstrip("."), (None, ""))[1]


@lru_cache(maxsize=2)
def _noted(note: str) -> frozenset[str]:
    return frozenset(t.term for t in read_lexicon("name_heads.csv", categories=HEAD_CATEGORIES) if t.note == note)


def is_surname(head: str) -> bool:
    """Tell a head noun that people bear as a surname too.

    >>> is_surname("Hill"), is_surname("County")
    (True, False)
    """
    return head in _noted("surname")


def is_personal(noun: str) -> bool:
    """Tell a noun for organisations that may be said of a person too.

    >>> is_personal("investor"), is_personal("airline")
    (True, False)
    """
    return noun in _noted("person")


def head_category(word: str) -> str | None:
    """Return what a head noun says a name is.

    >>> head_category("Inc."), head_category("University"), head_category("Treaty"), head_category("Smith")
    ('corporate', 'organisation', 'law', None)
    """
    heads = _heads()
    return heads.get(word) or heads.get(word.rstrip("."))


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    return {t.term: t.category for t in read_lexicon("given_names.csv", categories=("m", "f", "any"))}


def given_gender(word: str) -> str | None:
    """Return "m", "f" or "any" for a common given name, None for another word.

    >>> given_gender("Susan"), given_gender("Jordan"), given_gender("Kelly")
    ('f', None, 'any')
    """
    return _given_names().get(word)


@lru_cache(maxsize=1)
def _organisations() -> dict[str, str]:
    terms = read_lexicon("organisations.csv", categories=ORGANISATION_CATEGORIES)
    return {t.term: t.note or t.term for t in terms}


def find_organisation(name: str) -> str | None:
    """Return the name that a well-known organisation is filed under, None for another name.

    >>> find_organisation("U.N."), find_organisation("Acme")
    ('United Nations', None)
    """
    return _organisations().get(name)


@lru_cache(maxsize=1)
def _press() -> frozenset[str]:
    terms = read_lexicon("organisations.csv", categories=ORGANISATION_CATEGORIES)
    return frozenset(term.note or term.term for term in terms if term.category == "media")


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {t.term: t.category for t in read_lexicon("capitals.csv", categories=CAPITAL_CATEGORIES)}


def is_press(name: str) -> bool:
    """Tell a well-known outlet or news agency by the name it is filed under.

    >>> is_press("Reuters"), is_press("NATO")
    (True, False)
    """
    return name in _press()


def capital_category(word: str) -> str | None:
    """Return what kind of common word is written with capitals, None for one that may name something.

    >>> capital_category("CEO"), capital_category("Easter"), capital_category("NATO")
    ('abbreviation', 'feast', None)
    """
    return _capitals().get(word.replace("’", "'"))

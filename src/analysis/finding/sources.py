"""Nouns for those who speak: what kind of source an unnamed one is (``lexicons/speaker_nouns.csv``).

``document`` speaks itself ("the letter says"); a ``statement`` is its issuer's; an ``office`` is an official source or
body; ``company`` and ``body`` take up a named organisation ("the company"); ``press`` are newsrooms, which pass on the
words of others; a ``persona`` is what an article calls again a person it has named ("the singer").
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.finding.lexicon import read_lexicon

CATEGORIES = ("document", "statement", "office", "company", "body", "press", "persona")
_TYPES = {
    "document": "document",
    "statement": "document",
    "office": "official",
    "company": "organisation",
    "body": "organisation",
    "press": "organisation",
}
# Newsrooms by the words in their names. They are never "the company" of somebody else's story.
_PRESS = re.compile(
    r"""\b(?:News|Times|Post|Press|Journal|Herald|Guardian|Tribune|Telegraph|Gazette|Chronicle|Daily|Mail|Sun|Mirror
    |Reuters|Bloomberg|AFP|AP|BBC|CNN|CBS|NBC|ABC|NPR|PBS|TMZ|TV|Television|Radio|Magazine|Newspaper|Times-News
    |Observer|Independent|Examiner|Today|Broadcasting|Xinhua|Politico|Axios|Variety|Newsweek|BuzzFeed|HuffPost)\b""",
    re.VERBOSE,
)


def source_category(lemma: str) -> str | None:
    """Return what kind of source a noun names, None for an unknown one.

    >>> source_category("letter"), source_category("ministry"), source_category("witness")
    ('document', 'office', None)
    """
    return _nouns().get(lemma.lower())


def is_document(lemma: str) -> bool:
    """Tell whether a noun is something written that can be said to say things.

    >>> is_document("letter"), is_document("mayor")
    (True, False)
    """
    return source_category(lemma) in {"document", "statement"}


def type_of_source(lemma: str) -> str:
    """Return the speaker type of an unnamed source: official, organisation, document, else anonymous.

    >>> type_of_source("spokesman"), type_of_source("airline"), type_of_source("neighbour")
    ('official', 'organisation', 'anonymous')
    """
    return _TYPES.get(source_category(lemma) or "", "anonymous")


def is_press(name: str) -> bool:
    """Tell a newsroom by its name.

    >>> is_press("The Ume Times"), is_press("Ume Shipping")
    (True, False)
    """
    return bool(_PRESS.search(name))


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {term.term: term.category for term in read_lexicon("speaker_nouns.csv", categories=CATEGORIES)}

"""Nouns for those who speak: what kind of source an unnamed one is (``lexicons/speaker_nouns.csv``).

``document`` speaks itself ("the letter says"); a ``statement`` is its issuer's; an ``office`` is an official source or
body; ``company`` and ``body`` take up a named organisation ("the company"); ``press`` are newsrooms, which pass on the
words of others; a ``persona`` is what an article calls again a person it has named ("the singer").
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.finding.cues import subject_kind
from analysis.finding.heads import title_category
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
# Endings of what happens or is the case, and of people; the things that end as people do.
_ABSTRACT = ("ness", "ity", "ism", "ment", "ance", "ence", "ancy", "ency", "sion", "tion", "amount", "number", "sense")
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "person", "eer", "source")
_THINGS = frozenset({
    "computer", "number", "order", "power", "river", "tower", "centre", "center", "offer", "error", "factor", "sector",
    "matter", "chapter", "monitor", "door", "floor", "winter", "summer", "weather", "disaster", "container", "server",
    "tanker", "trailer", "sensor", "motor", "colour", "color", "flower", "corner", "border", "fever", "cancer",
    "dinner", "water", "paper", "reactor", "engine", "tractor", "helicopter", "layer", "register", "shelter",
    "theater", "mirror",
})  # fmt: skip
# Newsrooms by the words in their names. They are never "the company" of somebody else's story.
_PRESS = re.compile(
    r"""\b(?:News|Times|Post|Press|Journal|Herald|Guardian|Tribune|Telegraph|Gazette|Chronicle|Daily|Mail|Sun|Mirror
    |Reuters|Bloomberg|AFP|AP|BBC|CNN|CBS|NBC|ABC|NPR|PBS|TMZ|TV|Television|Radio|Magazine|Newspaper|Times-News
    |Observer|Independent|Examiner|Today|Broadcasting|Xinhua|Politico|Axios|Variety|Newsweek|BuzzFeed|HuffPost)\b""",
    re.VERBOSE,
)

_TITLES_IN_FULL = {
    "dr": "doctor", "sen": "senator", "gov": "governor", "rep": "representative", "prof": "professor",
    "gen": "general", "capt": "captain", "sgt": "sergeant", "lt": "lieutenant", "col": "colonel", "rev": "reverend",
    "det": "detective", "supt": "superintendent", "insp": "inspector",
}  # fmt: skip


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


def is_inert(noun: str) -> bool:
    """Tell a common noun that names nobody and nothing written; one that no list has may speak.

    >>> is_inert("rise"), is_inert("happiness"), is_inert("ministry"), is_inert("letter"), is_inert("onlooker")
    (True, True, False, False, False)
    """
    lemma = noun.lower()
    if source_category(lemma) or title_category(lemma) or subject_kind(lemma) == "document":
        return False
    kind = subject_kind(lemma)
    return kind in {"event", "manner"} or (kind is None and lemma.endswith(_ABSTRACT))


def names_people(lemma: str) -> bool:
    """Tell a common noun for people, from the lexicons or by its ending.

    >>> names_people("nurse"), names_people("villager"), names_people("letter"), names_people("bridge")
    (True, True, False, False)
    """
    word, category, kind = lemma.lower(), source_category(lemma), subject_kind(lemma)
    if title_category(word) == "role" or category in {"office", "persona"} or kind in {"person", "knower"}:
        return True
    return category is None and kind is None and word not in _THINGS and word.endswith(_AGENTS)


def full_title(word: str) -> str:
    """Return a title in small letters and in full.

    >>> full_title("Dr."), full_title("Mayor")
    ('doctor', 'mayor')
    """
    bare = word.lower().rstrip(".")
    return _TITLES_IN_FULL.get(bare, bare)


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {term.term: term.category for term in read_lexicon("speaker_nouns.csv", categories=CATEGORIES)}

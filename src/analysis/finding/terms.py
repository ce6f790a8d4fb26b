"""Lexicon terms as patterns over tokens.

A lexicon's term is one word or several. A word matches a token by its form or its lemma, whole, in any
case; a word in capitals only as written. ``/`` after a word says which parts of speech or Penn tags count:
``may/MD`` is the modal verb, ``landmark/ADJ|NOUN`` an adjective or a noun. Before a word with such a mark
auxiliaries and adverbs may stand: "critics say/VERB" finds "critics have long said". The longest term wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.errors import InputError, LexiconError
from analysis.finding.language import Token
from analysis.finding.lexicon import read_lexicon
from analysis.records import Problem

LEXICONS = ("hedges", "boosters", "distancing", "weasels", "loaded", "exceptions")
NOT_COUNTED = "not counted"  # the category of exceptions: "rather than" keeps "rather" from counting

_TAGS_LISTED = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN SCONJ VERB CC CD DT EX FW IN JJ JJR JJS MD "
    "NN NNP NNPS NNS PDT PRP PRP$ RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB"
)
TAGS = frozenset(_TAGS_LISTED.split())
_WORD = re.compile(r"[^\s-]+|-")  # the tokenizer, too, makes three tokens of "so-called"
_MATCHABLE = re.compile(r"[\w.&’']+|-")
_SKIPPED = ("AUX", "ADV", "PART")
_MOST_SKIPPED = 3

Patterns = Mapping[str, tuple["Pattern", ...]]


class Word(NamedTuple):
    """One word of a term; ``tags`` is empty where any part of speech counts."""

    word: str
    tags: frozenset[str]


class Pattern(NamedTuple):
    """A lexicon's row, ready to match."""

    words: tuple[Word, ...]
    term: str
    category: str
    lexicon: str


@lru_cache(maxsize=8)
def read_patterns(folder: Path | None = None) -> dict[str, tuple[Pattern, ...]]:
    """Read the lexicons by their terms' first word, longer and narrower terms first.

    >>> [pattern.term for pattern in read_patterns()["rather"]]
    ['rather than', 'rather']
    >>> "us" in read_patterns()
    False
    """
    lists: dict[str, list[Pattern]] = {}
    for name, path in _list_files(folder):
        for row in read_lexicon(path):
            pattern = compile_term(row.term, row.category, name)
            lists.setdefault(pattern.words[0].word.lower(), []).append(pattern)
    return {word: tuple(sorted(patterns, key=_narrowness)) for word, patterns in lists.items()}


def compile_term(term: str, category: str, lexicon: str) -> Pattern:
    """Turn a lexicon's term into a pattern.

    Raises:
        LexiconError: a mark of part of speech is unknown.

    >>> compile_term("may/MD", "hedge", "hedges").term
    'may'
    >>> compile_term("may/MONTH", "hedge", "hedges")
    Traceback (most recent call last):
    analysis.errors.LexiconError: lexicon hedges, term 'may/MONTH': part of speech 'MONTH' is unknown; known: ...
    """
    words = []
    for part in term.split():
        text, _, marks = part.partition("/")
        tags = frozenset(marks.split("|")) if marks else frozenset[str]()
        if unknown := sorted(tags - TAGS):
            known = ", ".join(sorted(TAGS))
            message = f"part of speech {unknown[0]!r} is unknown; known: {known}. Fix the term."
            raise LexiconError(f"lexicon {lexicon}, term {term!r}: {message}")
        pieces = _WORD.findall(text)
        words += [Word(piece, tags if piece == pieces[-1] else frozenset()) for piece in pieces]
    return Pattern(tuple(words), " ".join(part.partition("/")[0] for part in term.split()), category, lexicon)


def check_lexicons(folder: Path) -> list[Problem]:
    """Name the terms of own lexicons that can never match: they hold marks that no word holds.

    Raises:
        InputError: no such folder.
        LexiconError: a row breaks the format.
    """
    return [
        Problem("", f"{path.name}: the term {row.term!r} can never match: write words, spaces and hyphens only.")
        for _, path in _list_files(folder)
        if isinstance(path, Path)
        for row in read_lexicon(path)
        if not all(_MATCHABLE.fullmatch(word.word) for word in compile_term(row.term, row.category, path.stem).words)
    ]


def longest_match(tokens: Sequence[Token], index: int, last: int, patterns: Patterns) -> tuple[Pattern | None, int]:
    """Return the longest term that begins at a token and ends before ``last``, and the token after it."""
    token = tokens[index]
    lower, lemma = token.text.lower(), token.lemma.lower()
    found = patterns.get(lower, ())
    if lemma != lower:
        found = (*found, *patterns.get(lemma, ()))
    best, best_end = None, index
    for pattern in found:
        end = _match(tokens, index, last, pattern)
        if end is not None and (best is None or len(pattern.words) > len(best.words)):
            best, best_end = pattern, end
    return best, best_end


def _match(tokens: Sequence[Token], index: int, last: int, pattern: Pattern) -> int | None:
    for number, word in enumerate(pattern.words):
        skipped = 0
        while index < last and not _fits(tokens[index], word):
            skippable = number and word.tags and skipped < _MOST_SKIPPED and tokens[index].pos in _SKIPPED
            if not skippable:
                return None
            index, skipped = index + 1, skipped + 1
        if index >= last:
            return None
        index += 1
    return index


def _fits(token: Token, word: Word) -> bool:
    if word.tags and token.pos not in word.tags and token.tag not in word.tags:
        return False
    if len(word.word) > 1 and word.word.isupper():
        return token.text == word.word
    lower = word.word.lower()
    return lower in (token.text.lower(), token.lemma.lower())


def _list_files(folder: Path | None) -> Iterator[tuple[str, str | Path]]:
    yield from ((name, f"{name}.csv") for name in LEXICONS)
    if folder is None:
        return
    if not folder.is_dir():
        raise InputError(f"no folder of lexicons at {folder}; give a folder of CSV files.")
    yield from ((path.stem, path) for path in sorted(folder.glob("*.csv")))


def _narrowness(pattern: Pattern) -> tuple[int, bool, str]:
    return -len(pattern.words), not any(word.tags for word in pattern.words), pattern.term

"""Lexicon terms as patterns over tokens.

A lexicon's term is one word or several. A word matches a token by its form or its lemma, whole, in any
case; a word in capitals only as written. ``/`` after a word says which parts of speech or Penn tags count:
``may/MD`` is the modal verb, ``landmark/ADJ|NOUN`` an adjective or a noun. Before a word with such a mark
auxiliaries and adverbs may stand: "critics say/VERB" finds "critics have long said". The longest term wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.errors import InputError, LexiconError
from analysis.finding.language import Token, parse_articles
from analysis.finding.lexicon import COLUMNS, read_lexicon
from analysis.records import Article, Problem, Segment

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


@lru_cache(maxsize=1)
def read_patterns() -> Patterns:
    """Read the packaged lexicons by their terms' first word, longer and narrower terms first.

    >>> [pattern.term for pattern in read_patterns()["rather"]]
    ['rather than', 'rather']
    >>> "us" in read_patterns()
    False
    """
    rows = [(name, row) for name in LEXICONS for row in read_lexicon(f"{name}.csv")]
    return _by_first_word(compile_term(row.term, row.category, name) for name, row in rows)


def read_own_patterns(folder: Path | None) -> list[Patterns]:
    """Read own lexicons, each by itself: no list hides a term of another.

    Raises:
        InputError: no such folder, or no CSV file in it.
        LexiconError: a row breaks the format; the message says file, line and what was expected.
    """
    return [
        _by_first_word(compile_term(row.term, row.category, path.stem) for row in read_lexicon(path, complain=complain))
        for path in _list_own(folder)
    ]


def complain(term: str) -> str | None:
    """Say what is wrong with a term's marks of part of speech; None where nothing is.

    >>> complain("may/MD") is None, complain("may/MONTH")[:32]
    (True, "part of speech 'MONTH' is unknow")
    """
    marks = {mark for part in term.split() if "/" in part for mark in part.partition("/")[2].split("|")}
    unknown = sorted(marks - TAGS)
    return (
        f"part of speech {unknown[0]!r} is unknown; known: {', '.join(sorted(TAGS))}. Fix the term."
        if unknown
        else None
    )


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
    if complaint := complain(term):
        raise LexiconError(f"lexicon {lexicon}, term {term!r}: {complaint}")
    words = []
    for part in term.split():
        text, _, marks = part.partition("/")
        pieces = _WORD.findall(text)
        tags = frozenset(marks.split("|")) if marks else frozenset[str]()
        words += [Word(piece, tags if piece == pieces[-1] else frozenset()) for piece in pieces]
    return Pattern(tuple(words), " ".join(part.partition("/")[0] for part in term.split()), category, lexicon)


def check_lexicons(folder: Path) -> list[Problem]:
    """Name the terms of own lexicons that can never match: no text is cut into words as they are written.

    Raises:
        InputError: no such folder, or no CSV file in it.
        LexiconError: a row breaks the format.
    """
    return [
        Problem("", f"{path.name}: the term {row.term!r} can never match: {why}")
        for path in _list_own(folder)
        for row in read_lexicon(path, complain=complain)
        if (why := _why_never(compile_term(row.term, row.category, path.stem)))
    ]


def _why_never(pattern: Pattern) -> str | None:
    """Say why no text can hold a term: its marks, or how the tokenizer cuts it ("can|not", "do|n't")."""
    if not pattern.words or not all(_MATCHABLE.fullmatch(word.word) for word in pattern.words):
        return "write words, spaces and hyphens only."
    article = Article("", "", "", pattern.term, (Segment("", 0, len(pattern.term), "paragraph", ""),))
    read = [token.text for token in next(parse_articles([article])).tokens]
    if [text.lower() for text in read] != [word.word.lower() for word in pattern.words]:
        return f"texts are read as the words {' | '.join(read)}; write it as {' '.join(read)!r}."
    return None


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


def _list_own(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    if not folder.is_dir():
        raise InputError(f"no folder of lexicons at {folder}; give a folder of CSV files.")
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise InputError(f"no CSV file in the folder of lexicons {folder}; put one there: {','.join(COLUMNS)}.")
    return paths


def _by_first_word(patterns: Iterable[Pattern]) -> Patterns:
    lists: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        if pattern.words:
            lists.setdefault(pattern.words[0].word.lower(), []).append(pattern)
    return {word: tuple(sorted(found, key=_narrowness)) for word, found in lists.items()}


def _narrowness(pattern: Pattern) -> tuple[int, bool, str]:
    return -len(pattern.words), not any(word.tags for word in pattern.words), pattern.term

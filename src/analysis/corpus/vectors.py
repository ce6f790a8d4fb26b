"""Articles as weighted words: one sparse row each, so that a hundred thousand are compared in minutes.

A word weighs by how often the article has it (1 + log), twice as much where it is a name (capitalised inside a
sentence), and by its rarity: in the archive, and in English at large (wordfreq), so that a folder of three
articles is weighed as soberly as an archive.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np

from analysis.records import PARSED_KINDS, Article

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-])*[^\W_]|\d[\d,.]*\d")
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s")
_SHORTEST_STEM = 4
_NAME = 2.0  # a name says more of what a story is about than another word as rare
_BACKGROUND = 300  # articles that the English language at large counts for
_LENGTH = 250  # words of an ordinary article: how likely a word of some frequency is to stand in it
_FUNCTION_WORD = 1e-3  # a word more frequent than once in a thousand says nothing of a story
_SENTENCE_END = '.!?:"“”'


def vectorise(articles: Iterable[Article]) -> tuple[Any, list[str]]:
    """Return a matrix of articles × words (``scipy.sparse.csr_array``), rows of length 1, and a word for each column.

    Counts: words of headline and paragraphs, stemmed. Leaves out: furniture, function words, words that only one
    article of the archive has (they cannot tie it to another).
    """
    spelled: dict[str, str] = {}
    counts = [count_words(article, spelled) for article in articles]
    spread = Counter(word for own in counts for word in own)
    columns = {word: column for column, word in enumerate(sorted(word for word, n in spread.items() if n > 1))}
    rarity = {word: _rarity(word, spread[word], len(counts)) for word in columns}
    rows = ({columns[w]: n * rarity[w] for w, n in own.items() if w in columns} for own in counts)
    return _scale(rows, len(columns)), [spelled[word] for word in columns]


def count_words(article: Article, spelled: dict[str, str] | None = None) -> dict[str, float]:
    """Weigh an article's words by how often it has them. ``spelled`` learns how each is written in full.

    >>> from analysis.records import Segment
    >>> text = "Bridge closed. The Lindholm bridge was closed."
    >>> count_words(Article("a", "e", "s", text, (Segment("a", 0, len(text), "paragraph", "x"),)))
    {'bridg': 1.69, 'clos': 1.69, 'lindholm': 2.0}
    """
    counts: Counter[str] = Counter()
    names = set()
    for segment in article.segments:
        if segment.kind not in PARSED_KINDS:
            continue
        words = article.text[segment.start : segment.end]
        for match in _WORD.finditer(words):
            word = match.group()
            stem = stem_word(word)
            if _frequency(stem) > _FUNCTION_WORD:
                continue
            counts[stem] += 1
            if spelled is not None:
                spelled[stem] = max(spelled.get(stem, word), word)  # small letters before capitals, in any order
            before = words[: match.start()].rstrip(" \t'‘(")[-1:] if word[0].isupper() else ""
            if before and before not in _SENTENCE_END:
                names.add(stem)
    return {word: round((1 + math.log(n)) * (_NAME if word in names else 1), 2) for word, n in counts.items()}


@lru_cache(maxsize=200_000)
def stem_word(word: str) -> str:
    """Cut the endings of number, tense and possession, roughly: both sides of a comparison are cut alike.

    >>> stem_word("Mayor’s"), stem_word("closing"), stem_word("closed"), stem_word("bus")
    ('mayor', 'clos', 'clos', 'bus')
    """
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word


def _rarity(word: str, spread: int, n_articles: int) -> float:
    """Return how rare a word is: the log of how many articles there are to one that has it."""
    expected = 1 - math.exp(-_frequency(word) * _LENGTH)
    return max(0.0, math.log((_BACKGROUND + n_articles + 1) / (_BACKGROUND * expected + spread)))


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    stems: dict[str, float] = {}
    for word, frequency in get_frequency_dict("en", "small").items():
        stem = stem_word(word)
        stems[stem] = stems.get(stem, 0.0) + frequency
    return stems


def _frequency(stem: str) -> float:
    return _frequencies().get(stem, 0.0)


def _scale(rows: Iterable[dict[int, float]], n_columns: int) -> Any:
    """Make the matrix row by row; what is gathered are plain numbers, not Python's objects."""
    from scipy import sparse

    indices, values, starts = array("i"), array("d"), array("q", [0])
    for row in rows:
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        indices.extend(row)
        values.extend(value / length for value in row.values())
        starts.append(len(indices))
    held = (np.array(values, np.float64), np.array(indices, np.int32), np.array(starts, np.int64))
    matrix = sparse.csr_array(held, shape=(len(starts) - 1, n_columns))
    matrix.sort_indices()
    return matrix

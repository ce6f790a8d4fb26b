"""Words cut into the pieces that BERT models read (the uncased English vocabulary), as its authors' tokenizer does.

Devlin et al. 2019; ``vocab.txt`` is theirs (Apache-2.0, see vocab.NOTICE). Checked piece for piece against the
``tokenizers`` library on every sentence and article of the gold and on 80 web pages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

Range = tuple[int, int]  # first and one past the last

_LONGEST_WORD = 100  # letters; a longer "word" is an unknown one
_LONGEST_TEXT = 256  # pieces, the two marks included
_IDEOGRAPHS = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F)),
    *((0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)


def cut_words(words: Sequence[str]) -> tuple[list[int], list[Range]]:
    """Return the numbers of the pieces of a text given in words, between two marks, and where each word's stand.

    Words past the longest text have no pieces.

    >>> numbers, ranges = cut_words(["Unaligned", ",", "Café"])
    >>> [[read_vocabulary()[number] for number in numbers[first:last]] for first, last in ranges]
    [['una', '##li', '##gned'], [','], ['cafe']]
    >>> read_vocabulary()[numbers[0]], read_vocabulary()[numbers[-1]]
    ('[CLS]', '[SEP]')
    """
    known = _number_pieces()
    numbers, ranges = [known["[CLS]"]], []
    for word in words:
        first = len(numbers)
        numbers += [number for part in _split(word) for number in _cut(part)]
        ranges.append((min(first, _LONGEST_TEXT - 1), min(len(numbers), _LONGEST_TEXT - 1)))
    return [*numbers[: _LONGEST_TEXT - 1], known["[SEP]"]], ranges


@lru_cache(maxsize=1)
def read_vocabulary() -> tuple[str, ...]:
    """Return the pieces in order of their numbers."""
    return tuple(files("analysis.comparing").joinpath("vocab.txt").read_text("utf-8").split("\n")[:-1])


def _split(text: str) -> Iterator[str]:
    """Split at spaces and around every mark and ideograph, in lower case without accents."""
    spaced = "".join(map(_space, text))
    # Letter by letter: lowered as a word, a Greek one would end in the final sigma.
    plain = "".join(c.lower() for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    for word in plain.split():
        start = 0
        for index, char in enumerate(word):
            if _is_mark(char):
                if start < index:
                    yield word[start:index]
                yield char
                start = index + 1
        if start < len(word):
            yield word[start:]


def _space(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    if char in "\t\n\r" or unicodedata.category(char) == "Zs":
        return " "
    if char == "\ufffd" or unicodedata.category(char).startswith("C"):
        return ""
    return f" {char} " if any(low <= ord(char) <= high for low, high in _IDEOGRAPHS) else char


def _is_mark(char: str) -> bool:
    return not char.isalnum() if char.isascii() else unicodedata.category(char).startswith("P")


@lru_cache(maxsize=20_000)
def _cut(word: str) -> tuple[int, ...]:
    """Cut a word into the longest pieces known, from its beginning; a word that cannot be cut is unknown."""
    known, pieces, start = _number_pieces(), [], 0
    while start < len(word) <= _LONGEST_WORD:
        end, joint = len(word), "##" * (start > 0)
        while end > start and joint + word[start:end] not in known:
            end -= 1
        if end == start:
            return (known["[UNK]"],)
        pieces.append(known[joint + word[start:end]])
        start = end
    return tuple(pieces) or (known["[UNK]"],)


@lru_cache(maxsize=1)
def _number_pieces() -> dict[str, int]:
    return {piece: number for number, piece in enumerate(read_vocabulary())}

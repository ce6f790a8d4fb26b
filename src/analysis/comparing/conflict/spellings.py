"""How names are spelt: alike but for accents, capitals or an abbreviation; a letter apart; with and without "s"."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_SHORT = {"mt": "mount", "st": "saint", "ft": "fort", "dept": "department", "univ": "university", "co": "company"}
# British words in the names of bodies and places, as Americans write them; those in "-our" go by rule.
_BRITISH = {"centre": "center", "theatre": "theater", "defence": "defense", "programme": "program", "fibre": "fiber"}
_SHORTEST = 3
_LETTERS = 2  # by which two spellings of a longer word differ
MIN_LETTERS = 5  # shorter names differ by one letter and are two names: "Dean", "Jean"


def plain_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents and capitals, abbreviations written out, British words in American.

    >>> plain_words("Mt. José"), plain_words("Ann Lee’s")
    (('mount', 'jose'), ('ann', 'lee'))
    >>> plain_words("Harbour Centre") == plain_words("Harbor Center")
    True
    """
    bare = unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", ""))
    words = _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)).lower())
    return tuple((_SHORT | _BRITISH).get(word, word).replace("our", "or") for word in words)


def are_near(a: str, b: str) -> bool:
    """Tell whether two words of a name are one, spelt in two ways.

    >>> are_near("Jon", "John"), are_near("Catherine", "Katharine")
    (True, True)
    >>> are_near("Joan", "Mary"), are_near("Colombia", "Colombian")
    (False, False)
    """
    shorter, longer = sorted((a, b), key=len)
    if not (a[0].isupper() and b[0].isupper()) or len(shorter) < _SHORTEST or longer in _forms(shorter):
        return False
    if plain_words(a) == plain_words(b):
        return False  # accents, capitals
    limit = 1 if len(shorter) < MIN_LETTERS else 2
    return len(longer) - len(shorter) <= limit and _distance(a, b) <= limit


def are_forms(a: str, b: str) -> bool:
    """Tell whether two names are one with another ending: a plural, a possessive, the word for its people.

    >>> are_forms("Colombia", "Colombian"), are_forms("Lund", "Lunde")
    (True, False)
    """
    shorter, longer = sorted((a, b), key=len)
    return longer in _forms(shorter)


def _forms(word: str) -> set[str]:
    """Return endings that make another word of a name and no other spelling: a plural, an adjective, a possessive."""
    return {word + ending for ending in ("s", "es", "n", "an", "i", "'s", "’s", "’", "'", ".", ",")}


def _distance(a: str, b: str) -> int:
    """Count the letters to replace, add or leave out to get from one word to the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, last = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y)))
    return row[-1]


def is_respelt(a: str, b: str) -> bool:
    """Tell whether two names differ by one letter replaced, added or left out, not at either end.

    >>> is_respelt("Marundo", "Marudo"), is_respelt("Colombia", "Colombian"), is_respelt("Korea", "Korea")
    (True, False, False)
    """
    short, long = sorted((a, b), key=len)
    if a == b or len(short) < MIN_LETTERS or len(long) - len(short) > 1 or a[0] != b[0]:
        return False
    if plain_words(a) == plain_words(b):
        return False  # British and American spelling, accents, capitals
    same = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if same == len(short) or not (long[same].isalpha() and short[same].isalpha()):
        return False
    return short[same:] == long[same + 1 :] if len(short) < len(long) else short[same + 1 :] == long[same + 1 :]


def plain_title(title: str) -> str:
    """Return a title without what spellings of it differ in: a final "s" of its words, "&" for "and".

    >>> plain_title("Keepers of the Lake"), plain_title("Salt & Stone")
    ('keeper of the lake', 'salt and stone')
    """
    return " ".join(word.rstrip("s") for word in title.lower().replace("&", "and").split())


def is_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether each word of a name is in the other, or short for one of its words by two letters or more.

    >>> is_within(("calif",), ("california",)), is_within(("anna", "lee"), ("anna", "leigh"))
    (True, False)
    >>> is_within(("aron", "lund"), ("aron", "lunde"))
    False
    """
    return all(any(word == other or _is_short_for(word, other) for other in long) for word in short)


def _is_short_for(word: str, other: str) -> bool:
    return other.startswith(word) and len(other) - len(word) > 1


def is_variant(a: str, b: str) -> bool:
    """Tell whether two longer words are one in two spellings.

    >>> is_variant("jewellery", "jewelry"), is_variant("captain", "mate")
    (True, False)
    """
    return min(len(a), len(b)) > MIN_LETTERS and a[0] == b[0] and _distance(a, b) <= _LETTERS


def holds_name(text: str, name: str) -> bool:
    """Tell whether a text holds a name, not only a longer one that begins or ends with it.

    >>> holds_name("Aron Lund's car", "Aron Lund"), holds_name("Aron Lunde left", "Aron Lund")
    (True, False)
    """
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[end : end + 1].isalpha() and not text[max(at - 1, 0) : at].isalpha():
            return True
        at = text.find(name, at + 1)
    return False

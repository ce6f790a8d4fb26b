"""What a word is compared by: its lemma, the figure that it writes, the country that it names."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.comparing.kin import country_names, country_words, long_words, plain
from analysis.finding.language import Token, is_word

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"}
# Content words that carry next to nothing: verbs of having, being and saying, and what any sentence may hold.
_LIGHT = frozenset(
    (
        *("be", "have", "do", "say", "tell", "get", "go", "come", "take", "make", "put", "let", "seem", "become"),
        *("mr", "mrs", "ms", "dr", "also", "then", "there", "here", "just", "even", "still", "very", "too", "so"),
        *("only", "when", "where", "how", "why", "now", "again", "ever", "never", "well", "however", "while", "not"),
        *("no", "more", "most", "much", "many", "such", "other", "own", "same", "way", "thing", "lot", "according"),
    )
)
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_ONES)}


def read_terms(tokens: Sequence[Token]) -> dict[int, str]:
    """Return the term of each content word by its index; a country of several words is one term, on its last word."""
    terms: dict[int, str] = {}
    after = 0
    for index, token in enumerate(tokens):
        if index < after:
            continue
        n = _count_name(tokens, index)
        if n:
            after = index + n
            terms[after - 1] = _file(" ".join(plain(t.text) for t in tokens[index:after]))
        elif is_content(token) or token.text in ("US", "U.S."):  # often tagged as the pronoun
            terms[index] = _file(plain(token.text)) if _is_country_word(token) else to_term(token)
    return terms


def is_content(token: Token) -> bool:
    """Tell words that carry content from those that any sentence may hold."""
    return token.pos in _CONTENT and is_word(token) and token.lemma.lower() not in _LIGHT


def to_term(token: Token) -> str:
    """Return what a single word is compared by: its lemma, or the figure that it writes.

    >>> to_term(Token(0, 5, "4,000", "4,000", "NUM", "CD", "nummod", 0, 0))
    '4000'
    """
    lemma = token.lemma.lower().replace(".", "") if token.pos == "PROPN" else token.lemma.lower()
    if token.pos == "NUM":
        return _NUMBER_WORDS.get(lemma, lemma.replace(",", ""))
    return lemma or token.text.lower()


def _is_country_word(token: Token) -> bool:
    return token.text[:1].isupper() and plain(token.text) in country_words()


def _count_name(tokens: Sequence[Token], index: int) -> int:
    """Return how many words a country's name of several words has here, 0 where there is none."""
    if not tokens[index].text[:1].isupper():
        return 0
    for parts in long_words().get(plain(tokens[index].text), ()):
        if tuple(plain(token.text) for token in tokens[index : index + len(parts)]) == parts:
            return len(parts)
    return 0


def _file(word: str) -> str:
    """A country is one term however it is written; its capital and people stay words of their own, of its kin."""
    return country_words()[word] if word in country_names() else word

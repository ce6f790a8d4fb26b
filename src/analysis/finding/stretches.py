"""Stretches of tokens: their characters, their marks, and whether they stand in quotation marks.

A stretch is two token indices, half-open.
"""

from __future__ import annotations

from analysis.finding.language import Parsed, Token
from analysis.finding.marks import find_quoted
from analysis.records import PARSED_KINDS

_OPEN, _CLOSE, _EITHER = "“„«‘", "”»’", "\"'"
_MARKS = frozenset(_OPEN + _CLOSE + _EITHER) | {"''", "``"}
_ENDS = frozenset(".,;:-–—…")
FINITE = ("VBD", "VBZ", "VBP", "MD")
# A clause quoted to more than this share is direct speech; below the other it is not even partly so.
_WHOLE, _HARDLY = 0.9, 0.3


def to_span(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """Return the characters of a stretch."""
    return parsed.tokens[first].start, parsed.tokens[last - 1].end


def is_finite(parsed: Parsed, first: int, last: int) -> bool:
    """Tell whether a stretch has a finite verb: whether it can be a statement."""
    return any(parsed.tokens[i].tag in FINITE for i in range(first, last))


def quoted_tokens(parsed: Parsed) -> list[bool]:
    """Say of each token whether it stands between quotation marks; marks themselves count as inside."""
    inside = [False] * len(parsed.tokens)
    spans = [(s.start, s.end) for s in parsed.article.segments if s.kind in PARSED_KINDS]
    for quoted in find_quoted(parsed.article.text, spans):
        first, last = parsed.tokens_in(quoted.outer_start, quoted.outer_end)
        inside[first:last] = [True] * (last - first)
    return inside


def is_mark(token: Token) -> bool:
    """Tell a quotation mark from an apostrophe and from words.

    >>> is_mark(Token(0, 1, "“", "“", "PUNCT", "``", "punct", 0, 0))
    True
    >>> is_mark(Token(0, 1, "’", "’", "PART", "POS", "case", 0, 0))
    False
    """
    return token.tag in ("``", "''") if token.text in ("'", "‘", "’") else token.text in _MARKS


def is_quoted(parsed: Parsed, quoted: list[bool], first: int, last: int) -> bool:
    """Tell whether a stretch is direct speech: quoted as good as whole, or with its verb in the quotation.

    In 'the boy "fell into the moat"' the words outside the marks state nothing.
    """
    share = sum(quoted[first:last]) / (last - first)
    if share < _HARDLY:
        return False
    return share > _WHOLE or not any(_states(parsed, i) for i in range(first, last) if not quoted[i])


def opens_quotation(parsed: Parsed, quoted: list[bool], first: int, last: int) -> bool:
    """Tell whether a stretch begins with a quotation that holds its verb: '"there is no way" when asked'."""
    if not quoted[first]:
        return False
    closing = next((i for i in range(first, last) if not quoted[i]), last)
    return is_finite(parsed, first, closing)


def strip_marks(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """Take commas, stops, dashes, "that", a last "and" and unpaired quotation marks off the ends."""
    tokens = parsed.tokens
    while first < last and (_is_edge(tokens[first]) or _is_loose(parsed, first, first, last)):
        first += 1
    while first < last and (
        tokens[last - 1].text in _ENDS or tokens[last - 1].tag == "CC" or _is_loose(parsed, last - 1, first, last)
    ):
        last -= 1
    return first, last


def _is_edge(token: Token) -> bool:
    return token.text in _ENDS or (token.text == "that" and token.tag == "IN")


def _is_loose(parsed: Parsed, index: int, first: int, last: int) -> bool:
    """Tell whether a mark or bracket at one end of a stretch has no partner in it."""
    tokens = parsed.tokens
    text = tokens[index].text
    if text in ("(", ")"):
        partner = ")" if text == "(" else "("
        return partner not in (tokens[i].text for i in range(first, last))
    return is_mark(tokens[index]) and sum(is_mark(tokens[i]) for i in range(first, last)) % 2 == 1


def _states(parsed: Parsed, index: int) -> bool:
    token = parsed.tokens[index]
    return token.pos in ("VERB", "AUX") and "relcl" not in (token.dep, parsed.tokens[token.head].dep)

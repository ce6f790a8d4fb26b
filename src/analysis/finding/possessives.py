"""Names that end in the mark of a possessive: "Macy's announced", which is no Macy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.finding.language import Parsed, Token
from analysis.finding.names import Candidate
from analysis.finding.runs import POSSESSIVES

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def keep_marks(parses: Sequence[Parsed], named: Mapping[int, Sequence[Candidate]]) -> dict[int, list[Candidate]]:
    """Give back the 's to names that never stand without it and, once at least, act with it.

    Args:
        parses: the articles of one event.
        named: each article's names, by the ``id`` of its parse.
    """
    by_text: dict[str, list[tuple[Parsed, Candidate]]] = defaultdict(list)
    for parsed in parses:
        for candidate in named[id(parsed)]:
            by_text[candidate.text].append((parsed, candidate))
    marked = {text for text, uses in by_text.items() if _is_marked(uses)}
    return {id(parsed): [_extend(c, parsed) if c.text in marked else c for c in named[id(parsed)]] for parsed in parses}


def _is_marked(uses: Sequence[tuple[Parsed, Candidate]]) -> bool:
    """Tell a name with the mark at every place, two at least, and at one as a subject: nothing there is owned."""
    if len(uses) < 2 or not all(_mark_behind(parsed, c) and not c.title for parsed, c in uses):
        return False
    following = (_token_at(parsed, c, c.last + 1) for parsed, c in uses)
    return any(token is not None and token.tag in _FINITE for token in following)


def _mark_behind(parsed: Parsed, candidate: Candidate) -> bool:
    token = _token_at(parsed, candidate, candidate.last)
    return token is not None and token.text in POSSESSIVES and token.tag == "POS"


def _token_at(parsed: Parsed, candidate: Candidate, i: int) -> Token | None:
    """Return a token of the candidate's sentence, None behind its end."""
    last = parsed.ranges[parsed.tokens[candidate.first].sentence].last
    return parsed.tokens[i] if i < last else None


def _extend(candidate: Candidate, parsed: Parsed) -> Candidate:
    mark = parsed.tokens[candidate.last]
    text = candidate.text + parsed.article.text[candidate.end : mark.end]
    return candidate._replace(last=candidate.last + 1, end=mark.end, text=text)

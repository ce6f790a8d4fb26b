"""Names that do not agree: one name spelt two ways in two articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.finding.annotate import Findings
from analysis.records import Conflict, Mention

_WORD = re.compile(r"\w+(?:[-’'](?!s\b)\w+)*")
# Several capitalised words in a row, small words between: "Keepers of the Lake", "Salt & Stone".
_TITLE = re.compile(r"""[A-Z][\w’']+(?:\s(?:(?:of|the|and|in|a|for|to)\s|&\s){0,2}[A-Z][\w’']+){1,5}""")
_SHORTEST = 3
_MIN_LETTERS = 5  # shorter names differ by one letter and are two names: "Dean", "Jean"


_OPENING = "“\"‘'"


class Word(NamedTuple):
    """One word of a mention, with the mention's kind."""

    start: int
    end: int
    text: str
    kind: str


def find_name_conflicts(first: Findings, second: Findings) -> Iterator[Conflict]:
    """Find a name of one article and one of another that differ by a letter.

    Compared are the words of mentions of one kind, five letters or more, each spelling once; at
    least one of the spellings stands in one article only. Leaves out: plurals, possessives and nationality adjectives
    ("Colombia", "Colombian"), which differ at the end. Names of works that one article puts between marks
    count too where they differ by an "s" or by "&" for "and"; and full names with one word in common and one
    within two letters ("Jon Ashby", "John Ashby"). Never ``sure``: a near name can be another's.
    """
    yield from _find_title_conflicts(first, second)
    whole = list(_find_full_names(first, second))
    yield from whole
    ours, theirs = _words(first), _words(second)
    for a in ours.values():
        for b in theirs.values():
            both = a.text in theirs and b.text in ours
            if both or not _kinds_agree(a.kind, b.kind) or not is_respelt(a.text, b.text):
                continue
            if not any(c.start <= a.start < c.end and c.other_start <= b.start < c.other_end for c in whole):
                yield _to_conflict(first, a, second, b, rule="names a letter apart")


def _kinds_agree(a: str, b: str) -> bool:
    return a == b or "other" in (a, b)  # a beast's name is now a person's, now nobody's


def _to_conflict(first: Findings, a: Word, second: Findings, b: Word, *, rule: str) -> Conflict:
    return Conflict(
        first.article.article_id, a.start, a.end, "name", second.article.article_id, b.start, b.end,
        b.text, f"{a.text} against {b.text}", 0.0, False, rule,
    )  # fmt: skip


def _find_title_conflicts(first: Findings, second: Findings) -> Iterator[Conflict]:
    ours, theirs = _titles(first), _titles(second)
    for key, a in ours.items():
        b = theirs.get(key)
        if not b or a.text == b.text or "work" not in (a.kind, b.kind):
            continue
        if a.text not in second.article.text and b.text not in first.article.text:
            yield _to_conflict(first, a, second, b, rule="titles a letter apart")


def _find_full_names(first: Findings, second: Findings) -> Iterator[Conflict]:
    """Yield people and bodies under names of as many words, all the same but one, which is nearly so."""
    ours, theirs = _full_names(first), _full_names(second)
    for a in ours.values():
        for b in theirs.values():
            if a.kind != b.kind or a.text in second.article.text or b.text in first.article.text:
                continue
            words = [(x, y) for x, y in zip(a.text.split(), b.text.split(), strict=False) if x != y]
            if len(a.text.split()) == len(b.text.split()) and len(words) == 1 and are_near(*words[0]):
                yield _to_conflict(first, a, second, b, rule="one word of a name apart")


def _full_names(findings: Findings) -> dict[str, Word]:
    """Return an article's mentions of two or more capitalised words, each where it first stands."""
    names: dict[str, Word] = {}
    for mention in findings.mentions:
        text = findings.article.text[mention.start : mention.end]
        if mention.kind in ("person", "organisation", "place") and len(text.split()) > 1 and text[0].isupper():
            names.setdefault(text, Word(mention.start, mention.end, text, mention.kind))
    return names


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
    limit = 1 if len(shorter) < _MIN_LETTERS else 2
    return len(longer) - len(shorter) <= limit and _distance(a, b) <= limit


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


def _titles(findings: Findings) -> dict[str, Word]:
    """Return capitalised phrases by what is left without plurals and "and"; ``kind`` is "work" between marks."""
    text = findings.article.text
    found: dict[str, Word] = {}
    for sentence in findings.parsed.sentences:
        for match in _TITLE.finditer(text, sentence.start, sentence.end):
            kind = "work" if text[match.start() - 1 : match.start()] in _OPENING and match.start() else ""
            word = Word(match.start(), match.end(), match[0], kind)
            key = plain_title(match[0])
            if key not in found or (kind and not found[key].kind):
                found[key] = word
    return found


def plain_title(title: str) -> str:
    """Return a title without what spellings of it differ in: a final "s" of its words, "&" for "and".

    >>> plain_title("Keepers of the Lake"), plain_title("Salt & Stone")
    ('keeper of the lake', 'salt and stone')
    """
    return " ".join(word.rstrip("s") for word in title.lower().replace("&", "and").split())


def is_respelt(a: str, b: str) -> bool:
    """Tell whether two names differ by one letter replaced, added or left out, not at either end.

    >>> is_respelt("Marundo", "Marudo"), is_respelt("Colombia", "Colombian"), is_respelt("Korea", "Korea")
    (True, False, False)
    """
    short, long = sorted((a, b), key=len)
    if a == b or len(short) < _MIN_LETTERS or len(long) - len(short) > 1 or a[0] != b[0]:
        return False
    if a.replace("our", "or") == b.replace("our", "or"):
        return False  # British and American spelling
    same = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if same == len(short) or not (long[same].isalpha() and short[same].isalpha()):
        return False
    return short[same:] == long[same + 1 :] if len(short) < len(long) else short[same + 1 :] == long[same + 1 :]


def _words(findings: Findings) -> dict[str, Word]:
    """Return the words of an article's mentions, each spelling where it first stands."""
    words: dict[str, Word] = {}
    for mention in findings.mentions:
        if not mention.rule.startswith("pronoun"):
            for word in _split(findings.article.text, mention):
                words.setdefault(word.text, word)
    return words


def _split(text: str, mention: Mention) -> Iterator[Word]:
    """Yield the words of a mention, each whole: the parser cuts "Mazar-e-Noor" at its hyphens."""
    for word in _WORD.finditer(text, mention.start):
        if word.start() >= mention.end:
            return
        if len(word[0]) >= _MIN_LETTERS and word[0][0].isupper():
            yield Word(word.start(), word.end(), word[0], mention.kind)

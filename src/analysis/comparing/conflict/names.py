"""Names that do not agree: one name spelt two ways in two articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.aligned import make_conflict
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.spellings import MIN_LETTERS, are_near, is_respelt, plain_title
from analysis.finding.annotate import Findings
from analysis.records import Conflict, Mention

_LIKELY = 0.5  # score of two sentences that likely say the same
_WORD = re.compile(r"\w+(?:[-’'](?!s\b)\w+)*")
# Several capitalised words in a row, small words between: "Keepers of the Lake", "Salt & Stone".
# A possessive is another's: "Norland's Keepers of the Lake".
_CAPITAL = r"[A-Z](?:\w|[’'](?!s\b))+"
_TITLE = re.compile(rf"{_CAPITAL}(?:\s(?:(?:of|the|and|in|a|for|to)\s|&\s){{0,2}}{_CAPITAL}){{1,5}}")


_OPENING = "“\"‘'"


class Word(NamedTuple):
    """One word of a mention, with the mention's kind."""

    start: int
    end: int
    text: str
    kind: str


def find_name_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find a name of one article and one of another that differ by a letter.

    Compared are the words of mentions of one kind, five letters or more, each spelling once; at
    least one of the spellings stands in one article only. Leaves out: plurals, possessives and nationality adjectives
    ("Colombia", "Colombian"), which differ at the end. Names of works that one article puts between marks
    count too where they differ by an "s" or by "&" for "and"; and full names with one word in common and one
    within two letters ("Jon Ashby", "John Ashby"). ``sure``: both
    stand in sentences that likely say the same, as elsewhere a near name can be another's; never a name of a work.
    """
    first, second = pairing.first, pairing.second
    yield from _find_title_conflicts(pairing)
    whole = list(_find_full_names(pairing))
    yield from whole
    ours, theirs = _words(first), _words(second)
    for a in ours.values():
        for b in theirs.values():
            both = a.text in theirs and b.text in ours
            if both or not _kinds_agree(a.kind, b.kind) or not is_respelt(a.text, b.text):
                continue
            if not any(c.start <= a.start < c.end and c.other_start <= b.start < c.other_end for c in whole):
                yield from _to_conflict(pairing, a, b, rule="names a letter apart")


def _kinds_agree(a: str, b: str) -> bool:
    return a == b or "other" in (a, b)  # a beast's name is now a person's, now nobody's


def _to_conflict(pairing: Pairing, a: Word, b: Word, *, rule: str, is_title: bool = False) -> Iterator[Conflict]:
    if pair := pairing.align(a, b):
        sure = pair.score >= _LIKELY and not is_title
        yield make_conflict(pair, "name", a, b, note=f"{a.text} against {b.text}", sure=sure, rule=rule)


def _find_title_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    first, second = pairing.first, pairing.second
    ours, theirs = _titles(first), _titles(second)
    for key, a in ours.items():
        b = theirs.get(key)
        if not b or a.text == b.text or "work" not in (a.kind, b.kind):
            continue
        if a.text not in second.article.text and b.text not in first.article.text:
            yield from _to_conflict(pairing, a, b, rule="titles a letter apart", is_title=True)


def _find_full_names(pairing: Pairing) -> Iterator[Conflict]:
    """Yield people and bodies under names of as many words, all the same but one, which is nearly so."""
    first, second = pairing.first, pairing.second
    ours, theirs = _full_names(first), _full_names(second)
    for a in ours.values():
        for b in theirs.values():
            if a.kind != b.kind or a.text in second.article.text or b.text in first.article.text:
                continue
            words = [(x, y) for x, y in zip(a.text.split(), b.text.split(), strict=False) if x != y]
            if len(a.text.split()) == len(b.text.split()) and len(words) == 1 and are_near(*words[0]):
                yield from _to_conflict(pairing, a, b, rule="one word of a name apart")


def _full_names(findings: Findings) -> dict[str, Word]:
    """Return an article's mentions of two or more capitalised words, each where it first stands."""
    names: dict[str, Word] = {}
    for mention in findings.mentions:
        text = findings.article.text[mention.start : mention.end]
        if mention.kind in ("person", "organisation", "place") and len(text.split()) > 1 and text[0].isupper():
            names.setdefault(text, Word(mention.start, mention.end, text, mention.kind))
    return names


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
        if len(word[0]) >= MIN_LETTERS and word[0][0].isupper():
            yield Word(word.start(), word.end(), word[0], mention.kind)

"""What one named person is called: a founder in one article, a co-founder in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.aligned import make_conflict
from analysis.comparing.conflict.contrasts import contrasts_of
from analysis.comparing.conflict.slots import Pairing
from analysis.finding.annotate import Findings
from analysis.finding.language import Token
from analysis.records import Conflict

# What before an office changes it. "former" is left out: offices are given up between two articles.
_CHANGING = r"(?:co|vice|deputy|assistant|acting|interim)"
_TITLE = re.compile(
    rf"""\b (?P<change>{_CHANGING}[-‑\s]\s?|co(?=found|own|author|produc|chair|writ))?
    (?P<office>(?:found|own|manag|direct|edit|produc|design|creat|writ|auth)\w{{0,3}}(?:er|or)s?\b
    |chair(?:man|woman|person)?\b|chief\b|president\b|minister\b|mayor\b|governor\b|secretary\b|head\b|pilot\b|captain\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_NEAR = 60  # characters between a name and the title that stands beside it


class Title(NamedTuple):
    """An office beside a name; ``change`` is "" or what changes it ("co", "deputy")."""

    start: int
    end: int
    office: str
    change: str


def find_title_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find a person whom one article always calls by an office, and the other by less or a part of it.

    Counts: "founder Ann Lee" against "Ann Lee, the app's co-founder"; deputy, vice, acting and interim offices;
    words of ``contrasts.csv`` beside a name ("his wife, Ann Lee", "his girlfriend, Ann Lee").
    Leaves out: articles that use both. Never ``sure``: short for the same is a habit of headlines.
    """
    first, second = pairing.first, pairing.second
    yield from _find_roles(pairing)
    ours, theirs = _titles(first), _titles(second)
    for person, title in ours.items():
        other = theirs.get(person)
        for office in sorted(title.keys() & (other or {}).keys()):
            a, b = title[office], (other or {})[office]
            if a is None or b is None or a.change == b.change or "" not in (a.change, b.change):
                continue
            if pair := pairing.align(a, b):
                note = f"{person}: {pair.first.text(a)} against {pair.second.text(b)}"
                yield make_conflict(pair, "label", a, b, note=note, sure=False, rule="another office")


def _find_roles(pairing: Pairing) -> Iterator[Conflict]:
    ours, theirs = _roles(pairing.first), _roles(pairing.second)
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key].keys() & theirs[key].keys():
            continue
        a, b = next(iter(ours[key].values())), next(iter(theirs[key].values()))
        if pair := pairing.align(a, b):
            note = f"{key[0]}: {a.text} against {b.text}"
            yield make_conflict(pair, "label", a, b, note=note, sure=False, rule="another role")


def _roles(findings: Findings) -> dict[tuple[str, str], dict[str, Token]]:
    """Return what each person is called out of each group of contrasts: (person, group) → {side: the word}."""
    tokens = findings.parsed.tokens
    roles: dict[tuple[str, str], dict[str, Token]] = {}
    for mention in findings.mentions:
        first, last = findings.parsed.tokens_in(mention.start, mention.end)
        top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
        if mention.kind != "person" or top is None or tokens[top].pos != "PROPN":
            continue
        beside = [i for i in findings.parsed.children[top] if tokens[i].dep in ("appos", "compound", "nmod")]
        beside += [tokens[top].head] if tokens[top].dep == "appos" else []
        for word in (tokens[i] for i in beside if tokens[i].pos == "NOUN"):
            for found in contrasts_of(word):
                roles.setdefault((mention.entity, found.group), {}).setdefault(found.side, word)
    return roles


def _titles(findings: Findings) -> dict[str, dict[str, Title | None]]:
    """Return the offices of each person by stem, None for one given in several ways."""
    titles: dict[str, dict[str, Title | None]] = {}
    for mention in findings.mentions:
        if mention.kind != "person" or mention.rule.startswith("pronoun"):
            continue
        for title in _beside(findings.article.text, mention.start, mention.end):
            own = titles.setdefault(mention.entity, {})
            seen = own.get(title.office, title)
            own[title.office] = seen if seen is not None and seen.change == title.change else None
    return titles


def _beside(text: str, start: int, end: int) -> Iterator[Title]:
    """Yield offices directly before a name, and after it behind a comma: "founder Ann Lee", "Ann Lee, its founder"."""
    before = max(start - _NEAR, 0)
    for match in _TITLE.finditer(text, before, start):
        if text[match.end() : start].strip(" ,") == "":
            yield _to_title(match)
    if text[end : end + 2] == ", ":
        clause = text[end + 2 : end + 2 + _NEAR]
        limit = min((at for mark in ",.;\n" if (at := clause.find(mark)) >= 0), default=len(clause))
        yield from (_to_title(match) for match in _TITLE.finditer(text, end + 2, end + 2 + limit))


def _to_title(match: re.Match[str]) -> Title:
    change = re.sub(r"\W", "", match["change"] or "").lower()
    return Title(match.start(), match.end(), match["office"].lower().rstrip("s"), change)

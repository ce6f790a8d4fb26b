"""The entities of GUM's news texts as spans of characters: who is named where, and which mentions are one.

GUM numbers its words; the stored sentences are set as running text again, so the words are counted anew
and each sentence is put where most of its entities begin and end at words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.evaluating.gold import read_jsonl
from analysis.finding.heads import title_category
from analysis.finding.places import is_demonym
from analysis.records import Article, Segment

KINDS = {"person": "person", "organization": "organisation", "place": "place"}
_SHIFTS = (0, -1, 1, -2, 2, -3, 3, -4, 4)
_WORD = re.compile(
    r"""
      (?:[A-Za-z]\.){2,}                                   # U.S.
    | (?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|Gen|Lt|Col|Sgt|Gov|Sen|Rep|No|vs|[A-Z])\.(?=\s)
    | https?://\S+
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|am|pm)?\b
    | [A-Za-z]+(?=n[’']t\b) | n[’']t\b
    | [’'](?:s|re|ve|ll|d|m)\b
    | (?i:anti|pro|co|non|pre|re|multi|ex|mid|semi|inter|ultra|post|sub|pan)-\w+(?:-\w+)*
    | [#@]\w+ | \[\.\.\.\] | \w+`\w+
    | \w+(?:[.@]\w+)+
    | \w+
    | \.\.\. | -- | [^\w\s]
    """,
    re.VERBOSE,
)
_HYPHENED = re.compile(rf"[A-Z]\w+(?:-\w+)+ | {_WORD.pattern}", re.VERBOSE)  # "Wong Kwok-kin": two words
_STOP = re.compile(
    r"[,;:()\[\]\"“”–—]|\s(?:of|in|on|at|to|for|from|by|with|who|which|that|as|and|near|during|like)\s|\s-\s"
)
_LEAD = re.compile(r"\A(?:(?:the|a|an|this|that|his|her|its|their|our|my|your|both|all)\s+)+", re.IGNORECASE)
_OTHER_PRONOUNS = frozenset(
    """someone everyone nobody i we you they it me us them my our your their its who those both here many some
    people hundreds thousands""".split()  # noqa: SIM905 — a page of one-word lines
)
_PRONOUNS = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))


@dataclass(frozen=True)
class GoldEntity:
    """A mention that the corpus marks. ``named``: its head is a proper name; ``pronoun``: it is he or she."""

    start: int
    end: int
    kind: str  # person · organisation · place, or the corpus's word for other things
    chain: str
    named: bool
    pronoun: bool
    part: bool = (
        False  # inside a longer name ("Leeds" in "Leeds Police Department"): right when found, nothing when missed
    )


@dataclass(frozen=True)
class GoldText:
    """One text with its entities and a summary by a person."""

    article: Article
    entities: tuple[GoldEntity, ...]
    summary: str


def read_gum_texts(gold: Path) -> list[GoldText]:
    """Read ``external/gum-news.jsonl``: the first sentence is the headline, each other one a paragraph."""
    return [_to_text(row) for row in read_jsonl(gold / "external" / "gum-news.jsonl")]


def _to_text(row: Mapping[str, Any]) -> GoldText:
    text = "\n".join(row["sentences"])
    starts, at = [], 0
    for sentence in row["sentences"]:
        starts.append(at)
        at += len(sentence) + 1
    segments = tuple(
        Segment(row["id"], start, start + len(sentence), "paragraph" if n else "headline", "corpus")
        for n, (start, sentence) in enumerate(zip(starts, row["sentences"], strict=True))
    )
    article = Article(row["id"], row["id"], "Wikinews", text, segments, published=row["date"], title=row["title"])
    return GoldText(article, tuple(_mark_names(text, list(_locate(row, starts)))), row["human_summary"])


def _mark_names(text: str, entities: Sequence[GoldEntity]) -> Iterator[GoldEntity]:
    """Keep one phrase a name, the smallest ("Ann Lee" in "the mayor, Ann Lee"), and mark the parts of names."""
    heads = {g: _head_span(text, g) for g in entities if g.named}
    for g in entities:
        low, high = heads.get(g, (0, 0))
        inner = any(h[1] == high and o is not g and o.end - o.start < g.end - g.start for o, h in heads.items())
        part = any(h[0] <= low and high <= h[1] and h[1] - h[0] > high - low for o, h in heads.items())
        yield replace(g, named=g.named and not inner, part=g.named and not inner and part)


def _head_span(text: str, entity: GoldEntity) -> tuple[int, int]:
    phrase = text[entity.start : entity.end]
    head = name_head(phrase)
    start = entity.start + phrase.index(head)
    return start, start + len(head)


def _locate(row: Mapping[str, Any], starts: Sequence[int]) -> Iterable[GoldEntity]:
    by_sentence: dict[int, list[Mapping[str, Any]]] = {}
    for entity in row["entities"]:
        by_sentence.setdefault(entity["sentence"], []).append(entity)
    first, text = 0, " ".join(row["sentences"])
    for number, sentence in enumerate(row["sentences"]):
        own = by_sentence.get(number, [])
        words, shift = _read_words(sentence, own, first)
        first += shift
        for entity in own:
            low, high = entity["first"] - first, entity["last"] - first
            if 0 <= low <= high < len(words):
                yield _to_entity(entity, sentence, words[low].start(), words[high].end(), starts[number], text)
        first += len(words)


def _read_words(sentence: str, entities: Sequence[Mapping[str, Any]], first: int) -> tuple[list[re.Match[str]], int]:
    """Read a sentence's words, hyphens apart or not, and by how much their numbers are off, as fits best."""
    readings = [list(pattern.finditer(sentence)) for pattern in (_WORD, _HYPHENED)]
    fits = {
        (n, shift): (_fit(entities, words, first + shift), -abs(shift), -n)
        for n, words in enumerate(readings)
        for shift in _SHIFTS
    }
    best, shift = max(fits, key=lambda key: fits[key])
    return readings[best], shift


def _fit(entities: Iterable[Mapping[str, Any]], words: Sequence[re.Match[str]], first: int) -> int:
    """Count what speaks for a sentence's first word having this number: entities end at words, links match."""
    fit = 0
    for entity in entities:
        low, high = entity["first"] - first, entity["last"] - first
        if not 0 <= low <= high < len(words):
            fit -= 3
            continue
        one, two = words[low].group(), words[high].group()
        fit += 1 if (one[0].isalnum() or one in "$#\"“'") and two[0].isalnum() else -1
        fit += _LEAD.fullmatch(one + " ") is not None
        fit -= 2 * (_LEAD.fullmatch(two + " ") is not None and high > low)
        if entity["wiki"]:
            inside = {w.group().lower() for w in words[low : high + 1]}
            fit += 2 * bool(inside & set(entity["wiki"].lower().replace("(", "").split("_")))
    return fit


def _to_entity(entity: Mapping[str, Any], sentence: str, low: int, high: int, offset: int, text: str) -> GoldEntity:
    words = sentence[low:high]
    kind = KINDS.get(entity["type"], entity["type"])
    named = kind in KINDS.values() and is_named(words, opens=low == 0 and not entity["wiki"], lower=text)
    return GoldEntity(offset + low, offset + high, kind, entity["chain"], named, words.lower() in _PRONOUNS)


def name_head(phrase: str) -> str:
    """Return the part of a phrase that its proper name can stand in: up to the first comma or preposition.

    >>> name_head("the former minister Ann Lee of Lima, who left")
    'former minister Ann Lee'
    """
    body = _LEAD.sub("", phrase.strip(), count=1)
    return re.sub(r"\s*[’']s?$", "", _STOP.split(body)[0].strip())


def is_named(phrase: str, *, opens: bool = False, lower: str = "") -> bool:
    """Tell a phrase whose head is a proper name; nationality words, titles alone and pronouns are none.

    ``opens``: it opens a sentence, so that one capital says nothing if ``lower``, the text, has the word small,
    or the beginning of a longer one.

    >>> is_named("the former minister Ann Lee"), is_named("a group of Peruvian teenagers"), is_named("the Governor")
    (True, False, False)
    """
    head = name_head(phrase)
    words = head.split()
    tail = phrase.split()
    if (
        words
        and title_category(words[-1])
        and len(tail) > len(words) + 2
        and tail[-1][0].isupper()
        and tail[-2][0].isupper()
    ):
        return True  # "Minister of Health Ann Lee"
    if not words or not words[-1][:1].isupper() or words[-1].lower() in _OTHER_PRONOUNS | _PRONOUNS:
        return False
    if opens and sum(word[0].isupper() for word in words) < 2 and f" {words[-1].lower().rstrip('s')}" in lower:
        return False
    return not (is_demonym(head) or all(title_category(w) or is_demonym(w) for w in words))

"""Two aligned sentences with what was found in each: what every conflict rule looks at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from analysis.comparing.similarity import CONCEPT, compare_terms
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed, Token
from analysis.records import Conflict, DateMention, Match, Mention, Quantity, Quotation

SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "nsubjpass", "attr", "oprd")  # what an act is done to is the subject of its passive
MODIFIERS = ("amod", "compound", "nmod", "poss", "advmod", "npadvmod")
_PLACING = frozenset(("in", "at", "near", "off", "outside", "around"))

Found = TypeVar("Found", Mention, Quotation, Quantity, DateMention)


class Passage(Protocol):
    """Whatever stands in a text: a record, a token, a word."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


@dataclass(frozen=True)
class Side:
    """One sentence of one article, and the article's findings."""

    findings: Findings
    sentence: int

    @property
    def parsed(self) -> Parsed:
        """The article's parse."""
        return self.findings.parsed

    @property
    def article_id(self) -> str:
        """The article's id."""
        return self.findings.article.article_id

    @property
    def tokens(self) -> range:
        """Indices of the sentence's tokens."""
        return range(*self.parsed.ranges[self.sentence])

    def inside(self, records: Sequence[Found]) -> list[Found]:
        """Return the records, in text order, that lie in the sentence."""
        sentence = self.parsed.sentences[self.sentence]
        first = bisect_left(records, sentence.start, key=lambda record: record.start)
        inside = []
        for record in records[first:]:
            if record.end > sentence.end:
                break
            inside.append(record)
        return inside

    def text(self, record: Passage) -> str:
        """Return the characters of a record."""
        return self.findings.article.text[record.start : record.end]


@dataclass(frozen=True)
class Aligned:
    """Two sentences that a match joins; the first article comes first in the event."""

    first: Side
    second: Side
    score: float


def pair_sides(found: Sequence[Findings], matches: Sequence[Match]) -> Iterator[Aligned]:
    """Yield each matched pair of sentences once, in text order, best score where it stands twice."""
    order = {findings.article.article_id: n for n, findings in enumerate(found)}
    best: dict[tuple[int, int, int, int], float] = {}
    for match in matches:
        ends = [(order[match.article_id], match.start), (order[match.other_id], match.other_start)]
        (a, at), (b, bt) = sorted(ends)
        first, second = found[a].parsed.sentence_at(at), found[b].parsed.sentence_at(bt)
        if first is not None and second is not None:
            key = (a, first, b, second)
            best[key] = max(best.get(key, 0.0), match.score)
    for (a, first, b, second), score in sorted(best.items()):
        yield Aligned(Side(found[a], first), Side(found[b], second), score)


def pair_records(first: Findings, a: Passage, second: Findings, b: Passage) -> Aligned | None:
    """Put the sentences of two passages side by side, though no match joins them; None outside sentences."""
    i, j = first.parsed.sentence_at(a.start), second.parsed.sentence_at(b.start)
    return None if i is None or j is None else Aligned(Side(first, i), Side(second, j), 0.0)


def make_conflict(pair: Aligned, kind: str, a: Passage, b: Passage, *, note: str, sure: bool, rule: str) -> Conflict:
    """Make the record of a conflict between a passage of the first side and one of the second."""
    other = pair.second.findings.article
    return Conflict(
        pair.first.article_id, a.start, a.end, kind, other.article_id, b.start, b.end,
        other.text[b.start : b.end], note, pair.score, sure, rule,
    )  # fmt: skip


@lru_cache(maxsize=65536)
def are_kin(a: str, b: str) -> bool:
    """Tell whether two lemmas are the same word, of one concept or of one stem.

    >>> are_kin("kill", "killing"), are_kin("kill", "meet")
    (True, False)
    """
    return a == b or bool(compare_terms([a, b])[0, 1] >= CONCEPT)


def governing_verb(parsed: Parsed, start: int, end: int) -> int | None:
    """Return the index of the first verb from a phrase's head upwards, None without one."""
    index = phrase_head(parsed, start, end)
    while index is not None:
        token = parsed.tokens[index]
        if token.pos == "VERB":
            return index
        index = token.head if token.head != index else None
    return None


def phrase_head(parsed: Parsed, start: int, end: int) -> int | None:
    """Return the index of the token of a span whose head lies outside it, None for a span without tokens."""
    first, last = parsed.tokens_in(start, end)
    for index in range(first, last):
        head = parsed.tokens[index].head
        if head == index or not first <= head < last:
            return index
    return None


def verbs_of_one_act(pair: Aligned, a: Found, b: Found) -> tuple[int, int] | None:
    """Return the verbs (token indices) that two passages hang on, where they are kin; else None."""
    i = governing_verb(pair.first.parsed, a.start, a.end)
    j = governing_verb(pair.second.parsed, b.start, b.end)
    if i is None or j is None or not are_kin(pair.first.parsed.tokens[i].lemma, pair.second.parsed.tokens[j].lemma):
        return None
    return i, j


def share_argument(pair: Aligned, i: int, j: int, labels: tuple[str, ...]) -> bool:
    """Tell whether two verbs (token indices of either side) have an argument in common: an entity or a noun."""
    ours, theirs = _arguments(pair.first.parsed, i, labels), _arguments(pair.second.parsed, j, labels)
    return any(_same_thing(pair, a, b) for a in ours for b in theirs)


def have_rival_arguments(pair: Aligned, i: int, j: int) -> bool:
    """Tell whether two verbs have two named doers, or are done to two named things: then they are two acts."""
    for labels in (SUBJECTS, OBJECTS):
        ours = {entity for t in _arguments(pair.first.parsed, i, labels) if (entity := _entity(pair.first, t))}
        theirs = {entity for t in _arguments(pair.second.parsed, j, labels) if (entity := _entity(pair.second, t))}
        if ours and theirs and not ours & theirs:
            return True
    return False


def name_other_places(pair: Aligned) -> bool:
    """Tell whether each sentence names a place and they have none in common: they may tell of two events."""
    ours, theirs = _places(pair.first), _places(pair.second)
    return bool(ours and theirs) and not ours & theirs


def _places(side: Side) -> set[str]:
    """Return the entities that are places, or that something is "in", "at", "near": a town may be unknown."""
    tokens, places = side.parsed.tokens, set()
    for mention in side.inside(side.findings.mentions):
        head = phrase_head(side.parsed, mention.start, mention.end)
        placed = head is not None and tokens[tokens[head].head].lemma.lower() in _PLACING
        if mention.kind == "place" or placed:
            places.add(mention.entity)
    return places


def complements(parsed: Parsed, index: int) -> set[str]:
    """Return the lemmas of what hangs on a noun or verb, directly or by a preposition."""
    near = list(parsed.children[index])
    near += [grand for child in near if parsed.tokens[child].dep == "prep" for grand in parsed.children[child]]
    near += [grand for child in near for grand in parsed.children[child] if parsed.tokens[grand].dep in MODIFIERS]
    return {parsed.tokens[n].lemma.lower() for n in near if parsed.tokens[n].pos in ("NOUN", "PROPN")}


def _arguments(parsed: Parsed, verb: int, labels: tuple[str, ...]) -> list[Token]:
    return [parsed.tokens[child] for child in parsed.children[verb] if parsed.tokens[child].dep in labels]


def _same_thing(pair: Aligned, a: Token, b: Token) -> bool:
    ours, theirs = _entity(pair.first, a), _entity(pair.second, b)
    if ours or theirs:
        return ours == theirs
    return a.pos == b.pos == "NOUN" and are_kin(a.lemma.lower(), b.lemma.lower())


def _entity(side: Side, token: Token) -> str | None:
    return next((m.entity for m in side.inside(side.findings.mentions) if m.start <= token.start < m.end), None)

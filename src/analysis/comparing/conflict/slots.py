"""Where a passage stands in its sentence, held against where another stands: what is around both, word by word.

Two passages fill one slot where the words around them are alike: "killing (six) civilians" and "killed (four)
civilians" share the act and the people. Precision comes from here, so that sentences need not be aligned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from analysis.comparing.aligned import SUBJECTS, Aligned, Passage, are_kin, pair_records, pair_sides, phrase_head
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed, Token
from analysis.records import Match

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV")
# Words that carry others and say little themselves; what stands behind them counts as near.
_CARRYING = frozenset(("be", "have", "do"))
# Records of an article that are held against another's: every two of them, so that thousands would take hours. The
# most in an article of the gold events are 68 mentions, 24 quantities, 21 quotations and 19 dates.
MOST = {"mentions": 400, "quotations": 200, "quantities": 200, "dates": 200}
_REACH = 2  # content words from a passage to what still counts as around it


class Shared(NamedTuple):
    """What two slots share: ``weight`` counts alike words (1 next to the passage, ½ one further), ``share`` of 1."""

    weight: float
    share: float


@dataclass(frozen=True, eq=False)
class Pairing:
    """Two articles side by side, with their aligned sentences in text order."""

    first: Findings
    second: Findings
    aligned: tuple[Aligned, ...] = field(repr=False)

    def align(self, a: Passage, b: Passage) -> Aligned | None:
        """Put the sentences of two passages side by side, score 0 where no match joins them; None outside sentences."""
        pair = pair_records(self.first, a, self.second, b)
        if pair is None:
            return None
        return self._matched.get((pair.first.sentence, pair.second.sentence), pair)

    def share(self, a: Passage, b: Passage) -> Shared:
        """Return how much the words around two passages are alike."""
        ours, theirs = self._near(0, a.start, a.end), self._near(1, b.start, b.end)
        weight, used = 0.0, set[int]()
        for i, near in sorted(ours.items(), key=lambda item: (-item[1], item[0])):
            met = [(min(near, theirs[j]), -j) for j in theirs if j not in used and self.are_alike(i, j)]
            if met:
                best = max(met)
                weight += best[0]
                used.add(-best[1])
        smaller = min(sum(ours.values()), sum(theirs.values()))
        return Shared(weight, weight / smaller if smaller else 0.0)

    def are_alike(self, i: int, j: int) -> bool:
        """Tell whether two words (token indices) name one thing: one entity, or the same or a kin word."""
        if self.are_one(i, j):
            return True
        return are_kin(self.first.parsed.tokens[i].lemma.lower(), self.second.parsed.tokens[j].lemma.lower())

    def are_one(self, i: int, j: int) -> bool:
        """Tell whether two words (token indices) belong to one entity's names."""
        entity = self._entities[0].get(i)
        return entity is not None and entity == self._entities[1].get(j)

    def _near(self, side: int, start: int, end: int) -> dict[int, float]:
        """Return ``_around`` of a passage of the first (0) or second (1) article, worked out once."""
        key = (side, start, end)
        if key not in self._known:
            self._known[key] = _around((self.first, self.second)[side].parsed, start, end)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[int, int, int], dict[int, float]]:
        return {}

    @cached_property
    def _matched(self) -> dict[tuple[int, int], Aligned]:
        return {(pair.first.sentence, pair.second.sentence): pair for pair in self.aligned}

    @cached_property
    def _entities(self) -> tuple[dict[int, str], dict[int, str]]:
        return _name_tokens(self.first), _name_tokens(self.second)


def pair_articles(found: Sequence[Findings], matches: Sequence[Match]) -> Iterator[Pairing]:
    """Yield every two articles side by side, with the matches that join their sentences."""
    joined: dict[tuple[str, str], list[Aligned]] = {}
    for pair in pair_sides(found, matches):
        joined.setdefault((pair.first.article_id, pair.second.article_id), []).append(pair)
    for first, second in combinations(found, 2):
        ends = (first.article.article_id, second.article.article_id)
        yield Pairing(_bound(first), _bound(second), tuple(joined.get(ends, ())))


def _bound(findings: Findings) -> Findings:
    """Leave the first records of each kind where there are more than any article of news has."""
    if not exceeds_most(findings):
        return findings
    return replace(findings, **{name: getattr(findings, name)[:most] for name, most in MOST.items()})


def exceeds_most(findings: Findings) -> list[str]:
    """Return the kinds of records of which an article has more than are held against another's for conflicts."""
    return [name for name, most in MOST.items() if len(getattr(findings, name)) > most]


def _name_tokens(findings: Findings) -> dict[int, str]:
    """Return the entity that each token belongs to, where it belongs to one."""
    return {
        index: mention.entity
        for mention in findings.mentions
        for index in range(*findings.parsed.tokens_in(mention.start, mention.end))
    }


def _around(parsed: Parsed, start: int, end: int) -> dict[int, float]:
    """Return the content words around a passage and how near each is: 1 next to it, ½ one word further.

    Prepositions, articles and auxiliaries are no distance.
    """
    top = phrase_head(parsed, start, end)
    if top is None:
        return {}
    first, last = parsed.tokens_in(start, end)
    distance, queue = {top: 0}, [top]
    while queue:
        index = queue.pop(0)
        for near in (parsed.tokens[index].head, *parsed.children[index], *_lent_subjects(parsed, index)):
            counts = not first <= near < last and _says_something(parsed.tokens[near])
            steps = distance[index] + counts
            if steps <= _REACH and steps < distance.get(near, _REACH + 1):
                distance[near] = steps
                queue.append(near)
    return {
        index: 1.0 / steps
        for index, steps in distance.items()
        if steps and not first <= index < last and _says_something(parsed.tokens[index])
    }


def _lent_subjects(parsed: Parsed, index: int) -> tuple[int, ...]:
    """Return the subjects that a verb has from the one before it: "Norway leads the mission and has 900 troops"."""
    token = parsed.tokens[index]
    if token.dep != "conj" or token.pos not in ("VERB", "AUX") or _subjects(parsed, index):
        return ()
    return _subjects(parsed, token.head)


def _subjects(parsed: Parsed, verb: int) -> tuple[int, ...]:
    return tuple(i for i in parsed.children[verb] if parsed.tokens[i].dep in SUBJECTS)


def _says_something(token: Token) -> bool:
    return token.pos in _CONTENT and token.lemma not in _CARRYING and token.text[0].isalnum()

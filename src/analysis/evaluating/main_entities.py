"""Main entities against what people say a story is about: a reader's summary, the headlines of other outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.evaluating.gold import GoldEvent
from analysis.evaluating.gum_entities import KINDS, GoldText, name_head
from analysis.evaluating.scores import Score
from analysis.finding.annotate import Findings
from analysis.finding.heads import find_organisation
from analysis.finding.places import find_place
from analysis.finding.prominence import count_entities

_RANKINGS = {
    "main entities: in other headlines": ("salience",),
    "main entities: in other headlines, by counting": ("n_mentions",),
}
_LONGEST = 5  # words of a listed name looked for in a summary


def score_headlines(events: Sequence[GoldEvent], *, on: str) -> list[Score]:
    """Score an article's ranking on what the headlines of the other articles on its event name.

    R-precision, with the people, organisations and places that the article names too; by ``salience``, and by
    counting mentions.
    """
    counts = {measure: [0, 0] for measure in _RANKINGS}
    for event in events:
        table = count_entities(event.found)
        for own in event.found:
            rows = table[table["article_id"] == own.article.article_id]
            ranked = rank_entities(rows)
            main = [frozenset((name,)) for name in _headline_names(event.found, own) if name in ranked]
            for measure, by in _RANKINGS.items():
                right, wanted, _ = score_ranking(rank_entities(rows, by=by), main, {name: name for name in ranked})
                counts[measure][0] += right
                counts[measure][1] += wanted
    return [Score("entities", measure, on, right, wanted, wanted) for measure, (right, wanted) in counts.items()]


def _headline_names(found: Sequence[Findings], own: Findings) -> list[str]:
    """Return what the headlines of the articles but one's own name."""
    names = set()
    for other in found:
        for mention in other.mentions if other is not own else ():
            number = other.parsed.sentence_at(mention.start)
            if number is not None and other.parsed.sentences[number].kind == "headline":
                names.add(mention.entity)
    return sorted(names)


def rank_entities(table: pd.DataFrame, *, by: Sequence[str] = ("salience",)) -> list[str]:
    """Return the people, organisations and places of one article's rows of ``entities``, the main ones first."""
    named = table[table["kind"].isin(KINDS.values()) & (table["n_mentions"] > 0)]
    ordered = named.assign(place=named["first"]).sort_values(
        [*by, "place", "entity"], ascending=[False] * len(by) + [True, True], kind="stable"
    )
    return list(ordered["entity"])


def score_ranking(
    ranked: Iterable[str], main: Sequence[frozenset[str]], chains: Mapping[str, str]
) -> tuple[int, int, int]:
    """R-precision: of as many entities from the top as the summary names, how many it names.

    Args:
        ranked: our entities, the main ones first.
        main: the entities that the summary names, each as the chains that bear its name.
        chains: the chain that each of our entities stands for.

    >>> score_ranking(["Ann Lee", "Lima"], [frozenset("1")], {"Ann Lee": "1", "Lima": "2"})
    (1, 1, 1)
    """
    top = {chains.get(name) for name in list(ranked)[: len(main)]}
    return sum(bool(top & alike) for alike in main), len(main), len(main)


def main_chains(text: GoldText) -> list[frozenset[str]]:
    """Return the people, organisations and places that the summary names, each as the chains of its name.

    A country or body counts by any of its names ("the US"); chains of one name are one entity, and so is a
    place named within another's phrase.
    """
    listed = _listed_names(text.summary)
    alike: dict[str, set[str]] = {}
    for entity in text.entities:
        head = _name(text.article.text[entity.start : entity.end])
        inside = entity.part and _filed(head) is None  # "Warhol" in "Warhol Foundation"
        if entity.named and not inside and _is_in(head, text.summary, listed):
            alike.setdefault(_filed(head) or head, set()).add(entity.chain)
    return _merge(alike.values())


def _merge(groups: Iterable[set[str]]) -> list[frozenset[str]]:
    """Join sets of chains that share one."""
    merged: list[set[str]] = []
    for group in groups:
        near = [other for other in merged if other & group]
        merged = [other for other in merged if not other & group] + [group.union(*near)]
    return [frozenset(group) for group in merged]


def _name(phrase: str) -> str:
    """Return the words of a phrase's head from its first capital on: "Australia" of "mainland Australia"."""
    words = name_head(phrase).split()
    first = next((i for i, word in enumerate(words) if word[:1].isupper()), 0)
    return " ".join(words[first:])


def _filed(name: str) -> str | None:
    return find_place(name) or find_organisation(name)


def _listed_names(summary: str) -> set[str]:
    """Return the listed places and bodies that a summary names, as they are filed."""
    words = [_bare(word) for word in summary.split()]
    spans = (" ".join(words[i : i + n]) for i in range(len(words)) for n in range(1, _LONGEST))
    return {filed for span in spans if (filed := _filed(span))}


def _is_in(name: str, summary: str, listed: set[str]) -> bool:
    """Tell a name that a summary has: as a listed place or body, or with all its words in capitals."""
    filed = _filed(name)
    if filed is not None:
        return filed in listed
    capital = [bare for word in name.split() if (bare := _bare(word))[:1].isupper() and len(bare) > 2]
    words = {_bare(word) for word in summary.split()}
    return bool(capital) and all(word in words for word in capital)


def _bare(word: str) -> str:
    return re.sub(r"[’']s?\Z", "", word.strip(',()"“”;:').removesuffix(".") if not _is_abbreviated(word) else word)


def _is_abbreviated(word: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.)+", word) is not None

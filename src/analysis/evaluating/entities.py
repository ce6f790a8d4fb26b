"""How well entities are found: names and chains on GUM news, two people on the seed pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from analysis.evaluating.gum_entities import KINDS, GoldEntity, GoldText, name_head, read_gum_texts
from analysis.evaluating.main_entities import main_chains, rank_entities, score_ranking
from analysis.evaluating.scores import Score
from analysis.finding.annotate import Findings, find_all
from analysis.finding.places import find_place
from analysis.finding.prominence import count_entities
from analysis.finding.pronouns import find_quoted
from analysis.records import Mention

_ROOM = "entities"
Pairs = Sequence[tuple[Mention, GoldEntity]]


def score_entities(gold: Path, *, on: str = "gum-news") -> list[Score]:
    """Score mentions, chains, pronouns and main entities on the texts of GUM news.

    Named mentions only: a found name is right if the smallest marked phrase around it is headed by a name
    and is of its kind. Chains: of the pairs of right mentions in one text, those put in one entity by both.
    Main entities: those that a person's summary names; as many are taken from the top of our ranking.
    """
    return score_gum_texts(read_gum_texts(gold), on=on)


def score_gum_texts(texts: Sequence[GoldText], *, on: str) -> list[Score]:
    """Score some of the texts (``evaluate`` takes all, development a part)."""
    found = [find_all([text.article])[0] for text in texts]
    scores: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text, own in zip(texts, found, strict=True):
        for measure, counts in _score_text(text, own).items():
            scores[measure] = [a + b for a, b in zip(scores[measure], counts, strict=True)]
    return [Score(_ROOM, measure, on, *counts) for measure, counts in scores.items()]


def _score_text(text: GoldText, own: Findings) -> dict[str, tuple[int, int, int]]:
    words = text.article.text
    pairs = pair_mentions(own.mentions, text.entities, words)
    paired = {m for m, _ in pairs}
    unmarked = {m for m, g in pairs if g.part} | {
        m
        for m in own.mentions
        if m not in paired and (g := _smallest_around(m, text.entities)) and g.named and precedes_head(m, g, words)
    }
    named = [m for m in own.mentions if _is_named(m) and m not in unmarked]
    wanted = [g for g in text.entities if g.named and not g.part]
    right = [(m, g) for m, g in pairs if _same_kind(m, g) and not g.part]
    counts: dict[str, tuple[int, int, int]] = {
        "named mentions": (len(right), len(named), len(wanted)),
    }
    kinds = {m: m.kind for m in named} | {m: g.kind for m, g in right}
    for kind in KINDS.values():
        counts[f"named {kind}s"] = (
            sum(g.kind == kind for _, g in right),
            sum(own_kind == kind for own_kind in kinds.values()),
            sum(g.kind == kind for g in wanted),
        )
    counts["pairs of names in one entity"] = _score_pairs(pairs)
    counts["pronouns"] = _score_pronouns(text, own, pairs)
    table, chains = count_entities([own]), _chains(pairs)
    main = main_chains(text)
    counts["main entities"] = score_ranking(rank_entities(table), main, chains)
    counts["main entities by counting"] = score_ranking(rank_entities(table, by=["n_mentions"]), main, chains)
    return counts


def _same_kind(mention: Mention, entity: GoldEntity) -> bool:
    """Compare kinds. A country that acts, or its team, is an organisation to the corpus and a place to us."""
    return mention.kind == entity.kind or (
        mention.kind == "place" and entity.kind == "organisation" and find_place(mention.entity) is not None
    )


def pair_mentions(
    mentions: Iterable[Mention], entities: Sequence[GoldEntity], text: str = ""
) -> list[tuple[Mention, GoldEntity]]:
    """Pair each found name with the smallest marked phrase around it, if a name heads that; each phrase once.

    Of several names in a phrase the one at its head is paired ("Ann Lee" in "US President Ann Lee").
    """
    around = {m: g for m in mentions if _is_named(m) and (g := _smallest_around(m, entities)) and g.named}
    best: dict[GoldEntity, Mention] = {}
    for mention, phrase in around.items():
        if phrase not in best or (precedes_head(best[phrase], phrase, text) and mention.start > best[phrase].start):
            best[phrase] = mention
    return [(m, g) for m, g in around.items() if best[g] is m]


def precedes_head(mention: Mention, phrase: GoldEntity, text: str) -> bool:
    """Tell a name that only describes what a phrase names: "US" in "US President Ann Lee", left out by the corpus."""
    head = name_head(text[phrase.start : phrase.end])
    return bool(head) and mention.end < text.index(head, phrase.start) + len(head)


def _is_named(mention: Mention) -> bool:
    return mention.kind in KINDS.values() and not mention.rule.startswith("pronoun")


def _smallest_around(mention: Mention, entities: Iterable[GoldEntity]) -> GoldEntity | None:
    around = [g for g in entities if g.start <= mention.start and mention.end <= g.end]
    return min(around, key=lambda g: (g.end - g.start, g.start), default=None)


def _score_pairs(pairs: Pairs) -> tuple[int, int, int]:
    ours = theirs = both = 0
    for (m, g), (n, h) in combinations(pairs, 2):
        ours += m.entity == n.entity
        theirs += g.chain == h.chain
        both += m.entity == n.entity and g.chain == h.chain
    return both, ours, theirs


def _chains(pairs: Pairs) -> dict[str, str]:
    """Return the chain that most names of each of our entities belong to."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, entity in pairs:
        counts[mention.entity][entity.chain] += 1
    return {name: min(chains, key=lambda c: (-chains[c], c)) for name, chains in counts.items()}


def _score_pronouns(text: GoldText, own: Findings, pairs: Pairs) -> tuple[int, int, int]:
    """Score he and she outside quotations whose chain has a name."""
    chains = _chains(pairs)
    quoted = {own.parsed.tokens[i].start for i in find_quoted(own.parsed)}
    gold = {g.start: g for g in text.entities if g.pronoun and g.start not in quoted}
    with_name = {g.chain for g in text.entities if g.named}
    found = [m for m in own.mentions if m.rule.startswith("pronoun")]
    right = sum(m.start in gold and gold[m.start].chain == chains.get(m.entity) for m in found)
    return right, len(found), sum(g.chain in with_name for g in gold.values())


def score_people(found: Sequence[Findings], names: Mapping[str, str], *, on: str) -> list[Score]:
    """Score whether every place where a word stands in the articles' own text is one entity.

    Args:
        found: the articles of one event.
        names: a word to look for ("Lee") and the entity it must be ("Ann Lee").
    """
    scores = []
    for word, entity in names.items():
        right = total = 0
        for own in found:
            spans = [(t.start, t.end) for t in own.parsed.tokens if t.text == word]
            kept = [s for s in spans if _is_own_text(own, s[0])]
            total += len(kept)
            right += sum(any(m.entity == entity and m.start <= a and b <= m.end for m in own.mentions) for a, b in kept)
        scores.append(Score(_ROOM, f"every {word} in one entity", on, right, total, total))
    return scores


def _is_own_text(own: Findings, start: int) -> bool:
    number = own.parsed.sentence_at(start)
    return number is not None and own.parsed.sentences[number].kind != "repeat"

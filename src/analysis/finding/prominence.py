"""The main entities of an article: how often and how early they are named."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.heads import is_press
from analysis.records import Mention
from analysis.tables import make_table

# Weights of the signs of a main entity, chosen on news with summaries by people. Weights fitted on summaries, on
# editors' tags and on other outlets' headlines, each judged by the other two, did no better; nor did kind, role in
# the clause, speaking, being quoted, the opening sentence, spread over the article. Being a subject lifted the people
# an article quotes over those it is about.
# What an article only takes its words from is no matter of it: outlets count less, but where the headline names one.
_WEIGHTS = {"mentions": 0.4, "headline": 0.2, "lede": 0.2, "early": 0.2, "press": -0.2}
_LEDE = 0.12  # how much of the body counts as its beginning


def count_entities(found: Sequence[Findings]) -> pd.DataFrame:
    """Count each entity's mentions in each article: the table ``entities``.

    One row for every article and every entity of the event, in order of article, then salience, then name.
    ``n_mentions`` counts names, ``n_pronouns`` he and she; ``first`` is where the first name stands
    (0: the headline or first sentence, 1: the last sentence); ``salience`` ranks an article's entities
    (0–1, 4 decimals). An entity that an article does not name has n 0, salience 0 and first NaN.
    """
    kinds = {m.entity: m.kind for own in found for m in own.mentions}
    return make_table("entities", (row for own in found for row in rank_entities(own, kinds)))


def rank_entities(own: Findings, kinds: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Count the mentions of entities in one article, as rows of ``entities``.

    ``kinds`` names entities with their kinds; None takes those that the article names.
    """
    kinds = {m.entity: m.kind for m in own.mentions} if kinds is None else kinds
    by_entity: dict[str, list[Mention]] = {name: [] for name in sorted(kinds)}
    for mention in own.mentions:
        by_entity[mention.entity].append(mention)
    most = max((len(mentions) for mentions in by_entity.values()), default=0)
    counted = [_count(own, name, kinds[name], mentions, most) for name, mentions in by_entity.items()]
    return sorted(counted, key=lambda row: (-row["salience"], row["entity"]))


def _count(own: Findings, entity: str, kind: str, mentions: Sequence[Mention], most: int) -> dict[str, Any]:
    names = [m for m in mentions if not m.rule.startswith("pronoun")]
    return {
        "article_id": own.article.article_id,
        "entity": entity,
        "kind": kind,
        "n_mentions": len(names),
        "n_pronouns": len(mentions) - len(names),
        "first": _position(own, names[0]) if names else float("nan"),
        "salience": salience(_signs(own, entity, mentions, most)) if mentions else 0.0,
    }


def salience(signs: Mapping[str, float]) -> float:
    """Weigh the signs of a main entity, each 0–1, into one figure.

    mentions: how often it is named or stands behind a pronoun, log(1 + n) over that of the most-mentioned;
    headline: 1 if it is named there; lede: 1 if it is named in the first eighth of the body (or the
    headline); early: 1 for the first sentence, 0 for the last; press: 1 for an outlet or news agency that the
    headline does not name, the article's own above all: it is whom a text has its words from, not what it is about.

    >>> salience({"mentions": 1, "headline": 0, "lede": 1, "early": 1, "press": 0})
    0.8
    """
    return round(max(0.0, sum(weight * signs[sign] for sign, weight in _WEIGHTS.items())), 4)


def _signs(own: Findings, entity: str, mentions: Sequence[Mention], most: int) -> dict[str, float]:
    first = min(_position(own, mention) for mention in mentions)
    headline = any(_kind(own, mention) == "headline" for mention in mentions)
    press = is_press(entity) or entity.casefold() == own.article.source.casefold()
    return {
        "mentions": math.log1p(len(mentions)) / math.log1p(most),
        "headline": float(headline),
        "lede": float(first <= _LEDE),
        "early": 1 - first,
        "press": float(press and not headline),
    }


def _sentence(own: Findings, mention: Mention) -> int:
    number = own.parsed.sentence_at(mention.start)
    return 0 if number is None else number


def _kind(own: Findings, mention: Mention) -> str:
    return own.parsed.sentences[_sentence(own, mention)].kind


def _position(own: Findings, mention: Mention) -> float:
    return own.parsed.sentences[_sentence(own, mention)].position

"""Main entities: R-precision on values built by hand, and a floor where the gold is present."""

import pandas as pd
import pytest
from finding.test_entities import make_event
from support import GOLD, needs_gold

from analysis.evaluating.gold import GoldEvent, read_gold_events
from analysis.evaluating.gum_entities import GoldEntity, GoldText
from analysis.evaluating.main_entities import main_chains, rank_entities, score_headlines, score_ranking
from analysis.records import Article, Event


def gold(start, end, *, kind="person", chain="1"):
    return GoldEntity(start, end, kind, chain, True, False)


@pytest.mark.parametrize(
    ("summary", "main"),
    [
        ("Ann Lee has left town.", [{"1"}]),
        ("Lee left.", []),  # the text has no "Lee" alone
        ("She left for Lima.", [{"2"}]),
        ("She left for the US.", [{"3", "4"}]),  # two chains of one country
        ("Nobody left.", []),
    ],
)
def test_main_chains_are_those_the_summary_names(summary, main):
    article = Article("a", "e", "s", "Ann Lee left Lima for the United States, the U.S. said.")
    places = [gold(13, 17, kind="place", chain="2"), gold(26, 39, kind="place", chain="3")]
    entities = (gold(0, 7), *places, gold(45, 49, kind="place", chain="4"))
    assert main_chains(GoldText(article, entities, summary)) == [frozenset(chains) for chains in main]


def test_r_precision_looks_at_as_many_as_there_are():
    main, chains = [frozenset("1"), frozenset("2")], {"Ann Lee": "1", "Lima": "3", "Peru": "2"}
    assert score_ranking(["Ann Lee", "Lima", "Peru"], main, chains) == (1, 2, 2)
    assert score_ranking(["Peru", "Ann Lee"], main, chains) == (2, 2, 2)


def test_one_entity_found_twice_is_right_once():
    main, chains = [frozenset("1"), frozenset("2")], {"Ann Lee": "1", "Lee": "1"}
    assert score_ranking(["Ann Lee", "Lee"], main, chains) == (1, 2, 2)


def test_ranking_leaves_out_other_kinds_and_what_is_not_named():
    rows = [("Ann Lee", "person", 1, 0.4, 0.5), ("Treaty", "other", 9, 0.9, 0.0), ("Lima", "place", 0, 0.0, 0.0)]
    table = pd.DataFrame(rows, columns=["entity", "kind", "n_mentions", "salience", "first"])
    assert rank_entities(table) == ["Ann Lee"]


def test_other_headlines_say_what_is_main():
    texts = (
        "Flood hits town\nMinister Ana Duarte met reporters in Lima. Duarte left. Okonjo wept.",
        "Ana Duarte speaks on flood\nMinister Ana Duarte spoke.",
    )
    event = GoldEvent("e", "e", Event("e", tuple(make_event(*texts))), {})
    scores = {score.measure: score for score in score_headlines([event], on="events")}
    first = scores["main entities: in other headlines"]
    assert (first.right, first.gold) == (
        1,
        1,
    )  # the second article's headline, found in the first; the first's has none


@needs_gold
def test_floor_on_other_headlines():
    scores = {score.measure: score for score in score_headlines(list(read_gold_events(GOLD)), on="events")}
    ours, counting = scores.values()
    assert ours.precision >= 0.72
    assert ours.precision > counting.precision + 0.1

from dataclasses import replace

from analysis.evaluating.gold import GoldEvent, read_seed_pair
from analysis.evaluating.structure import role_of, score_roles, score_structure
from analysis.records import Event
from tests.support import SEED_GOLD, make_article


def test_the_seed_pair_is_right_throughout():
    for score in score_structure(read_seed_pair(SEED_GOLD.parent)):
        assert (score.measure, score.right, score.found) == (score.measure, score.gold, score.gold)


def test_a_wrong_structure_is_counted():
    gold = read_seed_pair(SEED_GOLD.parent)
    first = gold.event.articles[0]
    bare = replace(first, source="Unnamed source A", published=None, segments=())
    event = replace(gold.event, articles=(bare, *gold.event.articles[1:]))
    scores = {s.measure: s for s in score_structure(GoldEvent("x", "x", event, gold.data))}
    assert [scores[m].right for m in ("title", "source", "date")] == [1, 1, 1]
    assert (scores["furniture"].right, scores["furniture"].gold) == (1, 4)


def _gold(units):
    article = make_article("Bridge to close\nThe council voted on Monday.\nAll rights reserved.\n")
    return GoldEvent("x", "x", Event("x", (article,)), {"units": {"a": units}})


def test_roles_are_counted_by_the_segment_that_covers_most():
    gold = _gold(
        [
            {"start": 0, "end": 15, "role": ["headline"]},
            {"start": 16, "end": 44, "role": ["repeat", "body"]},
            {"start": 45, "end": 65, "role": ["body"]},
        ]
    )
    scores = {s.measure: (s.right, s.found, s.gold) for s in score_roles([gold])}
    assert scores["role of a unit"] == (2, 3, 3)
    assert scores["furniture"] == (0, 1, 0)
    assert scores["body"] == (1, 1, 2)


def test_role_of_a_span_across_segments():
    article = make_article("Bridge to close\nThe council voted on Monday.\n")
    assert role_of(article, 10, 44) == "body"
    assert role_of(article, 0, 20) == "headline"

"""Scores of quantities: what agrees, and that the scorer counts a miss and a false row."""

from support import GOLD, needs_gold

from analysis.evaluating.gold import read_gold_events, read_seed_pair
from analysis.evaluating.quantities import is_left_out, is_unit, is_value, score_quantities, score_recognized
from analysis.records import Quantity


class FakeEvent:
    """An event whose findings and gold are given."""

    name = "fake"

    def __init__(self, found, rows):
        self.found = [type("Findings", (), {"quantities": tuple(found)})()]
        self._rows = rows

    def rows(self, kind):
        return self._rows


def quantity(start, end, low, unit, **facts):
    return Quantity(
        "a", start, end, low, facts.get("high", low), unit, facts.get("modifier"), facts.get("rule", "number")
    )


def row(start, end, value, unit, **facts):
    return {"article": "a", "start": start, "end": end, "value": [value], "unit": [unit], "modifier": [None], **facts}


def scores(found, rows):
    return [(s.right, s.found, s.gold) for s in score_quantities([FakeEvent(found, rows)], on="test")]


def test_counts_hits_misses_and_false_rows():
    found = [quantity(0, 9, 75.0, "people"), quantity(20, 25, 3.0, "boats"), quantity(40, 45, 1.0, None)]
    rows = [row(0, 9, 75, "people"), row(20, 25, 4, "ships"), row(60, 65, 9, "cars")]
    assert scores(found, rows) == [(2, 3, 3), (1, 2, 2), (1, 2, 2)]


def test_optional_row_costs_nothing():
    assert scores([], [row(0, 9, 75, "people", optional=True)]) == [(0, 0, 0)] * 3


def test_several_is_left_out_where_no_reader_lists_it():
    several = quantity(0, 9, None, "men", modifier="several", rule="vague")
    assert scores([several], [row(20, 25, 4, "ships")])[0] == (0, 0, 1)
    assert scores([several], [row(20, 25, None, "ships", modifier=["several"])])[0] == (0, 1, 1)


def test_value_by_either_bound():
    assert is_value(quantity(0, 1, 8.0, "%", high=15.5), row(0, 1, 15.5, "%"))
    assert is_value(quantity(0, 1, None, "men", rule="vague, of"), row(0, 1, 12, "men"))
    assert not is_value(quantity(0, 1, None, "men"), row(0, 1, 12, "men"))


def test_unit_by_its_head():
    assert is_unit("members", {"unit": ["family members"]})
    assert is_unit(None, {"unit": [None]})
    assert not is_unit("people", {"unit": ["injured"]})


def test_left_out_of_recognizers():
    assert is_left_out("w98 and 5", 1, 3, "number")
    assert not is_left_out("about 2.5 million euros", 6, 17, "number")


@needs_gold
def test_floor_on_events():
    spans, values, units = score_quantities(read_gold_events(GOLD), on="events")
    assert spans.f1 >= 0.90
    assert values.recall >= 0.95
    assert units.recall >= 0.85


@needs_gold
def test_floor_on_seeds():
    spans, values, units = score_quantities([read_seed_pair(GOLD)], on="seed_pair")
    assert (spans.right, spans.gold, values.right, units.right) == (8, 8, 8, 8)


@needs_gold
def test_floor_on_recognizers():
    assert all(score.recall >= 0.85 for score in score_recognized(GOLD))

"""Where places lie: countries first, then people, then what the event's other places say."""

import csv

import pandas as pd
import pytest
from support import ROOT, load_cases, make_article

from analysis.finding.annotate import find_all
from analysis.finding.atlas import find_candidates, fold_name
from analysis.finding.gazetteer import locate_places, settle_places
from analysis.finding.lexicon import read_lexicon
from analysis.finding.places import PLACE_CATEGORIES
from analysis.tables import SCHEMAS

WORLD = ROOT / "src" / "analysis" / "finding" / "world"


@pytest.mark.parametrize("case", load_cases("places"))
def test_place_is_settled(case):
    qualified = {name: set(others) for name, others in case.get("qualified", {}).items()}
    rows = {row["entity"]: row for row in settle_places(case["text"], qualified=qualified)}
    for name, (kind, country, latitude) in case["expected"].items():
        row = rows[name]
        assert (row["place_kind"], row["country"]) == (kind, country)
        assert pd.isna(row["latitude"]) if latitude is None else round(row["latitude"]) == latitude


def test_table_has_a_row_for_each_place_and_no_other():
    text = "The minister flew from Nairobi to Oslo, Norway, on Friday. Anna Berg met her in Oslo."
    table = locate_places(find_all([make_article(text, whole=True)]))
    assert list(table.columns) == list(SCHEMAS["places"])
    assert list(table["entity"]) == ["Nairobi", "Norway", "Oslo"]
    assert list(table["rule"]) == ["only place of that name", "country", "named with it"]


def test_event_without_places_is_an_empty_table():
    table = locate_places([])
    assert table.empty
    assert table.dtypes.astype(str).to_dict() == settle_dtypes()


def settle_dtypes():
    rows = settle_places(["Norway"])
    from analysis.tables import make_table

    return make_table("places", rows).dtypes.astype(str).to_dict()


def test_order_of_names_changes_nothing():
    names = ["Portland", "Oregon", "Georgia", "Atlanta", "Birmingham"]
    there = {row["entity"]: row for row in settle_places(names)}
    back = {row["entity"]: row for row in settle_places(names[::-1])}
    assert str(there["Georgia"]) == str(back["Georgia"])
    assert str(there["Birmingham"]) == str(back["Birmingham"])


def test_every_listed_place_is_in_the_gazetteer():
    wide = {"Asia-Pacific", "Indo-Pacific"}  # two oceans wide: a dot would say nothing
    terms = [term.term for term in read_lexicon("places.csv", categories=PLACE_CATEGORIES)]
    assert {term for term in terms if not find_candidates(term)} == wide


@pytest.mark.parametrize("name", ["countries.csv", "cities.csv", "regions.csv"])
def test_lists_say_where_they_come_from_and_hold_places_on_earth(name):
    lines = (WORLD / name).read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    rows = list(csv.DictReader(lines[1:]))
    assert all(-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180 for row in rows)
    assert all(row["country"] == "" or len(row["country"]) == 2 for row in rows)
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_cities_stand_in_the_order_that_the_finder_relies_on():
    rows = list(csv.DictReader((WORLD / "cities.csv").read_text("utf-8").splitlines()[1:]))
    keys = [(row["name"], -int(row["population"])) for row in rows]
    by_name = {}
    for name, people in keys:
        by_name.setdefault(fold_name(name), []).append(people)
    assert all(people == sorted(people) for people in by_name.values())

"""Prominence: the table of entities, zero included."""

import math

import pytest
from finding.test_entities import make_event

from analysis.finding.annotate import Findings
from analysis.finding.entities import find_mentions
from analysis.finding.language import parse_articles
from analysis.finding.prominence import count_entities, salience
from analysis.tables import SCHEMAS


def count(*texts):
    parses = list(parse_articles(make_event(*texts)))
    mentions = find_mentions(parses)
    own = [tuple(m for m in mentions if m.article_id == p.article.article_id) for p in parses]
    return count_entities([Findings(p, m, (), (), (), ()) for p, m in zip(parses, own, strict=True)])


def row(table, article_id, entity):
    found = table[(table["article_id"] == article_id) & (table["entity"] == entity)]
    assert len(found) == 1
    return found.iloc[0]


TEXTS = (
    "Duarte leaves office over the flood\nMinister Ana Duarte resigned. She gave no reason. Rain fell in Peru.",
    "Rain fell in Peru. Rivers rose.",
)


def test_counts_names_and_pronouns_apart():
    duarte = row(count(*TEXTS), "a0", "Ana Duarte")
    assert (duarte["n_mentions"], duarte["n_pronouns"], duarte["first"], duarte["kind"]) == (2, 1, 0.0, "person")


def test_zero_is_a_row():
    duarte = row(count(*TEXTS), "a1", "Ana Duarte")
    assert (duarte["n_mentions"], duarte["n_pronouns"], duarte["salience"]) == (0, 0, 0.0)
    assert math.isnan(duarte["first"])


def test_every_entity_for_every_article():
    table = count(*TEXTS)
    assert len(table) == table["article_id"].nunique() * table["entity"].nunique() == 4


def test_the_person_of_the_headline_ranks_first():
    table = count(*TEXTS)
    assert table[table["article_id"] == "a0"]["entity"].iloc[0] == "Ana Duarte"
    assert table["salience"].between(0, 1).all()


def test_an_outlet_is_no_matter_of_a_text_that_only_cites_it():
    told = "Minister Ana Duarte resigned on Monday, Reuters reported. Duarte told Reuters why. Rain fell."
    cited = row(count(f"Duarte leaves office\n{told}"), "a0", "Reuters")
    named = row(count(f"Duarte leaves office, Reuters says\n{told}"), "a0", "Reuters")
    assert named["salience"] == pytest.approx(cited["salience"] + 0.4, abs=0.11)  # its sign, and the headline's


def test_first_is_where_the_name_stands():
    assert row(count(*TEXTS), "a0", "Peru")["first"] == pytest.approx(1.0)


def test_empty_table_has_the_columns():
    table = count_entities([])
    assert list(table.columns) == list(SCHEMAS["entities"])


def test_salience_grows_with_each_sign():
    none = {"mentions": 0.0, "headline": 0.0, "lede": 0.0, "early": 0.0}
    press = {"press": 0.0}
    assert salience(none | press) == salience(none | {"press": 1.0}) == 0
    assert all(salience(none | {sign: 1.0} | press) > 0 for sign in none)
    every = dict.fromkeys(none, 1.0)
    assert salience(every | press) == 1 > salience(every | {"press": 1.0})

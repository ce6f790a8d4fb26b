"""Scores of entities: on values built by hand, and floors where the gold is present."""

import pytest
from support import GOLD, needs_gold

from analysis.evaluating.entities import pair_mentions, precedes_head, score_entities, score_people
from analysis.evaluating.gold import read_seed_pair
from analysis.evaluating.gum_entities import GoldEntity, is_named, name_head, read_gum_texts
from analysis.records import Mention


def gold(start, end, *, kind="person", chain="1", named=True):
    return GoldEntity(start, end, kind, chain, named, False)


def mention(start, end, entity="Ann Lee", *, kind="person", rule="name"):
    return Mention("a", start, end, entity, kind, rule)


def test_a_name_is_paired_with_the_smallest_phrase_around_it():
    small, large = gold(4, 20), gold(0, 40)
    assert pair_mentions([mention(10, 17)], [large, small]) == [(mention(10, 17), small)]


def test_a_phrase_is_paired_once():
    assert len(pair_mentions([mention(4, 7), mention(8, 11)], [gold(0, 12)])) == 1


@pytest.mark.parametrize(
    "found", [mention(50, 57), mention(4, 7, kind="other"), mention(4, 7, rule="pronoun: subject")]
)
def test_not_paired(found):
    assert pair_mentions([found], [gold(0, 12)]) == []


def test_of_two_names_in_a_phrase_the_one_at_its_head_is_paired():
    text = "US President Ann Lee"
    country, person = mention(0, 2, "United States", kind="place"), mention(13, 20)
    phrase = gold(0, 20)
    assert pair_mentions([country, person], [phrase], text) == [(person, phrase)]
    assert precedes_head(country, phrase, text)
    assert not precedes_head(person, phrase, text)


def test_a_phrase_headed_by_no_name_is_no_pair():
    assert pair_mentions([mention(4, 7)], [gold(0, 12, named=False)]) == []


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        ("the late Ann Lee", True),
        ("Minister of Health Ann Lee", True),
        ("Peruvian teenagers", False),
        ("a group from Peru", False),
        ("the Peruvians", False),
        ("They", False),
        ("Lee's", True),
    ],
)
def test_is_named(phrase, named):
    assert is_named(phrase) is named


def test_head_ends_at_the_first_preposition():
    assert name_head("the Bank, which fell") == "Bank"


def test_one_capital_says_nothing_at_the_opening_of_a_sentence():
    assert not is_named("Voters", opens=True, lower="the voters stayed")
    assert is_named("Lima", opens=True, lower="the voters stayed")


@needs_gold
def test_gum_words_are_found_again():
    texts = read_gum_texts(GOLD)
    named = [(t.article.text[g.start : g.end], g) for t in texts for g in t.entities if g.named]
    assert len(texts) == 24
    assert sum(words[0].isalnum() and words[-1] not in ",;:" for words, _ in named) > 0.95 * len(named)


@needs_gold
def test_floors_on_gum_news():
    scores = {score.measure: score for score in score_entities(GOLD)}
    assert scores["named mentions"].f1 >= 0.79
    assert scores["named persons"].f1 >= 0.83
    assert scores["pairs of names in one entity"].f1 >= 0.92
    assert scores["pronouns"].precision >= 0.70
    assert scores["main entities"].precision >= 0.58
    assert scores["main entities"].precision > scores["main entities by counting"].precision


@needs_gold
def test_two_people_of_the_seed_pair():
    found = read_seed_pair(GOLD).found
    scores = score_people(found, {"Petro": "Gustavo Petro", "Trump": "Donald Trump"}, on="seed_pair")
    assert [(score.right == score.gold, score.gold > 8) for score in scores] == [(True, True), (True, True)]

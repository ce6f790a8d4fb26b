"""What stands around two passages, word by word."""

import pytest
from support import make_article

from analysis.comparing.conflict.slots import pair_articles
from analysis.finding.annotate import find_all
from analysis.finding.language import Token
from analysis.records import Match


def pair(text, other):
    """Return two one-paragraph articles side by side, nothing aligned."""
    articles = [make_article(t, whole=True, article_id=i) for t, i in ((text, "a"), (other, "b"))]
    return next(pair_articles(find_all(articles), []))


def token(findings, word):
    """Return the first token of a word."""
    return next(token for token in findings.parsed.tokens if token.text == word)


def share(text, word, other, other_word):
    """Return what two words have in common around them."""
    pairing = pair(text, other)
    return pairing.share(token(pairing.first, word), token(pairing.second, other_word))


SHARED = [
    ("The blast killed six civilians.", "six", "A blast killed four civilians.", "four", 1.5),
    ("The blast killed six civilians.", "civilians", "A blast killed four soldiers.", "soldiers", 1.5),
    ("The blast killed civilians.", "civilians", "Civilians fled the blast.", "Civilians", 0.5),
    ("The blast killed civilians.", "civilians", "The mayor spoke.", "mayor", 0.0),
    # prepositions and auxiliaries are no distance; a subject is lent to the verb that has none
    ("He drove into a wall.", "wall", "He was driven into a fence.", "fence", 1.0),
    ("Norway leads the mission and has troops.", "troops", "Norway has soldiers.", "soldiers", 1.0),
]


@pytest.mark.parametrize(("text", "word", "other", "other_word", "weight"), SHARED)
def test_what_two_slots_share(text, word, other, other_word, weight):
    assert share(text, word, other, other_word).weight == weight


def test_a_word_counts_once():
    shared = share("The fire killed a man.", "killed", "Fire after fire killed men.", "killed")
    assert shared.weight == 2.0  # the fire and the man
    assert shared.share == 1.0


def test_two_names_of_one_entity_are_alike():
    pairing = pair("Anna Lindqvist resigned on Monday. Lindqvist left.", "Lindqvist resigned.")
    first = next(i for i, t in enumerate(pairing.first.parsed.tokens) if t.text == "Anna")
    assert pairing.are_alike(first, 0)


def test_sentences_are_put_side_by_side_with_the_score_that_joins_them():
    articles = [make_article("It rained.", whole=True, article_id=i) for i in "abc"]
    matches = [Match("b", 0, 10, "a", 0, 10, 0.7, "test")]
    pairings = list(pair_articles(find_all(articles), matches))
    ends = [(p.first.article.article_id, p.second.article.article_id, len(p.aligned)) for p in pairings]
    assert ends == [("a", "b", 1), ("a", "c", 0), ("b", "c", 0)]
    rained = [token(findings, "rained") for findings in (pairings[0].first, pairings[0].second)]
    assert pairings[0].align(*rained).score == 0.7
    assert pairings[1].align(*rained).score == 0.0


def test_a_passage_outside_sentences_is_in_no_slot():
    pairing = pair("It rained.", "It rained.")
    nowhere = Token(90, 95, "later", "later", "ADV", "RB", "advmod", 0, 0)
    assert pairing.align(nowhere, token(pairing.second, "rained")) is None

"""Entities: one name for one thing across the event."""

import pytest
from support import load_cases

from analysis.finding.entities import find_mentions
from analysis.finding.language import parse_articles
from analysis.records import Article, Segment


def make_event(*texts, furniture=""):
    """Make articles whose first of several lines is the headline; ``furniture`` is set aside below each."""
    return [_make_article(f"a{n}", text, furniture) for n, text in enumerate(texts)]


def _make_article(article_id, text, furniture):
    segments, at, lines = [], 0, text.split("\n")
    for number, line in enumerate(lines):
        kind = "headline" if number == 0 and len(lines) > 1 else "paragraph"
        segments.append(Segment(article_id, at, at + len(line), kind, "test"))
        at += len(line) + 1
    if furniture:
        segments.append(Segment(article_id, at, at + len(furniture), "furniture", "test"))
        text = f"{text}\n{furniture}"
    return Article(article_id, "test", "Test", text, tuple(segments))


def find_in(*texts, furniture=""):
    """Return (words, entity, kind, rule) of every mention in the texts of one event."""
    articles = make_event(*texts, furniture=furniture)
    by_id = {article.article_id: article.text for article in articles}
    found = find_mentions(list(parse_articles(articles)))
    return [(by_id[m.article_id][m.start : m.end], m.entity, m.kind, m.rule) for m in found]


@pytest.mark.parametrize("case", load_cases("entities"))
def test_case(case):
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    found = [[words, entity, kind] for words, entity, kind, _ in find_in(*texts)]
    assert found == case["expected"]


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("Ana Duarte spoke. Duarte left.", "Duarte", "surname"),
        ("Mary Abbott fell. John Abbott called. Abbott wept.", "Abbott", "surname, nearest full name"),
        ("Ana Duarte spoke. She left.", "She", "pronoun: subject"),
        ("Moscow said no.", "Moscow", "metonym"),
        ("The Kremlin said no.", "Kremlin", "metonym"),
        ("They landed in Moscow.", "Moscow", "name"),
        ("The U.S. said no.", "U.S.", "place alias"),
        ("Minister Ana Duarte spoke.", "Ana Duarte", "title"),
        ("The tanker Ana Duarte sank.", "Ana Duarte", "vessel"),
    ],
)
def test_rule_says_why(text, words, rule):
    assert [found[3] for found in find_in(text) if found[0] == words][-1] == rule


def test_furniture_changes_nothing():
    text = "Minister Ana Duarte spoke in Lisbon. Duarte left."
    assert find_in(text) == find_in(text, furniture="Sign up! John Duarte of Acme Inc. in Duarte, Peru")


def test_another_article_can_only_add_a_full_name():
    alone = find_in("Duarte left for Peru, officials said.")
    assert [entity for _, entity, _, _ in alone] == ["Duarte", "Peru"]
    both = find_in("Duarte left for Peru, officials said.", "Minister Ana Duarte resigned.")
    assert both[0][:3] == ("Duarte", "Ana Duarte", "person")


def test_mentions_are_sorted_and_one_kind_an_entity():
    texts = ["Ana Duarte spoke in Lisbon. She left the U.S. on Friday.", "Duarte met the Food and Drug Administration."]
    articles = make_event(*texts)
    found = find_mentions(list(parse_articles(articles)))
    assert [(m.article_id, m.start) for m in found] == sorted((m.article_id, m.start) for m in found)
    assert len({(m.entity, m.kind) for m in found}) == len({m.entity for m in found})


def test_same_twice():
    texts = ("Ana Duarte spoke in Lisbon. She left the U.S. on Friday.", "Duarte met Juan Duarte.")
    assert find_in(*texts) == find_in(*texts)


def test_repeats_are_not_counted():
    text = "Minister Ana Duarte spoke."
    article = Article("a", "test", "Test", text, (Segment("a", 0, len(text), "repeat", "test"),))
    assert find_mentions(list(parse_articles([article]))) == []


def test_nothing_to_find():
    assert find_mentions([]) == []
    assert find_in("") == []


@pytest.mark.parametrize("before", ["in", "to", "from", "at", "near", "across", "outside", "into", "around", "left"])
def test_a_place_that_is_gone_to_is_not_the_person_of_that_surname(before):
    assert find_in(f"Ana Jordan spoke. Officials met {before} Jordan on Friday.")[1][:3] == (
        "Jordan",
        "Jordan",
        "place",
    )


@pytest.mark.parametrize("name", ["Chancellor Media Corp", "Governor Hotels Inc", "Senator Foods Ltd"])
def test_a_company_that_begins_with_a_title_keeps_it(name):
    assert find_in(f"They sued {name} on Monday.") == [(name, name, "organisation", "name")]

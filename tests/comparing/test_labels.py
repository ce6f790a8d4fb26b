"""Labels: what each source calls the same people, acts and things, own and quoted voice apart."""

from dataclasses import replace

import pytest
from support import SEEDS, load_cases, make_article, parse_paragraph

from analysis.comparing.labels import count_labels, find_labels
from analysis.finding.annotate import Findings, find_all
from analysis.finding.language import parse_articles
from analysis.reading.files import read_event
from analysis.records import Match, Mention, Quotation
from analysis.tables import SCHEMAS

BLUE = (
    "Two men died when rebels attacked a suspected smuggling boat near Osterby. "
    "Roe met the angry owners of the hostile bid."
)
RED = "Rebels attacked a fishing vessel. Two fishermen were killed. Roe rejected the unsolicited bid."


def findings(text, *, name="a", source="Test", mentions=(), quoted=()):
    parsed = parse_paragraph(text)
    parsed = replace(parsed, article=replace(parsed.article, article_id=name, source=source))
    rows = [Mention(name, text.index(m), text.index(m) + len(m), entity, kind, "test") for m, entity, kind in mentions]
    spans = [
        Quotation(name, text.index(q), text.index(q) + len(q), "direct", *[None] * 8, "said", "test") for q in quoted
    ]
    return Findings(parsed, tuple(rows), tuple(spans), (), (), ())


@pytest.mark.parametrize("case", load_cases("labels"))
def test_label_case(case):
    mentions = [(text, text, kind) for text, kind in case.get("mentions", {}).items()]
    found = findings(case["text"], mentions=mentions, quoted=case.get("quoted", []))
    assert [[row.entity, row.label, row.voice] for row in find_labels(found)] == case["expected"]


def pair():
    return [findings(BLUE, name="a", source="Blue"), findings(RED, name="b", source="Red")]


def test_parts_of_one_act_stand_together():
    table = count_labels(pair(), [])
    attacked = table[(table.entity == "who or what was attacked") & (table.n > 0)]
    assert set(zip(attacked.source, attacked.label, strict=True)) == {
        ("Blue", "suspected smuggling boat"),
        ("Red", "fishing vessel"),
    }
    killed = table[(table.entity == "who or what was killed") & (table.n > 0)]
    assert list(killed.label) == ["fishermen", "men"]


def test_zero_is_a_row():
    table = count_labels(pair(), [])
    assert list(table.columns) == list(SCHEMAS["labels"])
    sizes = table.groupby(["entity", "label", "voice"])["source"].apply(list)
    assert all(sources == ["Blue", "Red"] for sources in sizes)


def test_a_part_that_one_source_fills_is_left_out():
    assert count_labels(pair()[:1], []).empty


def test_aligned_sentences_share_a_noun():
    start = BLUE.index("Roe")
    other = RED.index("Roe")
    match = Match("a", start, len(BLUE), "b", other, len(RED), 0.9, "test")
    rows = count_labels(pair(), [match])
    bid = rows[(rows.entity == "the bid") & (rows.n > 0)]
    assert list(zip(bid.source, bid.label, strict=True)) == [("Blue", "hostile bid"), ("Red", "unsolicited bid")]
    assert "the bid" not in set(count_labels(pair(), []).entity)


def aligned(one, other):
    """The rows that come of two aligned sentences alone."""
    found = [findings(one, name="a", source="One"), findings(other, name="b", source="Other")]
    rows = count_labels(found, [Match("a", 0, len(one), "b", 0, len(other), 0.9, "test")])
    return {entity: list(part.label[part.n > 0]) for entity, part in rows.groupby("entity")}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The mayor backed the alleged plot.",
            "Nobody backs the plot.",
            {"the plot": ["alleged plot", "plot"]},
        ),
        (
            "Thieves stole a painting.",
            "A copy was stolen by thieves.",
            {"steal (whom or what)": ["copy", "painting"]},
        ),
        ("The council sold the empty mill.", "The empty mill was sold by the council.", {}),
        ("Rebel forces left.", "The border forces left.", {}),  # nouns before the noun: may be two
        ("Norland banned the film.", "Westland banned the book.", {}),  # two doers
        ("The bid and the new bid failed.", "The hostile bid failed.", {}),  # which of the two?
    ],
)
def test_labels_in_aligned_sentences(one, other, expected):
    assert aligned(one, other) == expected


def test_a_headline_drops_the_verb_to_be():
    article = make_article("Two farmers killed in raid\n\nIt rained.")
    parsed = next(parse_articles([article]))
    rows = find_labels(Findings(parsed, (), (), (), (), ()))
    assert [(row.entity, row.label) for row in rows] == [("who or what was killed", "farmers")]


def test_only_a_headline_drops_the_verb_to_be():
    assert find_labels(findings("The rebels attacked again at dawn.")) == []


def test_an_earlier_year_is_another_event():
    assert find_labels(findings("Bandits killed three nurses in 2011.")) == []
    labels = {row.label for row in find_labels(findings("Bandits killed three nurses in 2025."))}
    assert labels == {"nurses", "bandits"}


def test_no_articles_make_an_empty_table():
    assert count_labels([], []).empty


def test_seeds_show_both_names_for_one_thing():
    table = count_labels(find_all(read_event(SEEDS / "colombia-intelligence").articles), [])
    used = table[table.n > 0]
    sets = used.groupby("entity")["label"].apply(set)
    assert {"alleged drug boats", "drug vessels", "suspected drug traffickers"} <= sets["who or what was attacked"]
    assert {"civilians", "people"} <= sets["who or what was killed"]
    acts = used[used.entity == "what was done (attacked)"]
    assert set(acts.label) == {"extrajudicial killings", "extrajudicial executions"}
    assert set(acts.voice) == {"quoted"}
    assert acts.source.nunique() == 2

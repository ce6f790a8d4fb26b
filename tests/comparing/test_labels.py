"""Labels: what each source calls the same people, acts and things, own and quoted voice apart."""

from dataclasses import replace

import pytest
from support import SEEDS, load_cases, make_article, parse_paragraph

from analysis.comparing.coverage import find_matches
from analysis.comparing.labels import count_labels, find_label_uses, find_labels
from analysis.comparing.referents import find_ties
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


def table_of(found, matches=()):
    return count_labels(find_label_uses(found, matches), [each.article for each in found])


@pytest.mark.parametrize("case", load_cases("labels"))
def test_label_case(case):
    mentions = [(text, text, kind) for text, kind in case.get("mentions", {}).items()]
    found = findings(case["text"], mentions=mentions, quoted=case.get("quoted", []))
    assert [[row.entity, row.label, row.voice] for row in find_labels(found)] == case["expected"]


def pair():
    return [findings(BLUE, name="a", source="Blue"), findings(RED, name="b", source="Red")]


def test_parts_of_one_act_stand_together():
    table = table_of(pair())
    attacked = table[(table.entity == "what was attacked") & (table.n > 0)]
    assert set(zip(attacked.source, attacked.label, strict=True)) == {
        ("Blue", "suspected smuggling boat"),
        ("Red", "fishing vessel"),
    }
    killed = table[(table.entity == "who was attacked or killed") & (table.n > 0)]
    assert list(killed.label) == ["fishermen", "men"]


def test_zero_is_a_row():
    table = table_of(pair())
    assert list(table.columns) == list(SCHEMAS["labels"])
    sizes = table.groupby(["entity", "label", "voice"])["source"].apply(list)
    assert all(sources == ["Blue", "Red"] for sources in sizes)


def test_a_part_that_one_source_fills_is_left_out():
    assert table_of(pair()[:1]).empty


def test_aligned_sentences_share_a_noun():
    start = BLUE.index("Roe")
    other = RED.index("Roe")
    match = Match("a", start, len(BLUE), "b", other, len(RED), 0.9, "test")
    rows = table_of(pair(), [match])
    bid = rows[(rows.entity == "the bid") & (rows.n > 0)]
    assert list(zip(bid.source, bid.label, strict=True)) == [("Blue", "hostile bid"), ("Red", "unsolicited bid")]
    assert "the bid" not in set(table_of(pair()).entity)


def aligned(one, other):
    """The rows that come of two aligned sentences alone."""
    found = [findings(one, name="a", source="One"), findings(other, name="b", source="Other")]
    rows = table_of(found, [Match("a", 0, len(one), "b", 0, len(other), 0.9, "test")])
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
        ("The navy carries out patrols.", "The boats carry timber.", {}),  # "carry out" is another verb
        ("The council sold the empty mill.", "The empty mill was sold by the council.", {}),
        ("The Norland guards left.", "The guards left.", {}),  # whose they are
        ("The armed guards left.", "The guards left.", {"the guard": ["armed guards", "guards"]}),
        ("Rebel forces left.", "The border forces left.", {}),  # nouns before the noun: may be two
        ("The weary forces left.", "The border forces left.", {}),
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
    assert [(row.entity, row.label) for row in rows] == [("who was killed", "farmers")]


def test_only_a_headline_drops_the_verb_to_be():
    assert find_labels(findings("The rebels attacked again at dawn.")) == []


def test_an_earlier_year_is_another_event():
    assert find_labels(findings("Bandits killed three nurses in 2011.")) == []
    labels = {row.label for row in find_labels(findings("Bandits killed three nurses in 2025."))}
    assert labels == {"nurses", "bandits"}


def test_no_articles_make_an_empty_table():
    assert table_of([]).empty


def test_those_attacked_and_those_killed_are_one_where_a_text_ties_the_acts():
    tied = findings("Rebels struck fishing boats. Two smugglers were killed in strikes on suspected pirates.", name="a")
    other = findings("The strikes killed ten villagers.", name="b", source="Other")
    assert find_ties([tied, other]) == {"strike": "attacked"}
    rows = table_of([tied, other])
    labels = {entity: set(part.label[part.n > 0]) for entity, part in rows.groupby("entity")}
    assert labels["who was attacked or killed"] == {"smugglers", "suspected pirates", "villagers"}
    assert "what was attacked" not in labels  # one source alone


def test_without_a_tie_they_are_two():
    apart = findings("Two bakers were killed. Rebels attacked the guards.")
    assert find_ties([apart]) == {}
    assert [(row.entity, row.label) for row in find_labels(apart)] == [
        ("who was killed", "bakers"),
        ("by whom or what (attacked)", "rebels"),
        ("who was attacked", "guards"),
    ]


def test_a_part_takes_its_apposition_and_what_it_is_said_to_be():
    rows = find_labels(findings("Gunmen shot two men, local fishermen, at dawn."))
    assert {"men", "local fishermen"} <= {row.label for row in rows if row.entity == "who was shot"}


def test_a_phrase_counts_once():
    one, other = "Rebels attacked the old boat.", "Rebels attacked the boat at dawn."
    found = [findings(one, name="a", source="One"), findings(other, name="b", source="Other")]
    uses = find_label_uses(found, [Match("a", 0, len(one), "b", 0, len(other), 0.9, "test")])
    assert [(use.entity, use.label) for use in uses if use.label.endswith("boat")] == [
        ("what was attacked", "old boat"),
        ("what was attacked", "boat"),
    ]


def test_uses_point_at_their_words():
    for use in find_label_uses(pair(), []):
        text = BLUE if use.article_id == "a" else RED
        assert text[use.start : use.end].lower() == use.label.lower()


def test_seeds_show_both_names_for_one_thing():
    found = find_all(read_event(SEEDS / "colombia-intelligence").articles)
    table = table_of(found, find_matches(found))
    used = table[table.n > 0]
    sets = used.groupby("entity")["label"].apply(set)
    assert {"alleged drug boats", "drug vessels"} <= sets["what was attacked"]
    assert {"civilians", "people", "suspected drug traffickers"} <= sets["who was attacked or killed"]
    acts = used[used.entity == "what was done (attacked)"]
    assert set(acts.label) == {"extrajudicial killings", "extrajudicial executions"}
    assert set(acts.voice) == {"quoted"}
    assert acts.source.nunique() == 2
    own = used[(used.entity == "who was attacked or killed") & (used.voice == "own")]
    assert {("Press TV", "civilians"), ("Unnamed source A", "suspected drug traffickers")} <= set(
        zip(own.source, own.label, strict=True)
    )


def test_a_persons_label_in_one_source_alone_is_a_row_and_zero_in_the_other():
    roe = findings("Ana Roe, the embattled minister, left.", source="One", mentions=[("Ana Roe", "Ana Roe", "person")])
    table = table_of([roe, findings("It rained.", name="b", source="Other")])
    assert list(zip(table.entity, table.label, table.source, table.n, strict=True)) == [
        ("Ana Roe", "embattled minister", "One", 1),
        ("Ana Roe", "embattled minister", "Other", 0),
    ]

import hashlib
import json

import pytest
from reporting.node_tools import TOOLS, needs_tool, run_node

from analysis import compare, read_event
from analysis.reporting.web_annotations import format_annotations
from analysis.tables import SCHEMAS, make_table

VALIDATE = """
const validate = require(process.argv[1]);
const items = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8')).first.items;
console.log(items.filter(item => !validate(item)).length);
"""


@pytest.fixture(scope="module")
def event():
    return read_event("seeds/colombia-intelligence")


@pytest.fixture(scope="module")
def texts(event):
    return {article.article_id: article.text for article in event.articles}


@pytest.fixture(scope="module")
def comparison(event):
    return compare(event)


@pytest.fixture(scope="module")
def items(comparison, texts):
    return json.loads(format_annotations(comparison.tables, texts))["first"]["items"]


def test_every_row_with_a_span_is_an_annotation(comparison, items):
    tables = ("segments", "mentions", "quotations", "quantities", "dates", "wording", "coverage", "matches")
    tables += ("conflicts", "reuse", "quotation_pairs")
    assert len(items) == sum(len(comparison.tables[name]) for name in tables)
    assert len({item["id"] for item in items}) == len(items)


def test_both_selectors_choose_the_same_words(items, texts):
    by_hash = {f"urn:sha256:{hashlib.sha256(text.encode()).hexdigest()}": text for text in texts.values()}
    for item in items:
        for part in [item["target"], *(body for body in item["body"] if body["type"] == "SpecificResource")]:
            text, (position, quote) = by_hash[part["source"]], part["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[position["start"] - len(quote["prefix"]) :].startswith(around)


def test_a_quotation_says_who_speaks(items):
    said = [body["value"] for item in items for body in item["body"] if body.get("purpose") == "describing"]
    assert any(value.startswith("kind: direct; speaker: Gustavo Petro; cue: ") for value in said)


def test_a_conflict_points_at_both_passages(comparison, items):
    linking = [item for item in items if item["body"][0]["value"] == "conflicts"]
    assert len(linking) == len(comparison.conflicts) > 0
    for item, row in zip(linking, comparison.conflicts.itertuples(), strict=True):
        assert item["motivation"] == "linking"
        assert item["body"][-1]["selector"][1]["exact"] == row.other_text


def test_an_article_with_an_address_is_given_with_it():
    article = dict.fromkeys(SCHEMAS["articles"]) | {"article_id": "a", "url": "https://example.org/1"}
    tables = {
        "articles": make_table("articles", [article | {"n_characters": 4, "n_words": 1}]),
        "segments": make_table(
            "segments", [{"article_id": "a", "start": 0, "end": 4, "text": "Text", "kind": "paragraph", "rule": "x"}]
        ),
    }
    (item,) = json.loads(format_annotations(tables, {"a": "Text"}))["first"]["items"]
    assert item["target"]["scope"] == "https://example.org/1"


def test_nothing_found_is_an_empty_collection():
    collection = json.loads(format_annotations({"segments": make_table("segments", [])}, {}))
    assert (collection["total"], collection["first"]["items"]) == (0, [])


@needs_tool("validate-web-annotation")
def test_the_public_validator_finds_every_annotation_valid(comparison, texts, tmp_path):
    path = tmp_path / "annotations.jsonld"
    path.write_text(format_annotations(comparison.tables, texts), encoding="utf-8")
    tool = TOOLS / "validate-web-annotation"
    assert run_node(VALIDATE, tool, path) == "0\n"
    path.write_text(path.read_text("utf-8").replace('"urn:sha256:', '"sha256 '), encoding="utf-8")
    assert run_node(VALIDATE, tool, path) != "0\n"

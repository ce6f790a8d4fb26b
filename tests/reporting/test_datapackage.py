import json

import frictionless
import pandas as pd
import pytest

from analysis import compare, read_event
from analysis.reporting.datapackage import describe_package
from analysis.reporting.export import write_tables
from analysis.tables import SCHEMAS, make_table

EMPTY = {name: make_table(name, []) for name in SCHEMAS}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    event = read_event("seeds/colombia-intelligence")
    folder = tmp_path_factory.mktemp("package") / "out"
    write_tables(compare(event).tables, {a.article_id: a.text for a in event.articles}, folder)
    return folder


def test_the_public_validator_finds_every_table_valid(written):
    report = frictionless.validate(written / "datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    assert {task.name for task in report.tasks} == {*SCHEMAS, "text-1", "text-2"}


def test_the_validator_would_notice(written, tmp_path):
    described = json.loads((written / "datapackage.json").read_text("utf-8"))
    entities = next(resource for resource in described["resources"] if resource["name"] == "entities")
    next(field for field in entities["schema"]["fields"] if field["name"] == "entity")["type"] = "integer"
    (written / "broken.json").write_text(json.dumps(described), encoding="utf-8")
    assert not frictionless.validate(written / "broken.json").valid


def test_empty_tables_validate(tmp_path):
    write_tables(EMPTY, {}, tmp_path / "out")
    assert frictionless.validate(tmp_path / "out/datapackage.json").valid


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_paths_are_the_files(tmp_path, format):
    files = write_tables(EMPTY, {"a b": "text"}, tmp_path / "out", format=format)
    described = describe_package(EMPTY, {"a b": "text"}, format=format)
    paths = {resource["path"] for resource in described["resources"]}
    assert paths == {str(path.relative_to(tmp_path / "out")) for path in files} - {
        "annotations.jsonld",
        "datapackage.json",
    }


def test_types_are_those_of_the_schema():
    described = describe_package(EMPTY, {}, format="csv")
    fields = {r["name"]: {f["name"]: f["type"] for f in r["schema"]["fields"]} for r in described["resources"]}
    assert fields["quotations"]["speaker_start"] == "integer"
    assert fields["coverage"]["sure"] == "boolean"
    assert fields["entities"]["salience"] == "number"
    assert fields["quotations"]["text"] == "string"


@pytest.mark.parametrize(
    ("event", "name"), [("Colombia's Storm", "colombia-s-storm"), ("…", "articles"), ("", "articles")]
)
def test_package_is_named_after_its_event(event, name):
    articles = pd.DataFrame({column: pd.Series([""], dtype="str") for column in SCHEMAS["articles"]}).assign(
        event=event
    )
    assert describe_package({"articles": articles}, {}, format="csv")["name"] == name

import csv
import io
import json

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.reporting.export import format_csv, guard_text, write_tables
from analysis.tables import make_table

TEXT = "\ufeffFirst\r\nsecond\u2028third\rfourth “75” café\n"


def problems(*messages):
    return {"problems": make_table("problems", [{"article_id": "a", "message": m} for m in messages])}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "'=1", "''+1"])
def test_formula_is_guarded_and_comes_back(text):
    guarded = guard_text(text)
    assert guarded == "'" + text
    row = next(iter(csv.DictReader(io.StringIO(format_csv(problems(text)["problems"]), newline=""))))
    assert row["message"][1:] == text


@pytest.mark.parametrize("text", ["75 people", "a=b", "'tis", "", "e-mail"])
def test_plain_text_is_left_alone(text):
    assert guard_text(text) == text


def test_column_names_are_guarded():
    assert format_csv(pd.DataFrame({"=a": [1]})) == "'=a\n1\n"


def test_texts_come_back_to_the_last_character(tmp_path):
    write_tables(problems("x"), {"a": TEXT}, tmp_path / "out")
    assert (tmp_path / "out/texts/a.txt").read_bytes().decode() == TEXT


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_every_format_holds_the_rows(tmp_path, format):
    table = make_table("quantities", [_quantity(75.0, None), _quantity(1 / 3, 2.0)])
    path, *_ = write_tables({"quantities": table}, {}, tmp_path / "out", format=format)
    if format == "jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert (rows[0]["low"], rows[0]["high"], rows[1]["low"]) == (75, None, 0.333333)
    else:
        read = pd.read_csv(path) if format == "csv" else pd.read_parquet(path)
        assert list(read.columns) == list(table.columns)
        assert list(read["low"]) == [75.0, 0.333333]
        assert read["high"].isna().tolist() == [True, False]


def test_same_bytes_twice(tmp_path):
    for folder in ("one", "two"):
        write_tables(problems("x"), {"a": TEXT}, tmp_path / folder, format="parquet")
    assert (tmp_path / "one/problems.parquet").read_bytes() == (tmp_path / "two/problems.parquet").read_bytes()


def test_failed_write_keeps_what_was_there(tmp_path):
    write_tables(problems("old"), {"a": "old"}, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    with pytest.raises(AttributeError):
        write_tables({"problems": problems("new")["problems"], "bad": None}, {}, tmp_path / "out")
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_other_files_stay(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/note.md").write_text("mine")
    write_tables(problems("x"), {}, tmp_path / "out")
    assert (tmp_path / "out/note.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "..", ".hidden", "a\\b", "a\0b"])
def test_article_id_that_is_no_file_name(tmp_path, name):
    with pytest.raises(InputError, match="cannot be a file's name"):
        write_tables({}, {name: "x"}, tmp_path / "out")


def test_unknown_format_names_the_known(tmp_path):
    with pytest.raises(InputError, match="csv, jsonl, parquet"):
        write_tables({}, {}, tmp_path, format="xlsx")


def test_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputError, match="cannot write"):
        write_tables(problems("x"), {}, tmp_path / "out")


def _quantity(low, high):
    span = {"article_id": "a", "start": 0, "end": 2, "text": "75"}
    return {**span, "low": low, "high": high, "unit": "people", "modifier": None, "rule": "test"}

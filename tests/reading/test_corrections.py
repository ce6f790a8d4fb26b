import csv
import shutil

import pytest
from support import SEEDS

from analysis import compare, read_event
from analysis.reading.corrections import COLUMNS, parse_value, read_corrections

TEXT = "The harbour was closed on Monday, officials said."
GOOD = {
    "table": "quotations",
    "article_id": "a",
    "start": "0",
    "end": "11",
    "text": "The harbour",
    "column": "kind",
    "value": "indirect",
    "who": "A. Reader",
    "why": "it is reported speech",
}


def write(folder, *rows):
    with (folder / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=[*COLUMNS, "other_id"], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def read(folder, *rows):
    return read_corrections(write(folder, *rows), {"a": TEXT})


def test_a_correction_is_read(tmp_path):
    ((correction,), problems) = read(tmp_path, GOOD)
    assert problems == []
    assert (correction.table, correction.start, correction.value, correction.line) == ("quotations", 0, "indirect", 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"table": "voices"}, "'voices' cannot be corrected; those that can: mentions"),
        ({"column": "colour"}, "has no column 'colour'"),
        ({"column": "text"}, "has no column 'text'"),
        ({"value": "shouted"}, "'shouted' is no kind of quotations; known: direct"),
        ({"column": "row", "value": "keep"}, "known: remove"),
        ({"who": " "}, "does not say who corrects and why"),
        ({"article_id": "b"}, "there is no article 'b'"),
        ({"start": "x"}, "expected whole numbers"),
        ({"end": "9999"}, "the article has changed"),
        ({"text": "A harbour"}, "stands 'The harbour', not 'A harbour'"),
        ({"table": "quantities", "column": "low", "value": "many"}, "'many' does not fit the column low"),
        ({"table": "coverage", "column": "sure", "value": ""}, "does not fit the column sure"),
    ],
)
def test_what_does_not_fit_is_a_problem(tmp_path, change, said):
    corrections, (problem,) = read(tmp_path, GOOD, GOOD | change)
    assert len(corrections) == 1
    assert problem.startswith("corrections.csv line 3 is not applied: ")
    assert said in problem


@pytest.mark.parametrize("content", [b"", b"table,who\nx,y\n", b"\x00\x01\x02" * 50, b'"' * 99])
def test_a_file_of_another_shape_is_ignored_with_a_problem(tmp_path, content):
    (tmp_path / "corrections.csv").write_bytes(content)
    corrections, (problem,) = read_corrections(tmp_path, {})
    assert corrections == ()
    assert "ignored" in problem


def test_values_take_the_type_of_their_column():
    assert parse_value("7", "Int64") == 7
    assert parse_value("'=1", "str") == "=1"
    assert parse_value("false", "bool") is False


@pytest.fixture(scope="module")
def seeds():
    return compare(read_event(SEEDS / "colombia-intelligence"))


def correct(seeds, tmp_path, table, index, column, value, **more):
    """Copy the seeds, correct one row of a table, and compare again."""
    shutil.copytree(SEEDS / "colombia-intelligence", tmp_path / "event")
    row = seeds.tables[table].iloc[index]
    keys = {key: str(row[key]) for key in ("article_id", "start", "end", "text")}
    said = {"table": table, "column": column, "value": value, "who": "A. Reader", "why": "read it again"}
    return compare(read_event(write(tmp_path / "event", keys | said | more)))


def test_a_corrected_speaker_reaches_the_share_of_voice(seeds, tmp_path):
    index = seeds.quotations.index[seeds.quotations["kind"] == "direct"][0]
    corrected = correct(seeds, tmp_path, "quotations", index, "speaker", "Invented Person")
    row = corrected.quotations.iloc[index]
    assert row["speaker"] == "Invented Person"
    assert row["rule"].endswith("; corrected by A. Reader")
    assert "Invented Person" in set(corrected.voices["speaker"])
    (kept,) = corrected.corrections.to_dict("records")
    assert (kept["was"], kept["value"]) == (seeds.quotations.iloc[index]["speaker"], "Invented Person")


def test_a_corrected_status_stands(seeds, tmp_path):
    corrected = correct(seeds, tmp_path, "coverage", 3, "status", "only")
    assert corrected.coverage.iloc[3]["status"] == "only"


def test_a_removed_row_is_gone_and_said(seeds, tmp_path):
    corrected = correct(seeds, tmp_path, "conflicts", 0, "row", "remove")
    assert len(corrected.conflicts) == len(seeds.conflicts) - 1
    assert len(corrected.corrections) == 1


def test_a_correction_without_a_row_is_a_problem(seeds, tmp_path):
    corrected = correct(seeds, tmp_path, "conflicts", 0, "row", "remove", other_id="elsewhere")
    assert len(corrected.conflicts) == len(seeds.conflicts)
    assert "no row of conflicts has this span any more" in " ".join(corrected.problems["message"])


def test_without_corrections_nothing_changes(seeds):
    assert seeds.corrections.empty

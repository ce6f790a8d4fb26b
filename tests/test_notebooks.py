"""The house rules for notebooks, and that the published ones say what their tables say."""

import ast
import csv
import json
import re
import statistics

import pytest
from support import ROOT

from analysis.reporting.parameters import ARCHIVE_PARAMETERS, PARAMETERS

KNOWN = PARAMETERS | ARCHIVE_PARAMETERS
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REPORTS = sorted((ROOT / "reports").glob("[!_.]*/report.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request):
    return json.loads(request.param.read_text("utf-8"))["cells"]


def code_of(cells):
    return [cell for cell in cells if cell["cell_type"] == "code"]


def parameters_of(cells):
    (cell,) = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    return "".join(cell["source"])


def test_there_is_a_notebook():
    assert "report" in [path.stem for path in NOTEBOOKS]


def test_notebook_begins_with_its_question_and_parameters(cells):
    assert re.match(r"# .*\?\Z", "".join(cells[0]["source"]))
    assert "parameters" in cells[1]["metadata"]["tags"]


def test_each_parameter_is_known_commented_and_has_its_default(cells):
    lines = parameters_of(cells).splitlines()
    assert all(re.match(r"\w+: \w+ = \S.*  # \S", line) for line in lines)
    nodes = ast.parse("\n".join(lines)).body
    assert all(node.annotation.id == KNOWN[node.target.id].kind.__name__ for node in nodes)
    said = {node.target.id: ast.literal_eval(node.value) for node in nodes}
    assert said == {name: parameter.default for name, parameter in KNOWN.items() if name in said}


def test_report_takes_every_parameter():
    cells = json.loads((ROOT / "notebooks/report.ipynb").read_text("utf-8"))["cells"]
    assert re.findall(r"^(\w+): ", parameters_of(cells), re.MULTILINE) == list(PARAMETERS)


def test_code_cells_are_short_and_define_nothing(cells):
    lengths = [len("".join(cell["source"]).splitlines()) for cell in code_of(cells)]
    assert max(lengths) <= 10
    assert statistics.median(lengths) <= 3
    for cell in code_of(cells):
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
        assert "filterwarnings" not in "".join(cell["source"])


def test_notebook_is_stripped(cells):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code_of(cells))


def test_cell_ids_speak_and_stand_once(cells):
    ids = [cell["id"] for cell in cells]
    assert len(ids) == len(set(ids))
    assert not any(re.fullmatch(r"[0-9a-f]{8}", name) for name in ids)


def test_prose_of_two_sentences_stands_before_results(cells):
    for cell in cells[1:]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("#") and "\n- " not in source:
            assert len(re.findall(r"[.!?](?:\s|\Z)", source)) >= 2, source


def test_no_number_is_typed_into_prose(cells):
    for cell in cells:
        if cell["cell_type"] == "markdown":
            prose = re.sub(r'"[^"]*"|\d+ % is|\d+ %|75 or more', "", "".join(cell["source"]))
            assert not re.search(r"\d", prose), prose


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_published_notebook_is_executed_and_counts_what_its_tables_hold(path):
    """A stripped notebook would pass nbval by comparing nothing: so the numbers themselves are asked for."""
    cells = {cell["id"]: cell for cell in json.loads(path.read_text("utf-8"))["cells"]}
    outputs = {name: cell["outputs"] for name, cell in cells.items() if cell["cell_type"] == "code"}
    assert [name for name, made in outputs.items() if not made] == [
        name for name in ("parameters", "injected-parameters", "setup") if name in outputs
    ]
    said = "".join(outputs["show-tables"][0]["data"]["text/plain"])
    for table in path.parent.glob("tables/*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            rows = len(list(csv.reader(file))) - 1
        assert f"{table.stem}: {rows or 'no'} row" in said
    header = "".join(outputs["compare"][0]["data"]["text/plain"])
    assert re.search(r"\b[1-9]\d* articles?\b.*\b[1-9]\d* words", header)

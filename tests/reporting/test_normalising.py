import json

import pytest

from analysis.reporting.normalising import find_failure, normalise_notebook


def cell(*outputs, status="completed", count=7, **more):
    metadata = {"papermill": {"status": status, "duration": 1.5}, "execution": {"iopub.status.busy": "now"}}
    return {
        "cell_type": "code",
        "id": "x1",
        "metadata": {**metadata, **more},
        "execution_count": count,
        "source": ["x\n", "y"],
        "outputs": list(outputs),
    }


def shown(**data):
    data = {kind.replace("_", "/", 1): value for kind, value in data.items()}
    return {"output_type": "execute_result", "execution_count": 7, "metadata": {"a": 1}, "data": data}


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def normalise(*cells):
    book = {"cells": list(cells), "metadata": {"papermill": {"output_path": "/home/me"}}, "nbformat": 4}
    return json.loads(normalise_notebook(book))


def test_times_and_paths_are_dropped_and_cells_numbered():
    book = normalise(cell(count=3), cell(shown(text_plain="1"), count=9))
    assert [c["execution_count"] for c in book["cells"]] == [1, 2]
    assert book["cells"][1]["outputs"][0]["execution_count"] == 2
    assert "papermill" not in json.dumps(book)
    assert book["metadata"]["kernelspec"]["name"] == "python3"


def test_injected_cell_has_a_fixed_id():
    assert normalise(cell(tags=["injected-parameters"]))["cells"][0]["id"] == "injected-parameters"


def test_streams_are_merged():
    outputs = normalise(cell(stream("a\n"), stream("err", "stderr"), stream("b\n")))["cells"][0]["outputs"]
    assert [o["text"] for o in outputs] == [["a\n", "b\n"], ["err"]]


@pytest.mark.parametrize(
    ("seen", "kept"),
    [
        ("<object at 0x7f3b2c1d0e50>", "<object at 0x0>"),
        ("/tmp/ipykernel_123/456.py:1", "ipykernel/cell.py:1"),
        ("0x is no address", "0x is no address"),
    ],
)
def test_addresses_are_masked_in_plain_text(seen, kept):
    assert normalise(cell(shown(text_plain=seen)))["cells"][0]["outputs"][0]["data"]["text/plain"] == [kept]


def test_evidence_in_html_is_not_touched():
    evidence = "the wallet 0x7f3b2c1d0e50 &quot;T_ab12c_&quot;"
    assert normalise(cell(shown(text_html=evidence)))["cells"][0]["outputs"][0]["data"]["text/html"] == [evidence]


def test_failure_is_named_and_an_early_exit_is_one():
    error = {"output_type": "error", "ename": "InputError", "evalue": "no such folder", "traceback": []}
    assert find_failure({"cells": [cell(), cell(error, status="failed")]}) == "cell 2: InputError: no such folder"
    assert find_failure({"cells": [cell(), cell(status="pending")]}).startswith("cell 2 did not run to its end")
    assert find_failure({"cells": [cell()]}) is None

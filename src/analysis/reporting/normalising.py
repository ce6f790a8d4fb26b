"""An executed notebook without what differs from run to run: times, random ids, addresses, folders."""

from __future__ import annotations

import json
import re
from typing import Any

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE_INFO = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}
INJECTED = "injected-parameters"

# Plain text and streams only: an article may well hold "0x5f3759df", and what shows it as HTML holds no address.
_MASKS = (
    (re.compile(r"\b0x[0-9a-f]{6,16}\b"), "0x0"),  # an object's address
    (re.compile(r"/?(?:[\w.-]+/)*ipykernel_\d+/\d+\.py"), "ipykernel/cell.py"),
)
_STYLER = re.compile(r"(?<=[\"#])T_[0-9a-f]{5}(?=[\"_ ])")  # pandas Styler's random id, in HTML


def normalise_notebook(notebook: dict[str, Any]) -> str:
    """Return an executed notebook as text that is the same on every run.

    Drops times, papermill's notes and random ids, fixes kernel and language, merges streams, masks
    addresses and temporary names, numbers the executed cells 1 … n.
    """
    cells = [_normalise_cell(cell) for cell in notebook["cells"]]
    executed = [cell for cell in cells if cell["cell_type"] == "code"]
    for number, cell in enumerate(executed, 1):
        cell["execution_count"] = number
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = number
    clean = {
        "cells": cells,
        "metadata": {"kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(clean, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def find_failure(notebook: dict[str, Any]) -> str | None:
    """Return what went wrong in an executed notebook, None where every cell ran to its end.

    ``sys.exit(0)`` in a cell ends the kernel and leaves the rest unrun without an error.
    """
    for number, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), 1):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return f"cell {number}: {output['ename']}: {output['evalue']}".rstrip(". ")
        status = cell["metadata"].get("papermill", {}).get("status")
        if status != "completed":
            return f"cell {number} did not run to its end (status {status})"
    return None


def _normalise_cell(cell: dict[str, Any]) -> dict[str, Any]:
    tags = cell["metadata"].get("tags", [])
    clean = {
        "cell_type": cell["cell_type"],
        "id": INJECTED if INJECTED in tags else cell["id"],
        "metadata": {"tags": tags} if tags else {},
        "source": "".join(cell["source"]).splitlines(keepends=True),
    }
    if cell["cell_type"] == "code":
        clean["outputs"] = [_normalise_output(output) for output in _merge_streams(cell["outputs"])]
    return clean


def _merge_streams(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join what one stream said in several messages: how many there were is chance."""
    merged: list[dict[str, Any]] = []
    for output in outputs:
        same = [o for o in merged if o["output_type"] == "stream" and o["name"] == output.get("name")]
        if output["output_type"] == "stream" and same:
            same[0]["text"] = "".join(same[0]["text"]) + "".join(output["text"])
        else:
            merged.append(dict(output))
    return merged


def _normalise_output(output: dict[str, Any]) -> dict[str, Any]:
    clean = dict(output)
    if "text" in output:
        clean["text"] = _mask("".join(output["text"])).splitlines(keepends=True)
    if "data" in output:
        clean["data"] = {kind: _normalise_data(kind, content) for kind, content in output["data"].items()}
    if "metadata" in output:
        clean["metadata"] = {}
    return clean


def _normalise_data(kind: str, content: Any) -> Any:
    if not isinstance(content, str | list):
        return content
    text = "".join(content)
    if kind == "text/plain":
        text = _mask(text)
    elif kind == "text/html" and 'id="T_' in text:  # an article's own quotation marks are escaped
        text = _STYLER.sub("T_00000", text)
    return text.splitlines(keepends=True)


def _mask(text: str) -> str:
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text

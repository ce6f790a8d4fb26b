"""Papermill runs a notebook in a kernel that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.execute import execute_notebook

CELL_TIMEOUT = 300  # seconds; papermill's own default is to wait for ever
_ENGINE = "running-kernel"


class RunningKernel(Engine):  # type: ignore[misc]
    """Papermill's engine for a kernel that somebody else has started."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, km: Any, **_: Any) -> Any:
        """Run the cells; the kernel and its channels end with them."""
        client = PapermillNotebookClient(nb_man, km=km, kernel_name=kernel_name, timeout=CELL_TIMEOUT)
        client.owns_km = True
        client.shutdown_kernel = "immediate"
        return client.execute()


papermill_engines.register(_ENGINE, RunningKernel)


def run_notebook(notebook: Path, result: Path, *, parameters: dict[str, Any], kernel: Any) -> None:
    """Run a notebook's cells in a kernel; ``result`` is written whole, failed or not.

    Raises:
        Exception: of papermill and what is below it, where a cell failed or the kernel died.
    """
    execute_notebook(
        nbformat.read(notebook, as_version=4),  # type: ignore[no-untyped-call]
        str(result).replace("{", "{{").replace("}", "}}"),  # papermill puts paths through str.format
        parameters=parameters,
        engine_name=_ENGINE,
        progress_bar=False,
        request_save_on_cell_execute=False,
        kernel_name="python3",
        km=kernel,
    )

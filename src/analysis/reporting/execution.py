"""The child process that runs a notebook by papermill, in surroundings where nothing varies.

Run as ``python -m analysis.reporting.execution`` with a job as one line of JSON on standard input;
it ends when that input is closed, so that no run outlives the one who asked for it.
"""

from __future__ import annotations

import json
import os
import site
import sys
import threading
from pathlib import Path
from typing import Any

CELL_TIMEOUT = 300  # seconds; papermill's own default is to wait for ever
SOURCE_DATE_EPOCH = "1735689600"  # a fixed moment, for whatever asks

_FIXED = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "COLUMNS": "80",
    "NO_COLOR": "1",
    "PYTHONSAFEPATH": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "JUPYTER_PLATFORM_DIRS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "MPLBACKEND": "svg",
}
# Without these some Pythons do not start: on Windows; where Python is linked against libraries of its own.
_KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "PATHEXT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def clean_environment(scratch: Path, *, output: Path) -> dict[str, str]:
    """Build the child's environment from nothing: homes and caches in scratch, one thread, no locale, no zone.

    Args:
        output: where the notebook's last cell leaves tables and charts.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    if Path(__file__).is_relative_to(site.getuserbase()):  # pip install --user: HOME in scratch would hide it
        kept["PYTHONUSERBASE"] = site.getuserbase()
    else:
        kept["PYTHONNOUSERSITE"] = "1"
    homes = {name: str(scratch) for name in ("HOME", "IPYTHONDIR", "TMPDIR", "USERPROFILE")}
    return {
        "PATH": os.defpath,
        **_FIXED,
        **homes,
        **kept,
        "MPLCONFIGDIR": str(font_cache(scratch)),
        "MATPLOTLIBRC": str(Path(__file__).parent / "templates" / "coverage.mplstyle"),
        "ANALYSIS_OUTPUT": str(output),
    }


def font_cache(scratch: Path) -> Path:
    """Return a folder that lasts for matplotlib's list of fonts; making that list anew takes a second and more."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(home) / "news-coverage-analysis"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return scratch
    return folder if os.access(folder, os.W_OK) else scratch


def main() -> None:
    """Run the job named on standard input; the executed notebook lies in the working folder afterwards."""
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    run_notebook(job["notebook"], parameters=job["parameters"], folder=job["folder"], scratch=job["scratch"])


def run_notebook(notebook: str, *, parameters: dict[str, Any], folder: str, scratch: str) -> None:
    """Run a notebook's cells in a folder; the result is ``report.ipynb`` in the working folder, failed or not."""
    import nbformat
    from papermill.execute import execute_notebook
    from traitlets.config import Config

    # The default name of the sockets collides when two runs share a folder; TCP would be open to other users.
    sockets = {"transport": "ipc", "ip": str(Path(scratch) / "k")} if os.name == "posix" else {}
    execute_notebook(
        nbformat.read(notebook, as_version=4),  # type: ignore[no-untyped-call]
        "report.ipynb",  # relative: papermill puts paths through str.format
        parameters=parameters,
        progress_bar=False,
        request_save_on_cell_execute=False,
        kernel_name="python3",
        cwd=folder,
        execution_timeout=CELL_TIMEOUT,
        config=Config({"KernelManager": sockets}),
    )


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()

"""The process that runs a notebook's cells, in surroundings where nothing varies.

It is started before papermill is loaded and loads what every report needs meanwhile: two cores work instead of one.
"""

from __future__ import annotations

import os
import site
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOG = "kernel.log"
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
    "JUPYTER_PLATFORM_DIRS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "MPLBACKEND": "svg",
}
# Without these some Pythons do not start: on Windows; where Python is linked against libraries of its own.
_KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "PATHEXT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@contextmanager
def start_kernel(scratch: Path, *, folder: Path, output: Path) -> Iterator[Any]:
    """Start a kernel and end it with the block, however that ends; it ends itself when its caller is killed.

    Args:
        scratch: an empty folder for its homes, caches, sockets and ``kernel.log``.
        folder: where its cells run.
        output: where the notebook leaves tables and charts.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.utils import run_sync

    # The default name of the sockets collides when two runs share a folder; TCP would be open to other users.
    sockets = {"transport": "ipc", "ip": str(scratch / "k")} if os.name == "posix" else {}
    kernel = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # this Python, whatever "python3" the reader has
        connection_file=str(scratch / "kernel.json"),
        **sockets,
    )
    with (scratch / LOG).open("wb") as log:
        run_sync(kernel.start_kernel)(
            extra_arguments=[f"--IPKernelApp.extensions={__name__}", "--HistoryManager.enabled=False"],
            env=clean_environment(scratch, output=output),
            cwd=str(folder),
            stdout=log,
            stderr=log,
        )
    try:
        yield kernel
    finally:
        if kernel.has_kernel:
            run_sync(kernel.shutdown_kernel)(now=True)


def load_ipython_extension(_: Any) -> None:
    """Load what every report needs; IPython calls this when the kernel starts.

    What fails here fails again in the notebook's own cell, which is where it is told.
    """
    from analysis.comparing import event  # noqa: F401
    from analysis.finding.language import load_pipeline
    from analysis.reporting import display, drawings  # noqa: F401

    load_pipeline()
    if os.name == "posix" and os.environ.get("JPY_PARENT_PID") != str(os.getppid()):
        os._exit(1)  # its caller was killed meanwhile; IPython looks for that only from now on


def clean_environment(scratch: Path, *, output: Path) -> dict[str, str]:
    """Build the kernel's environment from nothing: homes and caches in scratch, one thread, no locale, no zone.

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

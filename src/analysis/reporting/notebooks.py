"""Run the report's notebook for one event and leave a finished report, or the old one untouched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.errors import InputError, ReportError
from analysis.reporting.execution import clean_environment
from analysis.reporting.export import move_files
from analysis.reporting.normalising import find_failure, normalise_notebook
from analysis.reporting.parameters import check_parameters

PAGE, NOTEBOOK, MANIFEST, LOCK = "report.html", "report.ipynb", "manifest.json", ".lock"


def run_report(event_dir: str | Path, out: str | Path, *, parameters: Mapping[str, Any] | None = None) -> list[Path]:
    """Make the report of one event: ``OUT/EVENT/`` with page, notebook, tables, charts and manifest.

    Everything is made in a staging folder inside ``out`` and moved at the end, the page last. A run
    that fails leaves the old report as it was, and what it made in ``OUT/_failed/EVENT/``.

    Args:
        event_dir: the folder of the event's articles; its name is the event's.
        parameters: of ``parameters.PARAMETERS``, all but ``event`` and ``seeds``, which the folder says.

    Returns:
        The files of the report, the page first.

    Raises:
        InputError: no such folder.
        ParameterError: an unknown parameter, or a value or folder name that does not fit.
        ReportError: a cell failed; the message says which and where its notebook lies.
    """
    event_dir, out = Path(event_dir).resolve(), Path(out).resolve()
    if not event_dir.is_dir():
        raise InputError(f"no such folder: {event_dir}")
    base = _base_folder(event_dir, out)
    said = {"event": event_dir.name, "seeds": event_dir.parent.relative_to(base).as_posix()}
    checked = check_parameters({**(parameters or {}), **said})
    try:
        out.mkdir(parents=True, exist_ok=True)
        sweep_staging(out)
        with _staging(out, event_dir.name) as staging:
            return _make_report(checked, event_dir, base, staging, out / event_dir.name)
    except OSError as error:
        raise ReportError(f"cannot write the report to {out}: {error.strerror or error}") from error


def locate_notebook(name: str = NOTEBOOK) -> Path:
    """Return the path of a notebook that comes with the package: packed into it, or beside it in the project.

    Raises:
        InputError: it is in neither place.
    """
    package = Path(__file__).resolve().parents[1]
    places = [package / "notebooks" / name, package.parents[1] / "notebooks" / name]
    for path in places:
        if path.is_file():
            return path
    raise InputError(f"no notebook {name} at {' or '.join(map(str, places))}; install the package again")


def sweep_staging(out: Path) -> None:
    """Delete what interrupted runs left; the folder of a run that still lives is locked and stays."""
    for folder in sorted(out.glob(".staging-*")):
        with folder_lock(folder) as free:
            if free:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def folder_lock(folder: Path) -> Iterator[bool]:
    """Hold a folder's lock as long as the process lives; False where another process holds it."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: nothing is swept there but by hand
        yield False
        return
    try:
        lock = (folder / LOCK).open("w")
    except OSError:
        yield False
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


@contextmanager
def _staging(out: Path, event: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f".staging-{event}-", dir=out))
    try:
        with folder_lock(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _base_folder(event_dir: Path, out: Path) -> Path:
    """Return the folder that ``seeds`` is counted from: the event's project, else what it shares with ``out``.

    So no path in a report is absolute, and the same project gives the same bytes anywhere. Where the two share
    nothing but the root, it is the folder that holds the event: a path from the root would tell of the machine.
    """
    for folder in event_dir.parents:
        if (folder / "pyproject.toml").is_file():
            return folder
    shared = Path(os.path.commonpath([event_dir.parent, out]))
    return event_dir.parent if shared == Path(shared.anchor) else shared


def _make_report(parameters: dict[str, Any], event_dir: Path, base: Path, staging: Path, target: Path) -> list[Path]:
    notebook = _execute(parameters, base, staging, target)
    (staging / NOTEBOOK).write_text(notebook, encoding="utf-8", newline="\n")
    from analysis.reporting.page import render_page
    from analysis.reporting.provenance import write_manifest

    (staging / PAGE).write_text(render_page(notebook, event=parameters["event"]), encoding="utf-8", newline="\n")
    write_manifest(staging, event_dir=event_dir, parameters=parameters, notebook=locate_notebook())
    names = _publish(staging, target)
    shutil.rmtree(_failed_folder(target), ignore_errors=True)
    return [target / name for name in reversed(names)]


def _publish(staging: Path, target: Path) -> list[str]:
    """Move a finished report to its place, the page last, then delete what only the old report had."""
    made = {path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()}
    names = [*sorted(made - {LOCK, MANIFEST, PAGE}), MANIFEST, PAGE]
    stale = _old_files(target) - made
    move_files(names, staging, target)
    for name in stale:
        (target / name).unlink(missing_ok=True)
    return names


def _execute(parameters: dict[str, Any], base: Path, staging: Path, target: Path) -> str:
    """Run the notebook in a child process and return it normalised, as text."""
    with tempfile.TemporaryDirectory(prefix="nca-") as scratch:
        job = {
            "notebook": str(locate_notebook()),
            "parameters": parameters,
            "folder": str(base),
            "scratch": scratch,
        }
        child = subprocess.Popen(
            [sys.executable, "-m", "analysis.reporting.execution"],
            env=clean_environment(Path(scratch), output=staging),
            cwd=staging,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        said = _wait(child, json.dumps(job))
    executed = _read_notebook(staging / NOTEBOOK)
    failure = find_failure(executed) if executed else "the notebook did not run"
    if failure or child.returncode:
        _keep_failed(staging, target, said)
        reason = failure or "".join(said.strip().splitlines()[-1:]) or "the process ended early"
        raise ReportError(
            f"no report for {parameters['event']}: {reason}. The old report, if any, is untouched; what was made "
            f"lies in {_failed_folder(target)}"
        )
    assert executed is not None
    return normalise_notebook(executed)


def _wait(child: subprocess.Popen[str], job: str) -> str:
    """Hand over the job, load the page's parts meanwhile, and return what the child said."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(job + "\n")
        child.stdin.flush()
        import analysis.reporting.page  # noqa: F401  # a second's import while the kernel starts

        said = child.stdout.read()  # stdin stays open: its end would end the child
        child.wait()
    except BaseException:
        child.kill()
        child.wait()
        raise
    finally:
        child.stdin.close()
        child.stdout.close()
    return said


def _read_notebook(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def _keep_failed(staging: Path, target: Path, said: str) -> None:
    failed = _failed_folder(target)
    shutil.rmtree(failed, ignore_errors=True)
    shutil.copytree(staging, failed, ignore=shutil.ignore_patterns(LOCK))
    (failed / "log.txt").write_text(said, encoding="utf-8")


def _failed_folder(target: Path) -> Path:
    return target.parent / "_failed" / target.name


def _old_files(target: Path) -> set[str]:
    """Return the files that the old report's manifest names; only those may be deleted."""
    try:
        outputs = json.loads((target / MANIFEST).read_text("utf-8"))["outputs"]
        return {name for name in outputs if not Path(name).is_absolute() and ".." not in Path(name).parts}
    except (OSError, ValueError, KeyError, TypeError):
        return set()

"""Run the report's notebook for one event and leave a finished report, or the old one untouched."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.errors import InputError, ReportError
from analysis.finding.terms import check_lexicons
from analysis.reporting.kernel import LOG, start_kernel
from analysis.reporting.normalising import find_failure, normalise_notebook
from analysis.reporting.parameters import check_parameters
from analysis.reporting.publishing import MADE, MANIFEST, SCRATCH, open_staging, publish, sweep_staging

PAGE, NOTEBOOK, PDF = "report.html", "report.ipynb", "report.pdf"


def run_report(
    event_dir: str | Path, out: str | Path, *, parameters: Mapping[str, Any] | None = None, pdf: bool = False
) -> list[Path]:
    """Make the report of one event: ``OUT/EVENT/`` with page, notebook, tables, charts and manifest.

    Everything is made in a staging folder inside ``out`` and exchanged with the old report in one step. A run
    that fails leaves the old report as it was, and what it made in ``OUT/_failed/EVENT/``.

    Args:
        event_dir: the folder of the event's articles; its name is the event's.
        parameters: of ``parameters.PARAMETERS``, all but ``event`` and ``seeds``, which the folder says;
            ``lexicons`` is a folder seen from the working folder.
        pdf: print the page into ``report.pdf`` too; needs Chromium.

    Returns:
        The files of the report, the page first.

    Raises:
        InputError: no such folder.
        LexiconError: a row of an own lexicon breaks the format.
        ParameterError: an unknown parameter, or a value or folder name that does not fit.
        ReportError: a cell failed (the message says which and where its notebook lies) or no PDF could be made.
    """
    event_dir, out = Path(event_dir).resolve(), Path(out).resolve()
    if not event_dir.is_dir():
        raise InputError(f"no such folder: {event_dir}")
    base = _base_folder(event_dir, out)
    said = {"event": event_dir.name, "seeds": event_dir.parent.relative_to(base).as_posix()}
    checked = check_parameters({**(parameters or {}), **said})
    if checked.get("lexicons"):
        folder = Path(checked["lexicons"]).resolve()
        check_lexicons(folder)  # here its errors say file and line; in the notebook they would end a cell
        checked["lexicons"] = Path(os.path.relpath(folder, base)).as_posix()
    return build_report(checked, event_dir, out, base=base, pdf=pdf)


def build_report(
    parameters: dict[str, Any], event_dir: Path, out: Path, *, base: Path, pdf: bool = False
) -> list[Path]:
    """Make a report with checked parameters; ``base`` is the folder that ``seeds`` and ``lexicons`` are counted from.

    Raises:
        ReportError: as ``run_report``.
    """
    parameters = dict(sorted(parameters.items()))  # the notebook shows them in this order, whatever the caller's
    try:
        out.mkdir(parents=True, exist_ok=True)
        sweep_staging(out)
        sweep_staging(Path(tempfile.gettempdir()), f"{SCRATCH}*")
        with open_staging(out, f".staging-{event_dir.name}-") as staging:
            (staging / MADE).mkdir()
            return _make_report(parameters, event_dir, base, staging, out / event_dir.name, pdf=pdf)
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


def _make_report(
    parameters: dict[str, Any], event_dir: Path, base: Path, staging: Path, target: Path, *, pdf: bool
) -> list[Path]:
    made = staging / MADE
    notebook = _execute(parameters, base, made, target)
    (made / NOTEBOOK).write_text(notebook, encoding="utf-8", newline="\n")
    from analysis.reporting.page import render_page
    from analysis.reporting.provenance import write_manifest

    (made / PAGE).write_text(render_page(notebook, event=parameters["event"]), encoding="utf-8", newline="\n")
    if pdf:
        from analysis.reporting.pdf import print_page

        print_page(made / PAGE, made / PDF)
    lexicons = base / parameters["lexicons"] if parameters.get("lexicons") else None
    notebook_path = locate_notebook()
    write_manifest(made, event_dir=event_dir, parameters=parameters, notebook=notebook_path, lexicons=lexicons)
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    publish(staging, target)
    shutil.rmtree(_failed_folder(target), ignore_errors=True)
    return [target / name for name in (PAGE, MANIFEST, *sorted(names - {PAGE, MANIFEST}, reverse=True))]


def _execute(parameters: dict[str, Any], base: Path, made: Path, target: Path) -> str:
    """Run the notebook in a kernel of its own and return it normalised, as text."""
    with open_staging(Path(tempfile.gettempdir()), SCRATCH) as scratch:
        with start_kernel(scratch, folder=base, output=made) as kernel:
            ended = _run(parameters, made / NOTEBOOK, kernel)
        said = (scratch / LOG).read_text("utf-8", "replace") + ended
    executed = _read_notebook(made / NOTEBOOK)
    failure = (
        find_failure(executed) if executed else "the notebook did not run, or was not written whole (is the disk full?)"
    )
    if failure or ended:
        _keep_failed(made, target, said)
        raise ReportError(
            f"no report for {parameters['event']}: {failure or ended.splitlines()[-1]}. The old report, if any, is "
            f"untouched; what was made lies in {_failed_folder(target)}"
        )
    assert executed is not None
    return normalise_notebook(executed)


def _run(parameters: dict[str, Any], result: Path, kernel: Any) -> str:
    """Run the notebook's cells; return what ended papermill, nothing where all went well."""
    import analysis.reporting.page  # noqa: F401  # needed only later, but the kernel still loads, too
    from analysis.reporting.execution import run_notebook

    try:
        run_notebook(locate_notebook(), result, parameters=parameters, kernel=kernel)
    except Exception as error:  # papermill's, nbclient's, of the sockets: whatever it is, the old report stands
        return f"{type(error).__name__}: {error}"
    return ""


def _read_notebook(path: Path) -> dict[str, Any] | None:
    """Return the executed notebook; None where there is none, or half of one, as a full disk leaves it."""
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        return None


def _keep_failed(made: Path, target: Path, said: str) -> None:
    failed = _failed_folder(target)
    shutil.rmtree(failed, ignore_errors=True)
    try:
        shutil.copytree(made, failed)
        (failed / "log.txt").write_text(said, encoding="utf-8")
    except OSError:  # no room for it either
        shutil.rmtree(failed, ignore_errors=True)


def _failed_folder(target: Path) -> Path:
    return target.parent / "_failed" / target.name

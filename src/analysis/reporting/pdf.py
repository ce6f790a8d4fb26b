"""The page as PDF, printed by the Chromium that is installed; without one there is no PDF and a clear error."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from analysis.errors import ReportError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_PATIENCE = 120  # seconds; a page of ten articles takes about two
# Chromium dates what it prints. The same page should be the same bytes: a fixed day, of the same length.
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[^)]*\)")
_DAY = b"20000101000000+00'00'"
_NODE = re.compile(rb"\(node(\d{8})\)")  # cells of tables, numbered by what else the browser did before


def print_page(page: Path, pdf: Path) -> None:
    """Print a page into a PDF file, the same bytes for the same page and browser.

    Raises:
        ReportError: no Chromium is installed, or it could not print.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise ReportError(
            f"--pdf needs Chromium, and none of {', '.join(BROWSERS)} is installed; "
            "print report.html from any browser instead"
        )
    with tempfile.TemporaryDirectory(prefix="nca-pdf-") as profile:
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf}",
            page.resolve().as_uri(),
        ]
        _run(command)
    if not pdf.is_file():
        raise ReportError(f"{Path(browser).name} printed nothing; print report.html from a browser instead")
    pdf.write_bytes(_number_nodes(_fix_dates(pdf.read_bytes())))


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise ReportError(f"{Path(command[0]).name} did not print the page within {_PATIENCE} seconds") from error
    if done.returncode:
        said = "".join(done.stderr.strip().splitlines()[-1:])
        raise ReportError(f"{Path(command[0]).name} could not print the page: {said or f'exit {done.returncode}'}")


def _fix_dates(data: bytes) -> bytes:
    """Set the dates of a PDF to one day, keeping its length: a PDF counts its own bytes.

    >>> _fix_dates(b"/CreationDate (D:20251112093000+00'00')")
    b"/CreationDate (D:20000101000000+00'00')"
    """
    return _DATES.sub(lambda match: match[1] + _DAY.ljust(len(match[0]) - len(match[1]) - 1) + b")", data)


def _number_nodes(data: bytes) -> bytes:
    """Number the nodes of a tagged PDF anew, in their own order and at their own length.

    >>> _number_nodes(b"(node00000109) (node00000042) (node00000109)")
    b'(node00000001) (node00000000) (node00000001)'
    """
    numbers = {node: number for number, node in enumerate(sorted(set(_NODE.findall(data))))}
    return _NODE.sub(lambda match: b"(node%08d)" % numbers[match[1]], data)

"""What made a report: inputs, parameters, versions, and a hash of the program itself.

No clock, no absolute path, no commit: the same evidence and program give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.comparing.similarity import describe_similarity
from analysis.finding.fingerprint import hash_files
from analysis.finding.language import MODELS
from analysis.records import Event

PACKAGES = ("news-coverage-analysis", "spacy", "pandas", "numpy", "matplotlib", "papermill", "nbconvert", "ipykernel")
SIDE_FILES = ("sources.toml", "corrections.csv")  # what a reader says about the articles
MANIFEST = "manifest.json"


def write_manifest(
    report: Path, *, event_dir: Path, parameters: Mapping[str, Any], notebook: Path, lexicons: Path | None = None
) -> None:
    """Write ``manifest.json`` beside a finished report: all that went in and all that came out, with sha256.

    ``lexicons`` is the folder of own lexicons, where one was given.
    """
    outputs = {
        path.relative_to(report).as_posix(): hash_file(path)
        for path in sorted(report.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path != report / MANIFEST
    }
    manifest = {
        "event": parameters["event"],
        "parameters": dict(parameters),
        "inputs": {**_read_inputs(report, event_dir), **_hash_lexicons(lexicons)},
        "versions": describe_versions(),
        "sources_sha256": hash_sources(),
        "notebook_sha256": hash_file(notebook),
        "outputs": outputs,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (report / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def describe_inputs(event: Event) -> dict[str, str]:
    """Return the sha256 of each article's file, by its path in the event's folder."""
    return {article.path: article.sha256 for article in event.articles}


def describe_versions() -> dict[str, str]:
    """Return the versions of Python, of the packages and models that shape a report, and how sentences are compared.

    Python's last number is left out: reports are the same under each.
    """
    found = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for package in (*PACKAGES, *MODELS):
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # one of the two models is enough
            continue
    return {**found, "sentence similarity": describe_similarity()}


def hash_sources() -> str:
    """Return one sha256 over the package's own files, names and contents in order of name; pages of prose apart."""
    package = Path(__file__).resolve().parents[1]
    return hash_files(package, (path for path in package.rglob("*") if path.is_file() and _is_source(path, package)))


def _is_source(path: Path, package: Path) -> bool:
    parts = path.relative_to(package).parts
    return parts[0] != "pages" and not any(part.startswith((".", "__pycache__")) for part in parts)


def hash_file(path: Path) -> str:
    """Return a file's sha256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hash_lexicons(folder: Path | None) -> dict[str, str]:
    return {} if folder is None else {f"lexicons/{path.name}": hash_file(path) for path in sorted(folder.glob("*.csv"))}


def _read_inputs(report: Path, event_dir: Path) -> dict[str, str]:
    table = report / "tables" / "articles.csv"
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as file:
            inputs = {row["path"].removeprefix("'"): row["sha256"] for row in csv.DictReader(file)}
    else:
        inputs = {}
    for name in SIDE_FILES:
        if (event_dir / name).is_file():
            inputs[name] = hash_file(event_dir / name)
    return inputs

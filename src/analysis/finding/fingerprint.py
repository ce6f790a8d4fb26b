"""What the findings of an article depend on besides its text: how this program reads and finds, the model, lexicons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis.finding.language import MODELS

_PACKAGE = Path(__file__).resolve().parents[1]
_MODULES = ("records.py", "tables.py")  # below both wings: what a record and a row are
_WINGS = ("reading", "finding")


@lru_cache(maxsize=1)
def hash_finders() -> str:
    """Return one sha256 over the readers and finders with their lexicons, and the versions of spaCy and the model."""
    files = [_PACKAGE / name for name in _MODULES]
    for wing in _WINGS:
        files += [path for path in (_PACKAGE / wing).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    named = "\n".join(_name_versions())
    return hashlib.sha256(f"{hash_files(_PACKAGE, files)}\n{named}".encode()).hexdigest()


def hash_lexicons(folder: str | Path | None) -> str:
    """Return one sha256 over a folder of own lexicons; "" where there is none."""
    return "" if folder is None else hash_files(Path(folder), Path(folder).glob("*.csv"))


def hash_files(root: Path, paths: Iterable[Path]) -> str:
    """Return one sha256 over files, names below ``root`` and contents, in order of name."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _name_versions() -> Iterable[str]:
    for package in ("spacy", "thinc", *MODELS):
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:  # one of the two models is enough
            continue

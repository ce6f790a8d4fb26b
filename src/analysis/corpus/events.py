"""The events of an archive on disk: a folder each, compared one after another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.comparing.event import Comparison, compare
from analysis.errors import InputError
from analysis.reading.corrections import CORRECTIONS
from analysis.reading.files import read_event
from analysis.reading.stored import SUFFIXES, find_suffix


def list_events(paths: Iterable[str | Path]) -> list[Path]:
    """List the folders of events: a path that holds articles itself, else the folders below it that do.

    A folder with articles is an event unless a folder below it has articles, too: what lies beside a folder of
    articles speaks of them. In order of the paths given, below each by name; a folder that is named twice counts once.

    Raises:
        InputError: a path is no folder, or there is no article in or below it.
    """
    folders: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            raise InputError(f"expected the folder of an event or of events, but there is no folder {path}")
        found = _find_below(path)
        if not found:
            raise InputError(f"no articles ({', '.join(SUFFIXES)}) in {path} or in the folders below it")
        folders |= dict.fromkeys(found)
    return list(folders)


def compare_events(folders: Iterable[Path], *, lexicons: str | Path | None = None) -> Iterator[Comparison]:
    """Compare events one by one, as they are asked for; those without a readable article are passed over.

    Raises:
        InputError, LexiconError: as ``compare``.
    """
    for folder in folders:
        event = read_event(folder)
        if event.articles:
            yield compare(event, lexicons=lexicons)


def _find_below(path: Path) -> list[Path]:
    """Return the lowest folders with articles."""
    found: list[Path] = []
    for name, below, files in os.walk(path):
        below[:] = sorted(folder for folder in below if not folder.startswith("."))
        if any(_is_article(file) for file in files):
            found.append(Path(name))
    above = {parent for folder in found for parent in folder.parents}
    return [folder for folder in found if folder not in above]


def _is_article(name: str) -> bool:
    return not name.startswith(".") and name != CORRECTIONS and find_suffix(name) in SUFFIXES

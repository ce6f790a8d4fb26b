"""From a staging folder to the report's place: the old report or the new one, at every moment, never some of each.

A run makes its report in ``OUT/.staging-EVENT-…/report`` and exchanges that folder with the old report's in one step
of the file system. Where the system has no such step (Windows, some network drives), the old one is moved aside first;
a run killed between the two moves is put right at the next start.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANIFEST, LOCK, MADE, OLD = "manifest.json", ".lock", "report", "old"
SCRATCH = "ncarun-"  # what the names of scratch folders in the system's folder for such begin with
_HERE, _EXCHANGE, _SWAP = -100, 2, 2  # AT_FDCWD; RENAME_EXCHANGE of Linux; RENAME_SWAP of macOS


@contextmanager
def open_staging(folder: Path, prefix: str) -> Iterator[Path]:
    """Make a locked folder of its own inside another, and delete it at the end, failed or not."""
    with _make_locked(folder, prefix) as staging:
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _make_locked(folder: Path, prefix: str) -> Iterator[Path]:
    """Make and lock a folder; again where another run's sweep took it before the lock was held."""
    while True:
        staging = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
        with folder_lock(staging) as held:
            if (staging / LOCK).exists() and (held or os.name != "posix"):
                yield staging
                return


def sweep_staging(out: Path, pattern: str = ".staging-*") -> None:
    """Delete what killed runs left; the folder of a run that still lives is locked and stays.

    An old report that was moved aside for a new one that never came is put back first.
    """
    for folder in sorted(out.glob(pattern)):
        with folder_lock(folder) as free:
            if free:
                _put_back(folder / OLD, out)
                shutil.rmtree(folder, ignore_errors=True)


def _put_back(aside: Path, out: Path) -> None:
    for old in sorted(aside.glob("*")):
        if not (out / old.name).exists():
            old.rename(out / old.name)


@contextmanager
def folder_lock(folder: Path) -> Iterator[bool]:
    """Hold a folder's lock as long as the process lives; False where another process or another user holds it."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: nothing is swept there but by hand
        yield False
        return
    try:
        if folder.lstat().st_uid != os.getuid():
            raise PermissionError("another user's")
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
    finally:
        os.close(lock)


def publish(staging: Path, target: Path) -> None:
    """Put the finished report ``staging/report`` in its place; files there that are no report's stay.

    Raises:
        OSError: the place cannot be written; the old report stands.
    """
    made, target = staging / MADE, Path(os.path.realpath(target))  # a link to the report's folder stays one
    if not target.exists():
        made.rename(target)
        return
    if not target.is_dir():
        raise NotADirectoryError(20, "a file stands where the report's folder should", str(target))
    shutil.copymode(target, made)
    _carry(target, made)
    if _exchange(made, target):
        _carry(made, target)  # what somebody laid there meanwhile
        return
    (staging / OLD).mkdir()
    aside = staging / OLD / target.name
    target.rename(aside)
    made.rename(target)
    _carry(aside, target)


def _carry(old: Path, new: Path) -> None:
    """Give a new report the files of the old folder that no report made: links to them, copies where need be."""
    made = read_outputs(old) | {MANIFEST}
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old)
        if name.as_posix() in made or (path.is_dir() and not path.is_symlink()) or os.path.lexists(new / name):
            continue
        if any((new / parent).is_file() for parent in name.parents):
            continue  # the report has a file where this one's folder was
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, new / name, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(path, new / name, follow_symlinks=False)


def read_outputs(report: Path) -> set[str]:
    """Return the files that a report's manifest names; only those may be replaced or deleted."""
    try:
        outputs = json.loads((report / MANIFEST).read_text("utf-8"))["outputs"]
        return {name for name in outputs if is_inside(name)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def is_inside(name: str) -> bool:
    """Tell whether a path leads no higher than where it starts.

    >>> is_inside("tables/dates.csv"), is_inside("../dates.csv"), is_inside("/etc/hosts")
    (True, False, False)
    """
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where this system has no such step."""
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _SWAP) == 0)
        return bool(system.renameat2(_HERE, first, _HERE, second, _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False

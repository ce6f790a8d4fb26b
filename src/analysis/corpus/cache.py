"""What was read and found in articles, kept between runs: by an article's content, this program and the model.

The store is one SQLite file in write-ahead mode: a run that is killed leaves all that it had kept, and two runs may
read and write at once. Nothing in it is evidence; ``analysis cache clear`` may delete it at any time.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import CacheError

FILE_NAME = "findings.sqlite"
VARIABLE = "ANALYSIS_CACHE"
_PATIENCE = 60.0  # seconds to wait for another run that is writing
_PAUSE = 0.05  # seconds between two tries to open a store that another run is just making
_AT_ONCE = 500  # keys asked for in one question; SQLite allows 999
_MADE = "CREATE TABLE IF NOT EXISTS findings (key BLOB PRIMARY KEY, version TEXT NOT NULL, value BLOB NOT NULL)"


class Kept(NamedTuple):
    """What a store holds. ``n_current``: the articles that this version of the program would use."""

    path: Path
    n_articles: int
    n_current: int
    n_bytes: int


class Store:
    """An open store: findings by key. Made by ``open_store``."""

    def __init__(self, connection: sqlite3.Connection, version: str) -> None:
        self._connection, self._version = connection, version

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what is kept under keys, without those under which nothing is."""
        asked, kept = list(dict.fromkeys(keys)), dict[bytes, bytes]()
        for first in range(0, len(asked), _AT_ONCE):
            part = asked[first : first + _AT_ONCE]
            question = f"SELECT key, value FROM findings WHERE key IN ({','.join('?' * len(part))})"
            with _explained():
                kept.update(self._connection.execute(question, part).fetchall())
        return kept

    def write(self, found: Mapping[bytes, bytes]) -> None:
        """Keep findings, all or none of them; what is there already stays."""
        rows = [(key, self._version, value) for key, value in found.items()]
        with _explained(), self._connection:
            self._connection.executemany("INSERT OR IGNORE INTO findings VALUES (?, ?, ?)", rows)


def locate_cache() -> Path:
    """Return the cache folder: ``$ANALYSIS_CACHE``, else the platform's."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "news-coverage-analysis"


@contextmanager
def open_store(folder: Path, version: str) -> Iterator[Store]:
    """Open the store in a folder; both are made where they are not there.

    Args:
        folder: where it lies.
        version: what the findings depend on besides the article, as ``fingerprint.hash_finders`` returns it.

    Raises:
        CacheError: it cannot be made, read or written, or is damaged.
    """
    with _explained():
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / FILE_NAME, timeout=_PATIENCE)
    with closing(connection):
        with _explained():
            _log_ahead(connection)
            connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last rows, never the store
            connection.execute(_MADE)
        yield Store(connection, version)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once. While another run does this first, SQLite refuses without waiting."""
    for tries_left in reversed(range(round(_PATIENCE / _PAUSE))):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if not tries_left:
                raise
            time.sleep(_PAUSE)


def hash_parts(*parts: str | None) -> bytes:
    """Return the key of what was found: a hash of everything that it depends on, in order.

    >>> hash_parts("a", "bc") == hash_parts("ab", "c"), hash_parts("a", None) == hash_parts("a", "")
    (False, False)
    """
    return blake2b(json.dumps(parts).encode(), digest_size=20).digest()


def pack(found: Any) -> bytes:
    """Return plain values as bytes.

    >>> unpack(pack({"dates": [[0, 4, "2024-02-28", None, "rule"]]}))
    {'dates': [[0, 4, '2024-02-28', None, 'rule']]}
    """
    return zlib.compress(json.dumps(found, separators=(",", ":")).encode(), 1)


def unpack(kept: bytes) -> Any:
    """Return the values that ``pack`` made bytes of."""
    return json.loads(zlib.decompress(kept))


def describe_cache(folder: Path, version: str) -> Kept:
    """Count what the store in a folder holds; zeros where there is none.

    Raises:
        CacheError: it is damaged or cannot be read.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return Kept(path, 0, 0, 0)
    with open_store(folder, version) as store, _explained():
        question = "SELECT count(*), coalesce(sum(version = ?), 0) FROM findings"
        n_articles, n_current = store._connection.execute(question, [version]).fetchone()
    return Kept(path, n_articles, n_current, sum(part.stat().st_size for part in _list_parts(folder)))


def clear_cache(folder: Path) -> int:
    """Delete the store in a folder, damaged or not, and nothing else; return the bytes freed.

    Raises:
        CacheError: it cannot be deleted.
    """
    freed = 0
    with _explained():
        for part in _list_parts(folder):
            freed += part.stat().st_size
            part.unlink()
    return freed


def _list_parts(folder: Path) -> list[Path]:
    return [path for end in ("", "-wal", "-shm") if (path := folder / f"{FILE_NAME}{end}").is_file()]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        advice = f"run `analysis cache clear`, use --no-cache, or set ${VARIABLE} to another folder"
        raise CacheError(f"the cache in {locate_cache()} cannot be used ({error}); {advice}") from error

"""Tables of an archive to disk, batch by batch: what ``export.write_tables`` writes, without holding it.

Batches are of a fixed number of articles, whoever found what is in them, so that the same articles give the same
bytes; up to one batch, the bytes of ``write_tables``.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from glob import escape
from pathlib import Path
from textwrap import indent
from typing import IO, TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.reporting.datapackage import PACKAGE_FILE, describe_tables, describe_text
from analysis.reporting.export import DECIMALS, FORMATS, check_file_name, format_csv, format_jsonl, move_files
from analysis.reporting.publishing import open_staging, sweep_staging
from analysis.reporting.web_annotations import ANNOTATIONS_FILE, annotate_rows, format_item, frame_collection

if TYPE_CHECKING:
    import pandas as pd

_STAGING = ".staging-"
_SPOOL = ".spool"  # a folder beside the tables while they grow; what is in it never leaves


@contextmanager
def open_tables(folder: str | Path, *, format: str = "csv", annotations: bool = True) -> Iterator[TableStream]:
    """Open a folder for tables that come in batches; what was there stays until ``TableStream.finish``.

    They grow in a staging folder beside it; what a killed run left of one is deleted here.

    Args:
        folder: made where it is missing.
        format: csv, jsonl or parquet (one row group a batch).
        annotations: whether to write ``annotations.jsonld``, a kilobyte a row; without, an old one is deleted.

    Raises:
        InputError: an unknown format, or a folder that cannot be written.
    """
    if format not in FORMATS:
        raise InputError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    folder = Path(folder)
    staged = f"{_STAGING}{folder.name}-"
    with ExitStack() as opened, ExitStack() as files:
        with _explained(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            sweep_staging(folder.parent, f"{escape(staged)}*")
            staging = opened.enter_context(open_staging(folder.parent, staged))
        yield TableStream(staging, folder, format, annotations, files)


class TableStream:
    """Tables that grow batch by batch. Made by ``open_tables``."""

    def __init__(self, staging: Path, folder: Path, format: str, annotations: bool, files: ExitStack) -> None:
        self._staging, self._folder, self._format, self._files = staging, folder, format, files
        self._append: dict[str, Callable[[pd.DataFrame], None]] = {}
        self._empty: dict[str, pd.DataFrame] = {}
        self._events: set[str] = set()
        self._texts: list[str] = []
        self._annotations = _Annotations(staging / _SPOOL, files) if annotations else None
        staging.chmod(0o755)
        (staging / _SPOOL).mkdir()
        (staging / "texts").mkdir()
        self._described: IO[bytes] = files.enter_context((staging / _SPOOL / "texts").open("w+b"))

    def write(self, tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> None:
        """Append a batch: rows of some tables, and the texts of the articles that they speak of.

        Raises:
            InputError: an article's name is no file name, or the folder cannot be written.
        """
        with _explained(self._folder):
            for name, table in tables.items():
                self._append_to(name, table)
            for name, text in texts.items():
                self._write_text(check_file_name(name), text)
            if self._annotations:
                self._annotations.add(tables, texts)
        if "articles" in tables:
            self._events |= set(tables["articles"]["event"])

    def finish(self) -> list[Path]:
        """Describe what was written, and move it into the folder file by file; return the files.

        Raises:
            InputError: the folder cannot be written.
        """
        with _explained(self._folder):
            self._describe()
            if self._annotations:
                self._annotations.join(self._staging / ANNOTATIONS_FILE)
            self._files.close()
            names = [f"{name}.{self._format}" for name in self._append] + [f"texts/{name}.txt" for name in self._texts]
            names += [*([ANNOTATIONS_FILE] if self._annotations else []), PACKAGE_FILE]
            move_files(names, self._staging, self._folder)
            if not self._annotations:
                (self._folder / ANNOTATIONS_FILE).unlink(missing_ok=True)
        return [self._folder / name for name in names]

    def _append_to(self, name: str, table: pd.DataFrame) -> None:
        if name not in self._append:
            self._append[name] = _OPENERS[self._format](self._staging / f"{name}.{self._format}", self._files)
            self._empty[name] = table.iloc[:0]
        elif table.empty:
            return
        self._append[name](table.round(DECIMALS))

    def _write_text(self, name: str, text: str) -> None:
        # bytes, so that no line end is translated: offsets count them. A lone surrogate cannot be UTF-8.
        (self._staging / "texts" / f"{name}.txt").write_bytes(_encode(text))
        self._texts.append(name)
        described = json.dumps(describe_text(len(self._texts), name, text), ensure_ascii=False, indent=1)
        self._described.write(_encode(",\n" + indent(described, "  ")))

    def _describe(self) -> None:
        """Write the data package: the tables, and after the last of them the texts described meanwhile."""
        described = describe_tables(self._empty, sorted(self._events), format=self._format)
        written = json.dumps(described, ensure_ascii=False, indent=1)
        head = written.removesuffix("\n ]\n}")
        with (self._staging / PACKAGE_FILE).open("wb") as file:
            file.write(_encode(head))
            _copy(self._described, file)
            file.write(_encode(written.removeprefix(head) + "\n"))


class _Annotations:
    """Annotations as they come, one file a table: the collection has them table by table."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._folder, self._files = folder, files
        self._spools: dict[str, IO[bytes]] = {}
        self._names: dict[str, list[str]] = {}
        self._rows: Counter[str] = Counter()

    def add(self, tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> None:
        for name, table in tables.items():
            only = {"articles": tables["articles"], name: table} if "articles" in tables else {name: table}
            for item in annotate_rows(only, texts, self._rows):
                self._put(name, item)
            self._rows[name] += len(table)

    def _put(self, name: str, item: dict[str, Any]) -> None:
        if name not in self._spools:
            self._spools[name] = self._files.enter_context((self._folder / f"{name}.items").open("w+b"))
            self._names[name] = []
        self._spools[name].write(_encode((",\n" if self._names[name] else "") + format_item(item)))
        self._names[name].append(item["id"])

    def join(self, path: Path) -> None:
        tables = [name for name in self._rows if name in self._spools]
        head, tail = frame_collection([item for name in tables for item in self._names[name]])
        with path.open("wb") as file:
            file.write(_encode(head))
            for name in tables:
                file.write(b"" if name == tables[0] else b",\n")
                _copy(self._spools[name], file)
            file.write(_encode(tail))


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot write to {folder}: {error.strerror or error}") from error


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _copy(spool: IO[bytes], file: IO[bytes]) -> None:
    spool.seek(0)
    shutil.copyfileobj(spool, file)


def _open_csv(path: Path, files: ExitStack) -> Callable[[pd.DataFrame], None]:
    file = files.enter_context(path.open("wb"))

    def append(table: pd.DataFrame) -> None:
        file.write(_encode(format_csv(table, with_header=file.tell() == 0)))

    return append


def _open_jsonl(path: Path, files: ExitStack) -> Callable[[pd.DataFrame], None]:
    file = files.enter_context(path.open("wb"))

    def append(table: pd.DataFrame) -> None:
        if file.tell() == 1:  # so far no row: an empty table is written as an empty line
            file.seek(0)
            file.truncate()
        file.write(_encode(format_jsonl(table)))

    return append


def _open_parquet(path: Path, files: ExitStack) -> Callable[[pd.DataFrame], None]:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    writer: Any = None

    def append(table: pd.DataFrame) -> None:
        nonlocal writer
        group = pyarrow.Table.from_pandas(table, preserve_index=False)
        if writer is None:
            writer = files.enter_context(ParquetWriter(path, group.schema, compression="zstd"))
        writer.write_table(group)

    return append


_OPENERS: dict[str, Callable[[Path, ExitStack], Callable[[pd.DataFrame], None]]] = {
    "csv": _open_csv,
    "jsonl": _open_jsonl,
    "parquet": _open_parquet,
}

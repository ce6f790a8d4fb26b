"""Tables and texts to disk: one file a table, each article's text as the offsets count it, and what describes them.

CSV is made safe for spreadsheets: a text that a spreadsheet would run as a formula (it starts
with ``= + - @``, a tab or a line end, after any number of apostrophes) gets one apostrophe more
in front, column names too. Drop that apostrophe to have the text back; JSON Lines and Parquet
hold every text as it is.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import InputError
from analysis.reporting.datapackage import PACKAGE_FILE, describe_package
from analysis.reporting.web_annotations import ANNOTATIONS_FILE, format_annotations

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv", "jsonl", "parquet")
DECIMALS = 6  # the digits after these change with the processor
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def write_tables(
    tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], folder: str | Path, *, format: str = "csv"
) -> list[Path]:
    """Write each table as ``NAME.FORMAT`` and each text as ``texts/ARTICLE_ID.txt`` into a folder.

    Beside them ``datapackage.json`` (Frictionless) says what each file and column is, and
    ``annotations.jsonld`` (W3C Web Annotations) holds every row with a span for programs that annotate.
    Everything is written beside the folder first and moved in at the end, file by file: a run that
    fails leaves what was there. Other files in the folder stay.

    Args:
        tables: tables by name.
        texts: each article's text by ``article_id``, written as UTF-8 with its own line ends.
        folder: made where it is missing.
        format: csv, jsonl or parquet.

    Returns:
        The files written: tables, texts, then what describes them.

    Raises:
        InputError: an unknown format, a name that is no file name, or a folder that cannot be written.
    """
    if format not in _WRITERS:
        raise InputError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    names = [f"{name}.{format}" for name in tables] + [f"texts/{check_file_name(name)}.txt" for name in texts]
    names += [ANNOTATIONS_FILE, PACKAGE_FILE]
    folder = Path(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as staging:
            _write_all(tables, texts, Path(staging), format)
            move_files(names, Path(staging), folder)
    except OSError as error:
        raise InputError(f"cannot write to {folder}: {error.strerror or error}") from error
    return [folder / name for name in names]


def write_table(table: pd.DataFrame, path: str | Path) -> Path:
    """Write one table into a file, in the format that its name says, at once or not at all.

    Raises:
        InputError: the name ends in no known format, or the file cannot be written.
    """
    path = Path(path)
    format = check_table_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as staging:
            _WRITERS[format](table.round(DECIMALS), Path(staging) / path.name)
            os.replace(Path(staging) / path.name, path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error
    return path


def check_table_file(path: Path) -> str:
    """Return the format that a file's name says, before anything long is done for it.

    >>> check_table_file(Path("profiles.CSV"))
    'csv'

    Raises:
        InputError: the name ends in no known format.
    """
    format = path.suffix.removeprefix(".").lower()
    if format not in _WRITERS:
        raise InputError(f"expected a file that ends in .{', .'.join(FORMATS)}, not {path.name!r}")
    return format


def move_files(names: list[str], staging: Path, folder: Path) -> None:
    """Move files from one folder into another on the same file system, each at once, in order."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        os.replace(staging / name, folder / name)


def guard_text(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> guard_text("=1+1"), guard_text("'=1+1"), guard_text("75 people"), guard_text(-5)
    ("'=1+1", "''=1+1", '75 people', -5)
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def check_file_name(name: str) -> str:
    """Return a name that can be a file's, alone in its folder.

    >>> check_file_name("002_44b692f29a361239")
    '002_44b692f29a361239'

    Raises:
        InputError: it is empty, hidden or would lead elsewhere.
    """
    if not name or name.startswith(".") or Path(name).name != name or "\\" in name or "\0" in name:
        raise InputError(f"{name!r} cannot be a file's name; rename the article")
    return name


def _write_all(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], folder: Path, format: str) -> None:
    folder.chmod(0o755)
    for name, table in tables.items():
        _WRITERS[format](table.round(DECIMALS), folder / f"{name}.{format}")
    (folder / "texts").mkdir()
    for name, text in texts.items():
        # bytes, so that no line end is translated: offsets count them. A lone surrogate cannot be UTF-8.
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    found = format_annotations(tables, texts)
    (folder / ANNOTATIONS_FILE).write_bytes(found.encode("utf-8", "surrogatepass"))
    described = json.dumps(describe_package(tables, texts, format=format), ensure_ascii=False, indent=1)
    (folder / PACKAGE_FILE).write_bytes(f"{described}\n".encode("utf-8", "surrogatepass"))


def format_csv(table: pd.DataFrame, *, with_header: bool = True) -> str:
    """Return a table as CSV that a spreadsheet opens without running anything."""
    guarded = table.copy()
    for column in guarded.columns:
        if str(guarded[column].dtype) in ("str", "string", "object"):
            guarded[column] = guarded[column].map(guard_text, na_action="ignore")
    header: list[str] | bool = [str(guard_text(str(column))) for column in guarded.columns] if with_header else False
    written = str(guarded.to_csv(index=False, header=header, lineterminator="\n"))
    if "\r" in written:  # Python's writer leaves a lone carriage return bare, and readers end the row there
        written = str(guarded.to_csv(index=False, header=header, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))
    return written


def format_jsonl(table: pd.DataFrame) -> str:
    """Return a table as JSON Lines, one object a row."""
    return table.to_json(orient="records", lines=True, force_ascii=False, double_precision=DECIMALS)


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    path.write_bytes(format_csv(table).encode("utf-8", "surrogatepass"))


def _write_jsonl(table: pd.DataFrame, path: Path) -> None:
    path.write_bytes(format_jsonl(table).encode("utf-8", "surrogatepass"))


def _write_parquet(table: pd.DataFrame, path: Path) -> None:
    table.to_parquet(path, index=False, engine="pyarrow", compression="zstd")


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}

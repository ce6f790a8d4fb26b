"""A file to the articles stored in it: plain text, web pages, web archives, and records of news systems.

Plain text is the article, to the last character. From a page or a record the article's words are taken out, its
headline first; what the page or the record says of itself (title, date, outlet …) comes along as facts.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.reading.encoding import Decoded, decode_bytes
from analysis.reading.items import has_text, read_item, walk_items
from analysis.reading.sources import check_fact

PLAIN = (".txt", ".md")
_LARGE = 8_000_000  # bytes from which a file of many records is read record by record, where it is UTF-8
_PIECE = 1_000_000
_LONGEST_CELL = 2**31 - 1  # an article is longer than the 128 kB that the module allows a cell
_HALF = re.compile("[\ud800-\udfff]")  # JSON can write half a character; no file and no table can hold it


@dataclass(frozen=True)
class Stored:
    """One article as a file holds it. ``number``: its line or place in a file of several, from 1; else None.

    ``text`` is None where there is no article to be had; ``problems`` then says why.
    """

    text: str | None
    sha256: str  # of the file's bytes; of the record, in a file of several
    facts: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    number: int | None = None
    unit: str = "line"  # what ``number`` counts

    @property
    def place(self) -> str:
        """Where in its file it stands."""
        return f"{self.unit} {self.number}"


def read_stored(path: Path) -> Iterator[Stored]:
    """Read the articles in a file, one by one; a record that cannot be read becomes a problem with its line.

    Raises:
        OSError: the file cannot be read.
    """
    suffix = find_suffix(path.name)
    if suffix in _BY_PATH:
        yield from _BY_PATH[suffix](path)
        return
    if suffix in _STREAMED and path.stat().st_size > _LARGE and is_utf8(path):
        with path.open(encoding="utf-8-sig", newline="" if suffix == ".csv" else "\n") as lines:
            yield from _STREAMED[suffix](lines)
        return
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    decoded = decode_bytes(data)
    if decoded is None:
        yield Stored(None, digest, problems=(_BINARY,))
    else:
        yield from _READERS.get(suffix, _read_plain)(decoded, digest)


def find_suffix(name: str) -> str:
    """Return the end of a file's name that says how it is read, in small letters.

    >>> find_suffix("a.TXT"), find_suffix("crawl.warc.gz"), find_suffix("notes.gz")
    ('.txt', '.warc.gz', '.gz')
    """
    name = name.lower()
    return next((suffix for suffix in _ARCHIVES if name.endswith(suffix)), Path(name).suffix)


def count_stored(path: Path) -> int:
    """Count the articles in a file without reading them, as nearly as its format lets: for progress, not for sums.

    Raises:
        OSError: the file cannot be read.
    """
    suffix = find_suffix(path.name)
    if suffix == ".parquet":
        return _count_parquet(path)
    if suffix in _ARCHIVES:
        from analysis.reading.web_archives import count_pages

        return count_pages(path)
    if suffix == ".csv":
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            return max(0, _count_csv(lines) - 1)
    if suffix not in _STREAMED:
        return 1
    with path.open("rb") as lines_of_bytes:
        return sum(not line.isspace() for line in lines_of_bytes)


def is_utf8(path: Path) -> bool:
    """Tell whether a file is UTF-8 text throughout, reading it piece by piece.

    Raises:
        OSError: the file cannot be read.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                if b"\0" in piece:
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _count_csv(lines: Iterable[str]) -> int:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return sum(1 for _ in csv.reader(lines))
    except csv.Error:
        return 0


def _count_parquet(path: Path) -> int:
    import pyarrow
    import pyarrow.parquet

    try:
        return int(pyarrow.parquet.read_metadata(path).num_rows)
    except pyarrow.ArrowInvalid:
        return 0


def _read_plain(decoded: Decoded, digest: str) -> Iterator[Stored]:
    yield Stored(decoded.text, digest, problems=decoded.problems)


def _read_page(decoded: Decoded, digest: str) -> Iterator[Stored]:
    from analysis.reading.pages import read_page

    text, facts = read_page(decoded.text)
    if not text:
        yield Stored(None, digest, problems=("is skipped: no article was found on the page",))
    else:
        yield Stored(text, digest, facts, decoded.problems)


def _read_archive(path: Path) -> Iterator[Stored]:
    """Read the pages of a web archive as single pages are read; one is known by the address it was fetched from."""
    from analysis.reading.web_archives import read_web_archive

    for page in read_web_archive(path):
        digest = hashlib.sha256(page.data).hexdigest()
        if page.problem:
            yield Stored(None, digest, problems=(page.problem,), number=page.number, unit="record")
            continue
        decoded = _decode_page(page.data, page.charset)
        read = [Stored(None, digest, problems=(_BINARY,))] if decoded is None else _read_page(decoded, digest)
        address = check_fact("url", page.url)
        facts = {"url": address} if address else {}
        yield from (replace(own, facts=facts | own.facts, number=page.number, unit="record") for own in read)


def _decode_page(data: bytes, charset: str | None) -> Decoded | None:
    """Decode a page as its server said, where that fits, else as its bytes say."""
    if charset:
        with suppress(LookupError, UnicodeDecodeError):
            return Decoded(data.decode(charset), charset)
    return decode_bytes(data)


def _read_json(decoded: Decoded, digest: str) -> Iterator[Stored]:
    try:
        held = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Stored(None, digest, problems=(f"is skipped: it is no JSON ({_reason(error)})",))
        return
    items = list(walk_items(held))
    if not items:
        yield Stored(None, digest, problems=(_NO_TEXT,))
    elif len(items) == 1:
        yield _store(items[0], digest, None)
    else:
        yield from (_store(item, _hash(item), number) for number, item in enumerate(items, 1))


def _read_lines(decoded: Decoded, digest: str) -> Iterator[Stored]:
    yield from _parse_lines(decoded.text.split("\n"))


def _parse_lines(lines: Iterable[str]) -> Iterator[Stored]:
    """Read JSON Lines. A line ends at a line feed only: other line ends may stand in a text."""
    for number, line in enumerate(lines, 1):
        line = line.removesuffix("\n")
        if not line.strip():
            continue
        own = hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Stored(None, own, problems=(f"is skipped: it is no JSON ({_reason(error)})",), number=number)
            continue
        yield _store(item, own, number)


def _read_csv(decoded: Decoded, digest: str) -> Iterator[Stored]:
    yield from _parse_rows(io.StringIO(decoded.text, newline=""), digest)


def _parse_rows(lines: Iterable[str], digest: str = "") -> Iterator[Stored]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.DictReader(lines)
    try:
        if not has_text(rows.fieldnames or ()):
            yield Stored(None, digest, problems=(_NO_TEXT,))
            return
        for row in rows:
            surplus = row.pop(None, ())  # the cells beyond the last column
            stored = _store(row, _hash(row), rows.line_num)
            yield replace(stored, problems=(*stored.problems, _TOO_MANY_CELLS)) if surplus else stored
    except csv.Error as error:
        yield Stored(None, digest, problems=(f"is skipped from here on: {error}",), number=rows.line_num)


def _read_parquet(path: Path) -> Iterator[Stored]:
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(path)
    except pyarrow.ArrowInvalid as error:
        yield Stored(None, "", problems=(f"is skipped: it is no Parquet ({_reason(error)})",))
        return
    number = 0
    with file:
        if not has_text(file.schema_arrow.names):
            yield Stored(None, "", problems=(_NO_TEXT,))
            return
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield _store(row, _hash(row), number)


_BINARY = "is skipped: it is binary data, no text"
_NO_TEXT = 'is skipped: it holds no article; expected "text", "body", "content", "articleBody" or "body_text" in it'
_TOO_MANY_CELLS = (
    "has more cells than columns; those beyond are left out: a comma or mark in it may lack its quotation marks"
)
_READERS: dict[str, Callable[[Decoded, str], Iterator[Stored]]] = {
    ".html": _read_page,
    ".htm": _read_page,
    ".json": _read_json,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".csv": _read_csv,
}
_STREAMED: dict[str, Callable[[Iterable[str]], Iterator[Stored]]] = {
    ".jsonl": _parse_lines,
    ".ndjson": _parse_lines,
    ".csv": _parse_rows,
}
_ARCHIVES = (".warc", ".warc.gz")
_BY_PATH: dict[str, Callable[[Path], Iterator[Stored]]] = {
    ".parquet": _read_parquet,
    **dict.fromkeys(_ARCHIVES, _read_archive),
}
SUFFIXES = (*PLAIN, *_READERS, *_BY_PATH)


def _store(item: Any, digest: str, number: int | None) -> Stored:
    read = read_item(item)
    if read is None:
        return Stored(None, digest, problems=(_NO_TEXT,), number=number)
    text, facts = read
    halves = ("holds halves of characters (lone surrogates); each is shown as U+FFFD",) if _HALF.search(text) else ()
    whole = {key: _HALF.sub("\ufffd", value) for key, value in facts.items()}
    return Stored(_HALF.sub("\ufffd", text), digest, whole, halves, number)


def _hash(item: Any) -> str:
    written = json.dumps(item, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__

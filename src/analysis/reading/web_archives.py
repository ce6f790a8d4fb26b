"""Web archives (WARC 1.0 and 1.1, ISO 28500) to the pages in them, record by record.

A page is a response with status 200, or a resource, of HTML. Requests, pictures, redirects and what else a crawl keeps
are passed over: they are no articles. ``warcio`` reads the records; what HTTP put around a page is taken off here, so
that one bad answer does not end the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

_HTML = ("text/html", "application/xhtml+xml")
_LONGEST = 16_000_000  # bytes; a longer page is no article
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")  # how a page may be compressed


class ArchivedPage(NamedTuple):
    """A page as a record holds it, or why it cannot be had. ``number``: of the record in its file, from 1."""

    number: int
    url: str = ""
    data: bytes = b""
    charset: str | None = None  # as the server named it
    problem: str | None = None


def read_web_archive(path: Path) -> Iterator[ArchivedPage]:
    """Yield the pages of a web archive, gzipped or not; one at a time is held.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        records = _iterate(file)
        number = 0
        while True:
            number += 1
            try:
                with redirect_stderr(StringIO()):  # warcio prints what it makes of a wrong length; we look at it below
                    record = next(records, None)
            except _broken() as error:
                yield ArchivedPage(
                    number, problem=f"is skipped, and what follows: it is no WARC record ({_say(error)})"
                )
                return
            if record is None:
                return
            if record.rec_type in ("response", "resource"):
                yield from _read_record(record, number)


def count_pages(path: Path) -> int:
    """Count the responses and resources in a web archive, whatever they hold: for progress.

    Raises:
        OSError: the file cannot be read.
    """
    n = 0
    with path.open("rb") as file, redirect_stderr(StringIO()):
        try:
            for record in _iterate(file):
                n += record.rec_type in ("response", "resource")
        except _broken():
            return n
    return n


def _iterate(file: Any) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator

    return iter(ArchiveIterator(file, no_record_parse=True))


def _broken() -> tuple[type[Exception], ...]:
    """Return what warcio raises on bytes that are no WARC; it checks little, so that much of it is Python's own."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    return (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        zlib.error,
        EOFError,
        ValueError,
        TypeError,
        AttributeError,
    )


def _read_record(record: Any, number: int) -> Iterator[ArchivedPage]:
    """Yield the page in a record, if there is one."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        kind = _take_http(record) if record.rec_type == "response" else record.content_type or ""
        if kind is None or kind.split(";")[0].strip().lower() not in _HTML:
            return
        data = record.content_stream().read(_LONGEST + 1)
    except _broken() as error:
        yield ArchivedPage(number, url, problem=f"is skipped: it is no answer of a web server ({_say(error)})")
        return
    yield _check_page(ArchivedPage(number, url, data, _find_charset(kind)), record)


def _take_http(record: Any) -> str | None:
    """Read the HTTP headers before a page; return its media type, or None where the server sent no page."""
    from warcio.statusandheaders import StatusAndHeadersParser

    headers = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"]).parse(record.raw_stream)
    record.http_headers = headers
    if headers.get_statuscode() != "200":
        return None
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding not in _ENCODINGS:
        raise ValueError(f"its Content-Encoding is {encoding}, which is not read; known: gzip, deflate")
    if encoding == "x-gzip":
        headers.replace_header("Content-Encoding", "gzip")
    return str(headers.get_header("Content-Type") or "")


def _check_page(page: ArchivedPage, record: Any) -> ArchivedPage:
    if len(page.data) > _LONGEST:
        return page._replace(data=b"", problem=f"is skipped: its page is longer than {_LONGEST // 1_000_000} MB")
    if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        return page._replace(data=b"", problem="is skipped: the file ends, or goes on, before its length is reached")
    return page


def _find_charset(kind: str) -> str | None:
    """Return the character set that a media type names.

    >>> _find_charset('text/html; charset="ISO-8859-1"'), _find_charset("text/html")
    ('ISO-8859-1', None)
    """
    for parameter in kind.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _say(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__

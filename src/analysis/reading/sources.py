"""``sources.toml``: what the reader of the files knows and the files do not say; and how sources are named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.reading.header import parse_moment

FILE_NAME = "sources.toml"
KEYS = ("source", "publisher", "country", "url", "published", "title", "author", "language")
_PARTIAL_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?\Z")
_URL = re.compile(r"https?://[^\s/]+\S*\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def read_sources(folder: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Read a folder's ``sources.toml``, if it has one.

    Returns:
        For each table its known keys with usable values; and what was wrong, as sentences.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}, []
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        return {}, [f"{FILE_NAME} cannot be read and is ignored: {error}"]
    said: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for name, table in _flatten(tables, problems):
        said[name] = _check_table(name, table, problems)
    return said, problems


def match_tables(
    said: dict[str, dict[str, str]], file_names: Iterable[str]
) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Give each file the table that names it, by stem or by full name; say which tables name none.

    >>> match_tables({"a": {"source": "X"}, "b": {}}, ["a.txt"])
    ({'a.txt': {'source': 'X'}}, ['sources.toml: [b] names no article in this folder; known: a.txt'])
    """
    names = list(file_names)
    matched = {name: said.get(name) or said.get(Path(name).stem) or {} for name in names}
    used = set(names) | {Path(name).stem for name in names}
    known = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    return matched, [
        f"{FILE_NAME}: [{name}] names no article in this folder; known: {known}" for name in said if name not in used
    ]


def name_sources(stated: Sequence[str | None]) -> list[str]:
    """Give every article a source of its own: the outlet, "Unnamed source A", or "Outlet (2)".

    >>> name_sources(["BBC", None, "BBC", None])
    ['BBC', 'Unnamed source A', 'BBC (2)', 'Unnamed source B']
    """
    names = SourceNames(name for name in stated if name)
    return [names.give(name) for name in stated]


class SourceNames:
    """The names of sources given so far, so that the next article gets one of its own, however many there are.

    >>> names = SourceNames()
    >>> [names.give(stated) for stated in ("BBC", None, "BBC", "", "BBC")]
    ['BBC', 'Unnamed source A', 'BBC (2)', 'Unnamed source B', 'BBC (3)']
    """

    def __init__(self, stated: Iterable[str] = ()) -> None:
        self._taken = set(stated)  # what other articles are known to be called: no invented name may be one of these
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def give(self, stated: str | None) -> str:
        """Return the outlet's name, "Outlet (2)" where it has an article already, or "Unnamed source A"."""
        if stated and stated not in self._given:
            self._given.add(stated)
            return stated
        number = self._last.get(stated or "", 1 if stated else -1) + 1
        while (name := _invent(stated, number)) in self._given or name in self._taken:
            number += 1
        self._last[stated or ""] = number
        self._given.add(name)
        return name


def _invent(stated: str | None, number: int) -> str:
    return f"{stated} ({number})" if stated else f"Unnamed source {_letters(number)}"


def _letters(number: int) -> str:
    """Count as spreadsheets name columns.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _flatten(tables: dict[str, Any], problems: list[str], prefix: str = "") -> Iterable[tuple[str, dict[str, Any]]]:
    """Yield tables by full name: ``[a.txt]`` without quotation marks is read by TOML as a in which txt lies."""
    for key, value in tables.items():
        name = f"{prefix}{key}"
        if not isinstance(value, dict):
            if not prefix:
                problems.append(f'{FILE_NAME}: "{key}" stands in no table; put it under the name of a file: [name]')
            continue
        inner = {k: v for k, v in value.items() if isinstance(v, dict)}
        if len(inner) < len(value) or not value:
            yield name, {k: v for k, v in value.items() if k not in inner}
        yield from _flatten(inner, problems, f"{name}.")


def _check_table(name: str, table: dict[str, Any], problems: list[str]) -> dict[str, str]:
    facts = {}
    for key, value in table.items():
        if key not in KEYS:
            problems.append(f'{FILE_NAME}: [{name}] key "{key}" is unknown; known: {", ".join(KEYS)}')
        elif (fact := check_fact(key, value)) is not None:
            facts[key] = fact
        elif not (isinstance(value, str) and not value.strip()):
            problems.append(f"{FILE_NAME}: [{name}] {key} = {value!r} is ignored; expected {_expected(key)}")
    return facts


def check_fact(key: str, value: Any) -> str | None:
    """Return what is said of an article in the form that its table keeps; None where it cannot be used.

    >>> check_fact("url", "example.org") is None, check_fact("source", " The  Daily "), check_fact("language", "en")
    (True, 'The Daily', 'en')
    """
    if key == "published":
        return _check_published(value)
    if not isinstance(value, str) or not value.strip():
        return None
    value = " ".join(value.split())
    pattern = {"url": _URL, "language": _LANGUAGE}.get(key)
    return value if pattern is None or pattern.match(value) else None


def _check_published(value: Any) -> str | None:
    """Return a date as ISO 8601, as precise as it was given.

    >>> _check_published("2025-11"), _check_published("3 March 2021"), _check_published("last week")
    ('2025-11', '2021-03-03', None)
    """
    if isinstance(value, date):  # a datetime is a date
        return value.isoformat()
    if not isinstance(value, str):
        return None
    stated: str = value.strip()
    if _PARTIAL_DATE.match(stated):
        return stated
    try:
        return (date if len(stated) == 10 else datetime).fromisoformat(stated).isoformat()
    except ValueError:
        return parse_moment(stated)


def _expected(key: str) -> str:
    return {
        "published": "a date such as 2025-11-12",
        "url": "an http or https address",
        "language": 'a code such as "en"',
    }.get(key, "a text")

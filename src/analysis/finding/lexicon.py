"""Lexicons: the packaged word lists, read and checked line by line.

A lexicon is a CSV with the columns ``term,category,note,source``. The lists are the instrument:
an editor changes them without Python, so every slip is named with its file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from analysis.errors import LexiconError

COLUMNS = ("term", "category", "note", "source")


class Term(NamedTuple):
    """One row of a lexicon. ``note`` may be empty; ``source`` says who put the term in this category."""

    term: str
    category: str
    note: str
    source: str


def read_lexicon(
    name: str | Path, *, categories: Collection[str] | None = None, complain: Callable[[str], str | None] | None = None
) -> tuple[Term, ...]:
    """Read a lexicon, in the order of its file.

    Args:
        name: a packaged file's name ("reporting_verbs.csv"), or the path of an own file.
        categories: the categories that are known; None takes any that is not empty.
        complain: says what is wrong with an own file's term, None where nothing is.

    Raises:
        LexiconError: no such file, a wrong header, or a row with an empty or repeated term, an
            unknown category, no source, a wrong number of columns, or a term that ``complain`` refuses.
            The message says the file, the line and what was expected. Terms are compared as written.

    >>> terms = read_lexicon("reporting_verbs.csv")
    >>> [term.category for term in terms if term.term == "claim"]
    ['distancing']
    >>> read_lexicon("no_such_list.csv")
    Traceback (most recent call last):
    analysis.errors.LexiconError: lexicons/no_such_list.csv: no such packaged lexicon; known: ...
    """
    if isinstance(name, Path) or "/" in name:
        return tuple(_check_rows(_read_lines(Path(name)), str(name), categories, complain))
    return _read_packaged(name, None if categories is None else tuple(categories))


@lru_cache(maxsize=64)
def _read_packaged(name: str, categories: tuple[str, ...] | None) -> tuple[Term, ...]:
    folder = files("analysis.finding") / "lexicons"
    known = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv"))
    if name not in known:
        raise LexiconError(f"lexicons/{name}: no such packaged lexicon; known: {', '.join(known)}. Name one of these.")
    return tuple(_check_rows(_read_lines(folder / name), f"lexicons/{name}", categories))


def _read_lines(path: Path | Traversable) -> list[str]:
    try:
        text = path.read_text("utf-8-sig")  # spreadsheets put a mark before the header
    except OSError as error:
        raise LexiconError(f"{path}: a lexicon was expected here; {error.strerror}. Give another path.") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: UTF-8 text was expected; {error.reason}. Save the file as UTF-8.") from error
    return text.splitlines()


def _check_rows(
    lines: list[str],
    shown: str,
    categories: Collection[str] | None,
    complain: Callable[[str], str | None] | None = None,
) -> Iterator[Term]:
    rows = csv.reader(lines)
    header = next(rows, [])
    if tuple(header) != COLUMNS:
        raise LexiconError(f"{shown} line 1: header {','.join(header)!r} is not {','.join(COLUMNS)!r}. Fix the header.")
    seen: dict[str, int] = {}
    for row in rows:
        if not row:
            continue
        where = f"{shown} line {rows.line_num}"
        term = _check_row(row, where, categories)
        if term.term in seen:
            raise LexiconError(f"{where}: term {term.term!r} stands on line {seen[term.term]} already. Delete one.")
        if complain and (complaint := complain(term.term)):
            raise LexiconError(f"{where}: term {term.term!r}: {complaint}")
        seen[term.term] = rows.line_num
        yield term


def _check_row(row: list[str], where: str, categories: Collection[str] | None) -> Term:
    if len(row) != len(COLUMNS):
        raise LexiconError(f"{where}: {len(row)} columns, not {len(COLUMNS)} ({', '.join(COLUMNS)}). Fix the line.")
    term = Term(*(cell.strip() for cell in row))
    for column in ("term", "category", "source"):
        if not getattr(term, column):
            raise LexiconError(f"{where}: {column} is empty. Fix the line.")
    if categories is not None and term.category not in categories:
        known = ", ".join(categories)
        raise LexiconError(f"{where}: category {term.category!r} is unknown; known: {known}. Fix the line.")
    return term

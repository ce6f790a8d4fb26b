"""Files and folders to articles and events."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.errors import InputError
from analysis.reading.encoding import decode_bytes
from analysis.reading.header import parse_byline, parse_moment, parse_name_line, parse_source_line
from analysis.reading.languages import tell_language
from analysis.reading.segments import segment_text
from analysis.reading.sources import FILE_NAME, match_tables, name_sources, read_sources
from analysis.records import Article, Event, Problem, Segment

SUFFIXES = (".txt", ".md")


def read_event(folder: str | Path) -> Event:
    """Read a folder of articles on one event, in order of ``article_id`` (the file's stem).

    Counts: ``.txt`` and ``.md`` files, as plain text. Leaves out, each with a problem: other files, sub-folders,
    binary files, links that lead out of the folder. Hidden files are passed over.

    Raises:
        InputError: there is no such folder.
    """
    path = _check_folder(Path(folder))
    articles, problems = _read_folder(path, _list_folder(path))
    return Event(_name_folder(path), tuple(articles), tuple(problems))


def read_articles(paths: Iterable[str | Path]) -> Event:
    """Read single articles: files, or folders of files; each article stands on its own.

    Articles from a folder carry its name as ``event``, single files "". A ``sources.toml`` beside a file is read.
    Where two share an ``article_id``, the later ones, in the order given, become ``stem-2``, ``stem-3``, …

    Raises:
        InputError: a path does not exist.
    """
    given = [Path(path) for path in paths]
    articles: list[Article] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for folder, files, event in _group_paths(given):
        listing = _list_folder(folder) if files is None else _Listing(files, [])
        read, odd = _read_folder(folder, listing, event=event, taken=taken)
        taken |= {article.article_id for article in read}
        articles += read
        problems += odd
    name = _name_folder(given[0]) if len(given) == 1 and given[0].is_dir() else ""
    return Event(name, tuple(articles), tuple(problems))


@dataclass(frozen=True)
class _Listing:
    """The files of a folder to be read, and what was passed over."""

    files: list[Path]
    problems: list[Problem]


def _check_folder(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"expected a folder of articles (.txt or .md), but there is no {path}; check the spelling")
    if not path.is_dir():
        raise InputError(
            f"expected a folder of articles (.txt or .md), but {path} is a file; name the folder it lies in"
        )
    return path


def _name_folder(path: Path) -> str:
    """Name an event after its folder, "." too."""
    return Path(os.path.abspath(path)).name


def _list_folder(folder: Path) -> _Listing:
    """List a folder's articles by name, and say what else lies there."""
    files: list[Path] = []
    problems: list[Problem] = []
    try:
        entries = sorted(folder.iterdir(), key=lambda path: (path.stem, path.name))
    except OSError as error:
        raise InputError(f"expected a folder that can be listed, but {folder} gave: {error.strerror}") from error
    for path in entries:
        if path.name.startswith(".") or path.name == FILE_NAME:
            continue
        if why := _why_skipped(path, folder):
            problems.append(Problem("", f"{_printable(path.name)} is skipped: {why}"))
        else:
            files.append(path)
    return _Listing(files, problems)


def _why_skipped(path: Path, folder: Path) -> str | None:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            return "it is a link that leads out of the folder"
    except (OSError, RuntimeError):
        return "it is a link that leads nowhere"
    if path.is_dir():
        return "it is a folder; articles lie side by side in the event's folder"
    if path.suffix.lower() not in SUFFIXES:
        return f"articles are {' or '.join(SUFFIXES)} files"
    if not path.is_file():
        return "it is no ordinary file"
    return None


def _group_paths(paths: Sequence[Path]) -> list[tuple[Path, list[Path] | None, str]]:
    """Group paths by the folder whose ``sources.toml`` speaks for them, in the order given."""
    groups: dict[tuple[Path, bool], list[Path]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        if not path.exists():
            raise InputError(f"expected an article or a folder of articles, but there is no {path}; check the spelling")
        groups[(path, True) if path.is_dir() else (path.parent, False)].append(path)
    return [
        (folder, None, _name_folder(folder)) if whole else (folder, files, "")
        for (folder, whole), files in groups.items()
    ]


def _read_folder(
    folder: Path, listing: _Listing, *, event: str | None = None, taken: Iterable[str] = ()
) -> tuple[list[Article], list[Problem]]:
    """Read the listed files of a folder with what its ``sources.toml`` says of them."""
    said, odd = read_sources(folder)
    names = [path.name for path in listing.files]
    facts, unnamed = match_tables(said, names)
    if event is not None and event == "":
        unnamed = []  # single files: the folder's other tables speak of files that were not asked for
    problems = [Problem("", message) for message in (*odd, *unnamed)] + listing.problems
    event = _name_folder(folder) if event is None else event
    articles: list[Article] = []
    for path, article_id in zip(listing.files, _make_ids(names, taken), strict=True):
        article, messages = _read_article(path, article_id, event, facts[path.name])
        problems += [Problem(article_id if article else "", message) for message in messages]
        articles += [article] if article else []
    articles, more = _give_sources(sorted(articles, key=lambda article: article.article_id))
    return articles, problems + more + _find_twins(articles)


def _make_ids(names: Sequence[str], taken: Iterable[str]) -> list[str]:
    """Return the files' stems, made unique.

    >>> _make_ids(["a.md", "a.txt", "a-2.txt"], [])
    ['a', 'a-3', 'a-2']
    """
    stems = [_printable(Path(name).stem) for name in names]
    used = set(taken)
    reserved = used | set(stems)
    ids = []
    for stem in stems:
        article_id, number = stem, 2
        while article_id in used or (article_id != stem and article_id in reserved):
            article_id, number = f"{stem}-{number}", number + 1
        used.add(article_id)
        ids.append(article_id)
    return ids


def _printable(name: str) -> str:
    """Return a file name whose bytes may be no UTF-8 as text that can be written."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _read_article(path: Path, article_id: str, event: str, facts: dict[str, str]) -> tuple[Article | None, list[str]]:
    """Read one file. ``source`` is "" where nobody names it; ``_give_sources`` fills it in."""
    name = _printable(path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [f"{name} is skipped: it cannot be read ({error.strerror})"]
    decoded = decode_bytes(data)
    if decoded is None:
        return None, [f"{name} is skipped: it is binary data, no text"]
    problems = [f"{name}: {message}" for message in decoded.problems]
    segments = segment_text(decoded.text, article_id=article_id, title=facts.get("title"))
    stated = _read_header(decoded.text, segments) | facts
    if not decoded.text.strip():
        problems.append(f"{name} is empty")
    elif not any(segment.kind == "paragraph" for segment in segments):
        problems.append(f"{name} has no paragraph; everything in it was set aside")
    if "published" not in stated:
        problems.append(f"{name} is undated: no date of publication in {FILE_NAME} or around its headline")
    article = Article(
        article_id,
        event,
        stated.get("source", ""),
        decoded.text,
        segments,
        publisher=stated.get("publisher"),
        country=stated.get("country"),
        author=stated.get("author"),
        title=stated.get("title"),
        published=stated.get("published"),
        language=stated.get("language") or tell_language(decoded.text),
        url=stated.get("url"),
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return article, problems


def _read_header(text: str, segments: Sequence[Segment]) -> dict[str, str]:
    """Return title, date, author and source as the lines around the headline give them."""
    facts: dict[str, str] = {}
    for segment in segments:
        words = text[segment.start : segment.end]
        if segment.kind == "headline":
            title = " ".join(words.split())
            facts["title"] = f"{facts['title']} {title}" if "title" in facts else title
        elif segment.kind == "dateline":
            stated = {
                "published": _date_of(segment, words),
                "author": _author_of(segment, words),
                "source": _source_of(segment, words),
            }
            for key, value in stated.items():
                if value:
                    facts.setdefault(key, value)
    return facts


def _date_of(segment: Segment, words: str) -> str | None:
    return parse_moment(words) if segment.rule in ("date line", "date stamp", "byline") else None


def _author_of(segment: Segment, words: str) -> str | None:
    return parse_name_line(words) if segment.rule == "name line" else parse_byline(words)


def _source_of(segment: Segment, words: str) -> str | None:
    return parse_source_line(words) or (words.strip() if segment.rule == "outlet line" else None)


def _give_sources(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """Name every article's source, and say where the files left it open or one outlet has two articles."""
    named = name_sources([article.source or None for article in articles])
    problems = []
    for article, source in zip(articles, named, strict=True):
        if not article.source:
            message = f'{article.path} names no outlet; it is shown as "{source}". Add source = "…" to {FILE_NAME}'
            problems.append(Problem(article.article_id, message))
        elif source != article.source:
            message = f'{article.path} is a further article from {article.source}; it is shown as "{source}"'
            problems.append(Problem(article.article_id, message))
    return [replace(a, source=source) for a, source in zip(articles, named, strict=True)], problems


def _find_twins(articles: Sequence[Article]) -> list[Problem]:
    """Report articles whose words are the same."""
    first: dict[str, Article] = {}
    problems = []
    for article in articles:
        words = " ".join(article.text.split())
        twin = first.setdefault(words, article)
        if twin is not article and words:
            problems.append(Problem(article.article_id, f"{article.path} has the same text as {twin.path}"))
    return problems

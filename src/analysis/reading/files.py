"""Files and folders to articles and events."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from analysis.errors import InputError
from analysis.reading.corrections import CORRECTIONS, read_corrections
from analysis.reading.drafts import Draft, to_article
from analysis.reading.sources import FILE_NAME, SourceNames, match_tables, name_sources, read_sources
from analysis.reading.stated import Stated, read_text
from analysis.reading.stored import SUFFIXES, count_stored, find_suffix, read_stored
from analysis.records import Article, Event, Problem

_EXPECTED = f"expected a folder of articles ({', '.join(SUFFIXES)})"


def read_event(folder: str | Path) -> Event:
    """Read a folder of articles on one event, in order of ``article_id`` (the file's stem).

    Counts: text files (``.txt``, ``.md``) to the last character; web pages and records (``.html``, ``.json``,
    ``.jsonl``, ``.csv``, ``.parquet``, ``.warc``) by the article in them, several where a file holds several
    (``stem-000001`` …, by line or record). Leaves out, each with a problem: other files, sub-folders, binary files,
    links that lead out of the folder, records that cannot be read. Hidden files are passed over. A reader's
    ``corrections.csv`` comes along; what in it no longer fits is a problem.

    Raises:
        InputError: there is no such folder.
    """
    path = _check_folder(Path(folder))
    articles, problems = _read_folder(path, _list_folder(path))
    corrections, unfit = read_corrections(path, {article.article_id: article.text for article in articles})
    problems += [Problem("", message) for message in unfit]
    return Event(_name_folder(path), tuple(articles), tuple(problems), corrections)


def read_articles(paths: Iterable[str | Path]) -> Event:
    """Read single articles: files, or folders of files; each article stands on its own.

    Articles from a folder carry its name as ``event``, single files "". A ``sources.toml`` beside a file is read.
    Where two share an ``article_id``, the later ones, in the order given, become ``stem-2``, ``stem-3``, …

    Raises:
        InputError: a path does not exist.
    """
    given = [Path(path) for path in paths]
    read = list(iterate_articles(given))
    name = _name_folder(given[0]) if len(given) == 1 and given[0].is_dir() else ""
    articles = tuple(item for item in read if isinstance(item, Article))
    return Event(name, articles, tuple(item for item in read if isinstance(item, Problem)))


def iterate_articles(paths: Iterable[str | Path]) -> Iterator[Article | Problem]:
    """Read single articles as ``read_articles`` does, one by one, with what was odd: an archive is never held whole.

    Raises:
        InputError: as ``iterate_drafts``.
    """
    names = SourceNames()
    for item in iterate_drafts(paths):
        if isinstance(item, Draft):
            article, problems = finish_draft(item, read_text(item.text, item.facts.get("title")), names)
            yield from problems
            yield article
        else:
            yield item


def finish_draft(draft: Draft, stated: Stated, names: SourceNames) -> tuple[Article, list[Problem]]:
    """Make the article of a draft that stands on its own, with what is odd about it.

    Its source is the outlet, however many articles that has; without one it is named as no other article's is.
    """
    article, messages = to_article(draft, stated)
    problems = [Problem(article.article_id, message) for message in messages]
    if article.source:
        return article, problems
    source = names.give(None)
    return replace(article, source=source), problems + _note_source(article, source)


def iterate_drafts(paths: Iterable[str | Path]) -> Iterator[Draft | Problem]:
    """Read single articles as they are stored, one by one, with what was odd; their texts are not taken apart yet.

    Articles come in order of file, then of place in the file; what is odd about a file stands before its articles,
    what several of them have in common (the same text) after those of their folder.

    Raises:
        InputError: a path does not exist, or a folder cannot be listed; at once, before anything is read.
    """
    groups = _group_paths([Path(path) for path in paths])
    listed = [
        (folder, _list_folder(folder) if files is None else _Listing(files, []), event)
        for folder, files, event in groups
    ]
    return _iterate_listed(listed)


def count_articles(paths: Iterable[str | Path]) -> int:
    """Count the articles that ``iterate_drafts`` will read, as nearly as one can tell before: for progress.

    Raises:
        InputError: as ``iterate_drafts``.
    """
    n = 0
    for folder, files, _ in _group_paths([Path(path) for path in paths]):
        for path in _list_folder(folder).files if files is None else files:
            with suppress(OSError):  # reading says so, as a problem
                n += count_stored(path)
    return n


@dataclass(frozen=True)
class _Listing:
    """The files of a folder to be read, and what was passed over."""

    files: list[Path]
    problems: list[Problem]


def _check_folder(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"{_EXPECTED}, but there is no {path}; check the spelling")
    if not path.is_dir():
        raise InputError(f"{_EXPECTED}, but {path} is a file; name the folder it lies in")
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
        if path.name.startswith(".") or path.name in (FILE_NAME, CORRECTIONS):
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
    if find_suffix(path.name) not in SUFFIXES:
        return f"articles are {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} files"
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


def _read_folder(folder: Path, listing: _Listing) -> tuple[list[Article], list[Problem]]:
    """Read the listed files of an event's folder with what its ``sources.toml`` says of them."""
    facts, problems = _read_facts(folder, listing)
    articles: list[Article] = []
    for path, file_id in zip(listing.files, _make_ids([path.name for path in listing.files], ()), strict=True):
        for item in _read_file(path, file_id, _name_folder(folder), facts[path.name]):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            article, messages = to_article(item, read_text(item.text, item.facts.get("title")))
            problems += [Problem(article.article_id, message) for message in messages]
            articles.append(article)
    articles, more = _give_sources(sorted(articles, key=lambda article: article.article_id))
    return articles, problems + more + _find_twins(articles)


def _read_facts(
    folder: Path, listing: _Listing, *, single: bool = False
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return what ``sources.toml`` says of each file by its name, and what is odd about that and about the folder."""
    said, odd = read_sources(folder)
    facts, unnamed = match_tables(said, [path.name for path in listing.files])
    if single:
        unnamed = []  # single files: the folder's other tables speak of files that were not asked for
    return facts, [Problem("", message) for message in (*odd, *unnamed)] + listing.problems


def _iterate_listed(listed: Iterable[tuple[Path, _Listing, str]]) -> Iterator[Draft | Problem]:
    taken: set[str] = set()
    for folder, listing, event in listed:
        facts, problems = _read_facts(folder, listing, single=event == "")
        yield from problems
        twins = _Twins()
        for path, file_id in _order_files(listing.files, taken):
            for item in _read_file(path, file_id, event, facts[path.name]):
                if isinstance(item, Draft):
                    item = _rename_taken(item, taken)
                    twins.see(item)
                yield item
        yield from twins.problems


def _order_files(files: Sequence[Path], taken: set[str]) -> list[tuple[Path, str]]:
    """Return files with their ids, so that their articles come in order of id as far as one can tell beforehand."""
    ids = _make_ids([path.name for path in files], taken)
    return sorted(zip(files, ids, strict=True), key=lambda pair: pair[1])


def _rename_taken(draft: Draft, taken: set[str]) -> Draft:
    """Give an article whose id another has a new one: line 1 of "a.jsonl" beside a file "a-000001.txt"."""
    article_id, number = draft.article_id, 2
    while article_id in taken:
        article_id, number = f"{draft.article_id}-{number}", number + 1
    taken.add(article_id)
    return draft if article_id == draft.article_id else replace(draft, article_id=article_id)


class _Twins:
    """Which articles of a folder have the same text, by hashes of their words, seen as they pass."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}
        self.problems: list[Problem] = []

    def see(self, draft: Draft) -> None:
        words = " ".join(draft.text.split())
        twin = self._first.setdefault(_hash_words(words), draft.path)
        if twin != draft.path and words:
            self.problems.append(Problem(draft.article_id, f"{draft.path} has the same text as {twin}"))


def _hash_words(words: str) -> bytes:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


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


def _read_file(path: Path, file_id: str, event: str, said: dict[str, str]) -> Iterator[Draft | Problem]:
    """Read the articles of one file; what cannot be read is a problem."""
    name = _printable(path.name)
    try:
        for stored in read_stored(path):
            numbered = f"{name} {stored.place}" if stored.number else name
            odd = tuple(f"{numbered}{'' if said.startswith('is ') else ':'} {said}" for said in stored.problems)
            if stored.text is None:
                yield from (Problem("", message) for message in odd)
                continue
            article_id = f"{file_id}-{stored.number:06d}" if stored.number else file_id
            yield Draft(article_id, event, stored.text, stored.facts | said, numbered, stored.sha256, odd)
    except OSError as error:
        yield Problem("", f"{name} is skipped: it cannot be read ({error.strerror})")


def _give_sources(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """Name every article's source, and say where the files left it open or one outlet has two articles."""
    named = name_sources([article.source or None for article in articles])
    problems = [p for article, source in zip(articles, named, strict=True) for p in _note_source(article, source)]
    return [replace(a, source=source) for a, source in zip(articles, named, strict=True)], problems


def _note_source(article: Article, source: str) -> list[Problem]:
    if not article.source:
        message = f'{article.path} names no outlet; it is shown as "{source}". Add source = "…" to {FILE_NAME}'
    elif source != article.source:
        message = f'{article.path} is a further article from {article.source}; it is shown as "{source}"'
    else:
        return []
    return [Problem(article.article_id, message)]


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

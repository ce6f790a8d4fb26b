"""An archive through the finders: article by article, from the cache where it was found before, on many cores.

Articles go in chunks, and chunks come back in the order in which they went, so that what is written is the same on
one process, on many, and on a Dask cluster. Only a few chunks are under way at any time: memory does not grow with
the archive. Only this process reads the files and the cache and writes; a worker takes a text apart and finds what is
in it, so that one reader keeps many workers busy.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

from analysis.corpus.cache import Store, hash_parts, pack, unpack
from analysis.corpus.processes import open_processes
from analysis.errors import InputError, WorkerError
from analysis.finding.annotate import find_each
from analysis.finding.article_tables import Rows, find_rows
from analysis.finding.fingerprint import hash_finders, hash_lexicons
from analysis.reading.drafts import Draft
from analysis.reading.files import finish_draft
from analysis.reading.sources import SourceNames
from analysis.reading.stated import Stated, read_text
from analysis.records import Article, Problem, Segment

CHUNK = 32  # articles that go to a worker at once: seconds of work, little to do again where a worker dies
_MOST = 1000  # articles and problems in a chunk: a file of nothing but bad records is no single chunk
_AHEAD = 3  # chunks under way for each worker: one that is parsed, two that wait
_WAIT = 30  # seconds for the first worker of a cluster to appear
_ONE_AT_A_TIME = Lock()  # a Dask worker may have several threads; spaCy's pipeline is made for one
Found = tuple[Article, Rows]


class Done(Protocol):
    """A chunk's findings, now or later."""

    def result(self) -> list[bytes]:
        """Return them, waiting if need be."""


class Workers(NamedTuple):
    """Who does the work: ``submit`` takes a chunk; ``n`` may work at once."""

    submit: Callable[[list[Raw]], Done]
    n: int


def find_in_archive(
    items: Iterable[Draft | Problem],
    *,
    lexicons: str | Path | None = None,
    store: Store | None = None,
    workers: int = 1,
    scheduler: str | None = None,
) -> Generator[Found | Problem, None, None]:
    """Yield each article with its rows (``article_tables.find_rows``), and what is odd, in the order given.

    Args:
        items: what ``files.iterate_drafts`` yields; read one by one, a few chunks ahead.
        lexicons: folder of own lexicons; on a cluster, every machine must have it there.
        store: where findings are kept; None keeps nothing.
        workers: processes on this machine; 1 works in this one.
        scheduler: address of a Dask scheduler ("tcp://host:8786"); then ``workers`` counts for nothing.

    Raises:
        InputError: no such scheduler, or the extra [dask] is not installed.
        WorkerError: workers died again and again, or run another version of this program.
        CacheError: the store fails.
    """
    own = None if lexicons is None else str(Path(lexicons).absolute())
    versions = hash_finders(), hash_lexicons(lexicons)
    chunks, names = _split(items), SourceNames()
    with _open_workers(workers, scheduler, own) as team:
        under_way: deque[_Chunk] = deque()
        for chunk in chunks:
            under_way.append(_send(chunk, versions, store, team))
            if len(under_way) >= _AHEAD * team.n or team.n == 1:
                yield from _receive(under_way.popleft(), store, names)
        while under_way:
            yield from _receive(under_way.popleft(), store, names)


def find_chunk(raws: Sequence[Raw], lexicons: str | None) -> list[bytes]:
    """Read and find everything in a chunk of articles: what a worker does. Returns for each what ``pack`` packs."""
    with _ONE_AT_A_TIME:
        read = [read_text(raw.text, raw.title) for raw in raws]
        articles = [_to_article(raw, stated) for raw, stated in zip(raws, read, strict=True)]
        found = find_each(articles, lexicons=lexicons)
        return [pack([*stated, find_rows(findings)]) for stated, findings in zip(read, found, strict=True)]


class Raw(NamedTuple):
    """All of an article that reading and finding depend on: what a worker gets, and what the cache's key is made of.

    ``title`` and ``published`` are what is said of the article from outside its text, None where nothing is.
    """

    text: str
    title: str | None
    published: str | None


def _to_article(raw: Raw, stated: Stated) -> Article:
    segments = tuple(Segment("", *part) for part in stated.parts)
    published = raw.published or stated.facts.get("published")
    return Article("", "", "", raw.text, segments, published=published)


class _Chunk(NamedTuple):
    """A chunk under way: what the cache had, and who finds the rest. ``keys``: of its drafts, in order."""

    items: list[Draft | Problem]
    keys: list[bytes]
    kept: dict[bytes, bytes]
    missing: list[bytes]
    done: Done | None


def _split(items: Iterable[Draft | Problem]) -> Iterator[list[Draft | Problem]]:
    """Cut what is read into chunks of as many drafts each, with the problems that stand among them."""
    chunk: list[Draft | Problem] = []
    n_drafts = 0
    for item in items:
        chunk.append(item)
        n_drafts += isinstance(item, Draft)
        if n_drafts == CHUNK or len(chunk) >= _MOST:
            yield chunk
            chunk, n_drafts = [], 0
    if chunk:
        yield chunk


def _send(chunk: list[Draft | Problem], versions: tuple[str, str], store: Store | None, team: Workers) -> _Chunk:
    """Ask the cache, and send a worker each text that it does not have, once."""
    raws = [_to_raw(item) for item in chunk if isinstance(item, Draft)]
    keys = [hash_parts(*versions, *raw) for raw in raws]
    kept = store.read(keys) if store else {}
    missing = {key: raw for key, raw in zip(keys, raws, strict=True) if key not in kept}
    done = team.submit(list(missing.values())) if missing else None
    return _Chunk(chunk, keys, kept, list(missing), done)


def _to_raw(draft: Draft) -> Raw:
    return Raw(draft.text, draft.facts.get("title"), draft.facts.get("published"))


def _receive(chunk: _Chunk, store: Store | None, names: SourceNames) -> Iterator[Found | Problem]:
    found = dict(chunk.kept)
    if chunk.done:
        new = dict(zip(chunk.missing, chunk.done.result(), strict=True))
        if store:
            store.write(new)
        found |= new
    keys = iter(chunk.keys)
    for item in chunk.items:
        if isinstance(item, Problem):
            yield item
            continue
        parts, facts, rows = unpack(found[next(keys)])
        article, problems = finish_draft(item, Stated(parts, facts), names)
        yield from problems
        yield article, rows


class _Here:
    """A chunk that is found in this process when it is asked for."""

    def __init__(self, raws: list[Raw], lexicons: str | None) -> None:
        self._raws, self._lexicons = raws, lexicons

    def result(self) -> list[bytes]:
        return find_chunk(self._raws, self._lexicons)


def _open_workers(workers: int, scheduler: str | None, lexicons: str | None) -> AbstractContextManager[Workers]:
    if scheduler:
        return _open_dask(scheduler, lexicons)
    if workers == 1:
        return nullcontext(Workers(lambda raws: _Here(raws, lexicons), 1))
    return _open_pool(workers, lexicons)


@contextmanager
def _open_pool(workers: int, lexicons: str | None) -> Iterator[Workers]:
    with open_processes(workers) as submit:
        yield Workers(lambda raws: submit(find_chunk, raws, lexicons), workers)


@contextmanager
def _open_dask(address: str, lexicons: str | None) -> Iterator[Workers]:
    """Use a Dask cluster. Dask itself does a dead worker's chunks again, on another."""
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError("--scheduler needs Dask; pip install 'news-coverage-analysis[dask]'") from error
    try:
        client = Client(address, set_as_default=False)
        client.wait_for_workers(1, timeout=_WAIT)
    except (OSError, ValueError) as error:  # a timeout is an OSError
        raise InputError(f"expected a Dask scheduler with workers at {address}, but: {error}") from error
    with client:
        yield Workers(lambda raws: _OnDask(client, raws, lexicons), sum(client.nthreads().values()))


class _OnDask:
    """A chunk that a Dask worker finds; articles travel as plain pickles, which every worker can read."""

    def __init__(self, client: Any, raws: list[Raw], lexicons: str | None) -> None:
        self._future = client.submit(_find_on_worker, raws, lexicons, pure=False)

    def result(self) -> list[bytes]:
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        try:
            version, found = self._future.result()
        except (KilledWorker, FutureCancelledError) as error:
            raise WorkerError(f"Dask workers died on one chunk again and again: {error}; look at their logs") from error
        if version != hash_finders():
            raise WorkerError("a Dask worker runs another version of this program or its model; install the same there")
        return list(found)


def _find_on_worker(
    raws: Sequence[tuple[str, str | None, str | None]], lexicons: str | None
) -> tuple[str, list[bytes]]:
    return hash_finders(), find_chunk([Raw(*raw) for raw in raws], lexicons)

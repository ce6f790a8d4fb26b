"""An archive through the finders: article by article, from the cache where it was found before, on many cores.

Articles go in chunks, and chunks come back in the order in which they went, so that what is written is the same on
one process, on many, and on a Dask cluster. Only a few chunks are under way at any time: memory does not grow with
the archive. Only this process reads and writes the cache.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

from analysis.corpus.cache import Store, hash_article, pack, unpack
from analysis.corpus.processes import open_processes
from analysis.errors import InputError, WorkerError
from analysis.finding.annotate import find_each
from analysis.finding.article_tables import Rows, find_rows
from analysis.finding.fingerprint import hash_finders, hash_lexicons
from analysis.records import Article

CHUNK = 32  # articles that go to a worker at once: seconds of work, little to do again where a worker dies
_AHEAD = 3  # chunks under way for each worker: one that is parsed, two that wait
_WAIT = 30  # seconds for the first worker of a cluster to appear
_ONE_AT_A_TIME = Lock()  # a Dask worker may have several threads; spaCy's pipeline is made for one


class Done(Protocol):
    """A chunk's findings, now or later."""

    def result(self) -> list[bytes]:
        """Return them, waiting if need be."""


class Workers(NamedTuple):
    """Who does the work: ``submit`` takes a chunk; ``n`` may work at once."""

    submit: Callable[[list[Article]], Done]
    n: int


def find_in_archive(
    articles: Iterable[Article],
    *,
    lexicons: str | Path | None = None,
    store: Store | None = None,
    workers: int = 1,
    scheduler: str | None = None,
) -> Generator[tuple[Article, Rows], None, None]:
    """Yield each article with its rows (``article_tables.find_rows``), in the order given.

    Args:
        articles: read one by one, a few chunks ahead.
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
    version, read = hash_finders(), hash_lexicons(lexicons)
    chunks = _split(articles)
    with _open_workers(workers, scheduler, own) as team:
        under_way: deque[_Chunk] = deque()
        for chunk in chunks:
            keys = [hash_article(article, version, read) for article in chunk]
            under_way.append(_send(chunk, keys, store, team))
            if len(under_way) >= _AHEAD * team.n or team.n == 1:
                yield from _receive(under_way.popleft(), store)
        while under_way:
            yield from _receive(under_way.popleft(), store)


def find_chunk(articles: Sequence[Article], lexicons: str | None) -> list[bytes]:
    """Find everything in a chunk of articles: what a worker does. Returns each article's rows, packed."""
    with _ONE_AT_A_TIME:
        return [pack(find_rows(findings)) for findings in find_each(articles, lexicons=lexicons)]


class _Chunk(NamedTuple):
    """A chunk under way: what the cache had, and who finds the rest."""

    articles: list[Article]
    keys: list[bytes]
    kept: dict[bytes, bytes]
    missing: list[bytes]
    done: Done | None


def _split(articles: Iterable[Article]) -> Iterator[list[Article]]:
    remaining = iter(articles)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _send(chunk: list[Article], keys: list[bytes], store: Store | None, team: Workers) -> _Chunk:
    """Ask the cache, and send a worker each text that it does not have, once."""
    kept = store.read(keys) if store else {}
    missing = {key: article for key, article in zip(keys, chunk, strict=True) if key not in kept}
    done = team.submit(list(missing.values())) if missing else None
    return _Chunk(chunk, keys, kept, list(missing), done)


def _receive(chunk: _Chunk, store: Store | None) -> Iterator[tuple[Article, Rows]]:
    found = dict(chunk.kept)
    if chunk.done:
        new = dict(zip(chunk.missing, chunk.done.result(), strict=True))
        if store:
            store.write(new)
        found |= new
    for article, key in zip(chunk.articles, chunk.keys, strict=True):
        yield article, unpack(found[key])


class _Here:
    """A chunk that is found in this process when it is asked for."""

    def __init__(self, articles: list[Article], lexicons: str | None) -> None:
        self._articles, self._lexicons = articles, lexicons

    def result(self) -> list[bytes]:
        return find_chunk(self._articles, self._lexicons)


def _open_workers(workers: int, scheduler: str | None, lexicons: str | None) -> AbstractContextManager[Workers]:
    if scheduler:
        return _open_dask(scheduler, lexicons)
    if workers == 1:
        return nullcontext(Workers(lambda articles: _Here(articles, lexicons), 1))
    return _open_pool(workers, lexicons)


@contextmanager
def _open_pool(workers: int, lexicons: str | None) -> Iterator[Workers]:
    with open_processes(workers) as submit:
        yield Workers(lambda articles: submit(find_chunk, articles, lexicons), workers)


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
        yield Workers(lambda articles: _OnDask(client, articles, lexicons), sum(client.nthreads().values()))


class _OnDask:
    """A chunk that a Dask worker finds; articles travel as plain pickles, which every worker can read."""

    def __init__(self, client: Any, articles: list[Article], lexicons: str | None) -> None:
        self._future = client.submit(_find_on_worker, articles, lexicons, pure=False)

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


def _find_on_worker(articles: Sequence[Article], lexicons: str | None) -> tuple[str, list[bytes]]:
    return hash_finders(), find_chunk(articles, lexicons)

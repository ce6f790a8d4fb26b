"""Processes on one machine that survive each other: what a dying one was at is done again by a new one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread
from typing import Any

from analysis.errors import WorkerError

_MOST_DEATHS = 3  # in a row, without one task done in between


class Task:
    """A call that a process does; ``result`` waits for it, and has it done again where the process dies."""

    def __init__(self, pool: _Pool, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self._pool, self._call = pool, (function, *arguments)
        self._executor, self._future = pool.start(self._call)

    def result(self) -> Any:
        """Return what the call returned.

        Raises:
            WorkerError: processes died again and again.
        """
        while True:
            try:
                result = self._future.result()
            except BrokenProcessPool:
                self._pool.replace(self._executor)
                self._executor, self._future = self._pool.start(self._call)
            else:
                self._pool.note_done()
                return result


class _Pool:
    """A pool that is made anew when one of its processes dies; those that waited in the old one start over."""

    def __init__(self, n: int) -> None:
        self._n, self._deaths = n, 0
        self._executor = self._open()

    def start(self, call: tuple[Any, ...]) -> tuple[ProcessPoolExecutor, Future[Any]]:
        try:
            return self._executor, self._executor.submit(*call)
        except BrokenProcessPool:  # a process died while nobody waited
            self.replace(self._executor)
            return self._executor, self._executor.submit(*call)

    def replace(self, broken: ProcessPoolExecutor) -> None:
        if broken is not self._executor:
            return  # another task saw it first
        self._deaths += 1
        if self._deaths > _MOST_DEATHS:
            raise WorkerError(
                f"worker processes died {self._deaths} times in a row; what was found till then is kept where there is "
                "a cache. Is there enough memory? Try fewer --workers, or --workers 1, which shows an error as it is."
            )
        broken.shutdown(wait=False, cancel_futures=True)
        self._executor = self._open()

    def note_done(self) -> None:
        self._deaths = 0

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        # spawned, not forked: a forked process would inherit threads and an open cache in whatever state they are
        return ProcessPoolExecutor(self._n, multiprocessing.get_context("spawn"), initializer=_prepare)


@contextmanager
def open_processes(n: int) -> Iterator[Callable[..., Task]]:
    """Open ``n`` processes; yields a function that starts a call in one of them, ``start(function, *arguments)``."""
    pool = _Pool(n)
    try:
        yield lambda function, *arguments: Task(pool, function, arguments)
    finally:
        pool.close()


def _prepare() -> None:
    """Make a process ready: it leaves Ctrl-C to the one that started it, and ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    from analysis.finding.language import load_pipeline

    load_pipeline()


def _end_with_parent() -> None:
    """End this process when its parent is gone, killed too: its queue would never tell it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

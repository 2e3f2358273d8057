"""Processes of this machine that take jobs with a time and a memory limit, and that outlive the loss of one of them."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

import structlog
from pebble import ProcessPool

log = structlog.get_logger()

T = TypeVar("T")


class Processes:
    """So many processes, begun at the first job and begun anew where they broke.

    `confine` is run in each with `limits`; each is replaced after `jobs` jobs, so that what leaks cannot grow for
    months. `preload` are modules imported once, before the processes are forked, so that they share its memory.
    """

    def __init__(
        self, count: int, jobs: int, confine: Callable[..., None], limits: tuple[object, ...], preload: Sequence[str]
    ) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._count, self._jobs, self._confine, self._limits = count, jobs, confine, limits
        self._pool, self._ended, self._lock = self._begin(), False, threading.Lock()

    def schedule(self, job: Callable[..., T], given: tuple[object, ...], limit: float) -> Future[T]:
        """Gives a job to a process, for so many seconds at most.

        The future may end in TimeoutError, MemoryError, pebble's ProcessExpired, or BrokenProcessPool: a pool that
        loses a process while none is at work, to the system's hunger for memory say, takes no more jobs.
        """
        with self._lock:
            if not self._ended and not self._pool.active:
                log.error("the processes broke and are begun anew", confined_by=self._confine.__module__)
                threading.Thread(target=_end, args=(self._pool,), daemon=True).start()
                self._pool = self._begin()
            return self._pool.schedule(job, given, timeout=limit)

    def end(self) -> None:
        """Ends every process, and the jobs under way with it."""
        self._ended = True
        _end(self._pool)

    def _begin(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._count,
            max_tasks=self._jobs,
            initializer=self._confine,
            initargs=self._limits,
            context=self._context,
        )


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
    pool.join()

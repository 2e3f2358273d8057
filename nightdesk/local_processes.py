"""Processes of this machine that read spans of archives, with the limits that parsers have."""

from __future__ import annotations

import multiprocessing
import resource
from concurrent.futures import Future
from concurrent.futures import TimeoutError as SpanTimeout
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from config.settings import ParseSettings
from model.errors import ParseError
from nightdesk.spans import Findings, Span, read_span

_SPANS_A_WORKER = 500
#: Beside its pages' time a span has so many seconds, in which a new process reads its configuration.
_SPARE = 10.0


class LocalProcesses:
    """Processes that read spans; a span that takes too long or ends its process ends in ParseError."""

    def __init__(self, settings: ParseSettings, workers: int | None = None) -> None:
        self._timeout = settings.timeout.total_seconds() + _SPARE
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["nightdesk.warm", "nightdesk.spans"])
        self._pool = ProcessPool(
            max_workers=workers or settings.workers,
            max_tasks=_SPANS_A_WORKER,
            initializer=_confine,
            initargs=(settings.memory,),
            context=context,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        self._pool.join()

    def submit(self, span: Span) -> Future[Findings]:
        """Begins to read a span."""
        told: Future[Findings] = Future()
        under_way = self._pool.schedule(read_span, (span,), timeout=self._timeout)
        under_way.add_done_callback(lambda done: _pass_on(done, told, span))
        return told


def _pass_on(done: Future[Findings], told: Future[Findings], span: Span) -> None:
    if done.cancelled():
        told.cancel()
        return
    error = done.exception()
    if isinstance(error, SpanTimeout | ProcessExpired | MemoryError):
        told.set_exception(ParseError(f"ended its process ({type(error).__name__})", span.records[0].url))
    elif error is not None:
        told.set_exception(error)
    else:
        told.set_result(done.result())


def _confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

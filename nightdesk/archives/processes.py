"""Processes that read spans of archives, with the limits that parsers have."""

from __future__ import annotations

import resource
from concurrent.futures import Future
from concurrent.futures import TimeoutError as SpanTimeout
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from pebble import ProcessExpired

from config.settings import ParseSettings
from model.errors import ParseError
from nightdesk.archives.spans import Findings, Span, read_span
from nightdesk.workers.processes import Processes

_SPANS_A_WORKER = 500
_SPARE = 10.0


class LocalProcesses:
    """Processes that read spans; a span that takes too long or ends its process ends in ParseError.

    Beside the time of a page a span has `spare` seconds, in which a new process reads its configuration.
    """

    def __init__(self, settings: ParseSettings, workers: int | None = None, spare: float = _SPARE) -> None:
        self._timeout = settings.timeout.total_seconds() + spare
        self._under_way: set[Future[Findings]] = set()
        preload = ("nightdesk.workers.warm", "nightdesk.archives.spans")
        count = workers or settings.workers
        self._processes = Processes(count, _SPANS_A_WORKER, _confine, (settings.memory,), preload)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Ends the processes; whoever waits for a span hears that it is cancelled."""
        self._cancel()
        self._processes.end()
        self._cancel()  # what was begun meanwhile

    def _cancel(self) -> None:
        for told in tuple(self._under_way):
            told.cancel()

    def submit(self, span: Span) -> Future[Findings]:
        """Begins to read a span. Raises RuntimeError once the processes were ended."""
        told: Future[Findings] = Future()
        self._under_way.add(told)
        told.add_done_callback(self._under_way.discard)
        under_way = self._processes.schedule(read_span, (span,), self._timeout)
        under_way.add_done_callback(lambda done: _pass_on(done, told, span))
        return told


def _pass_on(done: Future[Findings], told: Future[Findings], span: Span) -> None:
    if done.cancelled():
        told.cancel()
    if not told.set_running_or_notify_cancel():
        return
    error = done.exception()
    if isinstance(error, SpanTimeout | ProcessExpired | BrokenProcessPool | MemoryError):
        told.set_exception(ParseError(f"ended its process ({type(error).__name__})", span.records[0].url))
    elif error is not None:
        told.set_exception(error)
    else:
        told.set_result(done.result())


def _confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

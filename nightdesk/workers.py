"""Parser processes: pages are parsed where a crash, a hang or a hunger for memory costs one page and no more."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
from collections.abc import Awaitable, Callable
from concurrent.futures import TimeoutError as ParseTimeout
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from config.settings import ParseSettings
from model.captures import RawPage
from model.documents import Parsed
from model.errors import ParseError

if TYPE_CHECKING:
    from parsers.announced import Announced

T = TypeVar("T")
Parse = Callable[[RawPage], Awaitable[Parsed]]

#: A worker is replaced after so many pages, so that what leaks cannot grow for months.
_PAGES_A_WORKER = 1000
#: A page that ends two workers is not tried a third time.
_TRIES = 2


class ParsePool:
    """Parser processes with a time and a memory limit."""

    def __init__(self, settings: ParseSettings) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["parsers"])
        self._timeout = settings.timeout.total_seconds()
        self._pool = ProcessPool(
            max_workers=settings.workers,
            max_tasks=_PAGES_A_WORKER,
            initializer=_confine,
            initargs=(settings.memory,),
            context=context,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        await asyncio.to_thread(self._pool.join)

    async def parse(self, raw: RawPage, *, generic: bool = False) -> Parsed:
        """What a page says. Raises ParseError, also where the page was the end of two workers."""
        return await self._run(_parse, raw, generic)

    async def announced(self, raw: RawPage) -> Announced:
        """The feeds a page announces. Raises ParseError."""
        return await self._run(_announced, raw)

    async def _run(self, job: Callable[..., T], raw: RawPage, *more: object) -> T:
        reason = ""
        for _ in range(_TRIES):
            try:
                return await asyncio.wrap_future(self._pool.schedule(job, (raw, *more), timeout=self._timeout))
            except ParseTimeout:
                reason = f"took more than {self._timeout:g} s"
            except ProcessExpired as error:
                reason = f"ended its parser (exit code {error.exitcode})"
            except MemoryError:
                reason = "wanted more memory than a parser is given"
        raise ParseError(f"the page {reason}, {_TRIES} times", raw.url)


def _confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _announced(raw: RawPage) -> Announced:
    from parsers.announced import announced

    return announced(raw)


def _parse(raw: RawPage, generic: bool) -> Parsed:
    from parsers import parse

    return parse(raw, generic=generic)

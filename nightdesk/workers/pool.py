"""Parser processes: pages are parsed where a crash, a hang or a hunger for memory costs one page and no more."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import TimeoutError as ParseTimeout
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import structlog
from pebble import ProcessExpired

from config.settings import ParseSettings
from model.captures import RawPage
from model.documents import Parsed
from model.errors import ParseError, QuarantinedError
from nightdesk.workers.jobs import confine, parse_page, read_announced
from nightdesk.workers.processes import Processes
from nightdesk.workers.quarantine import Quarantine

if TYPE_CHECKING:
    from parsers.listings.announced import Announced

log = structlog.get_logger()

T = TypeVar("T")
Parse = Callable[[RawPage], Awaitable[Parsed]]

#: A worker is replaced after so many pages, so that what leaks cannot grow for months.
_PAGES_A_WORKER = 1000
#: A page that ends two workers is not tried a third time.
_TRIES = 2
#: A page that takes longer than this many seconds is begun anew on the side, so that the others need not wait for it.
_SHORT = 1.5


class ParsePool:
    """Parser processes with a time and a memory limit.

    A page is begun among the others. One that takes long is begun anew by a process on the side that has the whole
    time: hostile pages wait for each other, the others do not. Each has that process to itself, which ends with it.
    """

    def __init__(self, settings: ParseSettings, quarantine: Quarantine | None = None) -> None:
        self._timeout = settings.timeout.total_seconds()
        self._quarantine = quarantine or Quarantine()
        self._pool = _parsers(settings.workers, settings.memory, _PAGES_A_WORKER)
        self._side = _parsers(1, settings.memory, 1)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for pool in (self._pool, self._side):
            await asyncio.to_thread(pool.end)

    async def parse(self, raw: RawPage, *, generic: bool = False) -> Parsed:
        """What a page says. Raises ParseError, as QuarantinedError where the page was the end of two workers."""
        return await self._run(parse_page, raw, generic)

    async def announced(self, raw: RawPage) -> Announced:
        """The feeds a page announces. Raises ParseError."""
        return await self._run(read_announced, raw)

    async def _run(self, job: Callable[..., T], raw: RawPage, *more: object) -> T:
        sha256 = hashlib.sha256(raw.body).hexdigest()
        if cause := await self._quarantine.reason(sha256):
            raise QuarantinedError(cause, sha256, raw.url)
        reason, pool, limit = "", self._pool, min(_SHORT, self._timeout)
        for _ in range(_TRIES):
            try:
                return await asyncio.wrap_future(pool.schedule(job, (raw, *more), limit))
            except (ParseTimeout, ProcessExpired, BrokenProcessPool, MemoryError) as error:
                reason = self._end_of(error)
                if isinstance(error, ParseTimeout):
                    pool, limit = self._side, self._timeout
            except ParseError:
                raise
            except Exception as error:  # of ours, on one page, which must not end the others
                log.exception("a parser's own fault", url=raw.url, sha256=sha256)
                raise ParseError(f"a fault of the parser: {type(error).__name__}: {error}", raw.url) from error
        await self._quarantine.shut_away(sha256, reason)
        raise QuarantinedError(reason, sha256, raw.url)

    def _end_of(self, error: BaseException) -> str:
        """How a page ended its parser, in words."""
        if isinstance(error, ParseTimeout):
            return f"took more than {self._timeout:g} s"
        if isinstance(error, ProcessExpired):
            return f"ended its parser (exit code {error.exitcode})"
        return "wanted more memory than a parser is given" if isinstance(error, MemoryError) else "broke the parsers"


def _parsers(count: int, memory: int, pages: int) -> Processes:
    return Processes(count, pages, confine, (memory,), ("nightdesk.workers.warm", "nightdesk.workers.jobs"))

"""Signals: SIGTERM and SIGINT end what runs, a second one at once; SIGHUP reads the configuration anew."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Generic, Protocol, TypeVar, cast

import structlog

from model.errors import ConfigError, NightdeskError, QueryError, StorageError
from nightdesk.daemon.leaving import leave_at_once_when_asked_again
from nightdesk.daemon.notifying import Notifier

log = structlog.get_logger()

T = TypeVar("T")

#: After so many seconds a database that is away is asked again by whoever wants to run another configuration.
_REST = 1.0


class Running(Protocol):
    """What is run: until it is told to stop."""

    def stop(self) -> None:
        """Asks for the end."""

    async def run(self) -> None:
        """Runs until it is stopped."""


class Supervisor(Generic[T]):
    """Runs what `open_run` makes of a configuration; on SIGHUP anew with what `read` gives, if that is sound.

    Where either raises StorageError then, the database is away: it is done again until it is back.
    """

    def __init__(
        self,
        read: Callable[[], T],
        open_run: Callable[[T], AbstractAsyncContextManager[Running]],
        notifier: Notifier,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._read, self._open, self._notifier, self._beat = read, open_run, notifier, beat
        self._next: T | None = None
        self._running: Running | None = None
        self._work: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asked = 0

    async def run(self, configuration: T) -> None:
        """Runs until SIGTERM or SIGINT."""
        async with self._listening(), self._beating():
            self._work = asyncio.create_task(self._run(configuration))
            try:
                await self._work
            except asyncio.CancelledError:
                if not self._asked:
                    raise
                log.warning("stopped at once; what was under way will be done again")

    async def _run(self, configuration: T) -> None:
        in_use, following = cast("T | None", None), cast("T | None", configuration)
        while following is not None and not self._asked:
            self._next, before = None, in_use  # what is read while this one is being opened comes after it
            try:
                async with AsyncExitStack() as stack:
                    self._running, in_use = await self._opened(stack, following, in_use)
                    if not self._asked and self._next is None:
                        self._notifier.ready()
                        await self._running.run()
            except StorageError as error:
                if before is None and self._next is None:
                    raise
                await self._rest(error)
                self._next = self._next or following
            following = self._next

    async def _rest(self, error: StorageError) -> None:
        log.error("the configuration is taken up once the database can be asked", reason=str(error), again_in=_REST)
        await asyncio.sleep(_REST)

    async def _opened(self, stack: AsyncExitStack, following: T, in_use: T | None) -> tuple[Running, T]:
        """What a configuration makes, or the one before it where that cannot be run, as when its port is taken."""
        try:
            return await stack.enter_async_context(self._open(following)), following
        except NightdeskError as error:
            if in_use is None or isinstance(error, StorageError):
                raise
            log.error("the configuration cannot be run; the one before it is kept", reason=str(error))
            return await stack.enter_async_context(self._open(in_use)), in_use

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        """Hears the signals. The event loop's own handlers leave a moment between them and what follows: death."""
        loop = asyncio.get_running_loop()
        heard = {signal.SIGTERM: self._told, signal.SIGINT: self._told, signal.SIGHUP: self._reload}
        before = {
            number: signal.signal(number, lambda *_, told=told: loop.call_soon_threadsafe(told))
            for number, told in heard.items()
        }
        try:
            yield
        finally:
            if self._asked:
                leave_at_once_when_asked_again()
            else:
                for number, handler in before.items():
                    signal.signal(number, handler)

    @asynccontextmanager
    async def _beating(self) -> AsyncIterator[None]:
        """Says every second that the event loop turns."""

        async def beat() -> None:
            while True:
                self._beat()
                self._notifier.beat()
                await asyncio.sleep(1)

        beating = asyncio.create_task(beat())
        try:
            yield
        finally:
            beating.cancel()

    def _told(self) -> None:
        self._asked += 1
        self._notifier.stopping()
        self._next = None
        if self._asked == 1 and self._running is not None:
            self._running.stop()
        elif self._asked > 1 and self._work is not None:
            self._work.cancel()

    def _reload(self) -> None:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_anew())

    async def _read_anew(self) -> None:
        try:
            found = await self._sound()
        except (ConfigError, QueryError) as error:
            faults = [str(fault) for fault in error.faults] if isinstance(error, ConfigError) else [str(error)]
            log.error("the configuration has faults; the one in use is kept", faults=faults)
            return
        if self._asked:
            return
        self._notifier.reloading()
        log.warning("the configuration was read anew; visits under way finish first")
        self._next = found
        if self._running is not None:
            self._running.stop()

    async def _sound(self) -> T:
        """What is written now, or by the time the database is back: until then what runs goes on."""
        while True:
            try:
                return await asyncio.to_thread(self._read)
            except StorageError as error:
                await self._rest(error)

"""Signals of the service, sent to this process as an operator sends them."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from model.errors import NightdeskError
from nightdesk.daemon.notifying import Notifier
from nightdesk.daemon.signals import Supervisor


class Service:
    """A service that runs what was written last; opening it can take a while, or fail."""

    def __init__(self) -> None:
        self.written, self.ran = "first", list[str]()
        self.opening, self.go_on = asyncio.Event(), asyncio.Event()
        self.slow, self.fails = "", ""
        self.supervisor = Supervisor(lambda: self.written, self._open, Notifier({}))

    @asynccontextmanager
    async def _open(self, configuration: str) -> AsyncIterator["Run"]:
        if configuration == self.slow:
            self.opening.set()
            await self.go_on.wait()
        if configuration == self.fails:
            raise NightdeskError("the port is taken")
        self.ran.append(configuration)
        yield Run()

    async def until(self, *ran: str) -> None:
        for _ in range(500):
            if self.ran == list(ran):
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"it ran {self.ran}")

    async def reload(self, written: str) -> None:
        self.written = written
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.sleep(0.2)


class Run:
    def __init__(self) -> None:
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        self._stopped.set()

    async def run(self) -> None:
        await self._stopped.wait()


def supervised(job: Callable[[Service], Awaitable[None]]) -> None:
    async def run() -> None:
        service = Service()
        running = asyncio.create_task(service.supervisor.run("first"))
        await service.until("first")
        await job(service)
        os.kill(os.getpid(), signal.SIGTERM)
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(running, 5)

    asyncio.run(run())


def test_a_configuration_written_while_the_one_before_is_being_opened_is_run() -> None:
    async def job(service: Service) -> None:
        service.slow = "second"
        await service.reload("second")
        await service.opening.wait()
        await service.reload("third")
        service.go_on.set()
        await service.until("first", "second", "third")

    supervised(job)


@pytest.mark.parametrize("later", [False, True])
def test_a_configuration_that_cannot_be_run_leaves_the_one_before(later: bool) -> None:
    async def job(service: Service) -> None:
        service.fails = "second"
        await service.reload("second")
        await service.until("first", "first")
        if later:
            await service.reload("third")
            await service.until("first", "first", "third")

    supervised(job)

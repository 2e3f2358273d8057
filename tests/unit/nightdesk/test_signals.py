"""Signals of the service, sent to this process as an operator sends them."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import pytest

from model.errors import NightdeskError, StorageError
from nightdesk.daemon.notifying import Notifier
from nightdesk.daemon.signals import Supervisor


class Service:
    """A service that runs what was written last; opening it can take a while, or fail."""

    def __init__(self) -> None:
        self.written, self.ran = "first", list[str]()
        self.began, self.ended = list[str](), list[str]()
        self.opening, self.go_on = asyncio.Event(), asyncio.Event()
        self.slow, self.fails = "", ""
        self.away = set[str]()  # what meets no database: reading, opening, running
        self.supervisor = Supervisor(self._read, self._open, Notifier({}))

    def ask(self, what: str) -> None:
        if what in self.away:
            raise StorageError("the database is away")

    def _read(self) -> str:
        self.ask("reading")
        return self.written

    @asynccontextmanager
    async def _open(self, configuration: str) -> AsyncIterator["Run"]:
        if configuration == self.slow:
            self.opening.set()
            await self.go_on.wait()
        if configuration == self.fails:
            raise NightdeskError("the port is taken")
        self.ask("opening")
        self.ran.append(configuration)
        yield Run(self, configuration)

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
    def __init__(self, service: Service, configuration: str) -> None:
        self._service, self._configuration, self._stopped = service, configuration, asyncio.Event()

    def stop(self) -> None:
        self._stopped.set()

    async def run(self) -> None:
        self._service.ask("running")
        self._service.began.append(self._configuration)
        await self._stopped.wait()
        self._service.ended.append(self._configuration)


def supervised(job: Callable[[Service], Awaitable[None]]) -> None:
    async def run() -> None:
        service = Service()
        running = asyncio.create_task(service.supervisor.run("first"))
        await service.until("first")
        await job(service)
        os.kill(os.getpid(), signal.SIGTERM)
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(running, 5)

    with leaving_signals_as_they_are():
        asyncio.run(run())


@contextmanager
def leaving_signals_as_they_are() -> Iterator[None]:
    """For what outlives the end of a service; the command itself does not."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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


@pytest.mark.parametrize("what", ["reading", "opening", "running"])
def test_a_configuration_written_while_the_database_is_away_is_run_once_it_is_back(what: str) -> None:
    async def job(service: Service) -> None:
        service.away = {what}
        await service.reload("second")
        await asyncio.sleep(0.3)
        assert service.began == ["first"]
        assert service.ended == [] or what != "reading", "what runs goes on meanwhile"
        service.away.clear()
        await asyncio.sleep(1.5)
        assert service.began == ["first", "second"]

    supervised(job)


@pytest.mark.parametrize("what", ["reading", "opening", "running"])
def test_the_end_can_be_asked_for_while_the_database_is_away(what: str) -> None:
    async def job(service: Service) -> None:
        service.away = {what}
        await service.reload("second")

    supervised(job)


@pytest.mark.parametrize("what", ["opening", "running"])
def test_a_database_that_is_away_at_the_beginning_is_told_at_once(what: str) -> None:
    service = Service()
    service.away = {what}
    with pytest.raises(StorageError, match="is away"):
        asyncio.run(service.supervisor.run("first"))


_SLOW_TO_LEAVE = """
import asyncio, os, signal, time
from nightdesk.daemon.notifying import Notifier
from nightdesk.daemon.signals import Supervisor
from tests.unit.nightdesk.test_signals import Service

async def run():
    service = Service()
    running = asyncio.create_task(service.supervisor.run("first"))
    await service.until("first")
    os.kill(os.getpid(), signal.SIGTERM)
    await running

class Last:
    def __del__(self):
        self.kill(self.own, {signal})
        self.sleep({seconds})

Last.kill, Last.own, Last.sleep = os.kill, os.getpid(), time.sleep
asyncio.run(run())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("leaving", "seconds"), [("Last().__del__()", 30), ("last = Last()", 0)])
def test_a_second_signal_while_the_process_leaves_is_an_end_like_any_other(
    number: signal.Signals, leaving: str, seconds: int
) -> None:
    code = (_SLOW_TO_LEAVE + leaving).replace("{signal}", str(int(number))).replace("{seconds}", str(seconds))
    assert subprocess.run([sys.executable, "-c", code], timeout=20).returncode == 0

"""The daemon: a tick asks the database what is due; visits run as tasks; on SIGTERM they are let finish.

APScheduler gives the tick alone. What is due is a row, so nothing is lost with the process.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Collection
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from config.sources import Source
from model.errors import StorageError
from nightdesk.desk import Desk
from nightdesk.passing import LEASE, prepare, visit_and_record
from nightdesk.reports import VisitReport
from nightdesk.visiting import Options

log = structlog.get_logger()

#: How often the database is asked.
TICK = timedelta(milliseconds=250)
#: What was cancelled ends within so many seconds, or is left to the end of the process.
_LAST_GRACE = 5.0
#: APScheduler sleeps by the wall clock: woken so often, it outlives a clock that is put back.
_HEARTBEAT = 30.0


class Daemon:
    """Visits sources when they are due, until it is told to stop."""

    def __init__(self, desk: Desk, *, grace: float = 20.0) -> None:
        self._desk, self._grace = desk, grace
        self._sources = {source.id: source for source in desk.catalogue.sources.values() if source.enabled}
        self._visits: set[asyncio.Task[VisitReport]] = set()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Asks for the end: no new visit begins, those under way may finish within the grace."""
        self._stopping.set()

    async def run(self) -> None:
        """Runs until it is stopped."""
        await self._desk.store.write(lambda uow: prepare(uow, self._desk, self._sources))
        scheduler = AsyncIOScheduler(timezone="UTC")
        # Its defaults would skip a tick that is a second late, and pile up those that were missed.
        scheduler.add_job(
            self._tick,
            "interval",
            seconds=TICK.total_seconds(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        scheduler.start()
        log.info("running", sources=len(self._sources))
        try:
            await self._wait(scheduler)
        finally:
            scheduler.shutdown(wait=False)
            await self._drain()

    async def _wait(self, scheduler: AsyncIOScheduler) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), _HEARTBEAT)
            except TimeoutError:
                scheduler.wakeup()

    async def _tick(self) -> None:
        seats = self._desk.visits_at_once - len(self._visits)
        if seats <= 0 or self._stopping.is_set():
            return
        try:
            due = await self._claim(seats)
        except StorageError as error:
            log.error("the database cannot be asked", reason=str(error))
            return
        except asyncio.CancelledError:
            if self._stopping.is_set():
                return  # the scheduler ends its jobs so; what was claimed is given back
            raise
        for source_id in due:
            self._begin(self._sources[source_id])

    async def _claim(self, seats: int) -> list[str]:
        now, desk = self._desk.clock(), self._desk
        free = self._sources.keys() - self._under_way()
        return await desk.store.write(
            lambda uow: uow.schedule.claim(free, now, until=now + LEASE, by=desk.name, limit=seats)
        )

    def _under_way(self) -> Collection[str]:
        return {task.get_name() for task in self._visits}

    def _begin(self, source: Source) -> None:
        task = asyncio.create_task(visit_and_record(self._desk, source, Options(), _no_words), name=source.id)
        self._visits.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[VisitReport]) -> None:
        self._visits.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a visit's end could not be written down", source=task.get_name(), reason=str(error))

    async def _drain(self) -> None:
        """Lets visits finish, then cancels the rest; their sources become free for the next process."""
        if self._visits:
            log.info("finishing", visits=sorted(self._under_way()))
            await asyncio.wait(self._visits, timeout=self._grace)
        for task in self._visits:
            task.cancel()
        stuck = (await asyncio.wait(self._visits, timeout=min(self._grace, _LAST_GRACE)))[1] if self._visits else set()
        for task in stuck:
            log.error("a visit does not end", source=task.get_name(), at=str(task.get_stack(limit=1)))
        await self._desk.store.write(lambda uow: uow.schedule.release(self._desk.name))


def _no_words(_report: VisitReport) -> None:
    """The log has told of the visit already."""


async def run_until_signalled(daemon: Daemon) -> None:
    """Runs the daemon until SIGTERM or SIGINT; a second signal ends it at once."""
    loop, running = asyncio.get_running_loop(), asyncio.create_task(daemon.run())
    asked = 0

    def told() -> None:
        nonlocal asked
        asked += 1
        daemon.stop() if asked == 1 else running.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told)
    try:
        await running
    except asyncio.CancelledError:
        log.warning("stopped at once; what was under way will be done again")

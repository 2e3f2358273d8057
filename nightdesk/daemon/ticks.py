"""The daemon: a tick asks the database what is due; visits run as tasks; at its end they are let finish.

APScheduler gives the tick, the presence and the chores. What is due is a row, so nothing is lost with the process.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from datetime import timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from config.sources import Source
from db.unit import UnitOfWork
from model.errors import StorageError
from nightdesk.bookkeeping.leases import free_orphans
from nightdesk.bookkeeping.outages import Outage
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.chores import Chore, chores_of, end_absent, run_chore
from nightdesk.daemon.presence import EVERY, catch_up, clock_put_back, say_here
from nightdesk.daemon.timekeeping import Timekeeper, scheduler_of
from nightdesk.delivery.delivering import LEASE
from nightdesk.desk import Desk
from nightdesk.visits.passing import prepare, visit_and_record
from nightdesk.visits.visiting import Options

log = structlog.get_logger()

#: How often the database is asked.
TICK = timedelta(milliseconds=500)
#: How often chores are looked at; their rows say when each is due.
_CHORES = timedelta(seconds=20)
#: What was cancelled ends within so many seconds, or is left to the end of the process.
_LAST_GRACE = 5.0
#: How often the clock is looked at, in seconds.
_HEARTBEAT = 5.0


class Daemon:
    """Visits sources when they are due, until it is told to stop. `kind` is what it calls itself: daemon or worker."""

    def __init__(self, desk: Desk, *, kind: str = "daemon", grace: float | None = None) -> None:
        settings = desk.catalogue.settings.run
        self._desk, self._kind = desk, kind
        self._grace = settings.grace.total_seconds() if grace is None else grace
        self._chores = chores_of(desk.catalogue.settings, kind)
        self._sources = {source.id: source for source in desk.catalogue.sources.values() if source.enabled}
        self._visits: set[asyncio.Task[VisitReport]] = set()
        self._started_at, self._time = desk.clock(), Timekeeper(desk.clock)
        self._stopping = asyncio.Event()
        self._outage, self._resting_until = Outage(), 0.0

    def stop(self) -> None:
        """Asks for the end: no new visit begins, those under way may finish within the grace."""
        self._stopping.set()

    async def run(self) -> None:
        """Runs until it is stopped."""
        await self._desk.store.write(self._enter)
        chores = [(each.name, partial(self._chore, each), _CHORES) for each in self._chores]
        scheduler = scheduler_of([("tick", self._tick, TICK), ("presence", self._present, EVERY), *chores])
        scheduler.start()
        log.info("running", sources=len(self._sources), kind=self._kind)
        try:
            await self._wait(scheduler)
        finally:
            scheduler.shutdown(wait=False)
            await self._drain()

    def _enter(self, uow: UnitOfWork) -> None:
        prepare(uow, self._desk, self._sources)
        catch_up(uow, self._desk)
        clock_put_back(uow, self._desk, LEASE)
        if self._kind == "daemon":  # what a worker does not do may still be done
            end_absent(uow, self._desk.newsroom, {each.name for each in self._chores}, self._desk.clock())
        self._say_here(uow)

    def _say_here(self, uow: UnitOfWork) -> None:
        say_here(uow, self._desk, self._kind, self._started_at, len(self._visits))

    async def _wait(self, scheduler: AsyncIOScheduler) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), _HEARTBEAT)
            except TimeoutError:
                if self._time.keep(scheduler):
                    await self._present(slept=False)

    async def _present(self, *, slept: bool = True) -> None:
        """Says that the process is there, and takes back what ended ones hold.

        Where nobody was there for a while, as in a machine's sleep, that was a gap.
        """

        def there(uow: UnitOfWork) -> None:
            if slept:
                catch_up(uow, self._desk)
            else:
                clock_put_back(uow, self._desk, LEASE)
            self._say_here(uow)
            free_orphans(uow, self._desk.name)

        asked = time.monotonic()
        try:
            await self._desk.store.write(there)
        except StorageError as error:
            log.error("presence could not be written down", reason=str(error))
        else:  # where every visit waits, no tick asks
            self._outage.waited(time.monotonic() - asked, self._desk.clock())

    async def _chore(self, chore: Chore) -> None:
        await run_chore(self._desk, chore)

    async def _tick(self) -> None:
        seats = self._desk.visits_at_once - len(self._visits)
        if seats <= 0 or self._stopping.is_set() or asyncio.get_running_loop().time() < self._resting_until:
            return
        asked = time.monotonic()
        try:
            due = await self._claim(seats, asked)
        except StorageError as error:
            rest = self._outage.met(error, time.monotonic() - asked, self._desk.clock())
            self._resting_until = asyncio.get_running_loop().time() + rest
            return
        except asyncio.CancelledError:
            if self._stopping.is_set():
                return  # the scheduler ends its jobs so; what was claimed is given back
            raise
        self._outage.answered(time.monotonic() - asked, self._desk.clock())
        for source_id in due:
            self._begin(self._sources[source_id])

    async def _claim(self, seats: int, asked: float) -> list[str]:
        desk, free = self._desk, self._sources.keys() - self._under_way()

        def claim(uow: UnitOfWork) -> list[str]:
            self._outage.waited(time.monotonic() - asked, desk.clock())
            self._outage.tell(uow, desk.newsroom, desk.clock())
            now = uow.schedule.server_time() or desk.clock()
            return uow.schedule.claim(free, now, until=now + desk.lease, by=desk.name, limit=seats)

        return await desk.store.write(claim)

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
            log.warning("finishing; asked again, it ends at once", visits=sorted(self._under_way()), within=self._grace)
            await asyncio.wait(self._visits, timeout=self._grace)
        for task in self._visits:
            task.cancel()
        stuck = (await asyncio.wait(self._visits, timeout=min(self._grace, _LAST_GRACE)))[1] if self._visits else set()
        for task in stuck:
            log.error("a visit does not end", source=task.get_name(), at=str(task.get_stack(limit=1)))
        try:
            await self._desk.store.write(self._leave)
        except StorageError as error:
            log.error("leases could not be given back; they run out", reason=str(error))

    def _leave(self, uow: UnitOfWork) -> None:
        uow.schedule.release(self._desk.name)
        uow.nodes.release(self._desk.name)
        uow.nodes.leave(self._desk.name)


def _no_words(_report: VisitReport) -> None:
    """The log has told of the visit already."""

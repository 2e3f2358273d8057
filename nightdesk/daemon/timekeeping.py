"""Timekeeping: APScheduler's jobs, kept running although the clock is put back or forth, or the machine slept."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from model.moments import span_words

log = structlog.get_logger()

Job = tuple[str, Callable[[], Awaitable[None]], timedelta]
#: A clock that is off by so much against the time since boot was set.
_STEP = timedelta(seconds=30)


class Steady(IntervalTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Every so often.

    Times that passed by unseen are not gone through one by one: after a year, as where a machine without a battery for
    its clock learns the day, there are millions of them, which take minutes and gigabytes.
    """

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The next time; where that is over already, the one after now."""
        at: datetime | None = super().get_next_fire_time(previous_fire_time, now)
        return now + self.interval if at is not None and at <= now else at


def scheduler_of(jobs: list[Job]) -> AsyncIOScheduler:
    """A scheduler of fixed jobs, each with its name and interval. Its defaults skip a job that is a second late."""
    # A tick that waits for the database would be told of twice a second; how long it waited is told at its end.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name, job, every in jobs:
        scheduler.add_job(
            job,
            Steady(seconds=every.total_seconds(), timezone="UTC"),  # pyright: ignore[reportArgumentType]  # it takes parts
            id=name,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    scheduler.add_listener(_told, EVENT_JOB_MISSED | EVENT_JOB_ERROR)
    return scheduler


def _told(event: JobExecutionEvent) -> None:
    log.error("a job did not run", job=event.job_id, error=repr(getattr(event, "exception", None)))


class Timekeeper:
    """Compares the clock with the time since boot, which counts sleep and cannot be set."""

    def __init__(self, wall: Callable[[], datetime], since_boot: Callable[[], float] | None = None) -> None:
        self._wall, self._since_boot = wall, since_boot or _since_boot
        self._last = (wall(), self._since_boot())

    def step(self) -> timedelta:
        """By how much the clock was set since the last call; zero where it was not, as when the machine slept."""
        now = (self._wall(), self._since_boot())
        passed = timedelta(seconds=now[1] - self._last[1])
        off, self._last = now[0] - self._last[0] - passed, now
        return off if abs(off) >= _STEP else timedelta(0)

    def keep(self, scheduler: AsyncIOScheduler) -> timedelta:
        """Brings forward jobs that a clock put back has left far in the future, and wakes the scheduler."""
        off = self.step()
        if off:
            log.warning("the clock was set", by=span_words(abs(off)), forth=off > timedelta(0))
        now = datetime.now(UTC)
        for job in scheduler.get_jobs():
            if job.next_run_time is not None and job.next_run_time > now + 2 * job.trigger.interval:
                job.modify(next_run_time=now)
        scheduler.wakeup()
        return off


def _since_boot() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)

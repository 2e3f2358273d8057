import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.daemon.timekeeping import Timekeeper, scheduler_of

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clocks:
    """A clock that can be set, and the time since boot, which cannot."""

    def __init__(self) -> None:
        self.now, self.booted = NOON, 0.0

    def pass_by(self, span: timedelta, *, put_by: timedelta = timedelta(0)) -> None:
        self.now += span + put_by
        self.booted += span.total_seconds()


@pytest.mark.parametrize("off", [-HOUR, timedelta(days=1), timedelta(seconds=40)])
def test_a_clock_that_was_set_is_noticed_once(off: timedelta) -> None:
    clocks = Clocks()
    keeper = Timekeeper(lambda: clocks.now, lambda: clocks.booted)
    clocks.pass_by(timedelta(seconds=5), put_by=off)
    assert keeper.step() == off
    clocks.pass_by(timedelta(seconds=5))
    assert keeper.step() == timedelta(0)


def test_a_machine_that_slept_has_set_no_clock() -> None:
    clocks = Clocks()
    keeper = Timekeeper(lambda: clocks.now, lambda: clocks.booted)
    clocks.pass_by(8 * HOUR)
    assert keeper.step() == timedelta(0)


def test_a_job_left_in_the_future_by_a_clock_put_back_runs_at_once() -> None:
    ran = asyncio.Event()

    async def main() -> None:
        async def job() -> None:
            ran.set()

        async def in_time() -> None:
            raise AssertionError

        scheduler = scheduler_of([("tick", job, timedelta(seconds=30)), ("chore", in_time, timedelta(seconds=30))])
        scheduler.start()
        scheduler.get_job("tick").modify(next_run_time=datetime.now(UTC) + HOUR)
        due = scheduler.get_job("chore").next_run_time
        Timekeeper(lambda: datetime.now(UTC)).keep(scheduler)
        assert scheduler.get_job("chore").next_run_time == due, "it is due in time"
        await asyncio.wait_for(ran.wait(), 25)
        scheduler.shutdown(wait=False)

    asyncio.run(main())


def test_after_a_clock_was_put_forth_by_weeks_a_job_runs_once_and_at_once() -> None:
    ran: list[float] = []

    async def main() -> None:
        async def job() -> None:
            ran.append(time.monotonic())

        scheduler = scheduler_of([("tick", job, timedelta(seconds=0.5))])
        scheduler.start()
        begun = time.monotonic()
        scheduler.get_job("tick").modify(next_run_time=datetime.now(UTC) - timedelta(days=30))
        await asyncio.sleep(0.3)
        assert len(ran) == 1 and ran[0] - begun < 3
        await asyncio.sleep(1.5)
        assert len(ran) >= 2
        scheduler.shutdown(wait=False)

    asyncio.run(main())

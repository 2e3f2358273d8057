"""The pace of hosts, on a clock that moves only when someone waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from config.settings import FetchSettings
from crawler.fetching import Request
from crawler.gate import PoliteGate
from crawler.pacing import HostPacing
from crawler.robots import MemoryRobotsCache, Robots, RobotsPolicy, RobotsRecord
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

NOON = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Hours:
    """A clock and a sleep that belong together."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    @property
    def passed(self) -> float:
        return (self.now - NOON).total_seconds()


def paced(scenario: Callable[[HostPacing, Hours], Awaitable[None]]) -> Hours:
    hours = Hours()

    async def run() -> None:
        await scenario(HostPacing(hours, hours.sleep), hours)

    asyncio.run(run())
    return hours


def test_the_first_request_to_a_host_does_not_wait() -> None:
    async def scenario(pacing: HostPacing, _: Hours) -> None:
        async with pacing.turn("a", SECOND):
            pass
        async with pacing.turn("b", SECOND):
            pass

    assert paced(scenario).passed == 0


def test_the_gap_is_counted_from_the_end_of_a_request() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        for _ in range(3):
            async with pacing.turn("a", 2 * SECOND):
                hours.now += 3 * SECOND

    assert paced(scenario).passed == 3 * 3 + 2 * 2


def test_time_that_has_passed_anyway_is_not_waited_again() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        async with pacing.turn("a", 10 * SECOND):
            pass
        hours.now += 8 * SECOND
        async with pacing.turn("a", 10 * SECOND):
            pass

    assert paced(scenario).passed == 10


def test_one_host_is_asked_one_request_at_a_time() -> None:
    at_once: list[int] = []

    async def scenario(pacing: HostPacing, _: Hours) -> None:
        inside = 0

        async def one() -> None:
            nonlocal inside
            async with pacing.turn("a", timedelta(0)):
                inside += 1
                at_once.append(inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(one() for _ in range(10)))

    paced(scenario)
    assert at_once == [1] * 10


def test_a_complaint_doubles_the_gap_and_good_answers_bring_it_back() -> None:
    waits: list[float] = []

    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        async def one() -> None:
            before = hours.passed
            async with pacing.turn("a", 3 * SECOND):
                waits.append(hours.passed - before)

        await one()
        await pacing.widen("a", None)
        await one()
        await pacing.widen("a", None)
        await one()
        for _ in range(6):
            await pacing.narrow("a")
            await one()

    paced(scenario)
    assert waits == [0, 6, 12, 6, 3, 3, 3, 3, 3]


def test_a_short_hold_is_waited_out() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        await pacing.widen("a", hours() + 30 * SECOND)
        async with pacing.turn("a", SECOND):
            pass

    assert paced(scenario).passed == 30


def test_a_long_hold_is_not_waited_for_but_told() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        await pacing.widen("a", hours() + timedelta(hours=1))
        with pytest.raises(FetchError) as raised:
            async with pacing.turn("a", SECOND):
                pass
        assert raised.value.outcome is Outcome.REFUSED
        assert raised.value.retry_at == NOON + timedelta(hours=1)
        hours.now += timedelta(hours=1)
        async with pacing.turn("a", SECOND):
            pass

    assert paced(scenario).passed == 3600


def test_a_gap_that_was_configured_is_waited_however_long() -> None:
    async def scenario(pacing: HostPacing, _: Hours) -> None:
        for _count in range(2):
            async with pacing.turn("a", timedelta(minutes=10)):
                pass

    assert paced(scenario).passed == 600


def test_a_gap_widened_beyond_patience_is_told_as_well() -> None:
    async def scenario(pacing: HostPacing, _: Hours) -> None:
        async with pacing.turn("a", SECOND):
            pass
        for _count in range(9):
            await pacing.widen("a", None)
        with pytest.raises(FetchError) as raised:
            async with pacing.turn("a", SECOND):
                pass
        assert raised.value.retry_at == NOON + timedelta(minutes=5)

    assert paced(scenario).passed == 0


def test_a_clock_put_back_does_not_stop_a_host() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        async with pacing.turn("a", 2 * SECOND):
            pass
        hours.now -= timedelta(hours=1)
        async with pacing.turn("a", 2 * SECOND):
            pass

    assert paced(scenario).passed == -3600 + 2


def test_a_hold_told_by_a_clock_that_was_ahead_stops_no_host_once_it_is_put_back() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        await pacing.widen("a", hours() + timedelta(days=365))
        async with pacing.turn("a", SECOND):
            pass

    assert paced(scenario).passed == 0


def test_of_very_many_hosts_those_that_are_asked_rest_or_complained_are_not_forgotten() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        await pacing.widen("sore.example", hours() + 60 * SECOND)
        await pacing.widen("wide.example", None)
        async with pacing.turn("slow.example", 60 * SECOND), pacing.turn("wide.example", timedelta(0)):
            pass
        async with pacing.turn("asked.example", timedelta(0)):
            for number in range(10_050):
                async with pacing.turn(f"h{number}.example", timedelta(0)):
                    hours.now += timedelta(microseconds=1)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.01), pacing.turn("asked.example", timedelta(0)):
                    pass
        for host, seconds in (("wide.example", 2), ("sore.example", 60), ("slow.example", 60)):
            async with pacing.turn(host, timedelta(0) if host != "slow.example" else 60 * SECOND):
                assert hours.now - NOON == seconds * SECOND, host

    paced(scenario)


def test_a_request_that_fails_gives_its_turn_back() -> None:
    async def scenario(pacing: HostPacing, _: Hours) -> None:
        with pytest.raises(RuntimeError):
            async with pacing.turn("a", timedelta(0)):
                raise RuntimeError
        async with pacing.turn("a", timedelta(0)):
            pass

    paced(scenario)


@pytest.mark.parametrize(("status", "seconds"), [(429, 2 + 1), (503, 2 + 1), (404, 0), (None, 0)])
def test_the_gate_widens_the_gap_where_a_server_asks_for_fewer_requests_until_it_answers_well(
    status: int | None, seconds: float
) -> None:
    settings = FetchSettings.model_validate({"per_host_gap": timedelta(0)})

    async def scenario(pacing: HostPacing, _: Hours) -> None:
        gate, request = PoliteGate(settings, pacing, None), Request(url="http://a.example/")
        with pytest.raises(FetchError):
            async with gate.hop(request, request.url):
                raise FetchError(request.url, Outcome.REFUSED, "no", status=status)
        for _count in range(4):
            async with gate.hop(request, request.url):
                pass

    assert paced(scenario).passed == seconds


def test_the_gate_takes_the_largest_gap_that_anyone_asks_for() -> None:
    settings = FetchSettings.model_validate({"per_host_gap": "1s"})

    async def scenario(pacing: HostPacing, _: Hours) -> None:
        gate = PoliteGate(settings, pacing, None)
        for gap in (0, 5):
            async with gate.hop(Request(url="http://a.example/", gap=gap * SECOND), "http://a.example/"):
                pass

    assert paced(scenario).passed == 5


YARD, QUAY = "https://harbour.example/yard", "https://harbour.example/quay"
KEEP_OFF = "User-agent: *\nDisallow: /yard\nCrawl-delay: 4\n"


async def pass_by(request: Request, pacing: HostPacing, hours: Hours) -> None:
    """Passes the gate where robots.txt is known, which forbids the yard."""
    cache = MemoryRobotsCache()
    for origin in ("https://harbour.example", "https://other.example"):
        told = RobotsRecord(origin, RobotsPolicy.RULES, "", hours(), hours() + timedelta(hours=1), KEEP_OFF)
        await cache.put(told)
    settings = FetchSettings.model_validate({"per_host_gap": "1s"})
    gate = PoliteGate(settings, pacing, Robots(Refusing(), cache, hours, "Harbourbot/1.0"))
    async with gate.hop(request, request.url):
        pass


class Refusing:
    """A network that nobody should ask."""

    async def fetch(self, request: Request) -> Capture:
        raise AssertionError(request.url)


def test_the_gate_lets_nobody_pass_where_robots_txt_forbids_it_but_who_has_the_owners_leave_for_own_hosts() -> None:
    own = ("harbour.example",)

    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        for request in (
            Request(url=YARD, own_hosts=own),
            Request(url=YARD, agreed="asked on May 3"),
            Request(url="https://other.example/yard", own_hosts=own, agreed="asked on May 3"),
        ):
            with pytest.raises(FetchError, match="disallowed by 'Disallow: /yard'") as raised:
                await pass_by(request, pacing, hours)
            assert raised.value.outcome is Outcome.ROBOTS
        await pass_by(Request(url=YARD, own_hosts=own, agreed="asked on May 3"), pacing, hours)
        await pass_by(Request(url="https://other.example/yard", obey_robots=False), pacing, hours)

    assert paced(scenario).passed == 0


def test_the_gate_keeps_to_the_delay_that_robots_txt_asks_for_where_that_is_longer() -> None:
    async def scenario(pacing: HostPacing, hours: Hours) -> None:
        for gap in (0, 0, 9):
            await pass_by(Request(url=QUAY, gap=gap * SECOND), pacing, hours)

    assert paced(scenario).passed == 4 + 9

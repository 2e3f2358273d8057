"""Large bodies wait for room until those before them were read, and lose none of their time by it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fault_server import Connection

from crawler.fetching import Request
from crawler.room import Place, Room
from crawler.wire import Wire
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

_MOST = 3_000_000
#: Roomy enough for a machine that stands still for a while.
_DEADLINE = 4.0


async def large(at: Connection) -> None:
    await at.say(200, b"<p>" + b"word " * 400_000, Content_Type="text/html")


def request(visitor: Any, host: str, place: Place | None = None, path: str = "/large") -> Request:
    url = f"http://{host}.localhost:{visitor.server.port}{path}"
    return Request(url=url, obey_robots=False, max_bytes=_MOST, place=place)


def room_of(client: Any, size: int) -> Room:
    """The room of a client, made as large as this."""
    wire: Wire = client._wire
    wire.room = Room(size)
    return wire.room


def test_a_large_body_waits_until_the_one_before_was_read_and_its_time_stands_still_meanwhile(visitor: Any) -> None:
    visitor.server.on("/large", large)

    async def scenario() -> tuple[Capture, float, int]:
        async with visitor.server.running(), visitor.client(timeout=timedelta(seconds=_DEADLINE)) as client:
            room = room_of(client, 3_000_000)
            with Place() as place:
                await client.fetch(request(visitor, "one", place))
                assert room.taken == 2_000_003, "what there is, no more what might have come"
                began = time.monotonic()
                waiting = asyncio.create_task(client.fetch(request(visitor, "two")))
                small = await client.fetch(request(visitor, "three", path="/page"))
                await asyncio.sleep(_DEADLINE + 1)
                assert small.status == 200 and not waiting.done()
            return await waiting, time.monotonic() - began, room.taken

    capture, took, left = asyncio.run(scenario())
    assert len(capture.body) == 2_000_003 and took > _DEADLINE + 1 and left == 0


def test_fetches_that_fail_or_are_cancelled_leave_no_room_taken(visitor: Any) -> None:
    async def cut(at: Connection) -> None:
        at.over = True
        await at.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2500000\r\n\r\n", b"x" * 2_000_000)

    async def stalled(at: Connection) -> None:
        await cut(at)
        await asyncio.sleep(60)

    visitor.server.on("/cut", cut)
    visitor.server.on("/stalled", stalled)
    visitor.server.on("/large", large)

    async def scenario() -> tuple[FetchError, int, int, Capture]:
        async with visitor.server.running(), visitor.client() as client:
            room = room_of(client, 3_000_000)
            failed = await visitor.result(client, request(visitor, "one", path="/cut"))
            after_failure = room.taken
            stuck = asyncio.create_task(client.fetch(request(visitor, "two", path="/stalled")))
            waiting = asyncio.create_task(client.fetch(request(visitor, "three")))
            for _ in range(1000):
                if room.taken:
                    break
                await asyncio.sleep(0.01)
            for task in (stuck, waiting):
                task.cancel()
            await asyncio.gather(stuck, waiting, return_exceptions=True)
            return failed, after_failure, room.taken, await client.fetch(request(visitor, "four"))

    failed, after_failure, left, capture = asyncio.run(scenario())
    assert failed.outcome is Outcome.TRUNCATED and (after_failure, left) == (0, 0)
    assert len(capture.body) == 2_000_003


def test_a_body_that_drips_takes_what_has_come_of_it_and_not_what_may(visitor: Any) -> None:
    async def drips(at: Connection) -> None:
        at.over = True
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2900000\r\n\r\n"
        await at.raw(head, b"x" * 1_200_000)
        for _ in range(300):
            await at.raw(b"x")
            await asyncio.sleep(0.2)

    visitor.server.on("/drips", drips)
    visitor.server.on("/large", large)

    async def scenario() -> int:
        async with visitor.server.running(), visitor.client(timeout=timedelta(seconds=60)) as client:
            room_of(client, 3_300_000)
            dripping = asyncio.create_task(
                client.fetch(replace(request(visitor, "one"), url=visitor.server.url("/drips")))
            )
            capture = await client.fetch(request(visitor, "two"))
            assert not dripping.done()
            dripping.cancel()
            await asyncio.gather(dripping, return_exceptions=True)
            return len(capture.body)

    assert asyncio.run(scenario()) == 2_000_003

"""Trips: one fetch under way, over all of its hops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from crawler.bodies import Intake
from crawler.faults import Phase
from crawler.fetching import Request
from crawler.room import Place, Room

#: Of a large body that comes for more than so many seconds, what has come takes room, no more what may come.
_SLOW = 1.0


@dataclass(slots=True)
class Trip:
    """One fetch under way: where it has been, what it may still use of its time, and where a large body lies."""

    request: Request
    seconds_left: float
    place: Place
    trail: list[str] = field(default_factory=list)
    wire_bytes: int = 0
    phase: Phase = Phase.SENDING
    _deadline: asyncio.Timeout = field(default_factory=lambda: asyncio.timeout(None))

    @asynccontextmanager
    async def on_the_wire(self) -> AsyncIterator[None]:
        """The deadline of the whole fetch: it runs over every hop, but not while a turn or room is waited for."""
        loop, self.phase = asyncio.get_running_loop(), Phase.SENDING
        try:
            async with asyncio.timeout(self.seconds_left) as self._deadline:
                yield
        finally:
            self.seconds_left = (self._deadline.when() or loop.time()) - loop.time()

    @asynccontextmanager
    async def held_up(self) -> AsyncIterator[None]:
        """Time in which the other end waits for us, which is not its own."""
        loop, end = asyncio.get_running_loop(), self._deadline.when()
        began = loop.time()
        self._deadline.reschedule(None)
        try:
            yield
        finally:
            self._deadline.reschedule(end and end + loop.time() - began)

    async def pour(self, chunks: AsyncIterable[bytes], intake: Intake, room: Room) -> None:
        """Takes in a body; a large one waits for room on the way, so that not too many lie in memory at once."""
        loop, since = asyncio.get_running_loop(), 0.0
        async for chunk in chunks:
            intake.take(chunk)
            if not intake.is_large:
                continue
            if not since:
                async with self.held_up():
                    await self.place.reserve(room, intake.expected)
                since = loop.time()
            elif loop.time() - since > _SLOW:
                self.place.settle(intake.size)
        if since:
            self.place.settle(intake.size)

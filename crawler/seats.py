"""Seats: so much work at once, but nobody holds up the others for long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

#: For each seat so many may stand: a server that is silent costs a socket, and neither time nor memory to speak of.
STANDING = 8
_PATIENCE = 1.0


class Seats:
    """So many seats. Who sits longer than `patience` seconds gets up for the next and goes on standing.

    So a server that answers slowly or never does not keep others from being asked. Those who sit and stand together
    are at most `STANDING` times the seats.
    """

    def __init__(self, seats: int, patience: float = _PATIENCE) -> None:
        self._seats, self._room = asyncio.Semaphore(seats), asyncio.Semaphore(seats * STANDING)
        self._patience = patience

    @asynccontextmanager
    async def seat(self) -> AsyncIterator[None]:
        """A seat, once one is free."""
        async with self._room, self._seats_in_turn():
            yield

    @asynccontextmanager
    async def _seats_in_turn(self) -> AsyncIterator[None]:
        await self._seats.acquire()
        seated = True

        def get_up() -> None:
            nonlocal seated
            if seated:
                seated = False
                self._seats.release()

        leaving = asyncio.get_running_loop().call_later(self._patience, get_up)
        try:
            yield
        finally:
            leaving.cancel()
            get_up()

"""Room: so many bytes for large bodies at once, from their arrival until they were read."""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType
from typing import Self


class Room:
    """Room for so many bytes. Who asks first is let in first; what is larger than all of it is let in alone."""

    def __init__(self, size: int) -> None:
        self._size, self.taken = size, 0
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    async def take(self, amount: int) -> None:
        """Takes so many bytes, once there is room for them."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((amount, turn))
        self._let_in()
        try:
            await turn
        except asyncio.CancelledError:
            self.give(amount if turn.done() and not turn.cancelled() else 0)  # it may have been let in as it left
            raise

    def give(self, amount: int) -> None:
        """Gives so many bytes back; what has grown takes some, and waits no more for them."""
        self.taken -= amount
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting and (self._waiting[0][1].cancelled() or self._has(self._waiting[0][0])):
            amount, turn = self._waiting.popleft()
            if not turn.cancelled():
                self.taken += amount
                turn.set_result(None)

    def _has(self, amount: int) -> bool:
        return not self.taken or self.taken + amount <= self._size


class Place:
    """What one body takes of a room, given back as the context ends; a small one takes nothing."""

    def __init__(self) -> None:
        self._room: Room | None = None
        self._taken = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.settle(0)

    async def reserve(self, room: Room, amount: int) -> None:
        """Takes as much of a room as there may come, once there is so much."""
        self.settle(0)
        await room.take(amount)
        self._room, self._taken = room, amount

    def settle(self, amount: int) -> None:
        """Keeps as much as there is by now."""
        if self._room is not None:
            self._room.give(self._taken - amount)
            self._taken = amount

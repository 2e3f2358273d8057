"""Doing at once what several ask for: while one lot is under way, the next gathers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

A = TypeVar("A")

#: How each of a lot ended: its result, or the fault that is its own.
Ends = Sequence[tuple[Any, Exception | None]]


class Together(Generic[A]):
    """Hands what tasks of an event loop ask for to `work` in lots, in order; used from one event loop at a time."""

    def __init__(self, work: Callable[[list[A]], Awaitable[Ends]]) -> None:
        self._work = work
        self._waiting: list[tuple[A, asyncio.Future[Any]]] = []
        self._working: asyncio.Task[None] | None = None

    async def ask(self, item: A) -> Any:
        """What became of an item. Raises the fault that is its own, or that of the whole lot."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((item, future))
        if self._working is None:
            self._working = loop.create_task(self._go_on(), name="together")
        return await future

    async def _go_on(self) -> None:
        try:
            while self._waiting:
                lot, self._waiting = self._waiting, []
                ends = await self._ends([item for item, _ in lot])
                for (_, future), (result, error) in zip(lot, ends, strict=True):
                    if not future.done():  # whoever asked may have stopped waiting
                        future.set_result(result) if error is None else future.set_exception(error)
        finally:
            self._working = None

    async def _ends(self, items: list[A]) -> Ends:
        try:
            return await self._work(items)
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked
            return [(None, error)] * len(items)

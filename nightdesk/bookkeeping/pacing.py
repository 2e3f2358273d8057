"""The pace of hosts across processes: turns are rows of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from crawler.pacing import PATIENCE, HostPacing, Sleep
from db.repositories.hosts import Turn
from db.store import Store
from model.clock import Clock
from model.errors import FetchError
from model.moments import iso_instant
from model.outcomes import Outcome

_LEAST, _MOST = timedelta(seconds=2), timedelta(minutes=5)


class StoredPacing:
    """The pace of hosts, kept by every process on one database.

    Within a process `HostPacing` gives one turn at a time, so that each host has one request for its row under way. A
    gap of zero is the process's own affair. `lease` is longer than any request may take.
    """

    def __init__(self, store: Store, name: str, lease: timedelta, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._store, self._name, self._lease, self._clock, self._sleep = store, name, lease, clock, sleep
        self._here = HostPacing(clock, sleep)
        self._widened: set[str] = set()

    @asynccontextmanager
    async def turn(self, host: str, gap: timedelta) -> AsyncIterator[None]:
        """The host's turn, held while it is asked.

        Raises FetchError (REFUSED, with retry_at) where the host is to be left alone for longer than is waited.
        """
        async with self._here.turn(host, timedelta(0)):
            if gap <= timedelta(0) and host not in self._widened:
                yield
                return
            await self._wait(host, gap)
            try:
                yield
            finally:
                await asyncio.shield(self._store.write(lambda uow: uow.hosts.give_back(host, self._name, gap)))

    async def _wait(self, host: str, gap: timedelta) -> None:
        while not (turn := await self._take(host, gap)).granted:
            if turn.wait > PATIENCE:
                again = self._clock() + turn.wait
                reason = f"{host} wants to rest until {iso_instant(again)}"
                raise FetchError(host, Outcome.REFUSED, reason, retry_at=again)
            await self._sleep(turn.wait.total_seconds())

    async def _take(self, host: str, gap: timedelta) -> Turn:
        turn = await self._store.write(lambda uow: uow.hosts.take(host, self._name, gap, self._lease))
        self._widened.add(host) if turn.widened else self._widened.discard(host)
        return turn

    async def widen(self, host: str, until: datetime | None) -> None:
        """The host asked for fewer requests: none before `until` where it said so, and a wider gap from now on."""
        self._widened.add(host)
        await self._store.write(lambda uow: uow.hosts.widen(host, until, _LEAST, _MOST))

    async def narrow(self, host: str) -> None:
        """The host answered well: a widened gap shrinks."""
        if host in self._widened:
            await self._store.write(lambda uow: uow.hosts.narrow(host))

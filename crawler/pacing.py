"""The pace at which one host is asked: one request at a time, a rest after each, longer when it complains."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from model.clock import Clock
from model.errors import FetchError
from model.moments import iso_instant
from model.outcomes import Outcome

Sleep = Callable[[float], Awaitable[object]]

_NONE = timedelta(0)
_FIRST_WIDENING = timedelta(seconds=2)
_WIDEST = timedelta(minutes=5)
_FORGOTTEN = timedelta(seconds=1)
_LONGEST_HOLD = timedelta(hours=25)
#: Hosts remembered; beyond it those at rest are forgotten.
_MOST_HOSTS = 10_000
#: A host that is to be left alone for longer than this is not waited for: the caller is told when to come again.
PATIENCE = timedelta(seconds=90)


class Pacing(Protocol):
    """Who says when a host may be asked again. `host` carries its port where that is not the usual one."""

    def turn(self, host: str, gap: timedelta) -> AbstractAsyncContextManager[None]:
        """The host's turn, held while it is asked; waits until `gap` has passed since it was last asked.

        Raises FetchError (REFUSED, with retry_at) where the host is to be left alone for longer than is waited.
        """
        ...

    async def widen(self, host: str, until: datetime | None) -> None:
        """The host asked for fewer requests: none before `until` where it said so, and a wider gap from now on."""
        ...

    async def narrow(self, host: str) -> None:
        """The host answered well: a widened gap shrinks."""
        ...


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked_at: datetime | None = None
    gap: timedelta = _NONE
    widened: timedelta = _NONE
    held_until: datetime | None = None

    def is_at_rest(self, now: datetime) -> bool:
        """Whether forgetting the host would change nothing."""
        rested = self.asked_at is None or now - self.asked_at > self.gap
        return rested and not self.widened and not self.lock.locked()  # what is held is widened as well


class HostPacing:
    """The pace of hosts within this process.

    The rest is counted from the end of one request to the start of the next, so that the server never sees less.
    """

    def __init__(self, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._clock, self._sleep = clock, sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, gap: timedelta) -> AsyncIterator[None]:
        """The host's turn, held while it is asked."""
        state = self._host(host)
        async with state.lock:
            state.gap = gap
            wait = self._wait(host, state)
            if wait > _NONE:
                await self._sleep(wait.total_seconds())
            try:
                yield
            finally:
                state.asked_at = self._clock()

    def _host(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            now = self._clock()
            self._hosts = {name: state for name, state in self._hosts.items() if not state.is_at_rest(now)}
        return self._hosts.setdefault(host, _Host())

    def _wait(self, host: str, state: _Host) -> timedelta:
        now = self._clock()
        held = state.held_until - now if state.held_until else _NONE
        held = held if held <= _LONGEST_HOLD else _NONE  # which only a clock that was put back makes longer
        gap = max(state.gap, state.widened)
        rest = state.asked_at + gap - now if state.asked_at else _NONE
        if max(held, min(state.widened, rest)) > PATIENCE:
            again = now + max(held, rest)
            raise FetchError(host, Outcome.REFUSED, f"{host} wants to rest until {iso_instant(again)}", retry_at=again)
        return max(held, min(rest, gap))  # never more than the gap, should the clock have been put back

    async def widen(self, host: str, until: datetime | None) -> None:
        """Doubles the gap, and holds the host until the instant it named."""
        state = self._host(host)
        state.widened = min(max(_FIRST_WIDENING, 2 * max(state.widened, state.gap)), _WIDEST)
        state.held_until = until

    async def narrow(self, host: str) -> None:
        """Halves what was widened, until it no longer counts."""
        state = self._hosts.get(host)
        if state is not None:
            state.held_until = None
            state.widened = state.widened / 2 if state.widened > _FORGOTTEN else _NONE

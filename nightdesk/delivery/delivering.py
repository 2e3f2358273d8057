"""Delivering: what the outbox holds is handed to its channels, each on a task of its own, until it was taken.

At least once: what a process was sending when it ended is sent again under the same identifier.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import structlog

from alerts.timing import room
from db.store import Store
from db.unit import UnitOfWork
from model.clock import Clock
from model.errors import StorageError
from nightdesk.delivery.composing import Names, compose, stories_of
from nightdesk.delivery.parcels import LONGEST_SEND, Parcel, groups_of, hand_over
from nightdesk.delivery.receipts import refused, taken
from nightdesk.delivery.rests import Rests
from nightdesk.delivery.routes import Route
from nightdesk.notices.newsroom import Newsroom

log = structlog.get_logger()

#: How often the outbox is looked at, in seconds. The look is a search by index and costs less than being told would.
LOOK = 0.25
#: An outbox that cannot be read is left alone for so many seconds.
_REST = 3.0
#: So long is a channel left alone whose work broke off.
_BROKEN = timedelta(seconds=5)
#: What is not sent by then may be taken by another process. Longer than all seats of a claim can take.
LEASE = timedelta(minutes=10)
#: What other processes have in hand counts against a rate; while that is all there is room for, a look is this far off.
_OTHERS = timedelta(seconds=0.5)
#: So many messages are allowed where there is no rate; a claim takes a few for each seat, or one digest.
_ANY, _ROUNDS = 200, 6
#: A channel that wants no messages any more is switched off; until that is written down it rests, for so long at most.
_SPARED = timedelta(seconds=LONGEST_SEND)


class Courier:
    """Delivers on the routes it is given, as the process `name`."""

    def __init__(
        self, store: Store, routes: Mapping[str, Route], newsroom: Newsroom, names: Names, clock: Clock, name: str
    ) -> None:
        self._store, self._routes, self._newsroom, self._names = store, routes, newsroom, names
        self._clock, self._name = clock, name
        self._rests = Rests(clock)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self.sent = 0  #: messages that were taken
        self._look = LOOK
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Asks for the end: nothing new is begun."""
        self._stopping.set()

    async def run(self, grace: float = 20.0) -> None:
        """Delivers until it is stopped; what is under way then may finish within the grace, in seconds."""
        try:
            while not self._stopping.is_set():
                await self._begin()
                await self._pause()
        finally:
            self._stopping.set()
            await self._drain(grace)

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), self._look)
        except TimeoutError:
            return

    async def run_dry(self, seconds: float) -> None:
        """Delivers what can be delivered now, for so long at most."""
        deadline = asyncio.get_running_loop().time() + seconds
        try:
            while await self._begin() or self._tasks:
                left = deadline - asyncio.get_running_loop().time()
                if left <= 0:
                    return
                await asyncio.wait(self._tasks.values(), timeout=left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stopping.set()
            await self._drain(0)

    async def _begin(self) -> bool:
        """Begins with every channel that has something to be told and is not at it; tells whether any has."""
        now = self._clock()
        free = self._routes.keys() - self._tasks.keys() - self._rests.resting()
        if not free:
            return False
        try:
            pending = await asyncio.to_thread(self._store.read, lambda uow: uow.outbox.pending(free, now))
        except StorageError as error:
            log.error("the outbox cannot be read", reason=str(error), again_in=_REST)
            self._look = _REST
            return False
        self._look = LOOK
        for name in pending:
            task = asyncio.create_task(self._serve(self._routes[name]), name=name)
            self._tasks[name] = task
            task.add_done_callback(self._ended)
        return bool(pending)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task.get_name()]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a channel's work broke off", channel=task.get_name(), error=type(error).__name__)
            self._rests.rest(task.get_name(), _BROKEN)

    async def _drain(self, grace: float) -> None:
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=grace)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._store.write(lambda uow: uow.outbox.release(self._name))

    async def _serve(self, route: Route) -> None:
        """Sends what a channel has to be told, until there is nothing, or it is to rest."""
        queue, turn = deque[Parcel](), asyncio.Lock()
        seats = 1 if route.limit else route.seats  # a rate is counted by what was sent, not by what is under way
        try:
            # all seats are waited for where one breaks off: what they still send is written down, and not given back
            ends = await asyncio.gather(*(self._seat(route, queue, turn) for _ in range(seats)), return_exceptions=True)
        finally:
            await self._give_back(queue)
        for broken in filter(None, ends):
            raise broken

    async def _seat(self, route: Route, queue: deque[Parcel], turn: asyncio.Lock) -> None:
        """Sends one message after another; a seat that waits long for an answer holds up no other."""
        try:
            while parcel := await self._next(route, queue, turn):
                await self._send(route, parcel)
        except Exception:
            self._rests.rest(route.name, _BROKEN)  # at once: the other seats are to begin nothing new either
            raise

    async def _next(self, route: Route, queue: deque[Parcel], turn: asyncio.Lock) -> Parcel | None:
        """A message for a seat; None where there is none, or the channel is to rest."""
        async with turn:
            if self._stopping.is_set() or self._rests.is_resting(route.name):
                return None
            if not queue:
                queue.extend(await self._claim(route))
            return queue.popleft() if queue else None

    async def _give_back(self, parcels: Iterable[Parcel]) -> None:
        ids = [number for parcel in parcels for number in parcel.ids]
        if ids:
            await self._store.write(lambda uow: uow.outbox.back(ids))

    async def _claim(self, route: Route) -> list[Parcel]:
        now = self._clock()
        return await self._store.write(lambda uow: self._claimed(uow, route, now))

    def _claimed(self, uow: UnitOfWork, route: Route, now: datetime) -> list[Parcel]:
        """Takes deliveries and puts them into messages, whose names are written down before the first try."""
        messages = self._allowed(uow, route, now)
        limit = route.together if route.digest else min(messages, route.seats * _ROUNDS)
        dues = uow.outbox.claim(route.name, now, until=now + LEASE, by=self._name, limit=limit) if messages else []
        told = stories_of(uow, [due.notice for due in dues])
        groups = groups_of(uow, route, dues)
        return [Parcel(compose(uid, group, told, self._names), tuple(group)) for uid, group in groups]

    def _allowed(self, uow: UnitOfWork, route: Route, now: datetime) -> int:
        """How many messages may be sent now; with none, the channel rests until there may be one."""
        if route.limit is None:
            return _ANY
        most, per = route.limit
        uow.channels.lock(route.name)
        told = uow.channels.sent_since(route.name, now - per)
        sent = [at for at in told if at <= now + per]  # what is later was sent before the clock was put back
        at = room(sent, now, most, per)
        left = most - len(sent) - uow.channels.under_way(route.name, now, self._name)
        if at > now or left <= 0:
            self._rests.rest(route.name, max(at - now, _OTHERS))
            return 0
        return left

    async def _send(self, route: Route, parcel: Parcel) -> None:
        """One try, and what became of it."""
        failure = await hand_over(route, parcel)
        if failure is None:
            self.sent += 1
            log.info("delivered", channel=route.name, message=parcel.message.uid)
            await self._store.write(lambda uow: taken(uow, self._newsroom, route, parcel, self._clock()))
            return
        log.warning("not delivered", channel=route.name, message=parcel.message.uid, reason=failure.reason)
        if rest := _SPARED if failure.gone else failure.retry_after:  # at once: other seats go on until it is written
            self._rests.rest(route.name, rest)
        await self._store.write(lambda uow: refused(uow, self._newsroom, route, parcel, failure, self._clock()))

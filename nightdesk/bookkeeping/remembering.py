"""What the crawler remembers of hosts, kept in the store: robots.txt of origins."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from crawler.robots import MemoryRobotsCache, RobotsPolicy, RobotsRecord
from db.store import Store
from model.clock import Clock
from model.outcomes import Outcome

#: Characters of a robots.txt up to which it is kept in memory too; nearly all are far shorter.
_SHORT = 20_000


class StoredRobots:
    """A cache of robots.txt in the database; what is in force is kept in memory, since every fetch asks for it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._near = MemoryRobotsCache()

    async def get(self, origin: str) -> RobotsRecord | None:
        """The record of an origin, expired or not."""
        near = await self._near.get(origin)
        if near is not None and near.is_in_force(self._clock()):
            return near
        row = await self._store.read_soon(lambda uow: uow.endpoints.robots(origin))
        if row is None:
            return None
        times = {name: datetime.fromisoformat(row[name]) for name in ("fetched_at", "expires_at")}
        told = {"policy": RobotsPolicy(row["policy"]), "outcome": Outcome(row["outcome"])}
        return await self._keep_near(RobotsRecord(**{**row, **times, **told}))

    async def _keep_near(self, record: RobotsRecord) -> RobotsRecord:
        if len(record.text) <= _SHORT:
            await self._near.put(record)
        return record

    async def put(self, record: RobotsRecord) -> None:
        """Keeps a record in place of an earlier one."""
        await self._keep_near(record)
        row = asdict(record)
        for name in ("fetched_at", "expires_at"):
            row[name] = row[name].isoformat()
        await self._store.write(lambda uow: uow.endpoints.put_robots(record.origin, row, record.expires_at))

"""What the crawler remembers, kept in the store: robots.txt of origins, and validators of addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from crawler.robots import RobotsPolicy, RobotsRecord
from db.store import Store
from model.endpoints import EndpointState
from model.outcomes import Outcome


class StoredRobots:
    """A cache of robots.txt in the database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self, origin: str) -> RobotsRecord | None:
        """The record of an origin, expired or not."""
        row = await asyncio.to_thread(self._store.read, lambda uow: uow.endpoints.robots(origin))
        if row is None:
            return None
        times = {name: datetime.fromisoformat(row[name]) for name in ("fetched_at", "expires_at")}
        return RobotsRecord(
            **{**row, **times, "policy": RobotsPolicy(row["policy"]), "outcome": Outcome(row["outcome"])}
        )

    async def put(self, record: RobotsRecord) -> None:
        """Keeps a record in place of an earlier one."""
        row = asdict(record)
        for name in ("fetched_at", "expires_at"):
            row[name] = row[name].isoformat()
        await self._store.write(lambda uow: uow.endpoints.put_robots(record.origin, row, record.expires_at))


class StoredEndpoints(Mapping[str, EndpointState]):
    """Validators of addresses, each looked up as it is asked for: a source's sitemaps are known only on the way."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, url: str) -> EndpointState:
        return self._store.read(lambda uow: uow.endpoints.get([url]))[url]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

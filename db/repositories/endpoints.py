"""What is known of addresses that are asked again, and of hosts' robots.txt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db.tables import endpoint, robots
from db.upsert import put


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """An address's validators as received, its last body's hash, and when it was last asked and last sent whole."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    full_at: datetime | None = None
    checked_at: datetime | None = None


class Endpoints:
    """Endpoints and robots.txt on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, urls: Collection[str]) -> dict[str, EndpointRow]:
        """What is known of these addresses, by URL."""
        columns = [endpoint.c[name] for name in EndpointRow.__slots__]
        rows = self._connection.execute(select(*columns).where(endpoint.c.url.in_(list(urls))))
        return {row.url: EndpointRow(*tuple(row)) for row in rows}

    def put(self, rows: Collection[EndpointRow]) -> None:
        """Remembers what was learned."""
        for row in rows:
            put(self._connection, endpoint, {name: getattr(row, name) for name in EndpointRow.__slots__}, ["url"])

    def robots(self, origin: str) -> dict[str, Any] | None:
        """The stored robots record of an origin, whatever its age."""
        query = select(robots.c.record).where(robots.c.origin == origin)
        record: dict[str, Any] | None = self._connection.execute(query).scalar()
        return record

    def put_robots(self, origin: str, record: dict[str, Any], expires_at: datetime) -> None:
        """Keeps an origin's robots record until it expires."""
        put(self._connection, robots, {"origin": origin, "record": record, "expires_at": expires_at}, ["origin"])

"""What is known of addresses that are asked again, and of hosts' robots.txt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db.tables import endpoint, robots
from db.upsert import put, put_all
from model.endpoints import EndpointState

_LONGEST = 2000
_COLUMNS = ("url", "etag", "last_modified", "body_sha256", "full_at", "checked_at")
_GET = select(*(endpoint.c[name] for name in _COLUMNS)).where(endpoint.c.url.in_(bindparam("urls", expanding=True)))
_ROBOTS = select(robots.c.record).where(robots.c.origin == bindparam("of"))


class Endpoints:
    """Endpoints and robots.txt on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, urls: Collection[str]) -> dict[str, EndpointState]:
        """What is known of these addresses, by URL."""
        if not urls:
            return {}
        rows = self._connection.execute(_GET, {"urls": list(urls)})
        return {row.url: EndpointState(*tuple(row)) for row in rows}

    def put(self, rows: Collection[EndpointState]) -> None:
        """Remembers what was learned, but for addresses too long for an index: those are asked in full each time."""
        kept = [row for row in rows if len(row.url) <= _LONGEST]
        put_all(self._connection, endpoint, [{name: getattr(row, name) for name in _COLUMNS} for row in kept], ["url"])

    def robots(self, origin: str) -> dict[str, Any] | None:
        """The stored robots record of an origin, whatever its age."""
        record: dict[str, Any] | None = self._connection.execute(_ROBOTS, {"of": origin}).scalar()
        return record

    def put_robots(self, origin: str, record: dict[str, Any], expires_at: datetime) -> None:
        """Keeps an origin's robots record until it expires."""
        put(self._connection, robots, {"origin": origin, "record": record, "expires_at": expires_at}, ["origin"])

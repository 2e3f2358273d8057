"""Nodes: which processes visit sources, and the chores they share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from db.tables import chore, node
from db.upsert import insert_new, put

#: The kind of a process that has taken its leave.
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Node:
    """A process that visits sources: daemon, worker or ended, since when, and when it last said that it is there."""

    name: str
    kind: str
    version: str
    started_at: datetime
    seen_at: datetime
    visiting: int = 0


@dataclass(frozen=True, slots=True)
class Chore:
    """A chore: when it was last begun and ended, whether that went well, and what it said."""

    name: str
    begun_at: datetime | None
    ended_at: datetime | None
    ok: bool | None
    said: str | None


class Nodes:
    """Processes and chores on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def here(self, found: Node) -> None:
        """Writes down that a process is there."""
        row = {name: getattr(found, name) for name in Node.__slots__}
        put(self._connection, node, row, ["name"])

    def leave(self, name: str) -> None:
        """Writes down that a process has ended; the row tells when somebody was last there."""
        self._connection.execute(update(node).where(node.c.name == name).values(kind=ENDED, visiting=0))

    def present(self) -> list[str]:
        """The processes that have not taken their leave."""
        return list(self._connection.execute(select(node.c.name).where(node.c.kind != ENDED)).scalars())

    def all(self) -> list[Node]:
        """Every process that was there lately, the latest seen first."""
        rows = self._connection.execute(select(node).order_by(node.c.seen_at.desc()))
        return [Node(*(getattr(row, name) for name in Node.__slots__)) for row in rows]

    def last_seen(self) -> datetime | None:
        """When any process last said that it was there."""
        at: datetime | None = self._connection.execute(
            select(node.c.seen_at).order_by(node.c.seen_at.desc()).limit(1)
        ).scalar()
        return at

    def forget(self, before: datetime) -> None:
        """Lets go of processes that were not seen since an instant."""
        self._connection.execute(delete(node).where(node.c.seen_at < before))

    def begin(self, name: str, every: timedelta, now: datetime, *, until: datetime, by: str) -> bool:
        """Takes a chore, if it is time for it and nobody else is at it."""
        insert_new(self._connection, chore, {"name": name}, ["name"])
        beyond = until + (until - now)
        free = or_(
            chore.c.lease_until.is_(None),
            chore.c.lease_until < now,
            chore.c.lease_until > beyond,
            chore.c.lease_by == by,
        )
        # One that was begun in the future, or is held far beyond its length, was so before the clock was put back.
        due = or_(chore.c.begun_at.is_(None), chore.c.begun_at <= now - every, chore.c.begun_at > now)
        taken = update(chore).where(chore.c.name == name, free, due)
        return self._connection.execute(taken.values(begun_at=now, lease_until=until, lease_by=by)).rowcount == 1

    def end(self, name: str, by: str, at: datetime, *, ok: bool, said: str | None) -> None:
        """Writes down how a chore ended, unless somebody else has taken it since."""
        ended = update(chore).where(chore.c.name == name, chore.c.lease_by == by)
        self._connection.execute(ended.values(ended_at=at, ok=ok, said=said, lease_until=None, lease_by=None))

    def holders(self) -> list[str]:
        """Who is at a chore."""
        held = select(chore.c.lease_by).where(chore.c.lease_by.is_not(None)).distinct()
        return [holder for holder in self._connection.execute(held).scalars() if holder]

    def release(self, by: str) -> None:
        """Gives back chores that `by` has not ended; they are due again."""
        held = update(chore).where(chore.c.lease_by == by)
        self._connection.execute(held.values(begun_at=None, lease_until=None, lease_by=None))

    def forget_failures_but(self, names: Collection[str]) -> None:
        """Lets go of how chores failed, but for these; when they were begun is kept for those who still do them."""
        failed = update(chore).where(chore.c.name.not_in(list(names)), chore.c.ok.is_(False))
        self._connection.execute(failed.values(ok=None, said=None))

    def chores(self) -> list[Chore]:
        """Every chore that was ever begun."""
        return [_chore(row) for row in self._connection.execute(select(chore).order_by(chore.c.name))]


def _chore(row: Row[Any]) -> Chore:
    return Chore(row.name, row.begun_at, row.ended_at, row.ok, row.said)

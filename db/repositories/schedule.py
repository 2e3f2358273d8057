"""When sources are due: a row a source, claimed by lease."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, bindparam, func, or_, select, update

from db.repositories.visits import VisitRecord, Visits
from db.tables import Instant, source
from db.upsert import insert_new


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source stands: when it was last looked at and how that ended."""

    source_id: str
    next_visit_at: datetime | None
    visited_at: datetime | None
    outcome: str | None
    reason: str | None
    ok_at: datetime | None
    new_at: datetime | None
    failures: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a visit, when the source's next is due, and the interval that is kept."""

    record: VisitRecord
    next_visit_at: datetime
    interval: timedelta


_STATE = ("next_visit_at", "visited_at", "outcome", "reason", "ok_at", "new_at", "failures")


class Schedule:
    """The schedule on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, source_ids: Collection[str]) -> None:
        """Gives every source its row; a new one is due at once."""
        for source_id in sorted(source_ids):
            insert_new(self._connection, source, {"id": source_id, "failures": 0}, ["id"])

    def claim(
        self, among: Collection[str], now: datetime, *, until: datetime, by: str, limit: int, due: bool = True
    ) -> list[str]:
        """Takes a lease on sources that nobody holds, the longest overdue first; with `due`, only those whose time
        has come.
        """
        free = _free(now, until, by)
        wanted = select(source.c.id).where(free)
        if due:  # a visit in the future was made before the clock was put back
            time_has_come = or_(
                source.c.next_visit_at.is_(None), source.c.next_visit_at <= now, source.c.visited_at > now
            )
            wanted = wanted.where(time_has_come)
        wanted = wanted.order_by(source.c.next_visit_at.asc().nulls_first(), source.c.id)
        wished = frozenset(among)  # held against them here: ten thousand names are too many for a statement
        chosen = list(islice((each for each in self._connection.execute(wanted).scalars() if each in wished), limit))
        ids = self._lock(chosen, free)
        lease = update(source).where(source.c.id.in_(ids)).values(lease_until=until, lease_by=by)
        self._connection.execute(lease)
        return ids

    def _lock(self, ids: list[str], free: ColumnElement[bool]) -> list[str]:
        """Those of the sources that are still free, in their order, held until the transaction ends."""
        if not ids:
            return []
        query = select(source.c.id).where(source.c.id.in_(ids), free).with_for_update(skip_locked=True)
        held = set(self._connection.execute(query).scalars())
        return [each for each in ids if each in held]

    def finish(self, ends: Sequence[Ended], by: str) -> set[str]:
        """Writes visits down and gives the leases back; gives the sources that nobody else holds by now."""
        if not ends:
            return set()
        held = set(self._connection.execute(_HELD, {"ids": [end.record.source_id for end in ends], "by": by}).scalars())
        given_back = [_given_back(end) for end in ends if end.record.source_id in held]
        if given_back:
            self._connection.execute(_FINISH, given_back)
        Visits(self._connection).add([end.record for end in ends])
        return held

    def set_due(self, times: Mapping[str, datetime]) -> None:
        """Sets when sources are due next."""
        statement = update(source).where(source.c.id == bindparam("which")).values(next_visit_at=bindparam("at"))
        if times:
            self._connection.execute(statement, [{"which": each, "at": at} for each, at in times.items()])

    def overdue(self, now: datetime) -> list[str]:
        """The sources whose time has passed, the longest overdue first; those never visited are none."""
        query = select(source.c.id).where(source.c.next_visit_at < now).order_by(source.c.next_visit_at, source.c.id)
        return list(self._connection.execute(query).scalars())

    def server_time(self) -> datetime | None:
        """The time of the database server, which all processes share; None for SQLite, which has no clock."""
        if self._connection.dialect.name != "postgresql":
            return None
        at: datetime = self._connection.execute(select(func.clock_timestamp())).scalar_one()
        return at

    def holders(self) -> list[str]:
        """Who holds leases."""
        held = select(source.c.lease_by).where(source.c.lease_by.is_not(None)).distinct()
        return [holder for holder in self._connection.execute(held).scalars() if holder]

    def release(self, by: str) -> None:
        """Gives back every lease that `by` still holds."""
        self._connection.execute(update(source).where(source.c.lease_by == by).values(lease_until=None, lease_by=None))

    def states(self) -> dict[str, SourceState]:
        """Every source's state by its id."""
        columns = [source.c[name] for name in ("id", *_STATE)]
        rows: Sequence[Row[Any]] = self._connection.execute(select(*columns)).all()
        return {row.id: SourceState(*tuple(row)) for row in rows}


_HELD = (
    select(source.c.id)
    .where(source.c.id.in_(bindparam("ids", expanding=True)), source.c.lease_by == bindparam("by"))
    .order_by(source.c.id)
    .with_for_update()
)
_FINISH = (
    update(source)
    .where(source.c.id == bindparam("of"))
    .values(
        {name: bindparam(name) for name in ("next_visit_at", "interval", "visited_at", "outcome", "reason")}
        | {
            "ok_at": func.coalesce(bindparam("fine_at", type_=Instant), source.c.ok_at),
            "new_at": func.coalesce(bindparam("found_at", type_=Instant), source.c.new_at),
            "failures": (source.c.failures + 1) * bindparam("so_far", type_=Integer),
            "lease_until": None,
            "lease_by": None,
        }
    )
)


def _free(now: datetime, until: datetime, by: str) -> ColumnElement[bool]:
    """Which leases do not stand in the way: none, run out, our own, or far beyond their length by a clock put back."""
    beyond = until + (until - now)
    return or_(
        source.c.lease_until.is_(None),
        source.c.lease_until < now,
        source.c.lease_until > beyond,
        source.c.lease_by == by,
    )


def _given_back(end: Ended) -> dict[str, object]:
    record = end.record
    return {
        "of": record.source_id,
        "next_visit_at": end.next_visit_at,
        "interval": end.interval.total_seconds(),
        "visited_at": record.finished_at,
        "outcome": record.outcome,
        "reason": record.reason,
        "fine_at": record.finished_at if record.ok else None,
        "found_at": record.finished_at if record.found_new else None,
        "so_far": 0 if record.ok else 1,
    }

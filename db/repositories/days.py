"""Days: what was done about each source on each day, and when nobody did anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, insert, select

from db.repositories.visits import VisitRecord
from db.tables import gap, source_day
from db.upsert import Insert, insert_into, insert_new
from model.coverage import Gap, Receipt

_NOTHING: dict[str, object] = dict.fromkeys(("visits", "good", "refused", "failed", "found", "stored"), 0)


class Days:
    """Coverage on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, records: Sequence[VisitRecord]) -> None:
        """Counts visits into their days."""
        if records:
            self._connection.execute(_counting(self._connection.dialect.name), list(map(_counted, records)))

    def call(self, day: date, sources: Mapping[str, str | None]) -> None:
        """Writes down which sources there are on a day, each with why it is not to be visited, None where it is."""
        there = select(source_day.c.source_id).where(source_day.c.day == day.isoformat())
        known = set(self._connection.execute(there).scalars())
        for source_id in sources.keys() - known:
            self._open(day, source_id, sources[source_id])

    def receipts(self, day: date) -> list[Receipt]:
        """What was done about each source on a day."""
        query = select(source_day).where(source_day.c.day == day.isoformat()).order_by(source_day.c.source_id)
        return [_receipt(row) for row in self._connection.execute(query)]

    def of_source(self, source_id: str, since: date) -> list[Receipt]:
        """What was done about a source on each day since one."""
        own = (source_day.c.source_id == source_id) & (source_day.c.day >= since.isoformat())
        return [_receipt(row) for row in self._connection.execute(select(source_day).where(own))]

    def add_gap(self, found: Gap) -> None:
        """Writes down a time in which nothing was visited."""
        self._connection.execute(insert(gap).values(since=found.since, until=found.until))

    def gaps(self, day: date) -> list[Gap]:
        """The times of a day in which nothing was visited."""
        start = datetime.combine(day, time(), UTC)
        within = (gap.c.until > start) & (gap.c.since < start + timedelta(days=1))
        query = select(gap.c.since, gap.c.until).where(within).order_by(gap.c.since)
        return [Gap(row.since, row.until) for row in self._connection.execute(query)]

    def _open(self, day: date, source_id: str, off: str | None) -> None:
        row = {"day": day.isoformat(), "source_id": source_id, "off": off, **_NOTHING}
        insert_new(self._connection, source_day, row, ["day", "source_id"])


_ADDED = ("visits", "good", "refused", "failed", "found", "stored")


@lru_cache(maxsize=2)
def _counting(dialect: str) -> Insert:
    statement = insert_into(dialect, source_day, ("day", "source_id", *_ADDED, "first_at", "last_at", "reason"))
    new, old = statement.excluded, source_day.c
    changed: dict[str, ColumnElement[Any]] = {name: old[name] + new[name] for name in _ADDED}
    changed["first_at"] = func.coalesce(old.first_at, new.first_at)
    changed["last_at"] = func.coalesce(new.last_at, old.last_at)
    changed["reason"] = case((new.good == 0, new.reason), else_=old.reason)
    return statement.on_conflict_do_update(index_elements=[old.day, old.source_id], set_=changed)


def _counted(record: VisitRecord) -> dict[str, object]:
    at = record.finished_at if record.ok else None
    return {
        "day": record.finished_at.astimezone(UTC).date().isoformat(),
        "source_id": record.source_id,
        "visits": 1,
        "good": int(record.ok),
        "refused": int(record.outcome == "refused"),
        "failed": int(record.outcome == "failed"),
        "found": record.counts.get("discovered", 0),
        "stored": record.counts.get("stored", 0),
        "first_at": at,
        "last_at": at,
        "reason": None if record.ok else record.reason,
    }


def _receipt(row: Row[Any]) -> Receipt:
    told: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(Receipt)}
    told["day"] = date.fromisoformat(row.day)
    return Receipt(**told)

"""Days: what was done about each source on each day, and when nobody did anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, insert, select, update

from db.repositories.schedule import VisitRecord
from db.tables import Instant, gap, source_day
from db.upsert import insert_new
from model.coverage import Gap, Receipt

_NOTHING: dict[str, object] = dict.fromkeys(("visits", "good", "refused", "failed", "found", "stored"), 0)


class Days:
    """Coverage on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, record: VisitRecord) -> None:
        """Counts a visit into its day."""
        day = record.finished_at.astimezone(UTC).date()
        counted = _counted(record, day)
        if self._connection.execute(_COUNT, counted).rowcount == 0:  # the first visit of the day
            self._open(day, record.source_id, None)
            self._connection.execute(_COUNT, counted)

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


_ADDED = ("good", "refused", "failed", "found", "stored")
_COUNT = (
    update(source_day)
    .where(source_day.c.day == bindparam("on"), source_day.c.source_id == bindparam("of"))
    .values(
        {name: source_day.c[name] + bindparam(f"more_{name}") for name in _ADDED}
        | {
            "visits": source_day.c.visits + 1,
            "first_at": func.coalesce(source_day.c.first_at, bindparam("looked_at", type_=Instant)),
            "last_at": func.coalesce(bindparam("looked_at", type_=Instant), source_day.c.last_at),
            "reason": case((bindparam("more_good") == 0, bindparam("why")), else_=source_day.c.reason),
        }
    )
)


def _counted(record: VisitRecord, day: date) -> dict[str, object]:
    more = {
        "good": int(record.ok),
        "refused": int(record.outcome == "refused"),
        "failed": int(record.outcome == "failed"),
        "found": record.counts.get("discovered", 0),
        "stored": record.counts.get("stored", 0),
    }
    at = record.finished_at if record.ok else None
    told = {f"more_{name}": number for name, number in more.items()}
    return {"on": day.isoformat(), "of": record.source_id, "looked_at": at, "why": record.reason, **told}


def _receipt(row: Row[Any]) -> Receipt:
    told: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(Receipt)}
    told["day"] = date.fromisoformat(row.day)
    return Receipt(**told)

"""Visits: how each look at a source went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from db.tables import visit

#: Of the latest visits so many are shown.
_LATEST = 30
_WRITTEN = ("source_id", "started_at", "finished_at", "outcome", "reason", "counts", "steps")


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit to a source, as it is remembered. `counts` and `steps` are plain JSON, `stale` says which list stands
    still.
    """

    source_id: str
    started_at: datetime
    finished_at: datetime
    outcome: str
    reason: str | None
    counts: dict[str, int]
    steps: list[dict[str, object]]
    found_new: bool
    ok: bool
    stale: str | None = None


class Visits:
    """Visits on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, records: Sequence[VisitRecord]) -> None:
        """Writes visits down."""
        rows = [{name: getattr(record, name) for name in _WRITTEN} for record in records]
        self._connection.execute(_ADD, rows)

    def latest(self, source: str) -> list[VisitRecord]:
        """The latest visits to a source, each with how it ended, its counts and its steps."""
        query = select(visit).where(visit.c.source_id == source).order_by(visit.c.finished_at.desc()).limit(_LATEST)
        return [_record(row) for row in self._connection.execute(query)]

    def starts(self) -> list[tuple[str, datetime]]:
        """When each visit began, by its source, in the order they ended."""
        rows = self._connection.execute(select(visit.c.source_id, visit.c.started_at).order_by(visit.c.id))
        return [(row.source_id, row.started_at) for row in rows]


_ADD = insert(visit)


def _record(row: Row[Any]) -> VisitRecord:
    counts, good = dict(row.counts), row.outcome not in {"refused", "failed"}
    new = counts.get("discovered", 0) > 0
    times = row.started_at, row.finished_at
    return VisitRecord(row.source_id, *times, row.outcome, row.reason, counts, list(row.steps), new, good)

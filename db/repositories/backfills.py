"""How far archives have been read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, select

from db.tables import backfill
from db.upsert import put


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an archive has been read and what was in it so far; `offset` is where the last record read begins."""

    archive: str
    name: str
    size: int
    offset: int = 0
    records: int = 0
    matched: int = 0
    stored: int = 0
    failed: int = 0
    finished: bool = False


class Backfills:
    """The progress of archives on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, archive: str) -> Progress | None:
        """How far an archive was read, None where it was not begun."""
        columns = [backfill.c[field.name] for field in fields(Progress)]
        row = self._connection.execute(select(*columns).where(backfill.c.archive == archive)).first()
        return Progress(*tuple(row)) if row else None

    def put(self, progress: Progress, at: datetime) -> None:
        """Writes down how far an archive is read."""
        put(self._connection, backfill, asdict(progress) | {"updated_at": at}, ["archive"])

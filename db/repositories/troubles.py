"""Troubles: what of the service needs a hand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from db.tables import trouble
from db.upsert import insert_new


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong, in words, and since when. `subject` names it: `source:irrawaddy`, `channel:desk`."""

    subject: str
    words: str
    since: datetime


class Troubles:
    """Troubles on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, subject: str, words: str, at: datetime) -> bool:
        """Writes a trouble down; False where it stands already."""
        return insert_new(self._connection, trouble, {"subject": subject, "words": words, "since": at}, ["subject"])

    def end(self, subject: str) -> Trouble | None:
        """Takes a trouble away and gives it, None where there was none."""
        ended = delete(trouble).where(trouble.c.subject == subject).returning(*trouble.c)
        row = self._connection.execute(ended).first()
        return Trouble(*tuple(row)) if row else None

    def all(self) -> list[Trouble]:
        """What is wrong now, the oldest first."""
        return [Trouble(*tuple(row)) for row in self._connection.execute(select(trouble).order_by(trouble.c.since))]

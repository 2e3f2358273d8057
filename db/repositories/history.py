"""History: the earlier versions of documents, and what befell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from db.tables import document, event, revision


@dataclass(frozen=True, slots=True)
class Version:
    """How a document read from one time on, and the capture that shows it."""

    number: int
    title: str | None
    text: str
    seen_at: datetime
    capture_id: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """What befell a document: gone, returned."""

    kind: str
    at: datetime


class History:
    """The past of documents on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def versions(self, document_uid: str) -> list[Version]:
        """Every version of a document, the first one first, the one that stands now last."""
        now = select(document).where(document.c.uid == document_uid)
        row = self._connection.execute(now).one()
        earlier = select(revision).where(revision.c.document_id == row.id).order_by(revision.c.version)
        found = [
            Version(old.version, old.title, old.text, old.seen_at, old.capture_id)
            for old in self._connection.execute(earlier)
        ]
        return [*found, Version(row.version, row.title, row.text, row.changed_at, row.capture_id)]

    def events(self, document_uid: str) -> list[Event]:
        """What befell a document, in order."""
        query = select(event.c.kind, event.c.at).join(document).where(document.c.uid == document_uid)
        return [Event(row.kind, row.at) for row in self._connection.execute(query.order_by(event.c.at, event.c.id))]

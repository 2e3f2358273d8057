"""Looks at stored documents: which are due, and whether each was still there."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, or_, select

from db.repositories.documents import KNOWN, Known, known_of
from db.tables import document, event, watch_match
from db.upsert import change


class Looks:
    """Looks on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(
        self, source_id: str, now: datetime | None, limit: int, longest: timedelta = timedelta(days=36500)
    ) -> list[Known]:
        """Documents whose time for another look has come; with no `now`, all that met a watch.

        One that was to wait for longer than the `longest` wait was put off before the clock was put back.
        """
        given: dict[str, object] = {"of": source_id, "most": limit}
        if now is None:
            return [known_of(row) for row in self._connection.execute(_MATCHED, given)]
        rows = self._connection.execute(_DUE, {**given, "now": now, "beyond": now + longest})
        return [known_of(row) for row in rows]

    def seen(self, document_id: int, at: datetime) -> bool:
        """Writes down that the document stands at its outlet; tells whether it was gone meanwhile."""
        returned = self._returned(document_id, at)
        change(self._connection, document, "id", document_id, fetched_at=at, missing=0, gone_at=None)
        return returned

    def missed(self, document_id: int, at: datetime) -> bool:
        """Writes down a 404 or 410; the second in a row means gone. Tells whether it is gone since now."""
        query = select(document.c.missing, document.c.gone_at).where(document.c.id == document_id)
        missing, gone_at = self._connection.execute(query).one()
        gone = missing >= 1 and gone_at is None
        if gone:
            self._befell(document_id, "gone", at)
        change(self._connection, document, "id", document_id, missing=missing + 1, **({"gone_at": at} if gone else {}))
        return gone

    def set_next(self, document_id: int, at: datetime | None) -> None:
        """Sets when the document is to be looked at again, None for never."""
        change(self._connection, document, "id", document_id, next_look_at=at)

    def _returned(self, document_id: int, at: datetime) -> bool:
        """Writes down that a document that was gone is there again, if it was; tells whether."""
        gone_at = self._connection.execute(select(document.c.gone_at).where(document.c.id == document_id)).scalar()
        if gone_at is not None:
            self._befell(document_id, "returned", at)
        return gone_at is not None

    def _befell(self, document_id: int, kind: str, at: datetime) -> None:
        self._connection.execute(insert(event).values(document_id=document_id, kind=kind, at=at))


_OF_SOURCE = (
    KNOWN.where(document.c.source_id == bindparam("of"))
    .order_by(document.c.next_look_at, document.c.id)
    .limit(bindparam("most"))
)
_DUE = _OF_SOURCE.where(or_(document.c.next_look_at <= bindparam("now"), document.c.next_look_at > bindparam("beyond")))
_MATCHED = _OF_SOURCE.where(document.c.id.in_(select(watch_match.c.document_id)))

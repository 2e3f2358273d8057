"""Matches: which document met which watch, and where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from db.tables import watch_match
from db.upsert import put


class Matches:
    """Matches on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, watch_id: str, document_id: int, score: float, clauses: list[dict[str, object]], at: datetime
    ) -> None:
        """Writes a match down; an earlier one of the same pair is replaced."""
        row = {
            "watch_id": watch_id,
            "document_id": document_id,
            "score": score,
            "clauses": clauses,
            "matched_at": at,
        }
        put(self._connection, watch_match, row, ["watch_id", "document_id"])

    def clauses(self, watch_id: str, document_id: int) -> list[dict[str, object]]:
        """The clauses a document met, as they were written."""
        pair = (watch_match.c.watch_id == watch_id) & (watch_match.c.document_id == document_id)
        found: list[dict[str, object]] | None = self._connection.execute(
            select(watch_match.c.clauses).where(pair)
        ).scalar()
        return found or []

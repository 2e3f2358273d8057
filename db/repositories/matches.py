"""Matches: which document met which watch, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from db.tables import document, membership, watch_match
from db.upsert import put
from model.telling import passage_start


@dataclass(frozen=True, slots=True)
class Stored:
    """A match as it stands in the store, with the document's number."""

    document_id: int
    score: float
    clauses: list[dict[str, object]]
    matched_at: datetime


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
            "passage": passage_start(_places(clauses)),
            "matched_at": at,
        }
        put(self._connection, watch_match, row, ["watch_id", "document_id"])

    def watches(self, document_id: int) -> set[str]:
        """The watches a document is known to meet."""
        query = select(watch_match.c.watch_id).where(watch_match.c.document_id == document_id)
        return set(self._connection.execute(query).scalars())

    def of_story(self, story_id: int) -> dict[str, int]:
        """The watches that documents of a story met, each with the number of the first that did."""
        mine = membership.c.document_id == watch_match.c.document_id
        query = select(watch_match.c.watch_id, func.min(watch_match.c.document_id).label("first")).join(
            membership, mine
        )
        met = query.where(membership.c.story_id == story_id).group_by(watch_match.c.watch_id)
        return {row.watch_id: row.first for row in self._connection.execute(met)}

    def clauses(self, watch_id: str, document_id: int) -> list[dict[str, object]]:
        """The clauses a document met, as they were written."""
        pair = (watch_match.c.watch_id == watch_id) & (watch_match.c.document_id == document_id)
        found: list[dict[str, object]] | None = self._connection.execute(
            select(watch_match.c.clauses).where(pair)
        ).scalar()
        return found or []

    def of(self, watch_id: str) -> dict[str, Stored]:
        """Every match of a watch, by the document's uid."""
        query = (
            select(document.c.uid, *(watch_match.c[name] for name in Stored.__slots__))
            .join(document, document.c.id == watch_match.c.document_id)
            .where(watch_match.c.watch_id == watch_id)
        )
        return {uid: Stored(*values) for uid, *values in self._connection.execute(query)}

    def number(self, uid: str) -> int | None:
        """The number of a document, which its matches are written under."""
        found: int | None = self._connection.execute(select(document.c.id).where(document.c.uid == uid)).scalar()
        return found

    def remove(self, watch_id: str, document_id: int) -> None:
        """Takes a match away, if it is there."""
        pair = (watch_match.c.watch_id == watch_id) & (watch_match.c.document_id == document_id)
        self._connection.execute(delete(watch_match).where(pair))


def _places(clauses: Iterable[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """Where in the text the words stand that met a watch, and by what each was found."""
    spans = (span for clause in clauses for span in clause.get("spans") or () if isinstance(span, Mapping))
    return [
        (span["start"], span.get("name") or span.get("form") or span["as_written"])
        for span in spans
        if span.get("field") == "text" and "start" in span
    ]

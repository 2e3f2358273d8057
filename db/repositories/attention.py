"""Attention: how many documents there were on each day, of a watch, an outlet or a language."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, cast, func, literal, select

from db.tables import document, watch_match
from model.attention import Aspect, Tally


class Attention:
    """Counts on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def days(
        self, aspect: Aspect, since: datetime, *, watch: str | None = None, source: str | None = None
    ) -> list[Tally]:
        """Documents first seen since an instant, by day of publication (else of first sight) and what they are of.

        With a watch or source, only what met the one or stands in the other.
        """
        day = self._day(func.coalesce(document.c.published_at, document.c.first_seen_at))
        key = _KEYS[aspect]
        query = select(day.label("day"), key.label("key"), func.count().label("many")).where(
            document.c.first_seen_at >= since
        )
        if watch or aspect is Aspect.WATCH:
            query = query.join(watch_match, watch_match.c.document_id == document.c.id)
        if watch:
            query = query.where(watch_match.c.watch_id == watch)
        if source:
            query = query.where(document.c.source_id == source)
        rows = self._connection.execute(query.group_by("day", "key").order_by("day"))
        return [Tally(row.day, row.key or "", row.many) for row in rows]

    def seen(self, source: str, since: datetime) -> dict[str, int]:
        """How many documents of a source were stored on each day since an instant."""
        day = self._day(document.c.first_seen_at).label("day")
        own = (document.c.source_id == source) & (document.c.first_seen_at >= since)
        rows = self._connection.execute(select(day, func.count().label("many")).where(own).group_by("day"))
        return {row.day: row.many for row in rows}

    def matches(self) -> dict[str, int]:
        """How many documents met each watch."""
        query = select(watch_match.c.watch_id, func.count().label("many")).group_by(watch_match.c.watch_id)
        return {row.watch_id: row.many for row in self._connection.execute(query)}

    def _day(self, at: ColumnElement[datetime]) -> ColumnElement[str]:
        """The day (UTC) of an instant, as 2026-03-01."""
        if self._connection.dialect.name == "postgresql":
            return func.to_char(func.timezone("UTC", at), "YYYY-MM-DD")
        return func.substr(cast(at, String), 1, 10)


_KEYS = {
    Aspect.WATCH: watch_match.c.watch_id,
    Aspect.SOURCE: document.c.source_id,
    Aspect.LANGUAGE: document.c.language,
    Aspect.ALL: literal(""),
}

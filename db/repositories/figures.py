"""Figures: counts for those who watch the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.tables import alert, capture, delivery, document, link, source, story
from model.notices import DeliveryState


@dataclass(frozen=True, slots=True)
class Stored:
    """How much was ever stored, what waits for each channel and since when, and since when a source is due."""

    documents: int
    alerts: int
    waiting: Mapping[str, tuple[int, datetime]]
    dead: int
    due_at: datetime | None


class Figures:
    """Figures on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stored(self) -> Stored:
        """The figures of now. Numbers of rows are those of the last, which is found at once."""
        ask = self._connection.execute
        documents, alerts = (ask(select(func.max(column))).scalar() or 0 for column in (document.c.id, alert.c.seq))
        due_at = ask(select(func.min(source.c.next_visit_at)).where(source.c.lease_by.is_(None))).scalar()
        return Stored(documents, alerts, self._waiting(), self._dead(), due_at)

    def totals(self) -> dict[str, int]:
        """How many rows of each sort there are."""
        tables = {"links": link, "captures": capture, "documents": document, "stories": story, "alerts": alert}
        return {
            name: self._connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }

    def _waiting(self) -> dict[str, tuple[int, datetime]]:
        waiting = select(delivery.c.channel, func.count().label("many"), func.min(delivery.c.due_at).label("oldest"))
        waiting = waiting.where(delivery.c.state == DeliveryState.WAITING.value, delivery.c.due_at <= func.now())
        rows = self._connection.execute(waiting.group_by(delivery.c.channel))
        return {row.channel: (row.many, row.oldest) for row in rows}

    def _dead(self) -> int:
        dead = select(func.count()).select_from(delivery).where(delivery.c.state == DeliveryState.DEAD.value)
        return self._connection.execute(dead).scalar_one()

"""Deliveries: the log of what was told on channels, and its lines as the domain has them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from db.tables import delivery, notice
from model.notices import Delivered, DeliveryState, Due, Notice, NoticeKind

#: What a notice and its row have under the same names.
NOTICE = ("uid", "kind", "watch_id", "story_id", "document_id", "lane", "detail")
#: Deliveries with their notices.
SHOWN = select(delivery, *(notice.c[name].label(f"n_{name}") for name in (*NOTICE, "created_at"))).join(
    notice, notice.c.id == delivery.c.notice_id
)


class Deliveries:
    """The delivery log on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def log(
        self, *, state: DeliveryState | None = None, name: str | None = None, limit: int = 50, before: int | None = None
    ) -> list[Delivered]:
        """The newest lines of the delivery log, with `before` those before a number."""
        wanted: list[ColumnElement[bool]] = [delivery.c.state == state.value] if state else []
        wanted += [delivery.c.channel == name] if name else []
        wanted += [delivery.c.id < before] if before else []
        rows = self._connection.execute(SHOWN.where(*wanted).order_by(delivery.c.id.desc()).limit(limit))
        return [_delivered(row) for row in rows]

    def numbers(self, state: DeliveryState, name: str | None = None) -> list[int]:
        """The numbers of all deliveries that stand so."""
        wanted = [delivery.c.state == state.value, *([delivery.c.channel == name] if name else [])]
        return list(self._connection.execute(select(delivery.c.id).where(*wanted).order_by(delivery.c.id)).scalars())


def due_of(row: Row[Any]) -> Due:
    """A delivery that is to be made."""
    return Due(row.id, _notice(row), row.channel, row.attempts, row.batch, row.tried_at)


def _delivered(row: Row[Any]) -> Delivered:
    state = DeliveryState(row.state)
    return Delivered(row.id, _notice(row), row.channel, state, row.due_at, row.attempts, row.reason, row.finished_at)


def _notice(row: Row[Any]) -> Notice:
    values = {name: getattr(row, f"n_{name}") for name in NOTICE}
    return Notice(**values | {"kind": NoticeKind(values["kind"]), "at": row.n_created_at})

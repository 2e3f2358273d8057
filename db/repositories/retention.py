"""Retention: which bodies and visits have been kept long enough, and letting go of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Subquery, delete, exists, func, literal, select, update
from sqlalchemy.sql.selectable import Select

from db.tables import body, capture, document, pruned_body, revision, visit, watch_match


@dataclass(frozen=True, slots=True)
class Prunable:
    """What has been kept long enough: bodies with their bytes as stored, the captures that lose theirs, and visits.

    `kept` are captures as old that stay whole: they led to a match, or share a body with one that stays.
    """

    bodies: int
    bytes: int
    captures: int
    kept: int
    visits: int


class Retention:
    """Retention on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def prunable(self, before: datetime) -> Prunable:
        """What would go that was fetched before an instant."""
        gone = _prunable(before).subquery()
        ask = self._connection.execute
        bodies, size = ask(
            select(func.count(), func.coalesce(func.sum(func.length(body.c.data)), 0)).where(_among(gone))
        ).one()
        old = select(func.count()).select_from(capture).where(capture.c.fetched_at < before)
        lost = ask(old.where(capture.c.sha256.in_(select(gone.c.sha256)))).scalar_one()
        whole = ask(old.where(capture.c.sha256.not_in(select(pruned_body.c.sha256)))).scalar_one()
        visits = ask(select(func.count()).select_from(visit).where(visit.c.finished_at < before)).scalar_one()
        return Prunable(bodies, int(size), lost, whole - lost, visits)

    def prune(self, before: datetime, at: datetime) -> Prunable:
        """Lets go of it: a body leaves its hash and a note, its captures and the chain stay."""
        told, gone = self.prunable(before), _prunable(before)
        noted = select(body.c.sha256, body.c.size, literal(at, pruned_body.c.pruned_at.type)).where(
            _among(gone.subquery())
        )
        self._connection.execute(pruned_body.insert().from_select(["sha256", "size", "pruned_at"], noted))
        full = body.c.sha256.in_(select(pruned_body.c.sha256)) & (func.length(body.c.data) > 0)
        self._connection.execute(update(body).where(full).values(data=b""))  # not of all those that ever went
        self._connection.execute(delete(visit).where(visit.c.finished_at < before))
        return told


def _prunable(before: datetime) -> Select[tuple[str]]:
    """The hashes of bodies that no capture needs any longer."""
    needed = exists().where(capture.c.sha256 == body.c.sha256, (capture.c.fetched_at >= before) | _led_to_match())
    noted = exists().where(pruned_body.c.sha256 == body.c.sha256)
    return select(body.c.sha256).where(~needed, ~noted)


def _led_to_match() -> ColumnElement[bool]:
    """Gathered once, and not asked anew of each capture: of a million documents that would take hours."""
    met = select(watch_match.c.document_id)
    now = select(document.c.capture_id).where(document.c.id.in_(met), document.c.capture_id.is_not(None))
    then = select(revision.c.capture_id).where(revision.c.document_id.in_(met), revision.c.capture_id.is_not(None))
    return capture.c.id.in_(now) | capture.c.id.in_(then)


def _among(gone: Subquery) -> ColumnElement[bool]:
    return body.c.sha256.in_(select(gone.c.sha256))

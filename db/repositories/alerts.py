"""Alerts: rows written in the transaction that stored their cause, each story told once a watch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from db.repositories.reading import Reading
from db.tables import alert, document, membership, story, watch_match
from db.upsert import new_value
from model.stories import Alert, StoredDocument, lead_first

_PAGE = 500
_ALERTS = select(alert, story.c.uid.label("story_uid")).join(story)


class Alerts:
    """Alerts on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, uid: str, watch_id: str, story_id: int, document_id: int, at: datetime, *, lane: str = "now") -> bool:
        """Writes an alert down unless this story was told to this watch; tells whether it is new.

        A story that became part of another and was taken out of it again may have left its alert there. The lane is
        `now`, or `late` for what was found long after it could have been told.
        """
        row = {
            "uid": uid,
            "watch_id": watch_id,
            "story_id": story_id,
            "document_id": document_id,
            "lane": lane,
            "created_at": at,
        }
        return new_value(self._connection, alert, row, (), "seq") is not None

    def told_of(self, story_id: int) -> dict[str, tuple[str, str]]:
        """The watches that were told of a story, each with its alert's identifier and lane."""
        query = select(alert.c.watch_id, alert.c.uid, alert.c.lane).where(alert.c.story_id == story_id)
        return {row.watch_id: (row.uid, row.lane) for row in self._connection.execute(query)}

    def give_back(self, uid: str, watch_id: str, story_id: int, among: Collection[int]) -> None:
        """Gives a story that has none the alert of that name, if one of these stories has it now."""
        if watch_id not in self.told_of(story_id):
            held = (alert.c.uid == uid) & alert.c.story_id.in_(list(among))
            self._connection.execute(update(alert).where(held).values(story_id=story_id))

    def newest(self, watch_id: str, limit: int, lane: str = "now") -> list[Alert]:
        """The watch's latest alerts, the newest first, each with its story's documents that match, first one first."""
        query = _ALERTS.where(alert.c.watch_id == watch_id, alert.c.lane == lane)
        rows = self._connection.execute(query.order_by(alert.c.seq.desc()).limit(limit)).all()
        groups = self._documents(watch_id, [row.story_id for row in rows])
        return [_alert(row, lead_first(groups[row.story_uid])) for row in rows]

    def all(self, since: datetime) -> Iterator[tuple[str, Alert]]:
        """Every alert raised since an instant, with its lane, a page at a time, in the order they were raised."""
        query, last = _ALERTS.where(alert.c.created_at >= since).order_by(alert.c.seq).limit(_PAGE), 0
        while rows := self._connection.execute(query.where(alert.c.seq > last)).all():
            groups = {watch: self._documents(watch, list(ids)) for watch, ids in _stories_by_watch(rows).items()}
            yield from ((row.lane, _alert(row, lead_first(groups[row.watch_id][row.story_uid]))) for row in rows)
            last = rows[-1].seq

    def count(self) -> int:
        """How many alerts there are."""
        return self._connection.execute(select(func.count()).select_from(alert)).scalar_one()

    def _documents(self, watch_id: str, story_ids: list[int]) -> dict[str, list[StoredDocument]]:
        """The documents of stories that met a watch, by the story's uid."""
        groups: dict[str, list[StoredDocument]] = defaultdict(list)
        for start in range(0, len(story_ids), _PAGE):
            told = (
                select(watch_match.c.document_id)
                .join(membership, membership.c.document_id == watch_match.c.document_id)
                .where(watch_match.c.watch_id == watch_id, membership.c.story_id.in_(story_ids[start : start + _PAGE]))
            )
            for each in Reading(self._connection).documents(document.c.id.in_(told)):
                groups[each.story_uid].append(each)
        return groups


def _stories_by_watch(rows: Sequence[Row[Any]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        found[row.watch_id].add(row.story_id)
    return found


def _alert(row: Row[Any], documents: list[StoredDocument]) -> Alert:
    updated = max([row.created_at, *(each.changed_at for each in documents)])
    return Alert(row.seq, row.uid, row.watch_id, row.story_uid, row.created_at, updated, tuple(documents))

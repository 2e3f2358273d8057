"""Retelling: what becomes of what is to be told of stories that become one, and of those that are parted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, select, update

from db.tables import delivery, notice
from model.notices import DeliveryState, NoticeKind


class Retelling:
    """Notices that follow their stories, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rejoin(self, left: int, into: int) -> None:
        """What was to be told of a story that became part of another is told of that, and its news once a channel."""
        self._drop(self._told_twice(left, into), "its story is one with another that was told")
        self._connection.execute(update(notice).where(notice.c.story_id == left).values(story_id=into))

    def _told_twice(self, left: int, into: int) -> list[int]:
        """What waits to tell as news what a channel was told, is being told or will be told by the news of the other.

        Either may be the one that was told: the older may have waited for the end of quiet hours, or for another try.
        """
        news = and_(notice.c.kind == NoticeKind.NEW.value, notice.c.story_id.in_([left, into]))
        counts = delivery.c.state.in_([DeliveryState.SENT.value, DeliveryState.WAITING.value])
        first = (delivery.c.state != DeliveryState.SENT.value, delivery.c.lease_by.is_(None), notice.c.story_id != into)
        query = select(delivery.c.id, delivery.c.channel, notice.c.watch_id).join(notice).where(news, counts)
        told, twice = set[tuple[str, str]](), list[int]()
        for row in self._connection.execute(query.order_by(*first, delivery.c.id)):
            if (row.watch_id, row.channel) in told:
                twice.append(row.id)
            told.add((row.watch_id, row.channel))
        return twice

    def part(self, left: int, to: int, watch_id: str) -> None:
        """What was to be told to a watch of a story that went on as another is told of that."""
        own = (notice.c.story_id == left) & (notice.c.watch_id == watch_id)
        self._connection.execute(update(notice).where(own).values(story_id=to))

    def follow(self, left: int, to: int, documents: Collection[int]) -> None:
        """What is to be told of documents that went to another story, but for its news, is told of that."""
        own = (notice.c.story_id == left) & notice.c.document_id.in_(list(documents))
        self._connection.execute(update(notice).where(own, notice.c.kind != NoticeKind.NEW.value).values(story_id=to))

    def after_all(self, uid: str, story_id: int, due: Mapping[str, datetime]) -> None:
        """News that needed no telling while its story was one with another is told of that story, where it was not."""
        self._connection.execute(update(notice).where(notice.c.uid == uid).values(story_id=story_id))
        own = delivery.c.notice_id.in_(select(notice.c.id).where(notice.c.uid == uid))
        for name, at in due.items():
            left = own & (delivery.c.channel == name) & (delivery.c.state == DeliveryState.DROPPED.value)
            waiting = {"state": DeliveryState.WAITING.value, "due_at": at, "reason": None}
            self._connection.execute(update(delivery).where(left).values(**waiting, lease_until=None, lease_by=None))

    def _drop(self, ids: Collection[int], reason: str) -> None:
        waiting = (delivery.c.id.in_(list(ids))) & (delivery.c.state == DeliveryState.WAITING.value)
        dropped = {"state": DeliveryState.DROPPED.value, "reason": reason}
        self._connection.execute(update(delivery).where(waiting).values(**dropped))

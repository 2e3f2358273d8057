"""Channels: which are switched off, and how much each is sent and was lately."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, String, and_, cast, func, select

from db.tables import channel, delivery
from db.upsert import insert_new, put
from model.notices import DeliveryState

#: What went in one message counts once.
_MESSAGE = func.coalesce(delivery.c.batch, cast(delivery.c.id, String))


class Channels:
    """Channels on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def off(self) -> dict[str, tuple[datetime, str]]:
        """The channels that are off, since when and why."""
        rows = self._connection.execute(select(channel).where(channel.c.off_at.is_not(None)))
        return {row.name: (row.off_at, row.reason or "") for row in rows}

    def switch(self, name: str, off_at: datetime | None, reason: str | None = None) -> None:
        """Switches a channel off, or on again with no time; what waits for it goes on waiting."""
        put(self._connection, channel, {"name": name, "off_at": off_at, "reason": reason}, ["name"])

    def lock(self, name: str) -> None:
        """Lets no other process count and claim what a channel may be sent until the transaction ends."""
        insert_new(self._connection, channel, {"name": name}, ["name"])
        self._connection.execute(select(channel.c.name).where(channel.c.name == name).with_for_update())

    def sent_since(self, name: str, since: datetime) -> list[datetime]:
        """When a channel took messages since a time; what went in one message counts once."""
        recent = and_(delivery.c.finished_at > since, delivery.c.channel == name)
        sent = select(func.max(delivery.c.finished_at)).where(recent, delivery.c.state == DeliveryState.SENT.value)
        return list(self._connection.execute(sent.group_by(_MESSAGE)).scalars())

    def under_way(self, name: str, now: datetime, by: str) -> int:
        """How many messages of a channel others than `by` hold."""
        held = and_(delivery.c.lease_until >= now, delivery.c.lease_by != by, delivery.c.channel == name)
        waiting = delivery.c.state == DeliveryState.WAITING.value
        return int(self._connection.execute(select(func.count(_MESSAGE.distinct())).where(held, waiting)).scalar_one())

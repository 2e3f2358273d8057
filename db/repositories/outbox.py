"""The outbox: what is to be told, told at least once on each channel, and the log of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    update,
)

from db.tables import Instant, channel, delivery, notice
from db.upsert import insert_new, new_value, put
from model.notices import Delivered, DeliveryState, Due, Notice, NoticeKind

_NOTICE = ("uid", "kind", "watch_id", "story_id", "document_id", "lane", "detail")
_SHOWN = select(delivery, *(notice.c[name].label(f"n_{name}") for name in (*_NOTICE, "created_at"))).join(
    notice, notice.c.id == delivery.c.notice_id
)


class Outbox:
    """The outbox on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, told: Notice, due: Mapping[str, datetime]) -> bool:
        """Writes a notice down, to be told on each channel at its time; False where it was written down before."""
        row = {name: getattr(told, name) for name in _NOTICE} | {"kind": told.kind.value, "created_at": told.at}
        number: int | None = new_value(self._connection, notice, row, ["uid"], "id")
        if number is None:
            return False
        for name, at in due.items():
            sent = {"notice_id": number, "channel": name, "state": DeliveryState.WAITING.value}
            insert_new(self._connection, delivery, {**sent, "due_at": at, "attempts": 0}, ["notice_id", "channel"])
        return True

    def pending(self, names: Collection[str], now: datetime) -> set[str]:
        """Which of these channels have something to be told now that nobody holds; those that are off have nothing."""
        on = set(names) - self.off().keys()
        return {name for name in on if self._connection.execute(_ANY, {"name": name, "now": now}).first()}

    def claim(self, name: str, now: datetime, *, until: datetime, by: str, limit: int) -> list[Due]:
        """Takes a lease on deliveries of a channel whose time has come and that nobody holds, the longest due first.

        What goes in one message is claimed whole. A channel that is off gives none.
        """
        if name in self.off():
            return []
        ids = list(self._connection.execute(_FREE, {"name": name, "now": now, "limit": limit}).scalars())
        ids += self._companions(ids, now)
        self._connection.execute(update(delivery).where(delivery.c.id.in_(ids)).values(lease_until=until, lease_by=by))
        rows = self._connection.execute(_SHOWN.where(delivery.c.id.in_(ids)).order_by(delivery.c.due_at, delivery.c.id))
        return [_due(row) for row in rows]

    def _companions(self, ids: Collection[int], now: datetime) -> list[int]:
        """What goes in one message with any of these."""
        batches = select(delivery.c.batch).where(delivery.c.id.in_(ids), delivery.c.batch.is_not(None))
        same = and_(delivery.c.batch.in_(batches), delivery.c.id.not_in(ids))
        waiting = delivery.c.state == DeliveryState.WAITING.value
        free = or_(delivery.c.lease_until.is_(None), delivery.c.lease_until < now)
        return list(self._connection.execute(select(delivery.c.id).where(same, waiting, free)).scalars())

    def holders(self) -> list[str]:
        """Who holds deliveries."""
        held = select(delivery.c.lease_by).where(
            delivery.c.state == DeliveryState.WAITING.value, delivery.c.lease_by.is_not(None)
        )
        return list(self._connection.execute(held.distinct()).scalars())

    def release(self, by: str) -> None:
        """Gives back what a process holds."""
        held = and_(delivery.c.state == DeliveryState.WAITING.value, delivery.c.lease_by == by)
        self._connection.execute(update(delivery).where(held).values(lease_until=None, lease_by=None))

    def sent_since(self, name: str, since: datetime) -> list[datetime]:
        """When a channel took messages since a time; what went in one message counts once."""
        recent = and_(delivery.c.finished_at > since, delivery.c.channel == name)
        of = func.coalesce(delivery.c.batch, cast(delivery.c.id, String))
        sent = select(func.max(delivery.c.finished_at)).where(recent, delivery.c.state == DeliveryState.SENT.value)
        return list(self._connection.execute(sent.group_by(of)).scalars())

    def lock(self, name: str) -> None:
        """Lets no other process count and claim what a channel may be sent until the transaction ends."""
        insert_new(self._connection, channel, {"name": name}, ["name"])
        self._connection.execute(select(channel.c.name).where(channel.c.name == name).with_for_update())

    def under_way(self, name: str, now: datetime, by: str) -> int:
        """How many messages of a channel others than `by` hold."""
        held = and_(delivery.c.lease_until >= now, delivery.c.lease_by != by, delivery.c.channel == name)
        of = func.count(func.coalesce(delivery.c.batch, cast(delivery.c.id, String)).distinct())
        waiting = delivery.c.state == DeliveryState.WAITING.value
        return int(self._connection.execute(select(of).where(held, waiting)).scalar_one())

    def into(self, batch: str, ids: Collection[int]) -> None:
        """Puts deliveries into one message, which keeps its name when it is sent again."""
        self._set(ids, batch=batch)

    def sent(self, ids: Collection[int], name: str, at: datetime) -> None:
        """Writes down that a channel took them."""
        self._set(ids, state=DeliveryState.SENT.value, finished_at=at, lease_until=None, lease_by=None, reason=None)
        put(self._connection, channel, {"name": name, "sent_at": at}, ["name"])

    def again(self, ids: Collection[int], reason: str, now: datetime, at: datetime) -> None:
        """Leaves them for another try."""
        values = {"due_at": at, "reason": reason, "lease_until": None, "lease_by": None}
        first = func.coalesce(delivery.c.tried_at, bindparam("now", now, Instant))
        self._set(ids, attempts=delivery.c.attempts + 1, tried_at=first, **values)

    def put_back(self, now: datetime, longest: timedelta) -> int:
        """Makes due at once what a clock that has been put back since would leave waiting; gives how many that were.

        That is what was to be told as it was written, and what failed, at a time that is yet to come. Leases that end
        later than one taken now by `longest` end too. Quiet hours and digests stay at the times they name.
        """
        waiting = and_(delivery.c.state == DeliveryState.WAITING.value, delivery.c.due_at > now)
        at_once = exists().where(notice.c.id == delivery.c.notice_id, notice.c.created_at == delivery.c.due_at)
        ahead = update(delivery).where(waiting, or_(at_once, delivery.c.tried_at > now))
        moved = self._connection.execute(ahead.values(due_at=now, tried_at=_not_after(delivery.c.tried_at, now)))
        held = update(delivery).where(delivery.c.lease_by.is_not(None), delivery.c.lease_until > now + longest)
        self._connection.execute(held.values(lease_until=None, lease_by=None))
        return moved.rowcount

    def back(self, ids: Collection[int]) -> None:
        """Gives back what was not tried."""
        self._set(ids, lease_until=None, lease_by=None)

    def dead(self, ids: Collection[int], reason: str, at: datetime) -> None:
        """Gives them up and keeps them."""
        values = {"reason": reason, "finished_at": at, "lease_until": None, "lease_by": None}
        self._set(ids, state=DeliveryState.DEAD.value, attempts=delivery.c.attempts + 1, **values)

    def give_up_but(self, known: Collection[str], reason: str, at: datetime) -> dict[str, int]:
        """Gives up what waits for any but these channels and keeps it; tells how much that was of which."""
        waiting = and_(delivery.c.state == DeliveryState.WAITING.value, delivery.c.channel.not_in(list(known)))
        lost = select(delivery.c.channel, func.count()).where(waiting).group_by(delivery.c.channel)
        found: dict[str, int] = {str(row[0]): int(row[1]) for row in self._connection.execute(lost)}
        if found:
            values = {"reason": reason, "finished_at": at, "lease_until": None, "lease_by": None}
            self._connection.execute(update(delivery).where(waiting).values(state=DeliveryState.DEAD.value, **values))
        return found

    def switch(self, name: str, off_at: datetime | None, reason: str | None = None) -> None:
        """Switches a channel off, or on again with no time; what waits for it goes on waiting."""
        put(self._connection, channel, {"name": name, "off_at": off_at, "reason": reason}, ["name"])

    def off(self) -> dict[str, tuple[datetime, str]]:
        """The channels that are off, since when and why."""
        rows = self._connection.execute(select(channel).where(channel.c.off_at.is_not(None)))
        return {row.name: (row.off_at, row.reason or "") for row in rows}

    def replay(self, ids: Collection[int], at: datetime) -> int:
        """Sends deliveries again under the same identifiers, with what went in one message with them.

        Tells how many there are.
        """
        batches = select(delivery.c.batch).where(delivery.c.id.in_(list(ids)), delivery.c.batch.is_not(None))
        whole = or_(delivery.c.id.in_(list(ids)), delivery.c.batch.in_(batches))
        numbers = list(self._connection.execute(select(delivery.c.id).where(whole)).scalars())
        values = {"due_at": at, "attempts": 0, "reason": None, "finished_at": None, "lease_until": None}
        return self._set(numbers, state=DeliveryState.WAITING.value, tried_at=None, **values)

    def log(
        self,
        *,
        state: DeliveryState | None = None,
        name: str | None = None,
        limit: int = 50,
        kinds: Collection[NoticeKind] = (),
        before: int | None = None,
    ) -> list[Delivered]:
        """The newest lines of the delivery log, with `before` those before a number."""
        wanted: list[ColumnElement[bool]] = [delivery.c.state == state.value] if state else []
        wanted += [delivery.c.channel == name] if name else []
        wanted += [notice.c.kind.in_([kind.value for kind in kinds])] if kinds else []
        wanted += [delivery.c.id < before] if before else []
        rows = self._connection.execute(_SHOWN.where(*wanted).order_by(delivery.c.id.desc()).limit(limit))
        return [_delivered(row) for row in rows]

    def numbers(self, state: DeliveryState, name: str | None = None) -> list[int]:
        """The numbers of all deliveries that stand so."""
        wanted = [delivery.c.state == state.value, *([delivery.c.channel == name] if name else [])]
        return list(self._connection.execute(select(delivery.c.id).where(*wanted).order_by(delivery.c.id)).scalars())

    def waits(self, name: str, before: datetime) -> bool:
        """Whether something has waited for a channel since before a time."""
        old = and_(delivery.c.channel == name, delivery.c.state == DeliveryState.WAITING.value)
        query = select(delivery.c.id).where(old, delivery.c.due_at < before).limit(1)
        return self._connection.execute(query).first() is not None

    def _set(self, ids: Collection[int], **values: object) -> int:
        changed = update(delivery).where(delivery.c.id.in_(list(ids))).values(**values)
        return self._connection.execute(changed).rowcount


_WAITING = and_(
    delivery.c.channel == bindparam("name"),
    delivery.c.state == DeliveryState.WAITING.value,
    delivery.c.due_at <= bindparam("now"),
    or_(delivery.c.lease_until.is_(None), delivery.c.lease_until < bindparam("now")),
)
_ANY: Select[Any] = select(delivery.c.id).where(_WAITING).limit(1)
_FREE: Select[Any] = (
    select(delivery.c.id)
    .where(_WAITING)
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)


def _notice(row: Row[Any]) -> Notice:
    values = {name: getattr(row, f"n_{name}") for name in _NOTICE}
    return Notice(**values | {"kind": NoticeKind(values["kind"]), "at": row.n_created_at})


def _due(row: Row[Any]) -> Due:
    return Due(row.id, _notice(row), row.channel, row.attempts, row.batch, row.tried_at)


def _delivered(row: Row[Any]) -> Delivered:
    state = DeliveryState(row.state)
    return Delivered(row.id, _notice(row), row.channel, state, row.due_at, row.attempts, row.reason, row.finished_at)


def _not_after(column: Column[datetime], now: datetime) -> ColumnElement[datetime]:
    """An instant, or this one where it is yet to come."""
    return case((column > now, bindparam("not_after", now, Instant)), else_=column)

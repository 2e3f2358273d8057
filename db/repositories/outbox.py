"""The outbox: what is to be told, told at least once on each channel."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)

from db.repositories.channels import Channels
from db.repositories.deliveries import NOTICE, SHOWN, due_of
from db.tables import Instant, channel, delivery, notice
from db.upsert import insert_new, new_value, put
from model.notices import DeliveryState, Due, Notice

_WAITS = delivery.c.state == DeliveryState.WAITING.value
#: A delivery that nobody holds.
_GIVEN_BACK = {"lease_until": None, "lease_by": None}


class Outbox:
    """The outbox on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, told: Notice, due: Mapping[str, datetime]) -> bool:
        """Writes a notice down, to be told on each channel at its time; False where it was written down before."""
        row = {name: getattr(told, name) for name in NOTICE} | {"kind": told.kind.value, "created_at": told.at}
        number: int | None = new_value(self._connection, notice, row, ["uid"], "id")
        if number is None:
            return False
        for name, at in due.items():
            sent = {"notice_id": number, "channel": name, "state": DeliveryState.WAITING.value}
            insert_new(self._connection, delivery, {**sent, "due_at": at, "attempts": 0}, ["notice_id", "channel"])
        return True

    def pending(self, names: Collection[str], now: datetime) -> set[str]:
        """Which of these channels have something to be told now that nobody holds; those that are off have nothing."""
        on = set(names) - Channels(self._connection).off().keys()
        return {name for name in on if self._connection.execute(_ANY, {"name": name, "now": now}).first()}

    def claim(self, name: str, now: datetime, *, until: datetime, by: str, limit: int) -> list[Due]:
        """Takes a lease on deliveries of a channel whose time has come and that nobody holds, the longest due first.

        What goes in one message is claimed whole. A channel that is off gives none.
        """
        if name in Channels(self._connection).off():
            return []
        ids = list(self._connection.execute(_FREE, {"name": name, "now": now, "limit": limit}).scalars())
        ids += self._companions(ids, now)
        self._connection.execute(update(delivery).where(delivery.c.id.in_(ids)).values(lease_until=until, lease_by=by))
        rows = self._connection.execute(SHOWN.where(delivery.c.id.in_(ids)).order_by(delivery.c.due_at, delivery.c.id))
        return [due_of(row) for row in rows]

    def _companions(self, ids: Collection[int], now: datetime) -> list[int]:
        """What goes in one message with any of these."""
        batches = select(delivery.c.batch).where(delivery.c.id.in_(ids), delivery.c.batch.is_not(None))
        same = and_(delivery.c.batch.in_(batches), delivery.c.id.not_in(ids))
        free = or_(delivery.c.lease_until.is_(None), delivery.c.lease_until < now)
        return list(self._connection.execute(select(delivery.c.id).where(same, _WAITS, free)).scalars())

    def holders(self) -> list[str]:
        """Who holds deliveries."""
        held = select(delivery.c.lease_by).where(_WAITS, delivery.c.lease_by.is_not(None))
        return list(self._connection.execute(held.distinct()).scalars())

    def release(self, by: str) -> None:
        """Gives back what a process holds."""
        held = update(delivery).where(_WAITS, delivery.c.lease_by == by)
        self._connection.execute(held.values(**_GIVEN_BACK))

    def into(self, batch: str, ids: Collection[int]) -> None:
        """Puts deliveries into one message, which keeps its name when it is sent again."""
        self._set(ids, batch=batch)

    def sent(self, ids: Collection[int], name: str, at: datetime) -> None:
        """Writes down that a channel took them."""
        taken = {"state": DeliveryState.SENT.value, "attempts": delivery.c.attempts + 1}
        self._set(ids, **taken, finished_at=at, reason=None, **_GIVEN_BACK)
        put(self._connection, channel, {"name": name, "sent_at": at}, ["name"])

    def again(self, ids: Collection[int], reason: str, now: datetime, at: datetime) -> None:
        """Leaves them for another try."""
        first = func.coalesce(delivery.c.tried_at, bindparam("now", now, Instant))
        attempts = delivery.c.attempts + 1
        self._set(ids, attempts=attempts, tried_at=first, due_at=at, reason=reason, **_GIVEN_BACK)

    def put_back(self, now: datetime, longest: timedelta) -> int:
        """Makes due at once what a clock that has been put back since would leave waiting; gives how many that were.

        That is what was to be told as it was written, and what failed, at a time that is yet to come. Leases that end
        later than one taken now by `longest` end too. Quiet hours and digests stay at the times they name.
        """
        waiting = and_(_WAITS, delivery.c.due_at > now)
        at_once = exists().where(notice.c.id == delivery.c.notice_id, notice.c.created_at == delivery.c.due_at)
        ahead = update(delivery).where(waiting, or_(at_once, delivery.c.tried_at > now))
        moved = self._connection.execute(ahead.values(due_at=now, tried_at=_not_after(delivery.c.tried_at, now)))
        held = update(delivery).where(delivery.c.lease_by.is_not(None), delivery.c.lease_until > now + longest)
        self._connection.execute(held.values(**_GIVEN_BACK))
        return moved.rowcount

    def back(self, ids: Collection[int]) -> None:
        """Gives back what was not tried."""
        self._set(ids, **_GIVEN_BACK)

    def dead(self, ids: Collection[int], reason: str, at: datetime) -> None:
        """Gives them up and keeps them."""
        self._set(ids, attempts=delivery.c.attempts + 1, **_given_up(reason, at))

    def give_up_but(self, known: Collection[str], reason: str, at: datetime) -> dict[str, int]:
        """Gives up what waits for any but these channels and keeps it; tells how much that was of which."""
        waiting = and_(_WAITS, delivery.c.channel.not_in(list(known)))
        lost = select(delivery.c.channel, func.count()).where(waiting).group_by(delivery.c.channel)
        found: dict[str, int] = {str(row[0]): int(row[1]) for row in self._connection.execute(lost)}
        if found:
            self._connection.execute(update(delivery).where(waiting).values(**_given_up(reason, at)))
        return found

    def replay(self, ids: Collection[int], at: datetime) -> int:
        """Sends deliveries again under the same identifiers, with what went in one message with them.

        Tells how many there are.
        """
        batches = select(delivery.c.batch).where(delivery.c.id.in_(list(ids)), delivery.c.batch.is_not(None))
        whole = or_(delivery.c.id.in_(list(ids)), delivery.c.batch.in_(batches))
        numbers = list(self._connection.execute(select(delivery.c.id).where(whole)).scalars())
        values = {"due_at": at, "attempts": 0, "reason": None, "finished_at": None, "lease_until": None}
        return self._set(numbers, state=DeliveryState.WAITING.value, tried_at=None, **values)

    def _set(self, ids: Collection[int], **values: object) -> int:
        changed = update(delivery).where(delivery.c.id.in_(list(ids))).values(**values)
        return self._connection.execute(changed).rowcount


_DUE = and_(
    delivery.c.channel == bindparam("name"),
    _WAITS,
    delivery.c.due_at <= bindparam("now"),
    or_(delivery.c.lease_until.is_(None), delivery.c.lease_until < bindparam("now")),
)
_ANY: Select[Any] = select(delivery.c.id).where(_DUE).limit(1)
_FREE: Select[Any] = (
    select(delivery.c.id)
    .where(_DUE)
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)


def _given_up(reason: str, at: datetime) -> dict[str, object]:
    return {"state": DeliveryState.DEAD.value, "reason": reason, "finished_at": at, **_GIVEN_BACK}


def _not_after(column: Column[datetime], now: datetime) -> ColumnElement[datetime]:
    """An instant, or this one where it is yet to come."""
    return case((column > now, bindparam("not_after", now, Instant)), else_=column)

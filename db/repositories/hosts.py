"""The pace of hosts: a row a host, so that every process on one database keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from db.tables import host
from db.upsert import change, insert_new

_NONE = timedelta(0)
#: While another process asks a host, its turn is asked for again after so long at most.
_ASK_AGAIN = timedelta(milliseconds=200)
#: No host is left alone for longer than a day, and the hour by which clocks may differ.
_LONGEST_HOLD = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a host may be asked now; where not, how long to wait. `widened` says that it asked for a wider gap."""

    granted: bool
    wait: timedelta = _NONE
    widened: bool = False


class Hosts:
    """The pace of hosts on one connection. Time is the database server's, which all processes share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, name: str, by: str, gap: timedelta, lease: timedelta) -> Turn:
        """Takes a host's turn until it is given back, or until the lease has run out because its holder died."""
        insert_new(self._connection, host, {"host": name, "gap": 0.0, "widened": 0.0}, ["host"])
        row = self._connection.execute(_ROW, {"of": name}).one()
        now = self._now()  # read once the row is ours: whoever had it before us has written later times into it
        wait = max(_taken(row, by, now, lease), _resting(row, gap, now))
        if wait > _NONE:
            return Turn(False, wait, row.widened > 0)
        self._set(name, asked_by=by, asked_until=now + lease)
        return Turn(True, widened=row.widened > 0)

    def give_back(self, name: str, by: str, gap: timedelta) -> None:
        """Ends a turn; the host rests for the gap, or for the wider one it asked for."""
        self._connection.execute(_END, {"of": name, "by": by, "asked_at": self._now(), "gap": gap.total_seconds()})

    def holders(self) -> list[str]:
        """Who has a host's turn."""
        held = select(host.c.asked_by).where(host.c.asked_by.is_not(None)).distinct()
        return [holder for holder in self._connection.execute(held).scalars() if holder]

    def release(self, by: str) -> None:
        """Ends every turn of a process that has ended; the hosts rest as if they had been asked just now."""
        held = update(host).where(host.c.asked_by == by)
        self._connection.execute(held.values(asked_by=None, asked_until=None, asked_at=self._now()))

    def widen(self, name: str, until: datetime | None, least: timedelta, most: timedelta) -> None:
        """Doubles a host's gap between bounds, and lets it rest until the instant it named."""
        insert_new(self._connection, host, {"host": name, "gap": 0.0, "widened": 0.0}, ["host"])
        row = self._connection.execute(select(host.c.gap, host.c.widened).where(host.c.host == name)).one()
        widened = min(max(least.total_seconds(), 2 * max(row.gap, row.widened)), most.total_seconds())
        self._set(name, widened=widened, held_until=until)

    def narrow(self, name: str) -> None:
        """Halves what was widened, until it no longer counts."""
        row = self._connection.execute(select(host.c.widened).where(host.c.host == name)).first()
        widened = row.widened / 2 if row and row.widened > 1 else 0.0
        self._set(name, widened=widened, held_until=None)

    def _now(self) -> datetime:
        if self._connection.dialect.name == "postgresql":
            at: datetime = self._connection.execute(select(func.clock_timestamp())).scalar_one()
            return at
        return datetime.now(UTC)  # an SQLite file has one machine's clock: this one's

    def _set(self, name: str, **values: object) -> None:
        change(self._connection, host, "host", name, **values)


_ROW = select(host).where(host.c.host == bindparam("of")).with_for_update()
_END = (
    update(host)
    .where(host.c.host == bindparam("of"), host.c.asked_by == bindparam("by"))
    .values(asked_by=None, asked_until=None, asked_at=bindparam("asked_at"), gap=bindparam("gap"))
)


def _taken(row: Row[Any], by: str, now: datetime, lease: timedelta) -> timedelta:
    """How long to leave a host to another process that asks it; a lease beyond its length is a clock put back."""
    if row.asked_until is None or row.asked_by == by or not now < row.asked_until <= now + lease:
        return _NONE
    left: timedelta = row.asked_until - now
    return min(left, _ASK_AGAIN)


def _resting(row: Row[Any], gap: timedelta, now: datetime) -> timedelta:
    """How long a host rests still: never longer than its gap, or a day, should the clock have been put back."""
    held: timedelta = row.held_until - now if row.held_until else _NONE
    if held > _LONGEST_HOLD:
        held = _NONE
    widest = max(gap, timedelta(seconds=max(row.gap, row.widened)))
    rest: timedelta = row.asked_at + widest - now if row.asked_at else _NONE
    return max(held, min(rest, widest))

"""Presence: processes say that they are there; what nobody was there for is a gap, and is caught up with in order."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

import structlog

from db.repositories.nodes import ENDED, Node
from db.unit import UnitOfWork
from model.coverage import Gap
from model.moments import iso_instant, span_words
from nightdesk.bookkeeping.leases import has_ended

if TYPE_CHECKING:
    from nightdesk.desk import Desk

log = structlog.get_logger()

#: How often a process says that it is there, and how old that may be before it counts as gone.
EVERY, GONE = timedelta(seconds=15), timedelta(minutes=2)
#: A shorter time without anybody is no gap: a restart takes so long.
_SHORT = timedelta(minutes=5)
#: Overdue sources begin so far apart at most.
_STEP = timedelta(seconds=1)


def say_here(uow: UnitOfWork, desk: Desk, kind: str, started_at: datetime, visiting: int) -> None:
    """Writes down that this process is there."""
    uow.nodes.here(Node(desk.name, kind, version("nightdesk"), started_at, desk.clock(), visiting))


def catch_up(uow: UnitOfWork, desk: Desk) -> Gap | None:
    """Logs the time in which nothing ran, if there was one, and spreads out what became due in it."""
    now = desk.clock()
    last = uow.nodes.last_seen()
    if last is None or now - last < _SHORT:
        return None
    gap = Gap(last, now)
    uow.days.add_gap(gap)
    moved = spread_overdue(uow, desk, now)
    span = span_words(now - last)
    log.warning("nothing ran", since=iso_instant(last), until=iso_instant(now), span=span, overdue=moved)
    return gap


def clock_put_back(uow: UnitOfWork, desk: Desk, longest: timedelta) -> None:
    """Tells now what a clock that was put back would leave waiting for as long as it was put back by."""
    if moved := uow.outbox.put_back(desk.clock(), longest):
        log.warning("the clock was put back; what waited is told now", deliveries=moved)


def spread_overdue(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Lets overdue sources begin one after the other, the longest overdue first; gives how many there are."""
    due = uow.schedule.overdue(now)
    step = min(_STEP, desk.catalogue.settings.run.spread / max(len(due), 1))
    uow.schedule.set_due({source_id: now + step * number for number, source_id in enumerate(due)})
    return len(due)


def is_there(node: Node, now: datetime) -> bool:
    """Whether a process runs, by what it last said, and where it is one of this machine, by that."""
    return node.kind != ENDED and now - node.seen_at < GONE and not has_ended(node.name)

"""A chore: its name, how often it is done, and its deadline; whoever takes its row does it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from db.unit import UnitOfWork
from model.errors import NightdeskError
from nightdesk.desk import Desk
from nightdesk.notices.newsroom import Newsroom, begin_trouble, end_trouble

log = structlog.get_logger()

#: How the trouble of a chore is called, before its name.
TROUBLE = "chore:"


@dataclass(frozen=True, slots=True)
class Chore:
    """What is done, how often, and how long it may take. It says in a sentence what it did.

    An APScheduler job that hangs would never be begun again: the deadline ends it.
    """

    name: str
    every: timedelta
    deadline: timedelta
    do: Callable[[Desk], Awaitable[str]]


async def run_chore(desk: Desk, chore: Chore) -> bool:
    """Does a chore if it is time for it and nobody else is at it; tells whether it was done well."""
    now = desk.clock()
    try:
        until = now + chore.deadline + timedelta(minutes=1)
        mine = await desk.store.write(
            lambda uow: uow.nodes.begin(chore.name, chore.every, now, until=until, by=desk.name)
        )
        return mine and await _done(desk, chore)
    except NightdeskError as error:  # the database is away: the next time is soon
        log.error("a chore could not be begun or ended", chore=chore.name, reason=str(error))
        return False


async def _done(desk: Desk, chore: Chore) -> bool:
    try:
        said, ok = await asyncio.wait_for(chore.do(desk), chore.deadline.total_seconds()), True
        log.info("chore done", chore=chore.name, said=said)
    except TimeoutError:
        said, ok = f"took longer than {chore.deadline}", False
    except NightdeskError as error:
        said, ok = str(error), False
    except Exception as error:  # a fault of ours in one chore must not end the daemon
        log.exception("a chore broke off", chore=chore.name)
        said, ok = f"a fault of ours: {error!r}", False
    await desk.store.write(lambda uow: _ended(uow, desk, chore, ok, said))
    return ok


def _ended(uow: UnitOfWork, desk: Desk, chore: Chore, ok: bool, said: str) -> None:
    now, subject = desk.clock(), f"{TROUBLE}{chore.name}"
    uow.nodes.end(chore.name, desk.name, now, ok=ok, said=said)
    if ok:
        end_trouble(uow, desk.newsroom, subject, now)
    else:
        log.warning("chore failed", chore=chore.name, said=said)
        begin_trouble(uow, desk.newsroom, subject, f"The chore {chore.name} failed: {said}", now)


def end_absent(uow: UnitOfWork, newsroom: Newsroom, names: Collection[str], now: datetime) -> None:
    """Ends the troubles of chores that are none of these, as when they were switched off: nobody else would."""
    for trouble in uow.troubles.all():
        if trouble.subject.startswith(TROUBLE) and trouble.subject.removeprefix(TROUBLE) not in names:
            end_trouble(uow, newsroom, trouble.subject, now)
    uow.nodes.forget_failures_but(names)

"""The chores there are. Digests are none: each notice of one carries the time at which it is due."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

from config.settings import Settings
from db.backups import prune_backups
from db.unit import UnitOfWork
from model.health import Health
from model.text import counted
from nightdesk.bookkeeping.outages import end_outage
from nightdesk.chores.chore import Chore
from nightdesk.chores.disk import watch_room
from nightdesk.desk import Desk
from nightdesk.notices.announcing import write_standings
from nightdesk.visits.rechecking import doubted

#: How long ended standings, processes and the like are remembered.
_REMEMBERED, _NODES = timedelta(days=400), timedelta(days=7)


def chores_of(settings: Settings, kind: str = "daemon") -> tuple[Chore, ...]:
    """The chores of a process of that kind: a worker makes no copies, since their folder is the daemon's."""
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    always = (
        Chore("health", minute, minute, health),
        Chore("recheck", timedelta(hours=6), minute, recheck),
        Chore("disk", timedelta(minutes=5), minute, watch_room),
    )
    day, run = timedelta(days=1), settings.run
    keeping = (Chore("retention", day, hour, retention),) if run.prune else ()
    copying = (Chore("backup", day, hour, make_backup),) if run.backups and kind == "daemon" else ()
    return (*always, *keeping, *copying)


async def health(desk: Desk) -> str:
    """Judges every source, tells the operator what changed, and writes down which sources there are today."""
    return await desk.store.write(lambda uow: _judged(uow, desk))


def _judged(uow: UnitOfWork, desk: Desk) -> str:
    now, sources = desk.clock(), list(desk.catalogue.sources.values())
    found = write_standings(uow, sources, desk.newsroom, now)
    end_outage(uow, desk.newsroom, now)
    off = {source.id: None if source.enabled else (source.reason or "disabled") for source in sources}
    uow.days.call(now.date(), off)
    counts = Counter(each.health for each in found)
    return ", ".join(f"{counts[each]} {each}" for each in Health if counts[each]) or "no sources"


async def recheck(desk: Desk) -> str:
    """Lets the next visit to each source whose first list is doubted look at all its lists."""

    def ask(uow: UnitOfWork) -> int:
        return uow.pulses.ask_recheck(doubted(desk.catalogue.sources.values(), uow.pulses.facts(), desk.clock()))

    return f"{counted(await desk.store.write(ask), 'source')} will be looked at in all lists"


async def make_backup(desk: Desk) -> str:
    """Copies the database into the folder of copies, and lets go of the oldest."""
    run = desk.catalogue.settings.run
    folder = Path(run.backups or ".")
    target = folder / desk.store.backup_name(desk.clock())
    size = await asyncio.to_thread(desk.store.backup, target)
    old = await asyncio.to_thread(prune_backups, folder, run.backups_kept)
    return f"{target}, {size / 1e6:.1f} MB; {counted(len(old), 'older one')} deleted"


async def retention(desk: Desk) -> str:
    """Lets go of what has been kept long enough."""

    def prune(uow: UnitOfWork) -> str:
        now = desk.clock()
        uow.pulses.forget_standings(now - _REMEMBERED)
        uow.nodes.forget(now - _NODES)
        gone = uow.retention.prune(now - desk.catalogue.settings.store.keep_unmatched, now)
        return f"{counted(gone.bodies, 'body', 'bodies')} and {counted(gone.visits, 'record')} of visits let go"

    return await desk.store.write(prune)

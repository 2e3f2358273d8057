"""One pass over sources: each is claimed, visited, and its next visit set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence

import structlog

from config.sources import Source
from db.unit import UnitOfWork
from model.outcomes import Visit
from nightdesk.bookkeeping.leases import free_orphans
from nightdesk.bookkeeping.reports import PassReport, VisitReport
from nightdesk.desk import Desk
from nightdesk.visits.renaming import follow_renames
from nightdesk.visits.visiting import Options, visit

log = structlog.get_logger()

Told = Callable[[VisitReport], None]


async def crawl(desk: Desk, sources: Sequence[Source], options: Options, *, due: bool, tell: Told) -> PassReport:
    """Visits the sources that are free (and due, if asked); `tell` hears of each as it ends."""
    started, by_id = desk.clock(), {source.id: source for source in sources}
    await desk.store.write(lambda uow: prepare(uow, desk, by_id))
    claimed = await desk.store.write(
        lambda uow: uow.schedule.claim(
            by_id, started, until=started + desk.lease, by=desk.name, limit=len(by_id), due=due
        )
    )
    visits = await _visit_all(desk, [by_id[source_id] for source_id in claimed], options, tell)
    busy = () if due else tuple(sorted(by_id.keys() - set(claimed)))
    return PassReport(started, desk.clock(), tuple(visits), busy)


def prepare(uow: UnitOfWork, desk: Desk, source_ids: Collection[str]) -> None:
    """Gives every source its row, also under another id, and takes back what ended processes of this machine hold."""
    follow_renames(uow, desk.catalogue.sources)
    uow.schedule.add(source_ids)
    free_orphans(uow, desk.name)


async def _visit_all(desk: Desk, sources: Sequence[Source], options: Options, tell: Told) -> list[VisitReport]:
    seats = asyncio.Semaphore(desk.visits_at_once)

    async def seated(source: Source) -> VisitReport:
        async with seats:
            return await visit_and_record(desk, source, options, tell)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(seated(source)) for source in sources]
    finally:
        await desk.store.write(lambda uow: uow.schedule.release(desk.name))
    return [task.result() for task in tasks]


async def visit_and_record(desk: Desk, source: Source, options: Options, tell: Told) -> VisitReport:
    """One visit, its end written down and its source's next visit set."""
    report = await _visited(desk, source, options)
    await desk.endings.write(source, report)
    tell(report)
    return report


async def _visited(desk: Desk, source: Source, options: Options) -> VisitReport:
    """The visit; a fault of ours is one source's failure, not the end of the others."""
    started = desk.clock()
    try:
        async with asyncio.timeout(desk.lease.total_seconds() * 0.9):
            return await visit(desk, source, options)
    except Exception as error:
        if not isinstance(error, TimeoutError):
            log.exception("visit broke off", source=source.id)
        reason = "the visit took too long" if isinstance(error, TimeoutError) else f"a fault of ours: {error!r}"
        return VisitReport(source.id, started, Visit.FAILED, reason, desk.clock())

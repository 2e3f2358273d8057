"""One pass over sources: each is claimed, visited, and its next visit set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import datetime

import structlog

from config.sources import Source
from crawler.cadence import next_interval
from db.repositories.schedule import VisitRecord, backed_off
from db.unit import UnitOfWork
from model.outcomes import Visit
from nightdesk.desk import Desk
from nightdesk.leases import free_orphans
from nightdesk.reports import PassReport, VisitReport
from nightdesk.visiting import Options, visit

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
    """Gives every source its row, and takes back what ended processes of this machine still hold."""
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
    await desk.store.write(lambda uow: _finish(uow, desk, source, report))
    tell(report)
    return report


async def _visited(desk: Desk, source: Source, options: Options) -> VisitReport:
    """The visit; a fault of ours is one source's failure, not the end of the others."""
    started = desk.clock()
    try:
        return await asyncio.wait_for(visit(desk, source, options), desk.lease.total_seconds() * 0.9)
    except Exception as error:
        if not isinstance(error, TimeoutError):
            log.exception("visit broke off", source=source.id)
        reason = "the visit took too long" if isinstance(error, TimeoutError) else f"a fault of ours: {error!r}"
        return VisitReport(source.id, started, Visit.FAILED, reason, desk.clock())


def _finish(uow: UnitOfWork, desk: Desk, source: Source, report: VisitReport) -> None:
    """Writes a visit down and sets the next: by the source's rhythm, later where visits fail in a row."""
    before = report.ground or uow.pulses.ground(source.id)
    failed, ended = report.outcome in {Visit.REFUSED, Visit.FAILED}, report.finished_at or report.started_at
    least, most = source.schedule.bounds
    interval = before.facts.interval or source.schedule.every
    if not failed:
        interval = next_interval(before.facts.interval, bool(report.counts.stored), source.schedule.every, least, most)
    wait, record = backed_off(interval, before.facts.failures + 1 if failed else 0), _record(report, ended)
    uow.endpoints.put(report.endpoints)
    if uow.schedule.finish(record, ended + wait, interval, desk.name):
        uow.pulses.learn(record, before)
        uow.days.count(record)
    else:
        log.warning("another process has taken the source over", source=source.id)


def _record(report: VisitReport, ended: datetime) -> VisitRecord:
    counts = report.counts
    return VisitRecord(
        source_id=report.source_id,
        started_at=report.started_at,
        finished_at=ended,
        outcome=report.outcome.value,
        reason=report.reason,
        counts=asdict(counts),
        steps=report.steps,
        found_new=bool(counts.stored),
        ok=report.outcome not in {Visit.REFUSED, Visit.FAILED},
        read=tuple(map(int, report.read)),
        stale=report.stale,
    )

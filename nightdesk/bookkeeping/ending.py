"""Ending: visits written down as they end, their sources' next visits set; several at once by the same statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import structlog

from config.sources import Source
from crawler.cadence import Pace, backed_off, next_pace
from crawler.rhythm import remembered
from db.repositories.pulses import Ground
from db.repositories.schedule import Ended
from db.repositories.visits import VisitRecord
from db.store import Store
from db.together import Ends, Together
from db.unit import UnitOfWork
from model.errors import StorageError
from model.health import Facts, Fields
from model.outcomes import Visit
from nightdesk.bookkeeping.reports import VisitReport

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Ending:
    source: Source
    report: VisitReport


class Endings:
    """Writes the ends of visits down, as many as wait in one transaction; `name` is who held their sources."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        self._lots = Together[_Ending](self._write)

    async def write(self, source: Source, report: VisitReport) -> None:
        """Writes a visit down and sets the source's next. Raises StorageError."""
        await self._lots.ask(_Ending(source, report))

    async def _write(self, lot: list[_Ending]) -> Ends:
        try:
            await self._store.write(lambda uow: write_endings(uow, lot, self._name))
        except StorageError:
            if len(lot) == 1:
                raise
            return [each for one in lot for each in await self._alone(one)]
        return [(None, None)] * len(lot)

    async def _alone(self, one: _Ending) -> Ends:
        """One of a lot that could not be written, so that the fault is only its own."""
        try:
            return await self._write([one])
        except StorageError as error:
            return [(None, error)]


def write_endings(uow: UnitOfWork, lot: Sequence[_Ending], name: str) -> None:
    """Writes visits down; what is learned of a source that another process has taken over is left to that one."""
    lot = sorted(lot, key=lambda each: each.source.id)  # rows are locked in one order by every process
    before = {each.source.id: each.report.ground or uow.pulses.ground(each.source.id) for each in lot}
    # What is due is claimed by the time all machines share: a visit set by a clock that is ahead is due again at once.
    shared = uow.schedule.server_time()
    ends = [_ended(each.source, each.report, before[each.source.id], shared) for each in lot]
    lists = {state.url: state for each in lot for state in each.report.endpoints}
    uow.endpoints.put([lists[url] for url in sorted(lists)])
    held = uow.schedule.finish(ends, name)
    for source_id in before.keys() - held:
        log.warning("another process has taken the source over", source=source_id)
    read = {each.source.id: each.report.read for each in lot}
    records = [end.record for end in ends if end.record.source_id in held]
    for record in records:
        known = before[record.source_id]
        uow.pulses.learn(record, known, _fields(known.facts, read[record.source_id], record.finished_at))
    uow.days.count(records)


def _fields(known: Facts, read: Sequence[Fields], ended: datetime) -> tuple[Fields, ...]:
    new_day = known.visited_at is None or known.visited_at.date() != ended.date()
    return remembered(known.fields, read, new_day=new_day)


def _ended(source: Source, report: VisitReport, before: Ground, shared: datetime | None) -> Ended:
    """The end of a visit; the next by the source's rhythm and its own clock, later where visits fail in a row."""
    record = _record(report, shared or report.finished_at or report.started_at)
    pace = _pace(source, record, before)
    wait = backed_off(pace.wait, 0 if record.ok else before.facts.failures + 1)
    return Ended(record, record.finished_at + wait, pace.interval)


def _pace(source: Source, record: VisitRecord, before: Ground) -> Pace:
    known = before.facts.interval
    if not record.ok:
        kept = known or source.schedule.every
        return Pace(kept, kept)
    return next_pace(known, record.found_new, source.schedule, source.local_time(record.finished_at))


def _record(report: VisitReport, ended: datetime) -> VisitRecord:
    return VisitRecord(
        source_id=report.source_id,
        started_at=report.started_at,
        finished_at=ended,
        outcome=report.outcome.value,
        reason=report.reason,
        counts=asdict(report.counts),
        steps=report.steps,
        found_new=bool(report.counts.stored),
        ok=report.outcome not in {Visit.REFUSED, Visit.FAILED},
        stale=report.stale,
    )

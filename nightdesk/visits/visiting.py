"""Visiting one source: find its links, look at what is new or due, write down how it went.

discover | remember new links | watched pages, due documents, waiting links | look at each | conclude
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from config.sources import Source
from crawler.discovery import Discovery, Reach, Recall, discover, nothing_more
from db.unit import UnitOfWork
from model.documents import Link
from model.endpoints import EndpointState
from model.outcomes import Outcome
from model.urls import item_key
from nightdesk.bookkeeping.gaps import lateness
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.desk import Desk
from nightdesk.visits.agenda import due_looks
from nightdesk.visits.concluding import REFUSALS, conclude
from nightdesk.visits.looking import look
from nightdesk.visits.looks import Look
from nightdesk.visits.moving import follow_moves
from nightdesk.visits.rechecking import frontier_links, recheck, stands_still

log = structlog.get_logger()

#: Pages of one source in work at once; the host's own pace is kept by the fetcher.
_AT_ONCE = 4
#: Walking back in time goes so far at most.
_PAGES_BACK, _MOST_LINKS = 500, 5000


@dataclass(frozen=True, slots=True)
class Options:
    """What is particular to a pass.

    `revisit` looks again at every matched article, `limit` caps new links a source, `since` walks lists back to an
    instant; what is found so is told in the late lane. `begun` hears of each visit as it begins, by the report that
    fills as it goes.
    """

    revisit: bool = False
    limit: int | None = None
    since: datetime | None = None
    begun: Callable[[VisitReport], None] | None = None


async def visit(desk: Desk, source: Source, options: Options) -> VisitReport:
    """One visit; whatever goes wrong with a page or a list is in the report."""
    report = VisitReport(source.id, desk.clock())
    if options.begun is not None:
        options.begun(report)
    with structlog.contextvars.bound_contextvars(source=source.id):
        before = await desk.store.read_soon(lambda uow: _before(uow, source, options, report))
        found = await _discover(desk, source, options, report, before.lists)
        due = None if report.counts.discovered else before.due
        await _look_at_all(desk, source, options, report, due)
        report.finished_at = desk.clock()
        report.outcome, report.reason = conclude(report, found)
        log.info("visited", outcome=report.outcome.value, reason=report.reason, stored=report.counts.stored)
    return report


@dataclass(frozen=True, slots=True)
class _Before:
    """What of a source is known as a visit begins: its lists, and what is due even if they have nothing new."""

    lists: Mapping[str, EndpointState]
    due: list[Look]


def _before(uow: UnitOfWork, source: Source, options: Options, report: VisitReport) -> _Before:
    report.ground = uow.pulses.ground(source.id)
    lists = uow.endpoints.get([step.url for step in source.steps])
    return _Before(lists, _due_looks(uow, source, options, report.started_at))


async def _discover(
    desk: Desk, source: Source, options: Options, report: VisitReport, lists: Mapping[str, EndpointState]
) -> Discovery | None:
    if not source.steps:
        return None
    known, reach, recall = _known_ground(desk, source, options, report, lists)
    settings = desk.catalogue.settings.fetch
    found = await discover(source, known, desk.fetcher, desk.parse, desk.clock, settings, reach, recall)
    report.steps = [step.as_json() for step in found.steps]
    await _remember(desk, source, found, report)
    report.counts.not_modified += sum(step.outcome is Outcome.UNCHANGED for step in found.steps)
    report.counts.fetched += sum(step.outcome is Outcome.OK for step in found.steps)
    report.counts.bytes += found.wire_bytes
    report.stale = await recheck(desk, source, found, report) or stands_still(found)
    return found


def _known_ground(
    desk: Desk, source: Source, options: Options, report: VisitReport, lists: Mapping[str, EndpointState]
) -> tuple[Mapping[str, EndpointState], Reach, Recall]:
    """What is known of a source's lists, and how far back they are read: to known ground, where there is some.

    With `since` to that instant, and without validators, which would hide the pages behind the first.
    """
    if options.since is not None or report.ground is None:
        return {}, Reach(_PAGES_BACK, since=options.since), nothing_more
    asked = {step.url for step in source.steps}

    async def any_known(links: Sequence[Link]) -> bool:
        keys = [item_key(link.url, link.item_id, source.identity) for link in links]
        return bool(await desk.store.read_soon(lambda uow: uow.frontier.known(keys)))

    async def recall(url: str) -> EndpointState | None:
        """What is remembered of an address that was met on the way; of the lists themselves it was read at once."""
        return None if url in asked else await desk.store.read_soon(lambda uow: uow.endpoints.get([url]).get(url))

    report.lateness = lateness(report.ground, source, report.started_at, desk.catalogue.settings.run)
    pages = report.lateness.pages if report.ground.met_before else 0
    return lists, Reach(pages, any_known), recall


async def _remember(desk: Desk, source: Source, found: Discovery, report: VisitReport) -> None:
    """Writes down what lists gave; where they gave nothing, what is to be remembered of them waits for the end."""
    entries = frontier_links(source, found.links)
    if not entries:
        report.endpoints = found.endpoints
        return

    def job(uow: UnitOfWork) -> int:
        uow.endpoints.put(found.endpoints)
        follow_moves(uow, source, entries, desk.clock())
        return uow.frontier.add(source.id, entries, desk.clock())

    report.counts.discovered += await desk.store.write(job)


async def _look_at_all(
    desk: Desk, source: Source, options: Options, report: VisitReport, due: list[Look] | None
) -> None:
    now = desk.clock()
    tasks = await desk.store.read_soon(lambda uow: _due_looks(uow, source, options, now)) if due is None else due
    waiting = iter(tasks)

    async def seated() -> None:
        for task in waiting:  # shared by all seats, so that a long list needs no task for each of its pages
            if report.counts.refused >= REFUSALS:
                return
            await look(desk, source, task, report, late=options.since is not None)

    async with asyncio.TaskGroup() as group:
        for _ in range(min(_AT_ONCE, len(tasks))):
            group.create_task(seated())


def _due_looks(uow: UnitOfWork, source: Source, options: Options, now: datetime) -> list[Look]:
    usual = source.links_per_visit if options.since is None else _MOST_LINKS
    return due_looks(uow, source, now, min(usual, options.limit or usual), revisit=options.revisit)

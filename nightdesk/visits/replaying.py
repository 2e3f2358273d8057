"""Replaying an archive page by page: each response is a link, and ends in a document or a named reason."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

from config.ladders import Discover, DiscoverKind
from config.sources import Source, SourceKind
from crawler.answers import Answer, judge
from crawler.fetching import Request
from crawler.replay import Entry, Replay
from db.repositories.frontier import FrontierLink
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Link
from model.errors import FetchError
from model.outcomes import Outcome
from model.urls import clean_url, host_of, url_key, web_url
from nightdesk.bookkeeping.reports import PageNote, PassReport, VisitReport
from nightdesk.desk import Desk
from nightdesk.visits.concluding import conclude
from nightdesk.visits.looking import take
from nightdesk.visits.looks import Look
from nightdesk.visits.missing import missed
from nightdesk.visits.passing import Told

_AT_ONCE = 4


async def replay_pages(desk: Desk, archive: Replay, tell: Told) -> PassReport:
    """Takes every archived response as a link of the source whose host it is, or of one made for its host."""
    started, visits = desk.clock(), []
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in archive.entries():
        owner = desk.catalogue.source_of(url := web_url(entry.url) or "")
        groups[host_of(url), owner.id if owner else ""].append(entry)
    for (host, owner_id), entries in sorted(groups.items()):
        source = desk.catalogue.sources.get(owner_id)
        visits.append(await _replay_source(desk, source or source_of_host(host, entries[0].url), entries))
        tell(visits[-1])
    return PassReport(started, desk.clock(), tuple(visits))


async def _replay_source(desk: Desk, source: Source, entries: Sequence[Entry]) -> VisitReport:
    report, seats = VisitReport(source.id, desk.clock()), asyncio.Semaphore(_AT_ONCE)

    async def seated(entry: Entry) -> None:
        async with seats:
            await _replay_entry(desk, source, entry, report)

    async with asyncio.TaskGroup() as group:
        for entry in entries:
            group.create_task(seated(entry))
    report.pages.sort(key=lambda page: page.name)
    report.finished_at = desk.clock()
    report.outcome, report.reason = conclude(report, None)
    return report


async def _replay_entry(desk: Desk, source: Source, entry: Entry, report: VisitReport) -> None:
    url = web_url(entry.url)
    if url is None:
        report.counts.failed += 1
        report.pages.append(
            PageNote(entry.name, entry.url, Outcome.BAD_URL.value, "the sidecar's url is no web address")
        )
        return
    task = Look(clean_url(url), url_key(url, source.identity), name=entry.name)
    link = FrontierLink(task.url_key, Link(task.url), entry.name)
    new = await desk.store.write(partial(_remember, source_id=source.id, link=link, desk=desk))
    report.counts.discovered += new  # not `+= await`, which would add to what stood there before the wait
    try:
        capture = await asyncio.to_thread(_usable, entry, url, desk)
    except FetchError as error:
        await missed(desk, task, error, report)
        return
    report.counts.fetched += 1
    await take(desk, source, task, capture, report)


def _remember(uow: UnitOfWork, *, source_id: str, link: FrontierLink, desk: Desk) -> int:
    return uow.frontier.add(source_id, [link], desk.clock())


def _usable(entry: Entry, url: str, desk: Desk) -> Capture:
    """The archived response, judged as a live one would be. Raises FetchError."""
    capture = entry.load()
    judge(Answer(url, capture.status, capture.headers, capture.body), Request(url=url, accept="*/*"), desk.clock())
    return capture


def source_of_host(host: str, url: str) -> Source:
    """A source for a host that the configuration does not know, with an address of it."""
    first = web_url(url) or "http://unknown.invalid/"
    parts = urlsplit(first)
    named = host or "unknown.invalid"
    return Source(
        id=re.sub(r"[^a-z0-9]+", "-", named).strip("-")[:60] or "unknown",
        name=named,
        kind=SourceKind.OUTLET,
        home=f"{parts.scheme}://{parts.netloc}/",
        hosts=(named,),
        discover=(Discover(kind=DiscoverKind.PAGE, url=first),),
    )

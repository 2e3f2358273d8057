"""Looking at one page: fetch, parse, match, shelve; every way it can end is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import structlog

from config.sources import Source
from crawler.asking import request_of, validators_of
from crawler.fetching import Request
from crawler.room import Place
from db.repositories.documents import Known
from db.repositories.frontier import LinkState
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind, Parsed
from model.endpoints import EndpointState
from model.errors import FetchError, ParseError, StorageError
from model.health import fields_of
from model.notices import NoticeKind
from model.outcomes import Outcome
from model.text import counted
from model.urls import host_of
from nightdesk.bookkeeping.reports import Counts, VisitReport
from nightdesk.desk import Desk
from nightdesk.notices.telling import tell_fate
from nightdesk.raw_pages import raw_page
from nightdesk.shelving import Reading, Result, Shelved, shelve
from nightdesk.visits.looks import Look, learn, next_time, note
from nightdesk.visits.missing import is_list_instead, led_astray, missed, settle
from parsers.decoding.burmese_text import is_rewritten

log = structlog.get_logger()


async def look(desk: Desk, source: Source, task: Look, report: VisitReport, *, late: bool = False) -> None:
    """Looks at a page and stores what it says; adds what happened to the report."""
    async with desk.table:  # no page is fetched while too many wait to be read
        pass
    try:
        with Place() as place:
            await _look(desk, source, task, report, place, late=late)
    except StorageError as error:
        if not error.rejected:  # the database is away, or full: no page is to blame, nor counted as tried
            raise
        await missed(desk, task, FetchError(task.url, Outcome.FAULT, f"could not be stored: {error}"), report)
    except Exception as error:  # of ours, on one page, which must not end the others, nor every later visit
        log.exception("a page broke off", url=task.url)
        await missed(desk, task, FetchError(task.url, Outcome.FAULT, f"a fault of ours: {error!r}"), report)


async def _look(desk: Desk, source: Source, task: Look, report: VisitReport, place: Place, *, late: bool) -> None:
    try:
        capture = await desk.fetcher.fetch(replace(_request(desk, source, task), place=place))
    except FetchError as error:
        log.info("not fetched", url=task.url, outcome=error.outcome.value, reason=error.reason)
        await missed(desk, task, error, report)
        return
    report.counts.bytes += capture.wire_bytes
    if capture.status == 304:
        await _not_modified(desk, source, task, capture, report)
        return
    report.counts.fetched += 1
    async with desk.table:
        await take(desk, source, task, capture, report, late=late)


async def take(
    desk: Desk, source: Source, task: Look, capture: Capture, report: VisitReport, *, late: bool = False
) -> None:
    """Parses a response and stores what it says; adds what happened to the report."""
    host = host_of(capture.final_url)
    if host not in source.hosts:
        await settle(desk, source, task, Outcome.OK, f"leads to another site: {capture.final_url}", report)
        return
    if (astray := await led_astray(desk, source, task, capture)) is not None:
        await missed(desk, task, FetchError(task.url, Outcome.GONE, astray), report)
        return
    page = raw_page(source, capture, await desk.chromes.of(host))
    try:
        parsed = await desk.parse(page)
    except ParseError as error:
        log.info("not parsed", url=task.url, reason=error.reason)
        await settle(desk, source, task, Outcome.PARSE, error.reason, report)
        return
    if (lack := no_document(parsed.document)) is None:
        reading = _reading(desk, source, task, capture, parsed)
        await _store(desk, task, reading, parsed.fingerprints, report, late=late)
    elif is_list_instead(task, capture, parsed.document):
        await missed(desk, task, FetchError(task.url, Outcome.GONE, f"leads to {lack}"), report)
    else:
        await settle(desk, source, task, Outcome.OK, lack, report)


def _reading(desk: Desk, source: Source, task: Look, capture: Capture, parsed: Parsed) -> Reading:
    """A document with the watches that it met, and whether its page is kept."""
    hits = desk.watcher.match(parsed.document, source, capture.final_url)
    followed = task.known is not None and not task.watched  # it met a watch before, whatever was taken out of it since
    kept = is_kept(desk.catalogue.settings.store.captures, parsed, matched=bool(hits) or followed)
    return Reading(source, capture, parsed.document, hits, kept, task.watched)


async def _store(
    desk: Desk, task: Look, reading: Reading, prints: Sequence[int], report: VisitReport, *, late: bool
) -> None:
    document = reading.document
    late = late or (
        task.known is None and report.lateness.is_late(document.published_at or task.said_at, task.found_at)
    )
    reading = replace(reading, late=late)
    result = await desk.store.write(partial(_shelved, desk=desk, task=task, reading=reading, prints=prints))
    _count(report, task, document, result)
    log.info("read", url=task.url, result=result.shelved.value, parser=document.parser, matched=len(reading.hits))


def _request(desk: Desk, source: Source, task: Look) -> Request:
    settings, known = desk.catalogue.settings.fetch, task.validators
    fresh = known is not None and known.full_at is not None and desk.clock() - known.full_at < settings.full_fetch
    return replace(
        request_of(source, task.url),
        etag=known.etag if known and fresh else None,
        last_modified=known.last_modified if known and fresh else None,
        max_bytes=settings.max_html,
    )


def is_kept(policy: str, parsed: Parsed, *, matched: bool) -> bool:
    """Whether a page's bytes are kept: by `store.captures`, and where its text was rewritten, as the only original."""
    return policy == "all" or (policy == "matched" and (matched or is_rewritten(parsed)))


def no_document(document: Document) -> str | None:
    """Why a page is no document to store; None where it is one."""
    if document.kind not in {Kind.ARTICLE, Kind.THREAD}:
        kind = "page of unknown kind" if document.kind is Kind.UNKNOWN else document.kind.value
        return f"a {kind} with {counted(len(document.links), 'link')}, no article"
    if document.page_number > 1:
        return f"page {document.page_number} of a thread, whose first page is its document"
    return None if document.text else "an article without text"


def _shelved(uow: UnitOfWork, desk: Desk, task: Look, reading: Reading, prints: Sequence[int]) -> Result:
    capture, result = reading.capture, shelve(uow, reading, desk.newsroom)
    if result.shelved is Shelved.STORED:
        desk.chromes.count(uow, host_of(capture.final_url), prints)
    uow.frontier.settle(task.url_key, LinkState.DONE, Outcome.OK.value, result.shelved.value)
    if reading.hits or task.watched:
        uow.endpoints.put([_validators(task.url, capture)])
    return result


def _validators(url: str, capture: Capture) -> EndpointState:
    at = capture.fetched_at
    return EndpointState(url, *validators_of(capture), capture.sha256, at, at)


async def _not_modified(desk: Desk, source: Source, task: Look, capture: Capture, report: VisitReport) -> None:
    if task.known is not None:
        again_at = next_time(source, task, capture.fetched_at)
        await desk.store.write(partial(_seen, desk=desk, known=task.known, at=capture.fetched_at, again_at=again_at))
    report.counts.not_modified += 1
    note(report, task, Outcome.UNCHANGED.value, "not modified")


def _seen(uow: UnitOfWork, desk: Desk, known: Known, at: datetime, again_at: datetime | None) -> None:
    if uow.looks.seen(known.id, at):
        tell_fate(uow, desk.newsroom, known.id, known.uid, NoticeKind.RETURNED, at)
    uow.looks.set_next(known.id, again_at)


def _count(report: VisitReport, task: Look, document: Document, result: Result) -> None:
    counts: Counts = report.counts
    counts.stored += result.shelved is Shelved.STORED
    counts.revised += result.shelved is Shelved.REVISED
    counts.duplicates += result.shelved is Shelved.DUPLICATE
    counts.not_modified += result.shelved is Shelved.UNCHANGED
    counts.matched += result.matched
    counts.stories += result.new_story
    counts.alerts += result.alerts
    learn(report, task, fields_of(document))
    note(
        report,
        task,
        result.shelved.value,
        f"{document.kind.value} by {document.parser}: {document.title or 'no title'}",
    )

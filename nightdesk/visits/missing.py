"""Missing: pages that could not be had or are no document, written down."""

from __future__ import annotations

from functools import partial

from config.sources import Source
from db.repositories.frontier import LinkState
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind
from model.errors import FetchError
from model.health import Fields
from model.notices import NoticeKind
from model.outcomes import Outcome
from model.urls import is_front_page, url_key
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.desk import Desk
from nightdesk.notices.telling import tell_fate
from nightdesk.visits.looks import Look, learn, next_time, note
from nightdesk.visits.retrying import is_given_up, is_unasked, look_after, next_try


async def settle(desk: Desk, source: Source, task: Look, outcome: Outcome, reason: str, report: VisitReport) -> None:
    """Writes down a page that was had and gave no document."""
    fine = outcome is Outcome.OK
    await desk.store.write(partial(_settled, desk=desk, source=source, task=task, outcome=outcome, reason=reason))
    note(report, task, outcome.value, reason)
    learn(report, task, Fields.NONE)
    report.counts.other += fine
    report.counts.failed += not fine


def _settled(uow: UnitOfWork, desk: Desk, source: Source, task: Look, outcome: Outcome, reason: str) -> None:
    if task.known is not None:
        uow.looks.set_next(task.known.id, next_time(source, task, desk.clock()))
    else:
        state = LinkState.OTHER if outcome is Outcome.OK else LinkState.FAILED
        uow.frontier.settle(task.url_key, state, outcome.value, reason)


async def missed(desk: Desk, task: Look, error: FetchError, report: VisitReport) -> None:
    """Writes down a page that could not be had, and when to try again; adds that to the report."""
    went = await desk.store.write(partial(_missed, desk=desk, task=task, error=error))
    gone = error.outcome is Outcome.GONE and task.known is not None
    report.counts.gone += went
    report.counts.refused += error.refused
    report.counts.failed += not error.refused and not gone
    note(report, task, error.outcome.value, error.reason)


def _missed(uow: UnitOfWork, desk: Desk, task: Look, error: FetchError) -> bool:
    """Whether a known document has gone by that. What is counted waits for the commit: a job may be tried again."""
    now, went = desk.clock(), False
    if task.known is not None:
        went = error.outcome is Outcome.GONE and uow.looks.missed(task.known.id, now)
        if went:
            tell_fate(uow, desk.newsroom, task.known.id, task.known.uid, NoticeKind.GONE, now)
        uow.looks.set_next(task.known.id, look_after(task.known, error, now, watched=task.watched, went=went))
    elif is_given_up(task.attempts, error):
        uow.frontier.settle(task.url_key, LinkState.FAILED, error.outcome.value, error.reason)
    else:
        at, counted = next_try(task.attempts, error, now), not is_unasked(error)
        uow.frontier.postpone(task.url_key, error.outcome.value, error.reason, at, counted=counted)
    return went


async def led_astray(desk: Desk, source: Source, task: Look, capture: Capture) -> str | None:
    """Why an answer is not the known document that was asked for, but what its site shows in its place; None if it is.

    A site that takes an article down often sends its readers to the front page or to another article.
    """
    if task.known is None or not capture.redirects:
        return None
    if is_front_page(capture.final_url) and not is_front_page(task.url):
        return "leads to the front page"
    keys, own = [url_key(capture.final_url, source.identity)], task.known.id
    there = await desk.store.read_soon(lambda uow: uow.documents.find(keys))
    return f"leads to another article: {capture.final_url}" if there is not None and there.id != own else None


def is_list_instead(task: Look, capture: Capture, document: Document) -> bool:
    """Whether a known document's address leads to a list, as of its section."""
    return task.known is not None and bool(capture.redirects) and document.kind is Kind.LISTING

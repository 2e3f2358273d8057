"""Missing: pages that could not be had or are no document, and when each is asked for again."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from config.sources import Source
from crawler.revisits import look_after_failure, next_look
from db.repositories.documents import Known
from db.repositories.frontier import LinkState
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind
from model.errors import FetchError
from model.health import Fields
from model.notices import NoticeKind
from model.outcomes import Disposition, Outcome
from model.urls import is_front_page, url_key
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.desk import Desk
from nightdesk.notices.telling import tell_fate
from nightdesk.visits.looks import Look, learn, next_time, note

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: A link that fails in passing is tried so often before it is given up, after waits that double up to a day: neither a
#: night without network nor two days of a broken server cost an article. One that is refused is left alone for longer.
_TRIES, _FIRST_WAIT = 10, timedelta(minutes=10)
_REFUSED_TRIES, _REFUSED_WAIT = 6, _HOUR
#: What is not there or leads nowhere may do so for a moment only: a list is often quicker than the page that it names,
#: and a site under repair sends everybody in a circle. A link that does is tried so often.
_FOR_A_MOMENT = frozenset({Outcome.GONE, Outcome.REDIRECT_LOOP, Outcome.BAD_URL, Outcome.BLOCKED})
_FEW_TRIES = 4


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
        uow.looks.set_next(task.known.id, _next_try(task, task.known, error, now, went=went))
    elif _is_given_up(task, error):
        uow.frontier.settle(task.url_key, LinkState.FAILED, error.outcome.value, error.reason)
    else:
        at = max(error.retry_at or now, now + _wait(task, error))
        uow.frontier.postpone(task.url_key, error.outcome.value, error.reason, at, counted=not _is_unasked(error))
    return went


def _is_given_up(task: Look, error: FetchError) -> bool:
    if error.disposition in {Disposition.DROP, Disposition.QUARANTINE}:
        return error.outcome not in _FOR_A_MOMENT or task.attempts + 1 >= _FEW_TRIES
    return not _is_unasked(error) and task.attempts + 1 >= (_REFUSED_TRIES if error.refused else _TRIES)


def _wait(task: Look, error: FetchError) -> timedelta:
    first = _REFUSED_WAIT if error.refused and not _is_unasked(error) else _FIRST_WAIT
    return min(first * int(2 ** min(task.attempts, 16)), _DAY)


def _is_unasked(error: FetchError) -> bool:
    """Whether a host that wants to rest was not even asked: that is no try of the page."""
    return error.outcome is Outcome.REFUSED and error.status is None


def _next_try(task: Look, known: Known, error: FetchError, now: datetime, *, went: bool) -> datetime | None:
    """When a known document is asked for again: never sooner than its server or the rest of its host allows."""
    if error.retry_at is not None and error.status is None:  # the page itself was not asked for
        return error.retry_at
    usual = _again_at(task, known, error, now, went=went)
    return max(usual, error.retry_at or usual) if usual is not None else None


def _again_at(task: Look, known: Known, error: FetchError, now: datetime, *, went: bool) -> datetime | None:
    """When a known document that could not be had is looked at again."""
    if error.outcome is Outcome.GONE and (went or known.gone_at is not None):
        return now + _HOUR if task.watched else next_look(known.first_seen_at, now)
    if task.watched or error.outcome is Outcome.GONE:  # a second miss, soon, is what makes it gone
        return now + _HOUR
    return look_after_failure(known.first_seen_at, now)


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

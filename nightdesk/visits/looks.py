"""Looks: pages to look at, and what a visit's report says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from config.sources import Source
from crawler.revisits import next_look
from db.repositories.documents import Known
from model.endpoints import EndpointState
from model.health import Fields
from model.moments import Moment
from nightdesk.bookkeeping.reports import PageNote, VisitReport


@dataclass(frozen=True, slots=True)
class Look:
    """A page to look at: a link of the frontier, a watched page, or a known document whose time has come."""

    url: str
    url_key: str
    attempts: int = 0
    known: Known | None = None
    watched: bool = False
    validators: EndpointState | None = None
    name: str | None = None  #: what the page is called in an archive
    said_at: Moment | None = None  #: when it was published, by the list it was found in
    found_at: datetime | None = None  #: when it was found there


def next_time(source: Source, task: Look, now: datetime) -> datetime | None:
    """When a known document is looked at again."""
    if task.watched or task.known is None:
        return now + source.schedule.revisit
    return next_look(task.known.first_seen_at, now)


def note(report: VisitReport, task: Look, outcome: str, reason: str) -> None:
    """Notes how a page ended."""
    report.pages.append(PageNote(task.name or task.url_key, task.url, outcome, reason))


def learn(report: VisitReport, task: Look, fields: Fields) -> None:
    """Keeps which fields a page had that is looked at for the first time."""
    if task.known is None and not task.watched:
        report.read.append(fields)

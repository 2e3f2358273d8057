"""The agenda of a visit: which pages of a source are to be looked at now, besides its lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from config.sources import Source
from crawler.http_dates import LONGEST_WAIT
from crawler.revisits import AGES
from db.repositories.documents import Known
from db.repositories.frontier import FrontierLink
from db.unit import UnitOfWork
from model.urls import clean_url, url_key, web_url
from nightdesk.visits.looks import Look


def due_looks(uow: UnitOfWork, source: Source, now: datetime, limit: int, *, revisit: bool) -> list[Look]:
    """Watched pages, waiting links and documents whose time has come, or with `revisit` all that met a watch.

    What a watched page gave is no other document's affair, under whatever address it stands: looked at as an article it
    would be asked for twice, and then no more.
    """
    longest = max(AGES[-1], source.schedule.revisit)
    again = uow.looks.due(source.id, None if revisit else now, limit, longest)
    watched = {url_key(url, source.identity): url for page in source.pages if (url := web_url(page))}
    known = {key: uow.documents.find([key]) for key in watched}
    waiting = [(url_key(entry.link.url, source.identity), entry) for entry in uow.frontier.due(source.id, now, limit)]
    named = {key for key, _ in waiting}
    pages = [
        Look(url, key, known=known[key], watched=True)
        for key, url in watched.items()
        if key not in named and (revisit or _is_due(source, known[key], now))
    ]
    links = [_link(entry, watched=key in watched) for key, entry in waiting]
    own = {each.id for each in known.values() if each is not None}
    documents = [Look(clean_url(each.url), _key(source, each), known=each) for each in again if each.id not in own]
    # What is new comes before what is known: refusals end a visit, and known pages may be refused for good.
    return _with_validators(uow, [*pages, *links, *documents])


def _is_due(source: Source, page: Known | None, now: datetime) -> bool:
    """Whether a watched page is looked at now: also one that was known before it was watched, and put off for long."""
    if page is None or page.next_look_at is None:
        return True
    return not now < page.next_look_at <= now + max(source.schedule.revisit, LONGEST_WAIT)


def _link(entry: FrontierLink, *, watched: bool) -> Look:
    said = entry.link
    url, at = clean_url(said.url), entry.found_at
    return Look(url, entry.url_key, entry.attempts, watched=watched, said_at=said.published_at, found_at=at)


def _key(source: Source, known: Known) -> str:
    return url_key(known.url, source.identity)


def _with_validators(uow: UnitOfWork, tasks: list[Look]) -> list[Look]:
    known = uow.endpoints.get([task.url for task in tasks if task.known is not None])
    return [replace(task, validators=known.get(task.url)) for task in tasks]

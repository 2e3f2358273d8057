"""Reparsing: kept captures read again by the parsers of today, and what that changes of their documents.

Stored document -> its capture -> parse -> what differs -> written in place. The outlet changed nothing, so there is no
new version and no news: a watch that is met only now is told late, one that is met no more is taken away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice

from config.catalogue import Catalogue
from db.repositories.captures import KeptCapture
from db.repositories.documents import NewDocument
from db.store import Store
from db.unit import UnitOfWork
from model.clock import Clock
from model.document_json import document_json
from model.documents import Document
from model.errors import ParseError
from model.stories import StoredDocument
from model.urls import host_of
from nightdesk.bookkeeping.learning import Chromes
from nightdesk.grouping.attributing import attributed
from nightdesk.grouping.gathering import Newcomer, enter
from nightdesk.notices.newsroom import Newsroom
from nightdesk.notices.telling import Subject, tell_arrivals
from nightdesk.raw_pages import raw_page
from nightdesk.visits.looking import no_document
from nightdesk.watches.searching import search_form
from nightdesk.watches.watching import Hit, Watcher
from nightdesk.workers.pool import Parse
from stories.tokens import tokens

#: Documents in work at once, so that their captures need not all be held.
_AT_ONCE = 16
#: What a reading may say anew of a page.
_FIELDS = (
    "kind", "parser", "title", "authors", "published_at", "published_precision", "published_day", "modified_at",
    "canonical_url", "language", "section", "tags", "image", "text", "partial", "credits", "posts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reread:
    """A stored document whose capture reads otherwise now: which fields, or why it is no document any more."""

    stored: StoredDocument
    fields: tuple[str, ...] = ()
    lack: str | None = None
    now: Document | None = None


@dataclass(slots=True)
class Summary:
    """What became of the documents: read as before, read otherwise, and without a capture to read."""

    same: int = 0
    unread: int = 0
    changed: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What rereading works with."""

    catalogue: Catalogue
    store: Store
    parse: Parse
    watcher: Watcher
    newsroom: Newsroom
    clock: Clock
    apply: bool


async def reparse(work: Work, sources: Collection[str], tell: Callable[[Reread], None]) -> Summary:
    """Reads the captures of these sources' documents again, of all where none is named; `tell` hears what differs.

    Nothing is written unless `work.apply` says so; a page that gives no document any more is only told of.
    """
    summary, chromes = Summary(), Chromes(work.store)
    left = iter(work.store.read(lambda uow: uow.captures.readings(sources)))
    while chunk := list(islice(left, _AT_ONCE)):
        for each in await asyncio.gather(*(_read(work, chromes, *pair) for pair in chunk)):
            await _note(work, each, summary, tell)
    return summary


async def _note(work: Work, each: Reread | None, summary: Summary, tell: Callable[[Reread], None]) -> None:
    if each is None:
        summary.unread += 1
    elif each.lack is not None:
        summary.lost += 1
        tell(each)
    elif each.fields:
        summary.changed += 1
        tell(each)
        if work.apply:
            await work.store.write(partial(_write, work=work, each=each))
    else:
        summary.same += 1


async def _read(work: Work, chromes: Chromes, number: int, capture_id: int | None) -> Reread | None:
    """What a document's capture reads as now; None where it is not kept."""
    if capture_id is None:
        return None
    found = await asyncio.to_thread(work.store.read, partial(_stored, number=number, capture_id=capture_id))
    if found is None:
        return None
    stored, kept = found
    capture, source = kept.capture, work.catalogue.sources.get(stored.source_id)
    try:
        parsed = await work.parse(raw_page(source, capture, await chromes.of(host_of(capture.final_url))))
    except ParseError as error:
        return Reread(stored, lack=error.reason)
    if (lack := no_document(parsed.document)) is not None:
        return Reread(stored, lack=lack)
    first = stored.document.published_at if stored.version > 1 else None  # a later version keeps the first's
    now = replace(parsed.document, url=stored.document.url, published_at=first or parsed.document.published_at)
    return Reread(stored, _differences(stored.document, now), now=now)


def _stored(uow: UnitOfWork, number: int, capture_id: int) -> tuple[StoredDocument, KeptCapture] | None:
    stored, kept = uow.reading.by_number([number]).get(number), uow.captures.find(capture_id)
    return (stored, kept) if stored and kept and not kept.pruned else None


def _differences(before: Document, now: Document) -> tuple[str, ...]:
    old, new = document_json(before, None), document_json(now, None)
    return tuple(name for name in _FIELDS if old[name] != new[name])


def _write(uow: UnitOfWork, work: Work, each: Reread) -> None:
    """Puts a reading in the place of the one before, in its story and among its matches too."""
    stored, now = each.stored, each.now
    number = uow.matches.number(stored.uid)
    if number is None or now is None:
        return  # pruned meanwhile
    read, folded = tokens(now.text), search_form(now.title, now.text)
    uow.documents.reread(
        number, NewDocument(stored.uid, stored.source_id, now, read.key, folded, stored.fetched_at, None)
    )
    new = Newcomer(number, stored.uid, stored.source_id, now, stored.first_seen_at, tokens=read)
    entered = enter(uow, new, work.newsroom.names, attributed(uow, new, work.newsroom))
    hits = work.watcher.match(now, work.catalogue.sources.get(stored.source_id), stored.document.url or "")
    _match(uow, work, Subject(number, stored.uid, stored.source_id, entered.story), hits, work.clock())


def _match(uow: UnitOfWork, work: Work, of: Subject, hits: tuple[Hit, ...], at: datetime) -> None:
    before, now = uow.matches.watches(of.number), {hit.watch_id for hit in hits}
    known = {watch.watch.id for watch in work.watcher.watches}
    for watch in (before - now) & known:
        uow.matches.remove(watch, of.number)
    for hit in hits:
        uow.matches.put(hit.watch_id, of.number, hit.score, list(hit.clauses), at)
    tell_arrivals(uow, work.newsroom, of, sorted(now - before), at, "late")

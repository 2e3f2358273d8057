"""Shelving: one reading of a page put into the store, in one transaction with everything that follows from it.

Document -> known already? -> revision | new document -> Story -> Matches -> Alerts
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from config.sources import Source
from crawler.revisits import next_look
from db.repositories.documents import Known, NewDocument
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document
from model.identifiers import stable_uid
from model.notices import NoticeKind
from model.urls import Identity, clean_url, host_of, url_key, web_url
from nightdesk.grouping.attributing import attributed
from nightdesk.grouping.gathering import Entered, Newcomer, enter
from nightdesk.notices.newsroom import Newsroom
from nightdesk.notices.telling import Subject, tell_arrivals, tell_fate, tell_revision
from nightdesk.watches.searching import search_form
from nightdesk.watches.watching import Hit
from stories.tokens import Tokens, tokens


class Shelved(StrEnum):
    """What became of a reading."""

    STORED = "stored"  #: a document not met before
    REVISED = "revised"  #: a new version of a known one
    UNCHANGED = "unchanged"  #: a known one, as it was
    DUPLICATE = "duplicate"  #: a known one, under another address


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read: what is to be shelved. `watched` pages are looked at again by their source's cadence."""

    source: Source
    capture: Capture
    document: Document
    hits: tuple[Hit, ...]
    keep_capture: bool
    watched: bool = False
    late: bool = False  #: found by walking back in time: told apart from news


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a reading, and what followed."""

    shelved: Shelved
    matched: bool = False
    new_story: bool = False
    alerts: int = 0


def shelve(uow: UnitOfWork, reading: Reading, newsroom: Newsroom) -> Result:
    """Stores a reading, with what is to be told of it."""
    read = tokens(reading.document.text)
    item = _Item(reading, addresses_of(reading), read, read.key)
    uow.stories.lock()
    known = uow.documents.find(list(item.addresses))
    if known is not None:
        return _again(uow, item, known, newsroom)
    twin = uow.documents.find_text(reading.source.id, item.key) if read.tell_apart else None
    if twin is not None:
        return _unchanged(uow, item, twin, newsroom)
    return _new(uow, item, newsroom)


@dataclass(frozen=True, slots=True)
class _Item:
    """A reading with what is worked out of it once: its addresses (key: URL), its words, and their common key."""

    reading: Reading
    addresses: dict[str, str]
    tokens: Tokens
    key: str


def addresses_of(reading: Reading) -> dict[str, str]:
    """Every key of a reading with its URL: canonical where that is the source's own, answered, asked for."""
    identity, capture = reading.source.identity, reading.capture
    canonical = web_url(reading.document.canonical_url, capture.final_url)
    urls = [clean_url(capture.final_url), capture.url]
    if canonical and _trusted(canonical, capture.final_url, identity):
        urls.insert(0, canonical)
    return {url_key(url, identity): url for url in urls}


def _trusted(canonical: str, url: str, identity: Identity) -> bool:
    """Whether a canonical URL may name this page.

    Not one on another house's host (that is a credit), not a front page, and not one whose number differs from the
    page's own: some sites print one canonical URL on every page.
    """
    if host_of(canonical) not in {*identity.hosts, host_of(url)}:
        return False
    key, own = url_key(canonical, identity), url_key(url, identity)
    return key == own if "#" in own else ("/" in key or "?" in key)


def _again(uow: UnitOfWork, item: _Item, known: Known, newsroom: Newsroom) -> Result:
    reading, at = item.reading, item.reading.capture.fetched_at
    same = known.text_key == item.key and known.title == reading.document.title
    if same or known.source_id != reading.source.id:
        return _unchanged(uow, item, known, newsroom)
    uow.documents.add_addresses(known.id, item.addresses)
    _seen(uow, known, at, newsroom)
    version = uow.documents.revise(known, _to_store(uow, item, known.uid, known))
    entered = _gather(uow, item, known.id, known.uid, newsroom)
    told = uow.matches.watches(known.id)
    subject = Subject(known.id, known.uid, known.source_id, entered.story)
    alerts = _follow(uow, reading, subject, told, newsroom)
    tell_revision(uow, newsroom, subject, told, version, at)
    return Result(Shelved.REVISED, matched=bool(reading.hits), alerts=alerts)


def _unchanged(uow: UnitOfWork, item: _Item, known: Known, newsroom: Newsroom) -> Result:
    reading, at = item.reading, item.reading.capture.fetched_at
    uow.documents.add_addresses(known.id, item.addresses)
    _seen(uow, known, at, newsroom)
    uow.looks.set_next(known.id, _next_look(uow, reading, known))
    identity = reading.source.identity
    met_before = url_key(known.url, identity) == url_key(reading.capture.url, identity)
    if met_before and reading.capture.redirects and known.source_id == reading.source.id:
        uow.documents.readdress(known.id, next(iter(item.addresses.values())))
    return Result(Shelved.UNCHANGED if met_before else Shelved.DUPLICATE)


def _seen(uow: UnitOfWork, known: Known, at: datetime, newsroom: Newsroom) -> None:
    """Writes down that a document stands at its outlet, and tells of it where it was gone."""
    if uow.looks.seen(known.id, at):
        tell_fate(uow, newsroom, known.id, known.uid, NoticeKind.RETURNED, at)


def _new(uow: UnitOfWork, item: _Item, newsroom: Newsroom) -> Result:
    uid = stable_uid("document", next(iter(item.addresses)))
    number = uow.documents.add(_to_store(uow, item, uid))
    uow.documents.add_addresses(number, item.addresses)
    entered = _gather(uow, item, number, uid, newsroom, first=True)
    subject = Subject(number, uid, item.reading.source.id, entered.story)
    alerts = _follow(uow, item.reading, subject, set(), newsroom)
    return Result(Shelved.STORED, bool(item.reading.hits), entered.alone, alerts)


def _gather(uow: UnitOfWork, item: _Item, number: int, uid: str, newsroom: Newsroom, *, first: bool = False) -> Entered:
    """Finds the story of a document as it now reads."""
    reading = item.reading
    at, document = reading.capture.fetched_at, reading.document
    new = Newcomer(number, uid, reading.source.id, document, at, first, item.tokens)
    return enter(uow, new, newsroom.names, attributed(uow, new, newsroom))


def _to_store(uow: UnitOfWork, item: _Item, uid: str, known: Known | None = None) -> NewDocument:
    reading = item.reading
    kept = uow.captures.add(reading.source.id, reading.capture) if reading.keep_capture else None
    shown = replace(reading.document, url=next(iter(item.addresses.values())))
    folded, at = search_form(shown.title, shown.text), reading.capture.fetched_at
    again = _next_look(uow, reading, known)
    return NewDocument(uid, reading.source.id, shown, item.key, folded, at, kept, again)


def _follow(uow: UnitOfWork, reading: Reading, of: Subject, told: Collection[str], newsroom: Newsroom) -> int:
    """Matches and alerts of a stored text; gives how many alerts are new.

    A document that met a watch before (`told`) was told then, in whatever story it was.
    """
    at, lane = reading.capture.fetched_at, "late" if reading.late else "now"
    for hit in reading.hits:
        uow.matches.put(hit.watch_id, of.number, hit.score, list(hit.clauses), at)
    met = [hit.watch_id for hit in reading.hits if hit.watch_id not in told]
    return tell_arrivals(uow, newsroom, of, met, at, lane)


def _next_look(uow: UnitOfWork, reading: Reading, known: Known | None) -> datetime | None:
    """When a document is looked at again: one that met a watch before is, whatever was taken out of it since."""
    at = reading.capture.fetched_at
    if reading.watched:
        return at + reading.source.schedule.revisit
    met = reading.hits or (known is not None and uow.matches.watches(known.id))
    return next_look(known.first_seen_at if known else at, at) if met else None

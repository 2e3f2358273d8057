"""Feeds of what was told: of a watch, a source, everything, or a saved search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from alerts.feeds import FORMATS, Entry, Feed
from alerts.rules import feed_uid
from db.repositories.told import Scope
from db.unit import UnitOfWork
from model.identifiers import stable_uid
from model.stories import StoredDocument
from web.entries import Entries, found_entry

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
#: Finds the newest documents of a saved search, at most so many.
Search = Callable[[int], Sequence[StoredDocument]]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which document of which feed is asked for: the newest entries, a page of them, or an archive page, from 1."""

    page: int | None = None
    archive: int | None = None

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        told = {"page": self.page, "archive": self.archive}
        return {name: str(number) for name, number in told.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Shape:
    """A feed as it is served: its identifier, title, path without format, format, and where that is.

    `extra` goes into every address of it: the lane, a reader's token.
    """

    uid: str
    title: str
    path: str
    form: str
    base_url: str
    size: int
    names: Mapping[str, str]
    hub: str | None = None
    extra: tuple[tuple[str, str], ...] = ()

    def address(self, wish: Wish = Wish()) -> str:
        """Where a document of the feed is served."""
        query = urlencode({**dict(self.extra), **wish.query})
        return f"{self.base_url.rstrip('/')}/feeds/{self.path}.{self.form}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A feed written out."""

    body: bytes
    media_type: str
    updated_at: datetime


def watch_uid(scope: Scope) -> str:
    """The identifier of the feed of a scope."""
    if scope.watch_id and scope.lane == "now":
        return feed_uid(scope.watch_id)
    return stable_uid("feed", scope.watch_id or "", scope.source_id or "", scope.lane or "")


def render_feed(
    uow: UnitOfWork,
    scope: Scope,
    shape: Shape,
    wish: Wish = Wish(),
    *,
    kept: Entries | None = None,
    count: int | None = None,
) -> Rendered | None:
    """A document of the feed of a scope, None where there is no such page.

    `kept` are entries made before, `count` is how many alerts there are, where that is known.
    """
    if count is None:
        count = uow.told.count(scope)
    full, pages = count // shape.size, max(-(-count // shape.size), 1)
    number, last = (wish.page or 1, pages) if wish.archive is None else (wish.archive, full)
    if not 1 <= number <= last:
        return None
    marks = uow.told.marks(scope, shape.size, (number - 1) * shape.size, oldest=wish.archive is not None)
    entries = tuple((kept or Entries()).of(uow, marks, shape.names))
    return _rendered(shape, entries, wish, _links(shape, wish, full, pages))


def render_search(documents: Sequence[StoredDocument], shape: Shape) -> Rendered:
    """The feed of a saved search: each story that was found, once."""
    found: dict[str, StoredDocument] = {}
    for document in documents:
        found.setdefault(document.story_uid, document)
    entries = tuple(found_entry(shape.uid, document, shape.names) for document in found.values())
    return _rendered(replace(shape, hub=None), entries, Wish(), [])  # nobody tells a hub what a search would find now


def _rendered(shape: Shape, entries: tuple[Entry, ...], wish: Wish, links: list[tuple[str, str]]) -> Rendered:
    updated = max((entry.updated_at for entry in entries), default=_NEVER)
    write, media_type = FORMATS[shape.form]
    archive = wish.archive is not None
    home, own = shape.base_url.rstrip("/") + "/", shape.address(wish)
    hub = None if archive else shape.hub
    feed = Feed(shape.uid, shape.title, home, own, updated, entries, links=tuple(links), archive=archive, hub=hub)
    return Rendered(write(feed), media_type, updated)


def _links(shape: Shape, wish: Wish, full: int, pages: int) -> list[tuple[str, str]]:
    """The neighbours of a document of a feed (RFC 5005): of a page, of an archive page, or of the feed itself."""
    if wish.archive is not None:
        number = wish.archive
        links = [("current", shape.address())]
        links += [("prev-archive", shape.address(Wish(archive=number - 1)))] if number > 1 else []
        return links + ([("next-archive", shape.address(Wish(archive=number + 1)))] if number < full else [])
    if wish.page is None:
        return [("prev-archive", shape.address(Wish(archive=full)))] if full else []
    number = wish.page
    links = [("first", shape.address(Wish(page=1))), ("last", shape.address(Wish(page=pages)))]
    links += [("previous", shape.address(Wish(page=number - 1)))] if number > 1 else []
    return links + ([("next", shape.address(Wish(page=number + 1)))] if number < pages else [])

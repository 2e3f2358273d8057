"""Atom 1.0 (RFC 4287), with paging and archives (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed
from alerts.feeds.markup import HEAD, KEPT, attribute, element, empty
from model.moments import iso_instant
from model.urls import web_url

_NAMESPACES = (
    ' xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0"'
)


def write_atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    entries = "".join(map(_written, feed.entries))
    return f"{HEAD}<feed{_NAMESPACES}>{''.join(_head(feed))}{entries}</feed>".encode()


def _head(feed: Feed) -> Iterator[str]:
    yield element("id", f"urn:uuid:{feed.uid}")
    yield element("title", feed.title)
    yield element("updated", iso_instant(feed.updated_at))
    yield empty("link", ("rel", "self"), ("type", "application/atom+xml"), ("href", feed.self_url))
    yield empty("link", ("rel", "alternate"), ("type", "text/html"), ("href", feed.home))
    for relation, url in feed.relations:
        yield empty("link", ("rel", relation), ("href", url))
    if feed.archive:
        yield "<fh:archive/>"
    yield element("generator", feed.generator)
    yield f"<author>{element('name', feed.generator)}</author>"


@lru_cache(maxsize=KEPT)
def _written(entry: Entry) -> str:
    """An entry, kept as it was written: of a feed that grows most entries stay as they are."""
    return "".join(_entry(entry))


def _entry(entry: Entry) -> Iterator[str]:
    yield f"<entry{attribute('xml:lang', entry.language) if entry.language else ''}>"
    yield element("id", f"urn:uuid:{entry.uid}")
    yield element("title", entry.title)
    yield element("updated", iso_instant(entry.updated_at))
    if entry.published_instant:
        yield element("published", iso_instant(entry.published_instant))
    if url := web_url(entry.url):
        yield empty("link", ("rel", "alternate"), ("type", "text/html"), ("href", url))
    for copy in entry.copies:
        if url := web_url(copy.url):
            yield empty("link", ("rel", "related"), ("href", url), ("title", f"{copy.relation}: {copy.outlet}"))
    for name in entry.authors or (entry.outlet,):
        yield f"<author>{element('name', name)}</author>"
    for tag in entry.tags:
        yield empty("category", ("term", tag))
    if image := web_url(entry.image):
        yield empty("media:content", ("url", image), ("medium", "image"))
    yield element("content", html_body(entry), ' type="html"')
    yield "</entry>"

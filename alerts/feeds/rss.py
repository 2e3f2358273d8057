"""RSS 2.0 (the RSS Advisory Board's specification 2.0.11), with paging and archives (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from alerts.feeds.body import html_body
from alerts.feeds.entry import Copy, Entry, Feed
from alerts.feeds.markup import HEAD, KEPT, element, empty
from model.moments import iso_instant
from model.urls import web_url

_NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:fh="http://purl.org/syndication/history/1.0"'
)


def write_rss(feed: Feed) -> bytes:
    """The feed as an RSS document in UTF-8."""
    items = "".join(map(_written, feed.entries))
    head = "".join(_head(feed))
    return f'{HEAD}<rss version="2.0"{_NAMESPACES}><channel>{head}{items}</channel></rss>'.encode()


def _head(feed: Feed) -> Iterator[str]:
    yield element("title", feed.title)
    yield element("link", feed.home)
    yield element("description", f"Alerts: {feed.title}")
    yield element("lastBuildDate", _date(feed.updated_at))
    yield element("generator", feed.generator)
    yield empty("atom:link", ("rel", "self"), ("type", "application/rss+xml"), ("href", feed.self_url))
    for relation, url in feed.relations:
        yield empty("atom:link", ("rel", relation), ("href", url))
    if feed.archive:
        yield "<fh:archive/>"


@lru_cache(maxsize=KEPT)
def _written(entry: Entry) -> str:
    """An entry, kept as it was written: of a feed that grows most entries stay as they are."""
    return "".join(_item(entry))


def _item(entry: Entry) -> Iterator[str]:
    yield "<item>"
    yield element("title", entry.title)
    if url := web_url(entry.url):
        yield element("link", url)
    yield element("guid", f"urn:uuid:{entry.uid}", ' isPermaLink="false"')
    if entry.published_instant:
        yield element("pubDate", _date(entry.published_instant))
    yield element("dcterms:modified", iso_instant(entry.updated_at))
    for name in entry.authors or (entry.outlet,):
        yield element("dc:creator", name)
    if entry.language:
        yield element("dc:language", entry.language)
    yield from (_related(copy) for copy in entry.copies if web_url(copy.url))
    for tag in entry.tags:
        yield element("category", tag)
    if image := web_url(entry.image):
        yield empty("media:content", ("url", image), ("medium", "image"))
    yield element("description", html_body(entry))
    yield "</item>"


def _related(copy: Copy) -> str:
    said = f"{copy.relation}: {copy.outlet}"
    return empty("atom:link", ("rel", "related"), ("href", web_url(copy.url) or ""), ("title", said))


def _date(at: datetime) -> str:
    return format_datetime(at.replace(microsecond=0), usegmt=True)

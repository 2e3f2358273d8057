"""RSS 2.0 (the RSS Advisory Board's specification 2.0.11), with paging and archives (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from alerts.feeds.body import html_body
from alerts.feeds.entry import Copy, Entry, Feed, address
from alerts.feeds.markup import HEAD, KEPT, attribute, content, element, empty, plain
from model.moments import iso_instant

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
    yield f"<title>{plain(feed.shown_title)}</title>"
    yield element("link", feed.home)
    yield f"<description>{plain(f'Alerts: {feed.shown_title}')}</description>"
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
    yield f"<item><title>{plain(entry.shown_title)}</title>"
    if url := address(entry.url):
        yield f"<link>{content(url)}</link>"
    yield f'<guid isPermaLink="false">urn:uuid:{entry.uid}</guid>'
    if published := entry.published_instant:
        yield f"<pubDate>{_date(published)}</pubDate>"
    yield f"<dcterms:modified>{iso_instant(entry.updated_at)}</dcterms:modified>"
    yield _people(entry.names)
    if language := entry.language_tag:
        yield f"<dc:language>{language}</dc:language>"
    yield from map(_related, entry.copies)
    yield _categories(entry.categories)
    if image := address(entry.image):
        yield f'<media:content{attribute("url", image)} medium="image"/>'
    yield f"<description>{content(html_body(entry))}</description></item>"


# Outlets name the same people and tags again and again: each set is written once.
@lru_cache(maxsize=KEPT)
def _people(names: tuple[str, ...]) -> str:
    return "".join(f"<dc:creator>{plain(name)}</dc:creator>" for name in names)


@lru_cache(maxsize=KEPT)
def _categories(tags: tuple[str, ...]) -> str:
    return "".join(f"<category>{plain(tag)}</category>" for tag in tags)


def _related(copy: Copy) -> str:
    if (url := address(copy.url)) is None:
        return ""
    return empty("atom:link", ("rel", "related"), ("href", url), ("title", f"{copy.relation}: {copy.outlet}"))


def _date(at: datetime) -> str:
    return format_datetime(at.replace(microsecond=0), usegmt=True)

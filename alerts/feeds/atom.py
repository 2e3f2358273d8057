"""Atom 1.0 (RFC 4287), with paging and archives (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from alerts.feeds.body import html_body
from alerts.feeds.entry import Entry, Feed, address
from alerts.feeds.markup import HEAD, KEPT, attribute, content, element, empty
from model.moments import iso_instant

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
    yield _title(feed.shown_title)
    yield element("updated", iso_instant(feed.updated_at))
    yield empty("link", ("rel", "self"), ("type", "application/atom+xml"), ("href", feed.self_url))
    yield empty("link", ("rel", "alternate"), ("type", "text/html"), ("href", feed.home))
    for relation, url in feed.relations:
        yield empty("link", ("rel", relation), ("href", url))
    if feed.archive:
        yield "<fh:archive/>"
    yield element("generator", feed.generator)
    yield f"<author>{element('name', feed.generator)}</author>"


def _title(text: str) -> str:
    """A title; one that looks like markup says that it is none, for readers are tempted to take it for such."""
    if "<" in text or "&" in text:
        return f'<title type="html">{content(escape(text, quote=False))}</title>'
    return f"<title>{content(text)}</title>"


@lru_cache(maxsize=KEPT)
def _written(entry: Entry) -> str:
    """An entry, kept as it was written: of a feed that grows most entries stay as they are."""
    return "".join(_entry(entry))


def _entry(entry: Entry) -> Iterator[str]:
    language = entry.language_tag
    yield f"<entry{attribute('xml:lang', language) if language else ''}><id>urn:uuid:{entry.uid}</id>"
    yield _title(entry.shown_title)
    yield f"<updated>{iso_instant(entry.updated_at)}</updated>"
    if published := entry.published_instant:
        yield f"<published>{iso_instant(published)}</published>"
    if url := address(entry.url):
        yield f'<link rel="alternate" type="text/html"{attribute("href", url)}/>'
    for copy in entry.copies:
        if url := address(copy.url):
            yield empty("link", ("rel", "related"), ("href", url), ("title", f"{copy.relation}: {copy.outlet}"))
    yield _people(entry.names)
    yield _categories(entry.categories)
    if image := address(entry.image):
        yield f'<media:content{attribute("url", image)} medium="image"/>'
    yield f'<content type="html">{content(html_body(entry))}</content></entry>'


# Outlets name the same people and tags again and again: each set is written once.
@lru_cache(maxsize=KEPT)
def _people(names: tuple[str, ...]) -> str:
    return "".join(f"<author><name>{content(name)}</name></author>" for name in names)


@lru_cache(maxsize=KEPT)
def _categories(tags: tuple[str, ...]) -> str:
    return "".join(f"<category{attribute('term', tag)}/>" for tag in tags)

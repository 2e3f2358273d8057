"""XML sitemaps, sitemap indexes and news sitemaps, read piece by piece."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from model.captures import RawPage
from model.documents import Document, Kind, Link, Parsed
from model.errors import ParseError
from model.moments import Moment
from model.text import clean_line
from model.urls import web_url
from parsers.base import finished
from parsers.dates import read_moment
from parsers.feeds import MOST_ITEMS, without_controls

_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_HEAD = 4000
_MOST_READ = 50_000  #: the protocol's own limit for one file


def is_sitemap(body: bytes) -> bool:
    """Whether the bytes begin as a sitemap or an index of sitemaps does."""
    return _ROOT.search(body[:_HEAD]) is not None


def parse_sitemap(raw: RawPage) -> Parsed:
    """The document of a sitemap: its pages as links, or with parser `sitemap-index` the sitemaps that it names.

    Of more pages than we keep, those whose dates are latest are kept.
    """
    root = _ROOT.search(raw.body[:_HEAD])
    is_index = root is not None and root.group(1) == b"sitemapindex"
    entries = list(_entries(raw))
    if len(entries) > MOST_ITEMS:
        entries.sort(key=lambda entry: entry[1], reverse=True)
    document = Document(
        url=raw.url,
        kind=Kind.FEED,
        parser="sitemap-index" if is_index else "sitemap",
        links=tuple(link for link, _ in entries[:MOST_ITEMS]),
    )
    return finished(document, ())


def _entries(raw: RawPage) -> Iterator[tuple[Link, str]]:
    """Each link, with what its dates sort by."""
    source = io.BytesIO(without_controls(raw.body))
    tags = ("{*}url", "{*}sitemap")
    try:
        walk = etree.iterparse(
            source, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False, recover=True
        )
        for count, (_, element) in enumerate(walk):
            if count >= _MOST_READ:
                return
            if entry := _entry(element, raw):
                yield entry
            element.clear()
    except etree.XMLSyntaxError as fault:
        raise ParseError(f"the sitemap cannot be read ({fault.msg})", raw.url) from fault


def _entry(element: etree._Element, raw: RawPage) -> tuple[Link, str] | None:
    values: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text:
            values.setdefault(etree.QName(child).localname, clean_line(child.text))
    url = web_url(values.get("loc"), raw.url)
    if url is None:
        return None
    published = _moment(values.get("publication_date"), raw.zone)
    return Link(url, values.get("title") or None, published), values.get("publication_date") or values.get(
        "lastmod"
    ) or ""


def _moment(text: str | None, zone: str | None) -> Moment | None:
    return read_moment(text, zone) if text else None

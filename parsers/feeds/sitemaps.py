"""XML sitemaps, sitemap indexes and news sitemaps, read piece by piece."""

from __future__ import annotations

import re

from lxml import etree

from model.captures import RawPage
from model.documents import Document, Kind, Link, Parsed
from model.errors import ParseError
from model.moments import Moment
from model.text import clean_line
from model.urls import web_url
from parsers.dates.reading import read_moment
from parsers.decoding.bounds import DEEPEST
from parsers.decoding.encoding import told_by
from parsers.decoding.unpacking import pieces
from parsers.feeds.xml_feeds import MOST_ITEMS, without_controls
from parsers.finishing import finished
from parsers.tree.markup import plain_text

_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_HEAD, _LONGEST = 4000, 10_000  #: bytes, and characters of a value
_ENTRIES = frozenset({"url", "sitemap"})
_WANTED = frozenset({"loc", "title", "publication_date", "lastmod"})
_PICTURES = ("sitemap-image/", "sitemap-video/")  #: in namespaces of what stands on a page, with titles of its own
_MOST_READ = 50_000  #: the protocol's own limit for one file


def is_sitemap(body: bytes) -> bool:
    """Whether the bytes begin as a sitemap or an index of sitemaps does."""
    return _ROOT.search(body[:_HEAD]) is not None


def _is_index(head: bytes) -> bool:
    root = _ROOT.search(head[:_HEAD])
    return root is not None and root.group(1) == b"sitemapindex"


def parse_sitemap(raw: RawPage) -> Parsed:
    """The document of a sitemap: its pages as links, or with parser `sitemap-index` the sitemaps that it names.

    Of more pages than we keep, those whose dates are latest are kept.
    """
    entries = _entries(raw)
    if len(entries) > MOST_ITEMS:
        entries = _latest(entries)
    document = Document(
        url=raw.url,
        kind=Kind.FEED,
        parser="sitemap-index" if _is_index(next(pieces(raw), b"")) else "sitemap",
        links=tuple(link for link, _ in entries),
    )
    return finished(document, ())


def _latest(entries: list[tuple[Link, str]]) -> list[tuple[Link, str]]:
    return sorted(entries, key=lambda entry: entry[1], reverse=True)[:MOST_ITEMS]


def _entries(raw: RawPage) -> list[tuple[Link, str]]:
    """Each link, with what its dates sort by; of very many not those that are not kept anyway."""
    walk = _Walk(raw)
    encoding = told_by(next(pieces(raw), b""), raw.content_type)
    parser = etree.XMLParser(
        target=walk, resolve_entities=False, no_network=True, huge_tree=False, recover=True, encoding=encoding
    )
    read = 0
    try:
        for piece in pieces(raw):
            parser.feed(without_controls(piece))
            read += len(piece)
            if walk.depth > DEEPEST:
                raise ParseError(f"the sitemap is nested more than {DEEPEST} elements deep at byte {read}", raw.url)
            if walk.read >= _MOST_READ:
                break
        parser.close()
    except etree.XMLSyntaxError as fault:
        raise ParseError(f"the sitemap cannot be read ({fault.msg})", raw.url) from fault
    return walk.entries


class _Walk:
    """Takes the values of each page as the parser comes by them, so that no tree is built."""

    def __init__(self, raw: RawPage) -> None:
        self._raw = raw
        self.entries: list[tuple[Link, str]] = []
        self.read = self.depth = 0
        self._values: dict[str, str] | None = None  #: of the page that is being read
        self._name: str | None = None  #: of the value that is being read
        self._text = ""

    def start(self, tag: str | bytes, attrib: object) -> None:
        """An element begins."""
        self.depth += 1
        name = _local(tag)
        if name in _ENTRIES:
            self._values = {}
        wanted = self._values is not None and name in _WANTED and name not in self._values and not _is_picture(tag)
        self._name, self._text = (name if wanted else None), ""

    def data(self, data: str | bytes) -> None:
        """Text, in pieces."""
        if self._name and len(self._text) < _LONGEST:
            self._text += str(data)[:_LONGEST]

    def end(self, tag: str | bytes) -> None:
        """An element ends."""
        self.depth -= 1
        name = _local(tag)
        if self._values is not None and name == self._name:
            self._values[name] = clean_line(self._text)
        elif self._values is not None and name in _ENTRIES:
            self._add(self._values)
            self._values = None
        self._name = None

    def _add(self, values: dict[str, str]) -> None:
        self.read += 1
        if self.read <= _MOST_READ and (entry := _entry(values, self._raw)):
            self.entries.append(entry)
        if len(self.entries) > 2 * MOST_ITEMS:
            self.entries = _latest(self.entries)

    def comment(self, text: str | bytes) -> None:
        """Says nothing of pages."""

    def close(self) -> None:
        """All is read."""


def _local(tag: str | bytes) -> str:
    return str(tag).rpartition("}")[2]


def _is_picture(tag: str | bytes) -> bool:
    return any(space in str(tag) for space in _PICTURES)


def _entry(values: dict[str, str], raw: RawPage) -> tuple[Link, str] | None:
    url = web_url(values.get("loc"), raw.url)
    if url is None:
        return None
    published = _moment(values.get("publication_date"), raw.zone)
    link = Link(url, plain_text(values.get("title") or "") or None, published)
    return link, values.get("publication_date") or values.get("lastmod") or ""


def _moment(text: str | None, zone: str | None) -> Moment | None:
    return read_moment(text, zone) if text else None

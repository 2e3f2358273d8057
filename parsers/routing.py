"""From bytes to a document: which kind of page it is, and who reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from model.captures import RawPage
from model.documents import Parsed, Reading
from model.errors import ParseError
from parsers.completeness import completeness
from parsers.dates.times_ahead import without_times_ahead
from parsers.decoding.binary import binary
from parsers.decoding.bounds import hold_page
from parsers.decoding.encoding import narrow, page_in_utf8
from parsers.decoding.unpacking import pieces, unpacked
from parsers.feeds.json_lists import parse_json
from parsers.feeds.selected import listed
from parsers.feeds.sitemaps import is_sitemap, parse_sitemap
from parsers.feeds.xml_feeds import is_feed, parse_feed
from parsers.flattened import parse_flattened
from parsers.page import Page
from parsers.registry import parser_for

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|div|p|article|table|span|a|h[1-6]|ul|li|section|script|meta)\b", re.IGNORECASE
)
_ANYTHING, _JSON = re.compile(rb"[^\0 \t\r\n]"), re.compile(rb"(?:\xef\xbb\xbf|[ \t\r\n]++)*+[{\[]")
_CHARSET = re.compile(r"charset\s*=\s*[^;]+", re.IGNORECASE)
_HEAD = 20_000  #: bytes
_ENOUGH = 3  #: marks of markup that tell it from prose and from what is no text
#: More tags than the largest of honest pages have; trees of more cost memory and time without end.
_MOST_TAGS = 200_000


def parse(raw: RawPage, *, generic: bool = False) -> Parsed:
    """The document in a page's bytes, with the account of how each field was read.

    `generic` leaves out the parsers that know sites, engines and themes. Raises ParseError where the bytes hold no
    page. Nothing is executed or fetched; hostile pages may take long, so callers bound the time.
    """
    parsed = _parsed(raw, generic=generic)
    document = without_times_ahead(parsed.document, raw.seen_at)
    if document is parsed.document:
        return parsed
    note = Reading("times", "later than the page was seen", "refused")
    believed = replace(document, completeness=completeness(document))
    return replace(parsed, document=believed, readings=(*parsed.readings, note))


def _parsed(raw: RawPage, *, generic: bool) -> Parsed:
    if is_sitemap(next(pieces(raw), b"")):
        return parse_sitemap(raw)
    raw = _narrowed(unpacked(raw))
    if not _ANYTHING.search(raw.body):
        raise ParseError("the page is empty", raw.url)
    if is_sitemap(raw.body):
        return parse_sitemap(raw)
    if is_feed(raw.body):
        return parse_feed(raw)
    body = page_in_utf8(raw.body, raw.content_type)
    if _JSON.match(body):
        return parse_json(raw, body.decode())
    marks = sum(1 for _ in islice(_MARKUP.finditer(body, 0, _HEAD), _ENOUGH))
    if marks < _ENOUGH and (what := binary(raw.body, raw.content_type)):
        raise ParseError(f"the page {what}", raw.url)
    if _is_plain(raw, marks):
        return parse_flattened(body.decode(), raw)
    return _read_page(raw, body, generic=generic)


def _read_page(raw: RawPage, body: bytes, *, generic: bool) -> Parsed:
    if len(body) > 3 * _MOST_TAGS and (tags := body.count(b"<")) > _MOST_TAGS:  # each has three characters at least
        raise ParseError(f"the page holds {tags} tags, more than are read", raw.url)
    hold_page(body, raw.url)
    page = Page(body, url=raw.url, zone=raw.zone, language=raw.language, chrome=raw.chrome)
    page.seen_at, page.is_board = raw.seen_at, raw.board
    if raw.selector:
        return listed(page, raw.selector)
    parser, chosen = parser_for(page, generic=generic)
    parsed = parser.parse(page)
    return Parsed(parsed.document, (chosen, *parsed.readings), parsed.fingerprints)


def _narrowed(raw: RawPage) -> RawPage:
    """The page in UTF-8 where it is markup in UTF-16, and said to be so."""
    body = narrow(raw.body, raw.content_type)
    if body is raw.body:
        return raw
    return replace(raw, body=body, content_type=_CHARSET.sub("charset=utf-8", raw.content_type or "") or None)


def _is_plain(raw: RawPage, marks: int) -> bool:
    """Whether the page is prose and no markup, of which it has so many marks, whatever it was declared as."""
    declared = (raw.content_type or "").lower()
    is_named_plain = declared.startswith("text/plain") or (not declared and (raw.url or "").lower().endswith(".txt"))
    return marks == 0 or (is_named_plain and marks < _ENOUGH)

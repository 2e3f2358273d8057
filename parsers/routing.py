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
from parsers.decoding.bounds import hold_page
from parsers.decoding.encoding import decode_with_utf8, narrow
from parsers.decoding.unpacking import pieces, unpacked
from parsers.feeds.json_lists import parse_json
from parsers.feeds.selected import listed
from parsers.feeds.sitemaps import is_sitemap, parse_sitemap
from parsers.feeds.xml_feeds import is_feed, parse_feed
from parsers.flattened import parse_flattened
from parsers.page import Page
from parsers.registry import parser_for

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|table|span|a|h[1-6]|ul|li|section|script|meta)\b", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[^;]+", re.IGNORECASE)
_HEAD = 20_000
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
    if not raw.body.strip(b"\0 \t\r\n"):
        raise ParseError("the page is empty", raw.url)
    if is_sitemap(raw.body):
        return parse_sitemap(raw)
    if is_feed(raw.body):
        return parse_feed(raw)
    text, utf8 = decode_with_utf8(raw.body, raw.content_type)
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return parse_json(raw, text)
    if _is_plain(raw, text):
        return parse_flattened(text, raw)
    return _read_page(raw, text, utf8, generic=generic)


def _read_page(raw: RawPage, text: str, utf8: bytes | None, *, generic: bool) -> Parsed:
    if len(text) > 3 * _MOST_TAGS and (tags := text.count("<")) > _MOST_TAGS:  # each has three characters at least
        raise ParseError(f"the page holds {tags} tags, more than are read", raw.url)
    hold_page(text, raw.url)
    page = Page(text, url=raw.url, zone=raw.zone, language=raw.language, chrome=raw.chrome, body=utf8)
    page.seen_at = raw.seen_at
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


def _is_plain(raw: RawPage, text: str) -> bool:
    """Whether the text is prose and no markup, whatever it was declared as."""
    declared = (raw.content_type or "").lower()
    is_named_plain = declared.startswith("text/plain") or (not declared and (raw.url or "").lower().endswith(".txt"))
    marks = sum(1 for _ in islice(_MARKUP.finditer(text, 0, _HEAD), 3))
    return marks == 0 or (is_named_plain and marks < 3)

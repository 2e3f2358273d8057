"""RSS, Atom and RDF feeds, through feedparser; what it leaves undone in cleaning is done here."""

from __future__ import annotations

import io
import re
from itertools import islice
from typing import Any

import feedparser

from model.captures import RawPage
from model.documents import Document, Kind, Link, Parsed
from model.errors import ParseError
from model.moments import Moment
from model.text import clean_line
from model.urls import clean_url, web_url
from parsers.dates.reading import read_moment
from parsers.decoding.bounds import hold_feed
from parsers.decoding.encoding import in_utf8
from parsers.finishing import finished
from parsers.languages import language_of, language_tag
from parsers.tree.markup import plain_text

MOST_ITEMS = 5000
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|channel)[\s>]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
#: Control characters that XML forbids and feeds contain all the same.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBERED, _BEYOND = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?"), 0x110000
_ITEM = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY([^>]*)>")
_REFERENCE = re.compile(rb"&[^#]")
#: Up to the year of a day as RSS was first specified to tell it: Sat, 14 Jun 25 09:12:00 GMT.
_SHORT_YEAR = re.compile(r"^\s*(?:\w{3},\s*)?\d\d?\s+[a-zA-Z]{3}\s+(?=\d\d\s)")
_PROLOGUE = 200_000
_HEAD = 4000
_LONGEST_SUMMARY = 2000


def is_feed(body: bytes) -> bool:
    """Whether the bytes begin as a feed does; its items may hold whole pages."""
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    root = _ROOT.search(head) if head.startswith(b"<") else None
    return root is not None and _HTML.search(head, 0, root.start()) is None


def _shortened(body: bytes) -> bytes:
    """A feed without the items beyond those that are taken: reading them would take long and be in vain."""
    beyond = next(islice(_ITEM.finditer(body), MOST_ITEMS, None), None)
    return body[: beyond.start()] if beyond else body


def _disarmed(body: bytes) -> bytes:
    """A feed without entities that are long or stand for others: an honest one has none, a bomb is made of them."""
    head = body[:_PROLOGUE]
    return (
        _ENTITY.sub(lambda said: b"" if len(said[0]) > 100 or _REFERENCE.search(said[1]) else said[0], head)
        + body[_PROLOGUE:]
    )


def parse_feed(raw: RawPage) -> Parsed:
    """The document of a feed, its items as links."""
    body = _disarmed(without_controls(_shortened(raw.body)))
    hold_feed(body, raw.url)
    found = feedparser.parse(
        io.BytesIO(in_utf8(body, raw.content_type)),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.entries and not found.feed:
        raise ParseError(f"the feed cannot be read ({found.get('bozo_exception', 'no channel')})", raw.url)
    channel: dict[str, Any] = found.feed
    base = web_url(channel.get("link"), raw.url) or raw.url
    links = tuple(link for entry in found.entries[:MOST_ITEMS] if (link := _item(entry, base, raw.zone)))
    document = Document(
        url=raw.url,
        kind=Kind.FEED,
        parser="feed",
        title=plain_text(channel.get("title") or "") or None,
        canonical_url=_related(channel, "self", base),
        modified_at=_moment(channel, ("updated", "published"), raw.zone),
        language=_language(channel, links) or raw.language,
        links=links,
        next_url=_related(channel, "next", base),
    )
    return finished(document, ())


def without_controls(body: bytes) -> bytes:
    """The bytes without forbidden control characters, and with U+FFFD for references to what is no character."""
    return _NUMBERED.sub(_known_character, _FORBIDDEN.sub(b"", body))


def _known_character(reference: re.Match[bytes]) -> bytes:
    """A reference as it is, unless it means half of a surrogate pair or a number beyond Unicode."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    number = int(digits, base) if len(digits.lstrip(b"0")) < 8 else _BEYOND
    return reference[0] if number < 0xD800 or 0xDFFF < number < _BEYOND else b"&#xFFFD;"


def _item(entry: dict[str, Any], base: str | None, zone: str | None) -> Link | None:
    """An item, None where it has no address."""
    url = web_url(entry.get("link"), base) if entry.get("link") else web_url(entry.get("id"))
    if url is None:
        return None
    return Link(
        url=clean_url(url),
        title=plain_text(entry.get("title") or "") or None,
        published_at=_moment(entry, ("published", "issued", "created", "date"), zone),
        item_id=clean_line(str(entry.get("id") or "")) or None,
        summary=plain_text(entry.get("summary") or "")[:_LONGEST_SUMMARY] or None,
    )


def _moment(thing: dict[str, Any], keys: tuple[str, ...], zone: str | None) -> Moment | None:
    told = (read_moment(_SHORT_YEAR.sub(r"\g<0>20", str(thing[key])), zone) for key in keys if thing.get(key))
    return next((at for at in told if at), None)


def _related(channel: dict[str, Any], relation: str, base: str | None) -> str | None:
    for link in channel.get("links", ()):
        if link.get("rel") == relation:
            return web_url(link.get("href"), base)
    return None


def _language(channel: dict[str, Any], links: tuple[Link, ...]) -> str | None:
    """The language stated, or that of the titles."""
    return language_tag(channel.get("language")) or language_of(" ".join(link.title or "" for link in links[:30]))

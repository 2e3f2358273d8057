"""Raw pages: bytes for the parsers, with what their source says where the page does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from config.sources import Source
from model.captures import Capture, RawPage


def raw_page(source: Source | None, capture: Capture, chrome: frozenset[int] | None = None) -> RawPage:
    """A response for the parsers; `chrome` is what was learned of its host, None where nothing is to be learned."""
    found = raw_bytes(source, capture.body, capture.final_url, capture.header("content-type"), capture.fetched_at)
    return replace(found, chrome=chrome)


def raw_bytes(
    source: Source | None, body: bytes, url: str | None, content_type: str | None, seen_at: datetime
) -> RawPage:
    """Bytes for the parsers, from wherever they come."""
    if source is None:
        return RawPage(body, url, content_type, seen_at=seen_at)
    zone, language = source.timezone, source.language
    return RawPage(body, url, content_type, zone, language, seen_at=seen_at, board=source.is_board)

"""What every request of a source says: its headers, its pace, its way, and whether its owner agreed to us."""

from __future__ import annotations

import re
from datetime import timedelta

from config.sources import Source
from crawler.fetching import Request
from crawler.http_dates import http_date
from model.captures import Capture

#: Characters; many servers refuse a request whose header lines are 8 kB long, and no validator needs so much.
_LONGEST_VALIDATOR = 1000
_AHEAD = timedelta(days=1)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def request_of(source: Source, url: str) -> Request:
    """A source's request for a URL, to be made more particular by `dataclasses.replace`."""
    said = source.fetch
    return Request(
        url=url,
        headers=said.headers,
        own_hosts=source.hosts,
        gap=said.per_host_gap or timedelta(0),
        agreed=said.robots_reason if said.robots == "override" else None,
        proxy=said.proxy,
    )


def validators_of(capture: Capture) -> tuple[str | None, str | None]:
    """The ETag and the Last-Modified by which an answer's address is asked again, as received.

    None for those by which nobody could see what is new there: a `*` is met by whatever there is, so is an instant
    that lies ahead until it has come, and what is over-long, or no text of one line, is refused.
    """
    etag, modified = _sendable(capture.header("etag")), _sendable(capture.header("last-modified"))
    at = http_date(modified) if modified is not None else None
    lies_ahead = at is not None and at - capture.fetched_at > _AHEAD
    return None if etag == "*" else etag, None if lies_ahead else modified


def _sendable(said: str | None) -> str | None:
    said = said.strip() if said is not None else None
    return None if said is None or len(said) > _LONGEST_VALIDATOR or _CONTROL.search(said) else said

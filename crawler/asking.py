"""What every request of a source says: its headers, its pace, its way, and whether its owner agreed to us."""

from __future__ import annotations

from datetime import timedelta

from config.sources import Source
from crawler.fetching import Request


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

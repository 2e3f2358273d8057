"""The links of a list, made ready: absolute, clean, on the source's hosts, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from model.documents import Link
from model.urls import Identity, clean_url, host_of, is_front_page, item_key, url_key, web_url

#: A list whose newest dated item is older than this is stale.
STALE_AFTER = timedelta(days=365)


def source_links(links: Iterable[Link], base: str, identity: Identity) -> tuple[Link, ...]:
    """The links that may be items of a source; front pages and the list itself are none.

    Of two addresses for one item the first stays.
    """
    seen = {url_key(base, identity)}
    return tuple(_kept(links, base, identity, seen))


def _kept(links: Iterable[Link], base: str, identity: Identity, seen: set[str]) -> Iterator[Link]:
    for link in links:
        url = web_url(link.url, base)
        if url is None or not _is_own(url, identity) or is_front_page(url):
            continue
        url = clean_url(url)
        key = item_key(url, link.item_id, identity)
        if key not in seen:
            seen.add(key)
            yield replace(link, url=url)


def _is_own(url: str, identity: Identity) -> bool:
    """Whether an address is on the source's hosts, and where the source is one edition of several, under its paths."""
    return host_of(url) in identity.hosts and (not identity.paths or urlsplit(url).path.startswith(identity.paths))


def newest(links: Iterable[Link]) -> datetime | None:
    """When the latest dated link was published, None where none is dated."""
    return max((link.published_at.at for link in links if link.published_at), default=None)


def is_stale(links: Iterable[Link], now: datetime) -> bool:
    """Whether the newest dated link is older than a year."""
    latest = newest(links)
    return latest is not None and now - latest > STALE_AFTER

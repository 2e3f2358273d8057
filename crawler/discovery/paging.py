"""Paging back: from a list's first page on until known ground, or a day, is reached."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from config.ladders import DiscoverKind
from model.documents import Document, Link

AnyKnown = Callable[[Sequence[Link]], Awaitable[bool]]


async def _none_known(_links: Sequence[Link]) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back lists are read.

    At most `pages` pages after the first, and none after one with a link that is known or, where `since` is given,
    with nothing published after it.
    """

    pages: int = 0
    any_known: AnyKnown = _none_known
    since: datetime | None = None

    async def ends_at(self, links: Sequence[Link]) -> bool:
        """Whether a page of links is the last to be read."""
        if not links or await self.any_known(links):
            return True
        dated = [link.published_at.at for link in links if link.published_at]
        return self.since is not None and bool(dated) and max(dated) < self.since

    def within(self, links: Sequence[Link]) -> tuple[Link, ...]:
        """The links that are not known to be older than wanted."""
        since = self.since
        if since is None:
            return tuple(links)
        return tuple(link for link in links if link.published_at is None or link.published_at.at >= since)


def next_page(kind: DiscoverKind, url: str, document: Document) -> str | None:
    """The page after this one: the one it names; for WordPress, which names it in a header only, the next number."""
    if kind is not DiscoverKind.WORDPRESS:
        return document.next_url
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    number = int(query["page"]) if query.get("page", "").isdigit() else 1
    return urlunsplit(parts._replace(query=urlencode(query | {"page": str(number + 1)})))

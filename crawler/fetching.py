"""What a fetch asks for, and who can answer it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from crawler.room import Place
from model.captures import Capture

ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "application/json;q=0.8, */*;q=0.5"
)
ACCEPT_TEXT = "text/plain, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET: where to, and what is particular to it.

    `headers` are a source's own and go to `own_hosts` only, whatever redirects follow. `etag` and `last_modified` are
    sent back exactly as received. `max_bytes` caps the body, as it comes and decoded; None means a page's cap.
    `gap` is the least time between requests to one host that the source asks for. `obey_robots` is false for
    robots.txt itself; `agreed` says why a site's owner wants its robots.txt passed over for us. `proxy` is the way all
    hops take, robots.txt included; None is the settings', "direct" none. `place` is where a large body lies for as long
    as who asked has it; without one it is given up with the answer.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    own_hosts: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    max_bytes: int | None = None
    accept: str = ACCEPT_PAGE
    gap: timedelta = timedelta(0)
    max_redirects: int | None = None
    obey_robots: bool = True
    agreed: str | None = None
    proxy: str | None = None
    place: Place | None = None

    @property
    def conditional(self) -> bool:
        """Whether a 304 is a possible answer."""
        return bool(self.etag or self.last_modified)


class Fetcher(Protocol):
    """Whoever answers requests: the network, or an archive."""

    async def fetch(self, request: Request) -> Capture:
        """The response to a request. Raises FetchError with what went wrong."""
        ...


class Gate(Protocol):
    """Who must agree before each request leaves, redirects and robots.txt included."""

    def hop(self, request: Request, url: str) -> AbstractAsyncContextManager[None]:
        """The leave to send one request, held until it is answered.

        Waits for the host's turn. Raises FetchError where the request may not be made; sees the FetchError of one
        that failed.
        """
        ...

"""The gate that every hop passes: robots.txt first, then the host's turn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from config.settings import FetchSettings
from crawler.client import Client
from crawler.fetching import Request
from crawler.pacing import Pacing
from crawler.robots import Robots, RobotsCache
from crawler.targets import host_key
from crawler.wire import Wire
from model.clock import Clock
from model.errors import FetchError
from model.urls import host_of

log = structlog.get_logger()

_ASKS_FOR_FEWER = frozenset({429, 503})


class PoliteGate:
    """Lets a request pass when robots.txt allows it and its host's turn has come.

    The gap is the largest of the settings', the source's and the Crawl-delay. Without `robots` only the pace counts.
    """

    def __init__(self, settings: FetchSettings, pacing: Pacing, robots: Robots | None) -> None:
        self._settings, self._pacing, self._robots = settings, pacing, robots

    @asynccontextmanager
    async def hop(self, request: Request, url: str) -> AsyncIterator[None]:
        """The leave to send one request. Raises FetchError (ROBOTS, REFUSED) where it may not be sent now."""
        delay = await self._asked_delay(request, url)  # before the turn: robots.txt may need one of its own
        host = host_key(url)
        async with self._pacing.turn(host, max(self._settings.per_host_gap, request.gap, delay)):
            try:
                yield
            except FetchError as error:
                if error.status in _ASKS_FOR_FEWER:
                    await self._pacing.widen(host, error.retry_at)
                raise
            await self._pacing.narrow(host)

    async def _asked_delay(self, request: Request, url: str) -> timedelta:
        """The delay that robots.txt asks for. Raises FetchError where it forbids the URL."""
        if self._robots is None or not request.obey_robots:
            return timedelta(0)
        verdict = await self._robots.verdict(url, request.proxy)
        if not verdict.allowed:
            if request.agreed is None or host_of(url) not in request.own_hosts:
                raise FetchError(url, verdict.outcome, verdict.reason, retry_at=verdict.retry_at)
            log.warning("robots.txt passed over", url=url, robots=verdict.reason, agreed=request.agreed)
        return timedelta(seconds=verdict.delay or 0)


def polite_client(
    settings: FetchSettings, clock: Clock, *, pacing: Pacing, robots_cache: RobotsCache, wire: Wire | None = None
) -> Client:
    """A client that keeps to robots.txt (unless the settings say otherwise) and to every host's pace."""
    wire = wire or Wire(settings)
    paced = Client(settings, clock, PoliteGate(settings, pacing, None), wire=wire)
    if not settings.respect_robots:
        return paced
    robots = Robots(paced, robots_cache, clock, settings.user_agent)
    return Client(settings, clock, PoliteGate(settings, pacing, robots), wire=wire)

"""Dispatch: a desk's courier, beside the daemon or for a moment at the end of a crawl."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from config.catalogue import Catalogue
from nightdesk.composing import Names
from nightdesk.delivering import Courier
from nightdesk.desk import Desk
from nightdesk.routes import close_routes, open_routes

log = structlog.get_logger()

#: How long a one-off crawl goes on delivering at most, in seconds.
AT_THE_END = 30.0


def names_of(catalogue: Catalogue) -> Names:
    """What the watches and sources of a configuration are called."""
    watches = {entry.shape.id: entry.shape.title for entry in catalogue.watches.values()}
    return Names(watches, {source.id: source.name for source in catalogue.sources.values()})


@asynccontextmanager
async def delivering(desk: Desk) -> AsyncIterator[None]:
    """Delivers as long as the context is open, then lets what is under way finish."""
    async with _courier(desk) as courier:
        working = asyncio.create_task(courier.run(), name="courier")
        working.add_done_callback(_ended)
        try:
            yield
        finally:
            courier.stop()
            await asyncio.wait([working])


def _ended(working: asyncio.Task[None]) -> None:
    if not working.cancelled() and (error := working.exception()) is not None:
        log.error("delivering has ended", error=repr(error))


async def deliver_now(desk: Desk, seconds: float = AT_THE_END) -> int:
    """Delivers what waits now; gives how many messages were taken. What is left waits for the next time."""
    if not desk.catalogue.settings.channels:
        return 0
    async with _courier(desk) as courier:
        await courier.run_dry(seconds)
        return courier.sent


@asynccontextmanager
async def _courier(desk: Desk) -> AsyncIterator[Courier]:
    routes = open_routes(desk.catalogue.settings, desk.clock)
    try:
        yield Courier(desk.store, routes, desk.newsroom, names_of(desk.catalogue), desk.clock, desk.name)
    finally:
        await close_routes(routes)

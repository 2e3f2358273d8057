"""Dispatch: a desk's courier, beside the daemon or for a moment at the end of a crawl."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import structlog

from alerts.channels.websub import HUB
from config.catalogue import Catalogue
from config.settings import Settings
from db.store import Store
from nightdesk.delivery.composing import Names
from nightdesk.delivery.delivering import Courier
from nightdesk.delivery.routes import close_routes, open_routes
from nightdesk.desk import Desk

log = structlog.get_logger()

_GONE = "the channel is in the configuration no more; `nightdesk alerts replay --dead` sends it once it is there again"

#: How long a one-off crawl goes on delivering at most, in seconds.
AT_THE_END = 30.0


def names_of(catalogue: Catalogue) -> Names:
    """What the watches and sources of a configuration are called."""
    return Names(catalogue.titles, catalogue.names)


@asynccontextmanager
async def delivering(desk: Desk) -> AsyncIterator[None]:
    """Delivers as long as the context is open, then lets what is under way finish.

    What waits for a channel that is in the configuration no more is given up first, with a word.
    """
    await give_up_absent(desk.store, desk.catalogue.settings, desk.clock())
    async with _courier(desk) as courier:
        working = asyncio.create_task(courier.run(), name="courier")
        working.add_done_callback(_ended)
        try:
            yield
        finally:
            courier.stop()
            await asyncio.wait([working])


async def give_up_absent(store: Store, settings: Settings, now: datetime) -> None:
    """Gives up what waits for channels that are in the configuration no more; it is kept and can be sent again."""
    known = [*settings.channels, *([HUB] if settings.feed.hub else [])]
    for name, count in (await store.write(lambda uow: uow.outbox.give_up_but(known, _GONE, now))).items():
        log.warning("given up, for there is no such channel any more", channel=name, deliveries=count)


def _ended(working: asyncio.Task[None]) -> None:
    if not working.cancelled() and (error := working.exception()) is not None:
        log.error("delivering has ended", error=repr(error))


async def deliver_now(desk: Desk, seconds: float = AT_THE_END) -> int:
    """Delivers what waits now; gives how many messages were taken. What is left waits for the next time."""
    settings = desk.catalogue.settings
    if not settings.channels and not settings.feed.hub:
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

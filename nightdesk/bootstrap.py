"""Bootstrap: the one place where the rooms are joined."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from config.catalogue import Catalogue
from crawler.fetching import Fetcher
from crawler.gate import polite_client
from db.store import Store
from model.clock import Clock, system_clock
from nightdesk.bookkeeping.ending import Endings
from nightdesk.bookkeeping.learning import Chromes
from nightdesk.bookkeeping.leases import process_name
from nightdesk.bookkeeping.pacing import StoredPacing
from nightdesk.bookkeeping.remembering import StoredRobots
from nightdesk.desk import Desk
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.watches.watching import Watcher
from nightdesk.workers.pool import ParsePool
from nightdesk.workers.quarantine import StoredQuarantine

#: A host's turn is leased for a fetch's deadline and so much more.
_SPARE = timedelta(seconds=15)


@asynccontextmanager
async def open_desk(
    catalogue: Catalogue,
    watcher: Watcher,
    store: Store,
    *,
    fetcher: Fetcher | None = None,
    clock: Clock = system_clock,
) -> AsyncIterator[Desk]:
    """A desk that fetches from the network, or from `fetcher` where one is given."""
    newsroom, chromes = newsroom_of(catalogue), Chromes(store)
    settings, table = catalogue.settings, asyncio.Semaphore(2 * catalogue.settings.fetch.concurrency)
    name = process_name()

    def joined(way: Fetcher, pool: ParsePool) -> Desk:
        endings = Endings(store, name)
        return Desk(catalogue, store, way, pool.parse, watcher, clock, name, table, newsroom, chromes, endings)

    async with ParsePool(settings.parse, StoredQuarantine(store, clock)) as pool:
        if fetcher is not None:
            yield joined(fetcher, pool)
            return
        pacing = StoredPacing(store, name, settings.fetch.timeout + _SPARE, clock)
        async with polite_client(
            settings.fetch, clock, pacing=pacing, robots_cache=StoredRobots(store, clock)
        ) as client:
            yield joined(client, pool)

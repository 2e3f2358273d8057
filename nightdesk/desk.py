"""The desk: everything one process works with, joined by `bootstrap`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from config.catalogue import Catalogue
from crawler.fetching import Fetcher
from crawler.seats import STANDING
from db.store import Store
from model.clock import Clock
from nightdesk.bookkeeping.ending import Endings
from nightdesk.bookkeeping.learning import Chromes
from nightdesk.notices.newsroom import Newsroom
from nightdesk.watches.watching import Watcher
from nightdesk.workers.pool import Parse


@dataclass(frozen=True, slots=True)
class Desk:
    """A configuration, a store, a way to fetch, a way to parse, the watches, the time, and who is told.

    `name` tells this process from others that lease sources of the same database. `table` has room for so many pages
    between being fetched and being stored; while it is full, none is fetched. `chromes` are what
    repeats on the pages of hosts, `endings` writes visits down.
    """

    catalogue: Catalogue
    store: Store
    fetcher: Fetcher
    parse: Parse
    watcher: Watcher
    clock: Clock
    name: str
    table: asyncio.Semaphore
    newsroom: Newsroom
    chromes: Chromes
    endings: Endings

    @property
    def lease(self) -> timedelta:
        """A visit that hangs longer than this has lost its source to whoever comes next."""
        return self.catalogue.settings.run.lease

    @property
    def visits_at_once(self) -> int:
        """Sources being visited at once: most wait for a host's turn or a slow answer; fetches are counted apart."""
        return self.catalogue.settings.fetch.concurrency * STANDING

"""The desk: everything one process works with, joined by `bootstrap`."""

from __future__ import annotations

from dataclasses import dataclass

from config.catalogue import Catalogue
from crawler.fetching import Fetcher
from db.store import Store
from model.clock import Clock
from nightdesk.watching import Watcher
from nightdesk.workers import Parse


@dataclass(frozen=True, slots=True)
class Desk:
    """A configuration, a store, a way to fetch, a way to parse, the watches, and the time.

    `name` tells this process from others that lease sources of the same database.
    """

    catalogue: Catalogue
    store: Store
    fetcher: Fetcher
    parse: Parse
    watcher: Watcher
    clock: Clock
    name: str

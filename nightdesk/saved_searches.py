"""Saved searches of the configuration, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from config.catalogue import Catalogue
from db.store import Store
from matching.names import NameList
from model.stories import StoredDocument
from nightdesk.searching import search
from nightdesk.watching import compile_watches

#: Finds the newest documents, at most so many.
Search = Callable[[int], Sequence[StoredDocument]]


def saved_searches(store: Store, catalogue: Catalogue) -> Mapping[str, Search]:
    """Every saved search by name; it may refer to the name lists of the watches. Raises QueryError, ConfigError."""
    saved = catalogue.settings.feed.searches
    if not saved:
        return {}
    names = tuple(name for each in compile_watches(catalogue.watches).watches for name in each.watch.names)
    for query in saved.values():
        search(store, query, names, 1)
    return {name: partial(_find, store, query, names) for name, query in saved.items()}


def _find(store: Store, query: str, names: tuple[NameList, ...], limit: int) -> Sequence[StoredDocument]:
    return search(store, query, names, limit)

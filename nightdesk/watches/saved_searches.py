"""Saved searches, of the configuration and of readers, ready to be asked: each is a feed of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from config.catalogue import Catalogue
from db.unit import UnitOfWork
from model.browsing import SavedSearch
from model.stories import StoredDocument
from web.feeds import Search
from web.means import Asked, Dashboard
from web.wishes import anybodys, read_wish


class SavedSearches(Mapping[str, Search]):
    """Saved searches by name; those that readers save while this runs are here at once.

    They may refer to the name lists of the watches. Raises QueryError for one of the configuration that cannot be read.
    """

    def __init__(self, catalogue: Catalogue, dash: Dashboard) -> None:
        self._dash, self._configured = dash, catalogue.settings.feed.searches
        for query in self._configured.values():
            dash.store.read(partial(self._find, given={"q": query}, limit=1))

    def __getitem__(self, name: str) -> Search:
        wish = self._wish(name)
        return lambda limit: self._dash.store.read(partial(self._find, given=wish, limit=limit))

    def __iter__(self) -> Iterator[str]:
        yield from self._configured
        yield from (kept.slug for kept in self._kept() if kept.slug not in self._configured)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _kept(self) -> list[SavedSearch]:
        return self._dash.store.read(lambda uow: uow.marks.searches())

    def _wish(self, name: str) -> Mapping[str, str]:
        if name in self._configured:
            return {"q": self._configured[name]}
        kept = self._dash.store.read(lambda uow: uow.marks.search(name))
        if kept is None:
            raise KeyError(name)
        return kept.wish

    def _find(self, uow: UnitOfWork, given: Mapping[str, str], limit: int) -> Sequence[StoredDocument]:
        """The documents that stand first in the stories that are found, the newest first."""
        catalogue = self._dash.catalogue
        wish = anybodys(read_wish(given, "", catalogue.watches, catalogue.sources))
        if wish.faults:  # its watch or source is no more: without that it would find everything
            return []
        if not wish.text:
            places = uow.browsing.page(wish.wanted, limit).stories
            leads = [listed.lead.number for listed in uow.listing.stories(places, "")]
        else:
            leads = self._searched(uow, wish.text, Asked(wish.wanted, limit))
        read = uow.reading.by_number(leads)
        return [read[number] for number in leads if number in read]

    def _searched(self, uow: UnitOfWork, text: str, asked: Asked) -> list[int]:
        """The same by words, page after page until there are enough."""
        found: dict[str, None] = {}
        while len(found) < asked.limit:
            hits = self._dash.search(uow, text, asked)
            found |= dict.fromkeys(reason.document for _, reason in hits.found)
            if hits.after is None:
                break
            asked = Asked(asked.wanted, asked.limit, hits.after)
        numbers = (uow.matches.number(uid) for uid in list(found)[: asked.limit])
        return [number for number in numbers if number is not None]

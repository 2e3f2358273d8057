"""What parsers learn of a host: what repeats on its pages, counted as documents are stored."""

from __future__ import annotations

from collections.abc import Sequence

from db.store import Store
from db.unit import UnitOfWork
from parsers.tree.chrome import Tally

#: After so many pages one in so many is counted: a site's chrome is known by then, and counting costs.
_SETTLED, _ONE_IN = 30, 10
#: Hosts whose chrome is kept in memory.
_MOST_HOSTS = 2000


class Chromes:
    """The chrome of hosts, read from the store once a process and then kept in step with what it counts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[int, frozenset[int]]] = {}  #: pages counted, and the chrome, oldest first

    async def of(self, host: str) -> frozenset[int]:
        """The blocks that belong to a host's pages and to no article, by their fingerprints."""
        known = self._known.get(host)
        if known is None:
            tally = await self._store.read_soon(lambda uow: Tally(*uow.chrome.get(host)))
            known = self._keep(host, tally)
        return known[1]

    def count(self, uow: UnitOfWork, host: str, prints: Sequence[int]) -> None:
        """Counts the blocks of a page that gave a new document; pages of known documents would count twice."""
        pages, _ = self._known.get(host, (0, frozenset()))
        if not prints or (pages >= _SETTLED and sum(prints) % _ONE_IN):
            return
        tally = Tally(*uow.chrome.get(host)).with_page(prints)
        uow.chrome.put(host, tally.pages, tally.counts)
        self._keep(host, tally)

    def _keep(self, host: str, tally: Tally) -> tuple[int, frozenset[int]]:
        while len(self._known) >= _MOST_HOSTS and host not in self._known:
            self._known.pop(next(iter(self._known)))
        self._known[host] = known = tally.pages, tally.chrome()
        return known

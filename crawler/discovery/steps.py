"""Steps of the ladder: what a feed, a list, a search or a sitemap index gives, each in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.ladders import Discover, DiscoverKind
from config.sources import Source
from crawler.discovery.endpoints import Endpoints, Sight
from crawler.discovery.findings import Step
from crawler.discovery.links import is_stale, newest, source_links
from crawler.discovery.paging import Reach, next_page
from crawler.discovery.sitemaps import DEEPEST, is_index, newest_children
from model.clock import Clock
from model.documents import Document, Kind, Link
from model.outcomes import Outcome
from model.text import counted

_LISTS_OF_PAGES = frozenset({DiscoverKind.LISTING, DiscoverKind.BOARD})
#: What a step that is no page must give.
_EXPECTED = {
    DiscoverKind.FEED: "a feed",
    DiscoverKind.SITEMAP: "a sitemap",
    DiscoverKind.WORDPRESS: "a list of WordPress posts",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a step gave, and how it ended."""

    step: Step
    links: tuple[Link, ...] = ()

    @property
    def settles(self) -> bool:
        """Whether the ladder ends here: with fresh links, or with the word that there are none since last time.

        Nor does one whose links are all older than wanted lead on.
        """
        return self.step.outcome in {Outcome.OK, Outcome.UNCHANGED} and not self.step.stale


class Descent:
    """One way down the ladder of a source; `endpoints` gathers what is to be remembered of it."""

    def __init__(self, source: Source, endpoints: Endpoints, clock: Clock, reach: Reach) -> None:
        self._source, self.endpoints, self._clock, self._reach = source, endpoints, clock, reach

    async def take(self, step: Discover) -> Found:
        """What a step gives."""
        if step.kind is DiscoverKind.SEARCH:
            return await self._search(step)
        sight = await self._look(step, step.url)
        if sight.document is None:
            return Found(_step(step, sight.outcome, sight.reason))
        if step.kind is DiscoverKind.SITEMAP and is_index(sight.document):
            return await self._index(step, sight.document)
        return await self._read(step, sight, sight.document)

    async def _look(self, step: Discover, url: str) -> Sight:
        return await self.endpoints.look(url, page=step.kind in _LISTS_OF_PAGES, selector=step.selector)

    async def _search(self, step: Discover) -> Found:
        """What every query of a search finds, joined. That some find nothing is no failure of the others."""
        found = [await self.take(listing) for listing in step.listings]
        links = tuple(link for each in found for link in each.links)
        if links:
            yielding = sum(bool(each.links) for each in found)
            return self._yield(step, links, f" by {yielding} of {len(found)} queries")
        ended = next((each.step for each in found if each.step.outcome is Outcome.UNCHANGED), found[-1].step)
        return Found(_step(step, ended.outcome, ended.reason))

    async def _read(self, step: Discover, sight: Sight, document: Document) -> Found:
        if problem := _not_expected(step.kind, document):
            return Found(_step(step, Outcome.PARSE, problem))
        links = source_links(document.links, step.url, self._source.identity)
        if not links:
            return Found(_step(step, Outcome.EMPTY, _why_none(document)))
        older = await self._page_back(step, sight.url, document, links)
        wanted = self._reach.within((*links, *older))
        if not wanted:
            return self._nothing_so_late(step, len(links) + len(older))
        found = self._yield(step, wanted)
        if not found.step.stale:
            self.endpoints.remember(sight)
        return found

    def _nothing_so_late(self, step: Discover, links: int) -> Found:
        """That a list has links, and none of the time that is wanted."""
        since = f"{self._reach.since:%Y-%m-%d}" if self._reach.since else ""
        return Found(_step(step, Outcome.OK, f"none of {counted(links, 'link')} is of {since} or later"))

    async def _page_back(
        self, step: Discover, url: str, document: Document, links: tuple[Link, ...]
    ) -> tuple[Link, ...]:
        """The links of further pages, as far as the reach goes; a page that fails ends it."""
        older: list[Link] = []
        asked = {url}
        for _ in range(self._reach.pages):
            following = next_page(step.kind, url, document)
            if following is None or following in asked or await self._reach.ends_at(links):
                break
            asked.add(following)
            sight = await self._look(step, following)
            if sight.document is None:
                break
            url, document = following, sight.document
            links = source_links(document.links, url, self._source.identity)
            older += links
        return tuple(older)

    async def _index(self, step: Discover, document: Document) -> Found:
        """The sitemaps of an index. The index itself is asked in full each time: it says which are the newest."""
        sights, named = await self._sitemaps(document)
        read = [(s, source_links(s.document.links, s.url, self._source.identity)) for s in sights if s.document]
        links = tuple(link for _, some in read for link in some)
        if not links:
            return Found(self._nothing(step, sights))
        wanted = self._reach.within(links)
        if not wanted:
            return self._nothing_so_late(step, len(links))
        found = self._yield(step, wanted, f" in {len(read)} of {named} sitemaps")
        for sight, some in read:
            if some and not found.step.stale:
                self.endpoints.remember(sight)
        return found

    async def _sitemaps(self, document: Document, depth: int = 1) -> tuple[list[Sight], int]:
        """What the newest sitemaps of an index show, and of how many it names; of indexes among them the first is read.

        An index that leads on is no sitemap: what it names are no articles.
        """
        sights = [await self.endpoints.look(child.url) for child in newest_children(document.links)]
        inner = [sight.document for sight in sights if sight.document and is_index(sight.document)]
        own = [sight for sight in sights if sight.document is None or not is_index(sight.document)]
        named = len(document.links) - len(inner)
        if not inner or depth >= DEEPEST:
            return own, named
        more, further = await self._sitemaps(inner[0], depth + 1)
        return [*own, *more], named + further

    def _nothing(self, step: Discover, sights: Sequence[Sight]) -> Step:
        if any(sight.outcome is Outcome.UNCHANGED for sight in sights):
            return _step(step, Outcome.UNCHANGED, "nothing new since the last visit")
        failed = next((sight for sight in sights if sight.outcome is not Outcome.OK), None)
        if failed is not None:
            return _step(step, failed.outcome, f"{failed.reason} (sitemap {failed.url})")
        return _step(step, Outcome.EMPTY, "the index names no sitemap with links of this source")

    def _yield(self, step: Discover, links: tuple[Link, ...], where: str = "") -> Found:
        taken = _step(step, Outcome.OK, f"{counted(len(links), 'link')}{where}")
        latest = newest(links)
        if latest is not None and is_stale(links, self._clock()):
            reason = f"stale: the newest of {counted(len(links), 'link')}{where} is of {latest.date().isoformat()}"
            taken = replace(taken, reason=reason, stale=True)
        return Found(replace(taken, found=len(links)), links)


def _step(step: Discover, outcome: Outcome, reason: str) -> Step:
    return Step(step.kind, step.url, outcome, reason)


def _not_expected(kind: DiscoverKind, document: Document) -> str | None:
    """What is wrong with a document in this step's place, None where it will do."""
    if kind in _LISTS_OF_PAGES:
        if document.links or document.kind in {Kind.LISTING, Kind.FEED}:
            return None
        return f"no list of links, but a page of kind {document.kind}; `selector` can say which links count"
    if is_index(document):
        return f"a sitemap index where {_EXPECTED[kind]} was expected"
    return (
        None if document.kind is Kind.FEED else f"a page of kind {document.kind} where {_EXPECTED[kind]} was expected"
    )


def _why_none(document: Document) -> str:
    if not document.links:
        return "the list is empty"
    return f"none of {len(document.links)} links is an item on the source's hosts"

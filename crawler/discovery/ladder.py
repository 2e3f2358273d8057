"""The ladder: a source's steps in order, the first that yields fresh links is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from config.ladders import Discover, DiscoverKind
from config.settings import FetchSettings
from config.sources import Source
from crawler.discovery.endpoints import Endpoints, Parse, Recall, Sight, Tools, nothing_more
from crawler.discovery.findings import Discovery, Step
from crawler.discovery.links import is_stale, newest, source_links
from crawler.discovery.paging import Reach, next_page
from crawler.discovery.sitemaps import DEEPEST, is_index, newest_children
from crawler.fetching import Fetcher
from model.clock import Clock
from model.documents import Document, Kind, Link
from model.endpoints import EndpointState
from model.outcomes import Outcome, Visit
from model.text import counted

log = structlog.get_logger()

_DEFAULTS = FetchSettings()
FIRST_PAGE = Reach()

_REFUSALS = frozenset({Outcome.REFUSED, Outcome.CHALLENGE, Outcome.ROBOTS})
_LISTS_OF_PAGES = frozenset({DiscoverKind.LISTING, DiscoverKind.BOARD})
#: What a step that is no page must give.
_EXPECTED = {
    DiscoverKind.FEED: "a feed",
    DiscoverKind.SITEMAP: "a sitemap",
    DiscoverKind.WORDPRESS: "a list of WordPress posts",
}


@dataclass(frozen=True, slots=True)
class _Found:
    step: Step
    links: tuple[Link, ...] = ()

    @property
    def settles(self) -> bool:
        """Whether the ladder ends here: with fresh links, or with the word that there are none since last time."""
        return self.step.outcome is Outcome.UNCHANGED or (bool(self.links) and not self.step.stale)


async def discover(  # noqa: PLR0913 - everything from outside is handed in
    source: Source,
    state: Mapping[str, EndpointState],
    fetcher: Fetcher,
    parse: Parse,
    clock: Clock,
    settings: FetchSettings = _DEFAULTS,
    reach: Reach = FIRST_PAGE,
    recall: Recall = nothing_more,
) -> Discovery:
    """The links of a source now, with every step tried and its reason. Never raises FetchError or ParseError.

    `state` is what earlier passes gave as `endpoints`, by URL; `recall` is asked for what it has not, such as sitemaps
    of an index, which are known only on the way. A stale list's links are kept behind those of the next step that
    yields. `reach` says how far back lists are paged.
    """
    descent = _Descent(source, Endpoints(source, state, Tools(fetcher, parse, clock, settings), recall), clock, reach)
    found: list[_Found] = []
    for step in source.steps:
        found.append(await descent.take(step))
        log.info("looked for links", **found[-1].step.as_json())
        if found[-1].settles:
            break
    links = [link for each in reversed(found) for link in each.links]
    steps = tuple(each.step for each in found)
    outcome, reason = _conclusion(steps)
    return Discovery(
        links=source_links(links, source.home, source.identity),
        steps=steps,
        endpoints=descent.endpoints.states,
        outcome=outcome,
        reason=reason,
        wire_bytes=descent.endpoints.wire_bytes,
    )


class _Descent:
    def __init__(self, source: Source, endpoints: Endpoints, clock: Clock, reach: Reach) -> None:
        self._source, self.endpoints, self._clock, self._reach = source, endpoints, clock, reach

    async def take(self, step: Discover) -> _Found:
        """One step of the ladder."""
        if step.kind is DiscoverKind.SEARCH:
            return await self._search(step)
        sight = await self._look(step, step.url)
        if sight.document is None:
            return _Found(_step(step, sight.outcome, sight.reason))
        if step.kind is DiscoverKind.SITEMAP and is_index(sight.document):
            return await self._index(step, sight.document)
        return await self._read(step, sight, sight.document)

    async def _look(self, step: Discover, url: str) -> Sight:
        return await self.endpoints.look(url, page=step.kind in _LISTS_OF_PAGES, selector=step.selector)

    async def _search(self, step: Discover) -> _Found:
        """What every query of a search finds, joined. That some find nothing is no failure of the others."""
        found = [await self.take(listing) for listing in step.listings]
        links = tuple(link for each in found for link in each.links)
        if links:
            yielding = sum(bool(each.links) for each in found)
            return self._yield(step, links, f" by {yielding} of {len(found)} queries")
        ended = next((each.step for each in found if each.step.outcome is Outcome.UNCHANGED), found[-1].step)
        return _Found(_step(step, ended.outcome, ended.reason))

    async def _read(self, step: Discover, sight: Sight, document: Document) -> _Found:
        if problem := _not_expected(step.kind, document):
            return _Found(_step(step, Outcome.PARSE, problem))
        links = source_links(document.links, step.url, self._source.identity)
        if not links:
            return _Found(_step(step, Outcome.EMPTY, _why_none(document)))
        older = await self._page_back(step, sight.url, document, links)
        found = self._yield(step, self._reach.within((*links, *older)))
        if not found.step.stale:
            self.endpoints.remember(sight)
        return found

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

    async def _index(self, step: Discover, document: Document) -> _Found:
        """The sitemaps of an index. The index itself is asked in full each time: it says which are the newest."""
        sights, named = await self._sitemaps(document)
        read = [(s, source_links(s.document.links, s.url, self._source.identity)) for s in sights if s.document]
        links = tuple(link for _, some in read for link in some)
        if not links:
            return _Found(self._nothing(step, sights))
        found = self._yield(step, links, f" in {len(read)} of {named} sitemaps")
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

    def _yield(self, step: Discover, links: tuple[Link, ...], where: str = "") -> _Found:
        taken = _step(step, Outcome.OK, f"{counted(len(links), 'link')}{where}")
        latest = newest(links)
        if latest is not None and is_stale(links, self._clock()):
            reason = f"stale: the newest of {counted(len(links), 'link')}{where} is of {latest.date().isoformat()}"
            taken = replace(taken, reason=reason, stale=True)
        return _Found(replace(taken, found=len(links)), links)


def _step(step: Discover, outcome: Outcome, reason: str) -> Step:
    return Step(step.kind, step.url, outcome, reason)


def _not_expected(kind: DiscoverKind, document: Document) -> str | None:
    """What is wrong with a document in this step's place, None where it will do."""
    if kind in _LISTS_OF_PAGES:
        is_list = bool(document.links) or document.kind in {Kind.LISTING, Kind.FEED}
        return None if is_list else f"no list of links, but a page of kind {document.kind}"
    if is_index(document):
        return f"a sitemap index where {_EXPECTED[kind]} was expected"
    return (
        None if document.kind is Kind.FEED else f"a page of kind {document.kind} where {_EXPECTED[kind]} was expected"
    )


def _why_none(document: Document) -> str:
    if not document.links:
        return "the list is empty"
    return f"none of {len(document.links)} links is an item on the source's hosts"


def _conclusion(steps: Sequence[Step]) -> tuple[Visit, str | None]:
    """How the whole pass ended, and in words why the ladder was gone down."""
    fell = "; ".join(f"{step.kind}: {step.outcome}: {step.reason}" for step in steps if not step.found)
    if any(step.found for step in steps):
        return Visit.OK, fell or None
    outcomes = {step.outcome for step in steps}
    if Outcome.UNCHANGED in outcomes:
        return Visit.UNCHANGED, steps[-1].reason
    if not outcomes or outcomes == {Outcome.EMPTY}:
        return Visit.SILENT, fell or "the source names nowhere to look for links"
    return (Visit.REFUSED if outcomes <= _REFUSALS else Visit.FAILED), fell

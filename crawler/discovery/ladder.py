"""The ladder: a source's steps in order, the first that yields fresh links is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import structlog

from config.settings import FetchSettings
from config.sources import Source
from crawler.discovery.endpoints import Endpoints, Parse, Recall, Tools, nothing_more
from crawler.discovery.findings import Discovery, Step
from crawler.discovery.links import source_links
from crawler.discovery.paging import Reach
from crawler.discovery.steps import Descent, Found
from crawler.fetching import Fetcher
from model.clock import Clock
from model.endpoints import EndpointState
from model.outcomes import Outcome, Visit

log = structlog.get_logger()

_DEFAULTS = FetchSettings()
FIRST_PAGE = Reach()

_REFUSALS = frozenset({Outcome.REFUSED, Outcome.CHALLENGE, Outcome.ROBOTS})


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
    descent = Descent(source, Endpoints(source, state, Tools(fetcher, parse, clock, settings), recall), clock, reach)
    found: list[Found] = []
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


def _conclusion(steps: Sequence[Step]) -> tuple[Visit, str | None]:
    """How the whole pass ended, and in words why the ladder was gone down."""
    fell = "; ".join(step.said for step in steps if not step.found)
    if any(step.found for step in steps):
        return Visit.OK, fell or None
    outcomes = {step.outcome for step in steps}
    if outcomes & {Outcome.UNCHANGED, Outcome.OK}:  # links that are all older than wanted are nothing new either
        return Visit.UNCHANGED, steps[-1].reason
    if not outcomes or outcomes == {Outcome.EMPTY}:
        return Visit.SILENT, fell or "the source names nowhere to look for links"
    return (Visit.REFUSED if outcomes <= _REFUSALS else Visit.FAILED), fell

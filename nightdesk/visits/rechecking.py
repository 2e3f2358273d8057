"""Re-checking: a source whose list tells nothing new is asked at its other lists, to tell silence from a dead feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from config.sources import Source
from crawler.discovery import Discovery, discover
from crawler.health import judge
from db.repositories.frontier import FrontierLink
from db.unit import UnitOfWork
from model.documents import Link
from model.health import Facts, Health
from model.urls import item_key
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.desk import Desk

#: So many links without a date that were never met are news; fewer may be pages about the house.
_UNDATED = 3
#: A source that is quiet and not ill needs so many links with dates to show that its list is dead.
_DATED = 2
#: What a source may be quiet for without its lists being doubted.
QUIET = timedelta(days=1)


def frontier_links(source: Source, links: Sequence[Link]) -> list[FrontierLink]:
    """Links with the keys that tell items apart."""
    return [FrontierLink(item_key(link.url, link.item_id, source.identity), link, None) for link in links]


def stands_still(found: Discovery) -> str | None:
    """Which list has had nothing for a year, in words."""
    return next((f"{step.kind} {step.url}: {step.reason}" for step in found.steps if step.stale), None)


def doubted(sources: Iterable[Source], facts: Mapping[str, Facts], now: datetime) -> list[str]:
    """The sources whose further lists are to be looked at: those that are ill so, and those quiet for a day."""
    several = [source for source in sources if source.enabled and len(source.steps) > 1]
    return [source.id for source in several if (known := facts.get(source.id)) and _is_doubted(source, known, now)]


def _is_doubted(source: Source, facts: Facts, now: datetime) -> bool:
    return _is_ill(source, facts, now) or (facts.new_at is not None and now - facts.new_at > QUIET)


def _is_ill(source: Source, facts: Facts, now: datetime) -> bool:
    return judge(source, facts, now).health in {Health.SILENT, Health.STALE}


async def recheck(desk: Desk, source: Source, found: Discovery, report: VisitReport) -> str | None:
    """Looks at the lists that a visit left out, where that was asked for; says which list stands still, if one does.

    What they have that is new waits in the frontier, so that nothing is lost while somebody mends the first.
    """
    rest = source.steps[len(found.steps) :]
    facts = report.ground.facts if report.ground is not None and report.ground.recheck else None
    if not rest or facts is None or (since := facts.new_at) is None:
        return None
    others = source.model_copy(update={"discover": rest})
    more = await discover(others, {}, desk.fetcher, desk.parse, desk.clock, desk.catalogue.settings.fetch)
    report.steps += [step.as_json() for step in more.steps]
    entries, now = frontier_links(source, more.links), desk.clock()
    ill = _is_ill(source, facts, now)
    fresh = await desk.store.write(lambda uow: _fresh(uow, source, entries, since, now, ill=ill))
    report.counts.discovered += fresh
    if not fresh:
        return None
    first, other = found.steps[-1], next(step for step in more.steps if step.found)
    return f"{first.kind} {first.url} has had nothing since {since:%Y-%m-%d}, {other.kind} {other.url} has {fresh} new"


def _fresh(
    uow: UnitOfWork, source: Source, entries: list[FrontierLink], since: datetime, now: datetime, *, ill: bool
) -> int:
    """Adds what the other lists have that is new, if it is news; gives how much that is.

    Of a source that is not ill, links without a date prove nothing: another list of it may have always had more.
    """
    known = uow.frontier.known([entry.url_key for entry in entries])
    unmet = [entry for entry in entries if entry.url_key not in known]
    dated = [entry for entry in unmet if (at := entry.link.published_at) is not None and at.at > since]
    undated = [entry for entry in unmet if entry.link.published_at is None]
    proof = dated if ill or len(dated) >= _DATED else []
    signs = undated if ill and len(undated) >= _UNDATED else []
    return uow.frontier.add(source.id, proof + signs, now)

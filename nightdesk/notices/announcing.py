"""Announcing: how sources stand written down, and the operator told once of each that is ill, and once of its end.

The end is told after two good visits in a row: a source that fails and recovers by turns would be told of every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from config.sources import Source
from crawler.health import judge_all
from db.unit import UnitOfWork
from model.health import Facts, Health, Standing
from nightdesk.notices.newsroom import Newsroom, begin_trouble, end_trouble

#: So many sources with one complaint are one trouble: the cause is most likely ours, and nobody reads a hundred alerts.
_MANY = 10
_NAMED = 5
_ONE, _GROUP = "source:", "sources:"


def write_standings(uow: UnitOfWork, sources: Sequence[Source], newsroom: Newsroom, now: datetime) -> list[Standing]:
    """Judges every source, writes down what changed, and tells the operator of it; gives how all stand."""
    facts = uow.pulses.facts()
    found = judge_all(sources, facts, now)
    uow.pulses.put_standings(found, now)
    standing = {trouble.subject for trouble in uow.troubles.all()}
    for subject, words in begun(found, standing).items():
        begin_trouble(uow, newsroom, subject, words, now)
    for subject in ended(found, standing, recovering(uow.pulses.standings().values(), facts, now)):
        end_trouble(uow, newsroom, subject, now)
    return found


def begun(found: Sequence[Standing], told: Collection[str]) -> Mapping[str, str]:
    """What the operator is to be told now, in words by subject: of sources, or of many at once."""
    news: dict[str, str] = {}
    for health, ill in _by_health(found).items():
        firm = [each for each in ill if each.firm]
        if len(firm) >= _MANY:
            news[_GROUP + health] = _of_many(health, firm)
        else:
            news |= {_ONE + each.source_id: _of_one(each) for each in firm}
    return {subject: words for subject, words in news.items() if subject not in told}


def ended(found: Sequence[Standing], told: Collection[str], doubtful: Collection[str] = ()) -> list[str]:
    """The troubles of sources that are over; not of those that are well and `doubtful`."""
    groups = _by_health(found)
    ill = {_ONE + each.source_id for some in groups.values() for each in some} | {_ONE + name for name in doubtful}
    many = {_GROUP + health for health, some in groups.items() if len(some) >= _MANY}
    return sorted(subject for subject in told if subject.startswith((_ONE, _GROUP)) and subject not in ill | many)


def recovering(standings: Iterable[Standing], facts: Mapping[str, Facts], now: datetime) -> set[str]:
    """The sources that were visited no more since they stand well; a clock put back holds none of them up."""
    well = {each.source_id: each.since for each in standings if each.health is Health.OK}
    visited = {name: facts[name].visited_at for name in well if name in facts}
    return {name for name, at in visited.items() if at and (since := well[name]) and at <= since <= now}


def _by_health(found: Sequence[Standing]) -> Mapping[Health, list[Standing]]:
    groups: dict[Health, list[Standing]] = defaultdict(list)
    for each in found:
        if not each.health.well:
            groups[each.health].append(each)
    return groups


def _of_one(each: Standing) -> str:
    helps = f" `{each.helps}` tells more." if each.helps else ""
    return f"The source {each.source_id} is {each.health}: {each.words}.{helps}"


def _of_many(health: Health, ill: Sequence[Standing]) -> str:
    named = ", ".join(each.source_id for each in ill[:_NAMED])
    more = f" and {len(ill) - _NAMED} more" if len(ill) > _NAMED else ""
    return f"{len(ill)} sources are {health}: {named}{more}. `nightdesk status` tells of each."

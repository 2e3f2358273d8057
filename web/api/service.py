"""Sources, watches, alerts, coverage and status for programs."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from config.sources import Source
from crawler.health import judge, judge_all
from db.repositories.told import Scope
from matching.explain import expand
from model.attention import Aspect
from model.health import Facts, Standing
from model.moments import iso_instant
from web.api import models, shapes
from web.api.asking import PROBLEMS, Before, Limit, ProblemError, TheSite
from web.api.tags import Tagged
from web.pages.coverage import Asked, counted
from web.pages.sources import portrait
from web.pages.watches import lines_of, year_of
from web.wishes import read_number

router = APIRouter(route_class=Tagged, responses=PROBLEMS)
Id = Annotated[str, Path(max_length=60)]


@router.get("/sources", summary="Every source and how it stands")
def sources(site: TheSite) -> models.Sources:
    """Every source."""
    dash = site.dash
    facts = dash.store.read(lambda uow: uow.pulses.facts())
    stands = judge_all(dash.catalogue.sources.values(), facts, dash.clock())
    rows = [_source(dash.catalogue.sources[each.source_id], each, facts.get(each.source_id)) for each in stands]
    return models.Sources(items=rows)


@router.get("/sources/{source}", summary="A source with its ladder and its last visits")
def source(site: TheSite, source: Id) -> models.WholeSource:
    """A source."""
    found = site.dash.catalogue.sources.get(source)
    if found is None:
        raise ProblemError(404, "The configuration names no such source.")
    told = portrait(site, found)
    plain = _source(found, judge(found, told.facts, site.dash.clock()), told.facts)
    return models.WholeSource(
        **plain.model_dump(),
        steps=[{"kind": step.kind.value, "url": step.url} for step in found.discover],
        visits=[shapes.visit(each) for each in told.visits],
        expected_a_week=told.expected.usual,
        seen_in_a_week=told.expected.seen,
        fields={name: many for name, many, _ in told.fields},
        pages=told.fields[0][2],
    )


def _source(found: Source, standing: Standing, facts: Facts | None) -> models.SourceAnswer:
    return models.SourceAnswer(
        id=found.id,
        name=found.name,
        kind=found.kind.value,
        language=found.language,
        home=found.home,
        enabled=found.enabled,
        state=standing.health.value,
        says=standing.words,
        helps=standing.helps,
        visited_at=shapes.at(facts.visited_at if facts else None),
        next_visit_at=shapes.at(facts.next_visit_at if facts and found.enabled else None),
        failures=facts.failures if facts else 0,
    )


@router.get("/watches", summary="Every watch and how much met it")
def watches(site: TheSite) -> models.Watches:
    """Every watch."""
    lines = site.kept.get(("watches", site.dash.clock().date()), lambda: lines_of(site))
    rows = [
        models.WatchAnswer(
            id=line.shape.id,
            title=line.shape.title,
            enabled=line.shape.enabled,
            channels=list(line.shape.channels),
            matched=line.matched,
            last_week=line.lately,
        )
        for line in lines
    ]
    return models.Watches(items=rows)


@router.get("/watches/{watch}", summary="A watch with its query and its year")
def watch(site: TheSite, watch: Id) -> models.WholeWatch:
    """A watch."""
    entry = site.dash.catalogue.watches.get(watch)
    if entry is None:
        raise ProblemError(404, "The configuration names no such watch.")
    compiled, shape = site.dash.watches.get(watch), entry.shape
    expanded = site.kept.get(("expanded", watch), lambda: expand(compiled.watch)) if compiled else None
    return models.WholeWatch(
        id=shape.id,
        title=shape.title,
        enabled=shape.enabled,
        query=shape.query.strip(),
        exclude=shape.exclude,
        expanded=expanded,
        weeks=dict(year_of(site, watch)),
    )


@router.get("/alerts", summary="What was told, the newest first")
def alerts(
    site: TheSite,
    watch: Annotated[str | None, Query(max_length=60)] = None,
    lane: Literal["now", "late"] | None = None,
    before: Before = None,
    limit: Limit = 50,
) -> models.Alerts:
    """Alerts."""
    if watch and watch not in site.dash.catalogue.watches:
        raise ProblemError(404, "There is no such watch.")
    if before and read_number(before) is None:
        raise ProblemError(400, "`before` is taken from `next` of another page.")
    scope = Scope(watch_id=watch or None, lane=lane)
    told = site.dash.store.read(lambda uow: uow.told.latest(scope, limit, read_number(before or "")))
    more = "".join(f"&{name}={value}" for name, value in (("watch", watch), ("lane", lane)) if value)
    following = f"/api/v1/alerts?before={told[-1].seq}&limit={limit}{more}" if len(told) == limit else None
    return models.Alerts(items=[shapes.alert(each) for each in told], next=following)


@router.get("/coverage", summary="Attention over time by watch, outlet or language")
def coverage(
    site: TheSite,
    by: Literal["watch", "source", "language"] = "watch",
    days: Annotated[int, Query(ge=1, le=3650)] = 90,
    watch: Annotated[str | None, Query(max_length=60)] = None,
) -> models.Coverage:
    """Counts of documents."""
    if watch and watch not in site.dash.catalogue.watches:
        raise ProblemError(404, "There is no such watch.")
    steps, counts = counted(site, Asked(Aspect(by), days, watch or None))
    told = {key: dict(many) for key, many in counts.items()}
    return models.Coverage(by=by, days=days, watch=watch or None, steps=steps, counts=told)


@router.get("/status", summary="What is stored, what runs, and what needs a hand")
def status(site: TheSite) -> models.StatusAnswer:
    """The status."""
    dash, now = site.dash, site.dash.clock()
    totals = site.kept.get("totals", lambda: dash.store.read(lambda uow: uow.figures.totals()))
    facts, nodes, troubles = dash.store.read(lambda uow: (uow.pulses.facts(), uow.nodes.all(), uow.troubles.all()))
    stands = judge_all(dash.catalogue.sources.values(), facts, now)
    return models.StatusAnswer(
        version=version("nightdesk"),
        now=iso_instant(now),
        totals=totals,
        processes=[{"name": each.name, "kind": each.kind, "running": dash.is_running(each, now)} for each in nodes],
        troubles=[{"subject": e.subject, "words": e.words, "since": iso_instant(e.since)} for e in troubles],
        sources=dict(Counter(each.health.value for each in stands)),
    )

"""The sources: how each stands, in words; and a page of each with its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from config.sources import Source
from crawler.health import judge, judge_all
from db.repositories.visits import VisitRecord
from db.unit import UnitOfWork
from model.coverage import Receipt, receipt_words
from model.health import Facts, Fields, Standing
from web.charts.heat import Day, heat
from web.site import Site, missing, page, site_of

_YEAR = timedelta(days=371)
#: What is expected is learned from so many days before the last week.
_LEARNED, _WEEK = 56, 7
_FIELDS = ((Fields.TEXT, "text"), (Fields.TITLE, "title"), (Fields.DATE, "date"), (Fields.AUTHORS, "authors"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a source has in a week, by its last two months, and what it had in the last one."""

    usual: float | None
    seen: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything a source's page tells."""

    source: Source
    standing: Standing
    facts: Facts | None
    year: Markup
    expected: Expected
    fields: tuple[tuple[str, int, int], ...]
    visits: list[VisitRecord]
    history: list[tuple[Standing, datetime | None]]

    @property
    def steps(self) -> list[tuple[Any, dict[str, Any] | None]]:
        """The steps of the ladder, each with how the last visit found it, None where it did not come so far."""
        last: dict[str, dict[str, Any]] = {}
        for visit in reversed(self.visits):
            last |= {str(step.get("url")): dict(step) for step in visit.steps}
        return [(step, last.get(step.url)) for step in self.source.discover]


def sources(request: Request) -> Response:
    """How every source stands, what needs a hand first."""
    site = site_of(request)
    dash, now = site.dash, site.dash.clock()
    facts = dash.store.read(lambda uow: uow.pulses.facts())
    stands = judge_all(dash.catalogue.sources.values(), facts, now)
    rows = [(dash.catalogue.sources[each.source_id], each, facts.get(each.source_id)) for each in stands]
    rows.sort(key=lambda row: (row[1].health.well, row[0].name.casefold()))
    counts: dict[str, int] = {}
    for each in stands:
        counts[each.health.value] = counts.get(each.health.value, 0) + 1
    return page(request, "sources.html", rows=rows, counts=counts)


def source(request: Request) -> Response:
    """A source's page."""
    site = site_of(request)
    found = site.dash.catalogue.sources.get(request.path_params["source"])
    if found is None:
        return missing(request, "The configuration names no such source.")
    return page(request, "source.html", told=portrait(site, found))


def portrait(site: Site, found: Source) -> Portrait:
    """What is told of a source."""
    dash, now = site.dash, site.dash.clock()
    facts = dash.store.read(lambda uow: uow.pulses.facts()).get(found.id)
    key = ("year", found.id, now.date())
    picture, expected = site.kept.get(key, lambda: dash.store.read(lambda uow: year_of(uow, found.id, now)))
    visits, history = dash.store.read(lambda uow: (uow.visits.latest(found.id), uow.pulses.history(found.id, 12)))
    return Portrait(found, judge(found, facts, now), facts, picture, expected, coverage_of(facts), visits, history)


def year_of(uow: UnitOfWork, source_id: str, now: datetime) -> tuple[Markup, Expected]:
    """A source's year as a picture, and what was to be expected of its last week."""
    today = now.astimezone(UTC).date()
    since = today - _YEAR
    seen = uow.attention.seen(source_id, datetime.combine(since, time(), UTC))
    receipts = {each.day: each for each in uow.days.of_source(source_id, since)}
    counted = {date.fromisoformat(day): many for day, many in seen.items()}
    days = {day: _day(counted.get(day, 0), receipts.get(day)) for day in counted.keys() | receipts.keys()}
    label = f"Documents stored on each day of the year, {sum(counted.values())} in all"
    return heat(days, today, label), expected_of(counted, today)


def expected_of(counted: dict[date, int], today: date) -> Expected:
    """What a week has by the two months before the last; not told where there are not four weeks of history."""
    recent = sum(many for day, many in counted.items() if today - timedelta(days=_WEEK) < day <= today)
    start = today - timedelta(days=_WEEK + _LEARNED)
    before = {day: many for day, many in counted.items() if start < day <= today - timedelta(days=_WEEK)}
    known = (today - timedelta(days=_WEEK) - min(before)).days + 1 if before else 0
    return Expected(sum(before.values()) / known * _WEEK if known >= 4 * _WEEK else None, recent)


def coverage_of(facts: Facts | None) -> tuple[tuple[str, int, int], ...]:
    """On how many of the last pages each field was found."""
    read = facts.fields if facts else ()
    return tuple((name, sum(flag in each for each in read), len(read)) for flag, name in _FIELDS)


def _day(many: int, receipt: Receipt | None) -> Day:
    if receipt is None:
        return Day(many, f"{many} stored")
    return Day(many, receipt_words(receipt, ()), bad=receipt.visits > 0 and not receipt.looked)

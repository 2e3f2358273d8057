"""Coverage: attention over time, as a picture with its numbers beside it; and what was looked at on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from model.attention import Aspect
from model.coverage import Receipt, receipt_words
from web.charts.lines import Series, lines, series_of
from web.means import Dashboard
from web.pages.rendering import language
from web.pages.watches import tallies
from web.site import Site, missing, page, site_of
from web.tables import csv_answer
from web.times import by_step, steps_of

SPANS = (30, 90, 364)


@dataclass(frozen=True, slots=True)
class Asked:
    """By what, over so many days, and of which watch."""

    by: Aspect
    days: int
    watch: str | None

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return f"by={self.by.value}&days={self.days}" + (f"&watch={self.watch}" if self.watch else "")


@dataclass(frozen=True, slots=True)
class Plot:
    """What was counted, drawn."""

    asked: Asked
    steps: list[str]
    series: list[Series]
    picture: Markup


def coverage(request: Request) -> Response:
    """The picture."""
    site, asked = site_of(request), _asked(request)
    if asked is None:
        return missing(request, "There is no such watch, or nothing is counted by that.")
    told = site.kept.get(("plot", asked), lambda: plot(site, asked))
    return page(
        request,
        "coverage.html",
        plot=told,
        asked=asked,
        spans=SPANS,
        aspects=[Aspect.WATCH, Aspect.SOURCE, Aspect.LANGUAGE],
    )


def table(request: Request) -> Response:
    """The same as CSV, every line of it."""
    site, asked = site_of(request), _asked(request)
    if asked is None:
        return missing(request, "There is no such watch, or nothing is counted by that.")
    steps, counts = counted(site, asked)
    rows = ([step, name, many[step]] for name, many in sorted(counts.items()) for step in steps if many.get(step))
    return csv_answer(f"coverage-{asked.by.value}.csv", ("from", asked.by.value, "documents"), rows)


def plot(site: Site, asked: Asked) -> Plot:
    """What was counted, drawn."""
    steps, counts = counted(site, asked)
    named: dict[str, dict[str, int]] = {}
    for key, many in counts.items():
        named.setdefault(name_of(site.dash, asked.by, key), {}).update(many)
    found = series_of(named, steps)
    said = ", ".join(f"{each.name} {each.total}" for each in found)
    return Plot(asked, steps, found, lines(found, steps, f"Documents by {asked.by.value}: {said or 'none'}"))


def counted(site: Site, asked: Asked) -> tuple[list[str], Mapping[str, Mapping[str, int]]]:
    """The steps of time, and the counts by what they are of and step."""
    steps = steps_of(site.dash.clock().astimezone(UTC).date(), asked.days)
    return steps, by_step(tallies(site, asked.days, asked.by, asked.watch), steps)


def name_of(dash: Dashboard, by: Aspect, key: str) -> str:
    """What a line is called."""
    if by is Aspect.WATCH:
        return dash.watch(key)
    return dash.outlet(key) if by is Aspect.SOURCE else language(key or None)


def day(request: Request) -> Response:
    """Which sources were looked at on a day, which were not, and why."""
    site = site_of(request)
    today = site.dash.clock().astimezone(UTC).date()
    try:
        on = date.fromisoformat(request.query_params.get("day") or today.isoformat())
    except ValueError:
        on = date.max
    if not date.min < on < date.max:
        return missing(request, "Write a day as 2026-03-01.")
    receipts, gaps = site.dash.store.read(lambda uow: (uow.days.receipts(on), uow.days.gaps(on)))
    rows = [(each, receipt_words(each, gaps)) for each in sorted(receipts, key=_needs_a_look)]
    looked = sum(each.looked for each in receipts)
    wanted = sum(each.off is None for each in receipts)
    return page(request, "day.html", on=on, rows=rows, looked=looked, wanted=wanted)


def _needs_a_look(receipt: Receipt) -> tuple[bool, str]:
    return receipt.looked, receipt.source_id


def _asked(request: Request) -> Asked | None:
    given = request.query_params
    by = next((each for each in Aspect if each.value == given.get("by", "watch")), None)
    watch, days = given.get("watch") or None, given.get("days", "90")
    known = watch is None or watch in site_of(request).dash.catalogue.watches
    if by in {None, Aspect.ALL} or not known or days not in map(str, SPANS):
        return None
    return Asked(by, int(days), watch) if by else None

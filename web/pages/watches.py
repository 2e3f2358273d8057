"""The watches: what each looks for, how much met it over time, and a place to try a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from config.watches import WatchFile
from matching.explain import expand
from matching.names import NameList
from model.attention import Aspect, Tally
from model.errors import QueryError
from web.charts.lines import bars, spark
from web.means import Tried
from web.site import Site, missing, page, site_of
from web.times import by_step, steps_of

_SPARK, _YEAR = 90, 364


@dataclass(frozen=True, slots=True)
class Line:
    """A watch in the list: how much met it in all, in the last week, and its last three months as a picture."""

    shape: WatchFile
    matched: int
    lately: int
    picture: Markup


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a query that somebody tried, or why it cannot be read."""

    query: str
    tried: Tried | None
    fault: str | None = None


def watches(request: Request) -> Response:
    """Every watch."""
    site = site_of(request)
    lines = site.kept.get(("watches", site.dash.clock().date()), lambda: lines_of(site))
    return page(request, "watches.html", lines=lines)


def lines_of(site: Site) -> list[Line]:
    """The watches of the configuration with their counts."""
    dash, today = site.dash, site.dash.clock().astimezone(UTC).date()
    steps = steps_of(today, _SPARK)
    counts = by_step(tallies(site, _SPARK, Aspect.WATCH), steps)
    matched = dash.store.read(lambda uow: uow.attention.matches())
    return [
        _line(entry.shape, counts.get(entry.shape.id, {}), steps, matched) for entry in dash.catalogue.watches.values()
    ]


def _line(shape: WatchFile, counts: Mapping[str, int], steps: Sequence[str], matched: Mapping[str, int]) -> Line:
    numbers = [counts.get(step, 0) for step in steps]
    label = f"{sum(numbers)} documents in {len(steps)} days"
    return Line(shape, matched.get(shape.id, 0), sum(numbers[-7:]), spark(numbers, label))


def tallies(site: Site, days: int, aspect: Aspect, watch: str | None = None) -> list[Tally]:
    """Counts of the last days, kept for a minute."""
    today = site.dash.clock().astimezone(UTC).date()
    since = datetime.combine(today - timedelta(days=days), time(), UTC)
    read = site.dash.store.read
    key = ("tallies", days, aspect, watch, today)
    return site.kept.get(key, lambda: read(lambda uow: uow.attention.days(aspect, since, watch=watch)))


def watch(request: Request) -> Response:
    """A watch: its query, what it stands for, its year, and what another query would bring."""
    site, watch_id = site_of(request), request.path_params["watch"]
    entry = site.dash.catalogue.watches.get(watch_id)
    if entry is None:
        return missing(request, "The configuration names no such watch.")
    compiled = site.dash.watches.get(watch_id)
    year = year_of(site, watch_id)
    steps, numbers = list(year), list(year.values())
    told = {
        "entry": entry,
        "shape": entry.shape,
        "expanded": site.kept.get(("expanded", watch_id), lambda: expand(compiled.watch)) if compiled else None,
        "names": sorted(compiled.watch.names, key=_by_id) if compiled else [],
        "picture": bars(numbers, steps, f"Documents that met the watch, week by week: {sum(numbers)} in a year"),
        "rows": [(step, number) for step, number in year.items() if number],
        "trial": _trial(request, site, watch_id) if compiled else None,
    }
    return page(request, "watch.html", told)


def year_of(site: Site, watch_id: str) -> Mapping[str, int]:
    """How much met a watch in each week of a year, by the week's Monday."""
    steps = steps_of(site.dash.clock().astimezone(UTC).date(), _YEAR)
    counts = by_step(tallies(site, _YEAR, Aspect.ALL, watch_id), steps).get("", {})
    return {step: counts.get(step, 0) for step in steps}


def _by_id(names: NameList) -> str:
    return names.id


def _trial(request: Request, site: Site, watch_id: str) -> Trial | None:
    if "query" not in request.query_params:
        return None
    query = request.query_params["query"].replace("\x00", " ")[:20_000].strip()
    try:
        return Trial(query, site.dash.store.read(lambda uow: site.dash.try_watch(uow, watch_id, query)))
    except QueryError as error:
        return Trial(query, None, str(error))

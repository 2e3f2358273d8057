"""Figures: what Prometheus is told, read from the database, so that it is true of all processes together.

Labels are bounded: states, outcomes, chores and channels of the configuration; no address and no source is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from config.sources import Source
from crawler.health import judge_all
from db.repositories.figures import Stored
from db.repositories.nodes import ENDED, Chore, Node
from db.unit import UnitOfWork
from model.coverage import Receipt
from model.health import Health

_VISITS = ("good", "refused", "failed")


def figures(uow: UnitOfWork, sources: Iterable[Source], now: datetime) -> Iterator[Metric]:
    """Every figure of the service."""
    health = Counter(each.health for each in judge_all(sources, uow.pulses.facts(), now))
    yield _by(
        "nightdesk_sources", "Sources by how they stand.", "health", {each.value: health[each] for each in Health}
    )
    yield from _of_today(uow.days.receipts(now.date()))
    yield from _stored(uow.figures.stored(), now)
    yield from _processes(uow.nodes.all(), now)
    yield from _chores(uow.nodes.chores())
    yield _gauge("nightdesk_troubles", "Troubles the operator was told of that are not over.", len(uow.troubles.all()))


def _of_today(receipts: Sequence[Receipt]) -> Iterator[Metric]:
    """Counters that begin anew at midnight UTC, as counters may."""
    visits = CounterMetricFamily("nightdesk_visits", "Visits to sources today, by how they ended.", labels=["outcome"])
    for name in _VISITS:
        visits.add_metric([name], sum(getattr(each, name) for each in receipts))
    yield visits
    yield _counter("nightdesk_links_found", "New links found today.", sum(each.found for each in receipts))
    yield _counter("nightdesk_documents_stored", "New documents stored today.", sum(each.stored for each in receipts))
    unseen = sum(each.off is None and not each.looked for each in receipts)
    yield _gauge("nightdesk_sources_not_looked_at", "Sources that could not be looked at today so far.", unseen)


def _stored(stored: Stored, now: datetime) -> Iterator[Metric]:
    yield _counter("nightdesk_documents", "Documents ever stored.", stored.documents)
    yield _counter("nightdesk_alerts", "Alerts ever made.", stored.alerts)
    waiting = {name: count for name, (count, _) in stored.waiting.items()}
    yield _by("nightdesk_deliveries_waiting", "Messages due that a channel has not taken.", "channel", waiting)
    ages = {name: max((now - oldest).total_seconds(), 0.0) for name, (_, oldest) in stored.waiting.items()}
    yield _by("nightdesk_deliveries_oldest_seconds", "How long the oldest of them has waited.", "channel", ages)
    yield _gauge("nightdesk_deliveries_dead", "Messages that were given up.", stored.dead)
    if stored.due_at is not None:
        late = max((now - stored.due_at).total_seconds(), 0.0)
        yield _gauge("nightdesk_schedule_lag_seconds", "For how long the source longest overdue has been due.", late)


def _processes(nodes: Sequence[Node], now: datetime) -> Iterator[Metric]:
    there = Counter(each.kind for each in nodes if each.kind != ENDED and (now - each.seen_at).total_seconds() < 120)
    kinds = {kind: there[kind] for kind in ("daemon", "worker")}
    yield _by("nightdesk_processes", "Processes that visit sources.", "kind", kinds)
    visiting = sum(each.visiting for each in nodes if each.kind != ENDED)
    yield _gauge("nightdesk_visits_under_way", "Visits under way in all processes.", visiting)


def _chores(chores: Sequence[Chore]) -> Iterator[Metric]:
    well = {each.name: float(bool(each.ok)) for each in chores if each.ok is not None}
    yield _by("nightdesk_chore_ok", "Whether a chore went well the last time.", "chore", well)
    ends = {each.name: each.ended_at.timestamp() for each in chores if each.ended_at is not None}
    yield _by("nightdesk_chore_ended_timestamp_seconds", "When a chore last ended.", "chore", ends)


def _gauge(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(name, said, value=value)


def _counter(name: str, said: str, value: float) -> Metric:
    return CounterMetricFamily(name, said, value=value)


def _by(name: str, said: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family

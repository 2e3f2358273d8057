"""The addresses for those who keep the service running: /healthz, /readyz and /metrics."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from config.sources import Source
from db.store import Store
from model.clock import Clock, system_clock
from model.errors import StorageError
from web.operations.figures import figures
from web.operations.heartbeat import Heartbeat

_log = structlog.get_logger()
#: What was read of the database serves for so long, however often it is asked for.
_FRESH = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Operations:
    """What is told of the service: its store and sources, the time, and the heartbeat of a crawl in this process.

    With `own_alone`, the figures are those of this process: one process of all that share a database tells of it.
    """

    store: Store
    sources: Sequence[Source] = ()
    clock: Clock = system_clock
    heartbeat: Heartbeat = field(default_factory=Heartbeat)
    own_alone: bool = False


def add_operations(app: FastAPI, told: Operations) -> None:
    """Adds the three addresses to an application."""
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    registry.register(_Collector(told))
    both = ["GET", "HEAD"]
    app.add_api_route("/healthz", lambda: _alive(told), methods=both)
    app.add_api_route("/readyz", lambda: _ready(told), methods=both)
    app.add_api_route("/metrics", lambda: _metrics(registry), methods=both)


def _alive(told: Operations) -> Response:
    """Whether the process does its work; what a restart cannot cure, as a database that is away, is no answer here."""
    if told.heartbeat.hangs:
        return JSONResponse({"status": "hangs", "reason": "the crawl's event loop has not turned for a minute"}, 503)
    return JSONResponse({"status": "ok"})


def _ready(told: Operations) -> Response:
    """Whether the database answers and takes what is written, without which nothing can be done."""
    try:
        told.store.read(lambda uow: uow.nodes.last_seen())
    except StorageError as error:
        _log.warning("the database cannot be read", reason=str(error))  # where it is, is told to no stranger
        return JSONResponse({"status": "database unusable"}, 503)
    if told.store.trouble:  # the log has told of it
        return JSONResponse({"status": "database unusable"}, 503)
    return JSONResponse({"status": "ok"})


def _metrics(registry: CollectorRegistry) -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Collector:
    """Reads the figures when they are asked for, and not more often than every few seconds."""

    def __init__(self, told: Operations) -> None:
        self._told, self._lock = told, threading.Lock()
        self._read_at: datetime | None = None
        self._kept: tuple[Metric, ...] = ()

    def collect(self) -> Iterator[Metric]:
        """Every figure; of a database that cannot be read, that it cannot."""
        with self._lock:
            now = self._told.clock()
            if self._read_at is None or not timedelta(0) <= now - self._read_at < _FRESH:
                self._kept, self._read_at = self._read(now), now
            yield from self._kept
        yield GaugeMetricFamily(
            "nightdesk_writer_queue", "Jobs that wait for the writer.", value=self._told.store.queued
        )
        if (age := self._told.heartbeat.age) is not None:
            said = "How long ago the crawl's event loop last turned."
            yield GaugeMetricFamily("nightdesk_heartbeat_age_seconds", said, value=age)
            tasks = self._told.heartbeat.tasks
            yield GaugeMetricFamily("nightdesk_event_loop_tasks", "Tasks in the crawl's event loop.", value=tasks)

    def _read(self, now: datetime) -> tuple[Metric, ...]:
        works = self._told.store.trouble is None
        up = GaugeMetricFamily("nightdesk_database_up", "Whether the database answers.", value=int(works))
        try:
            if self._told.own_alone:
                self._told.store.read(lambda uow: uow.nodes.last_seen())
                return (up,)
            return (up, *self._told.store.read(lambda uow: list(figures(uow, self._told.sources, now))))
        except StorageError:
            return (GaugeMetricFamily("nightdesk_database_up", "Whether the database answers.", value=0),)

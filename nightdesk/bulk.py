"""Bulk history on a Dask cluster: a task an archive, read where the task runs; what it holds is stored here.

Needs the extra `nightdesk[cluster]`. The archives, and the configuration, lie where every machine of the cluster sees
them under one path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from config.settings import ParseSettings
from db.repositories.backfills import Progress
from model.errors import ConfigError, ConfigFault
from nightdesk.backfilling import SpanReading, Told, Work, backfill, begun, finish, in_order, spans_of, store_span
from nightdesk.local_processes import LocalProcesses
from nightdesk.spans import Findings

if TYPE_CHECKING:
    from distributed import Client

log = structlog.get_logger()

#: Archives under way for each process of the cluster: what they hold waits in our memory until it is stored.
_AHEAD = 2
#: An archive whose task ends its process is tried so often elsewhere before it is read here, record by record.
_RETRIES = 1


@dataclass(frozen=True, slots=True)
class Portion:
    """What a span of an archive held; its last record begins at `offset`."""

    offset: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class Job:
    """An archive to be read from where it was left."""

    file: Path
    progress: Progress
    reading: SpanReading
    settings: ParseSettings


def read_archive(job: Job) -> list[Portion]:
    """Reads an archive in a process with the limits of parsers. Runs where Dask puts it; nothing is stored."""
    with LocalProcesses(job.settings, workers=1) as processes:
        spans = spans_of(job.reading, job.file, job.progress)
        return [Portion(span.records[-1].offset, findings) for span, findings in in_order(processes, spans)]


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Client]:
    """A client of the cluster at an address, or of one on this machine for `local`. Raises ConfigError."""
    try:
        from dask import config as dask_config
        from distributed import Client, LocalCluster
    except ImportError as error:
        fault = ConfigFault("--cluster", "", "Dask is not installed", 'pip install "nightdesk[cluster]"')
        raise ConfigError((fault,)) from error
    connect: Any = Client  # Dask leaves its classes untyped
    if address != "local":
        with connect(address, timeout="20s", set_as_default=False) as client:
            yield client
        return
    here: Any = LocalCluster
    # Its processes start one each, with the limits of parsers: daemonic ones may not.
    with (
        dask_config.set({"distributed.worker.daemon": False}),
        here(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local,
        connect(local, set_as_default=False) as client,
    ):
        yield client


def backfill_on(client: Client, work: Work, files: Sequence[Path], tell: Callable[[Path], Told]) -> Iterator[Outcome]:
    """Reads archives on a cluster, a few ahead of what is stored; gives each when it is done, or what was wrong."""
    from distributed import as_completed

    settings, waiting = work.catalogue.settings.parse, iter(files)
    ahead = max(_AHEAD * len(client.scheduler_info()["workers"]), 1)
    under_way: Any = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]  # Dask leaves it untyped
    jobs: dict[object, Job] = {}

    def submit(count: int) -> Iterator[Outcome]:
        for file in islice(waiting, count):
            progress = begun(work, file)
            if progress.finished:
                tell(file)(progress)
                yield file, progress
                continue
            job = Job(file.absolute(), progress, work.reading, settings)
            future = client.submit(read_archive, job, pure=False, retries=_RETRIES)
            jobs[future.key] = job
            under_way.add(future)

    yield from submit(ahead)
    for future in under_way:
        job = jobs.pop(future.key)
        yield job.file, _stored(work, job, future, tell(job.file))
        future.release()
        yield from submit(1)
    yield from submit(len(files))


Outcome = tuple[Path, Progress | ConfigError]


def _stored(work: Work, job: Job, future: Any, tell: Told) -> Progress | ConfigError:
    """Stores an archive's portions one after the other, each with the offset reached."""
    error = future.exception()
    if isinstance(error, ConfigError):
        return error
    if error is not None:
        log.warning("a cluster's task broke off; its archive is read here", file=job.file.name, error=repr(error))
        return _here(work, job.file, tell)
    progress = job.progress
    for portion in future.result():
        progress = store_span(work, portion.offset, portion.findings, progress)
        tell(progress)
    return finish(work, progress, tell)


def _here(work: Work, file: Path, tell: Told) -> Progress | ConfigError:
    try:
        return backfill(work, file, tell)
    except ConfigError as error:
        return error

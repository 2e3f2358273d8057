"""Bulk history on Dask: archives are read where the cluster's workers are, a stretch a task, and stored here.

The archives, and the configuration, lie where every machine of the cluster sees them under one path. What a stretch
held is stored as it comes, so that neither an archive's whole content waits in memory nor the end of a worker undoes
what was written.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from distributed import as_completed

from db.repositories.backfills import Progress
from model.errors import ConfigError, ConfigFault
from nightdesk.archives.backfilling import Told, Work, begun, finish, reached, read_on, store_span
from nightdesk.archives.stretches import Portion, Readers, Stretch, read_stretch

if TYPE_CHECKING:
    from distributed import Client

log = structlog.get_logger()

#: Archives under way for each thread of the cluster; of each at most two stretches wait in our memory to be stored.
_AHEAD = 2
Outcome = tuple[Path, Progress | ConfigError]


@dataclass(frozen=True, slots=True)
class _Reading:
    """An archive being read: how far it is stored, and who is told."""

    file: Path
    progress: Progress
    tell: Told


def backfill_on(client: Client, work: Work, files: Sequence[Path], tell: Callable[[Path], Told]) -> Iterator[Outcome]:
    """Reads archives on a cluster, a few at once; gives each when it is done, or what was wrong. Raises ConfigError."""
    readers = f"nightdesk-{uuid.uuid4().hex}"
    client.register_plugin(Readers(work.catalogue.settings.parse), readers)
    try:
        yield from _Bulk(client, work, readers).read(files, tell)
    finally:
        if client.status == "running":
            client.unregister_worker_plugin(readers)  # type: ignore[no-untyped-call]  # Dask's


class _Bulk:
    """Archives on a cluster, each with one task at a time and the next begun before what the last held is stored."""

    def __init__(self, client: Client, work: Work, readers: str) -> None:
        self._client, self._work, self._readers = client, work, readers
        self._under_way: Any = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]  # Dask's
        self._readings: dict[object, _Reading] = {}

    def read(self, files: Sequence[Path], tell: Callable[[Path], Told]) -> Iterator[Outcome]:
        """Gives each archive when it is done."""
        threads = sum(worker["nthreads"] for worker in self._client.scheduler_info()["workers"].values())
        for file in files:
            while len(self._readings) >= max(_AHEAD * threads, 1):
                yield from self._stored_next()
            reading = _Reading(file, begun(self._work, file), tell(file))
            if reading.progress.finished:
                reading.tell(reading.progress)
                yield file, reading.progress
            else:
                self._submit(reading, reached(reading.progress))
        while self._readings:
            yield from self._stored_next()

    def _submit(self, reading: _Reading, last: int) -> object:
        stretch = Stretch(reading.file.absolute(), last, self._work.reading, self._readers)
        future = self._client.submit(read_stretch, stretch, pure=False)
        self._readings[future.key] = reading
        self._under_way.add(future)
        return future.key

    def _stored_next(self) -> Iterator[Outcome]:
        if outcome := self._taken(next(self._under_way)):
            yield outcome

    def _taken(self, future: Any) -> Outcome | None:
        """Stores what a stretch held and goes on with its archive; gives the archive once that has ended."""
        reading = self._readings.pop(future.key)
        try:
            portions: list[Portion] = future.result()
        except ConfigError as error:
            return reading.file, error
        except Exception as error:  # noqa: BLE001 - whatever ends a task on another machine
            return self._without(reading, future, error)
        finally:
            future.release()
        if not portions:
            return reading.file, finish(self._work, reading.progress, reading.tell)
        following = self._submit(reading, portions[-1].offset)
        self._readings[following] = _Reading(reading.file, self._stored(reading, portions), reading.tell)
        return None

    def _stored(self, reading: _Reading, portions: list[Portion]) -> Progress:
        progress = reading.progress
        for portion in portions:
            progress = store_span(self._work, portion.offset, portion.findings, progress)
            reading.tell(progress)
        return progress

    def _without(self, reading: _Reading, future: Any, error: Exception) -> Outcome:
        """An archive that ends every worker that reads it is read on here; one whose cluster is gone is left."""
        if future.cancelled() or self._client.status != "running":
            hint = "the same command goes on where it was left"
            return reading.file, ConfigError((ConfigFault(reading.file.name, "", "the cluster is gone", hint),))
        log.warning("a cluster's task broke off; its archive is read here", file=reading.file.name, error=repr(error))
        try:
            return reading.file, read_on(self._work, reading.file, reading.progress, reading.tell)
        except ConfigError as wrong:
            return reading.file, wrong

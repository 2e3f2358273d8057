"""Backfilling: archives read in parallel, stored in order, so that an end in the middle is a place to go on from.

scan | spans | read_span in processes | shelve with the offset reached, in one transaction. Dask reads by the same
functions (`bulk`).
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

import structlog

from config.catalogue import Catalogue
from crawler.replay import scan
from db.repositories.backfills import Progress
from db.store import Store
from db.unit import UnitOfWork
from model.clock import Clock
from model.errors import ParseError
from nightdesk.archives.spans import Environment, Findings, Found, Span
from nightdesk.notices.newsroom import Newsroom, newsroom_of
from nightdesk.shelving import Reading, Shelved, shelve

log = structlog.get_logger()

#: Records in a span: few enough that one hostile page delays little, and an end in the middle costs little.
_RECORDS = 20
#: Spans under way or waiting to be stored.
_AHEAD = 8
_HEAD = 1 << 16
Told = Callable[[Progress], None]


class Executor(Protocol):
    """Who reads spans: `LocalProcesses`, those of this program or of a cluster's worker."""

    def submit(self, span: Span) -> Future[Findings]:
        """Begins to read a span. The future may end in ParseError where reading it cannot be finished."""
        ...


@dataclass(frozen=True, slots=True)
class SpanReading:
    """How spans are read: by what configuration, and whether what matches nothing is kept."""

    folder: Path
    environment: Environment
    every: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What a backfill works with. `every` stores what matches no watch as well, `again` begins from the start."""

    catalogue: Catalogue
    environment: Environment
    store: Store
    executor: Executor
    clock: Clock
    every: bool = False
    again: bool = False

    @property
    def reading(self) -> SpanReading:
        """What those who read need to know."""
        return SpanReading(self.catalogue.folder.absolute(), self.environment, self.every)


def backfill(work: Work, file: Path, tell: Told) -> Progress:
    """Reads an archive to its end from where it was left. Raises ConfigError where it is no WARC, StorageError."""
    progress = begun(work, file)
    if progress.finished:
        tell(progress)
        return progress
    return read_on(work, file, progress, tell)


def read_on(work: Work, file: Path, progress: Progress, tell: Told) -> Progress:
    """Reads an archive from where it was left, by the processes of this program. Raises ConfigError, StorageError."""
    for span, findings in in_order(work.executor, spans_of(work.reading, file, reached(progress))):
        progress = store_span(work, span.records[-1].offset, findings, progress)
        tell(progress)
    return finish(work, progress, tell)


def finish(work: Work, progress: Progress, tell: Told) -> Progress:
    """Writes down that an archive was read to its end."""
    done = replace(progress, offset=progress.size, finished=True)
    work.store.write_now(lambda uow: uow.backfills.put(done, work.clock()))
    tell(done)
    return done


def begun(work: Work, file: Path) -> Progress:
    """How far an archive was read; from the start for a new one, and where that is wanted."""
    known = work.store.read(lambda uow: uow.backfills.get(archive_of(file)))
    return Progress(archive_of(file), file.name, file.stat().st_size) if known is None or work.again else known


def archive_of(file: Path) -> str:
    """What tells an archive apart wherever it lies: its name, its size, and how it begins."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    return hashlib.sha256(f"{file.name}\n{file.stat().st_size}\n".encode() + head).hexdigest()


def reached(progress: Progress) -> int:
    """Where the last record read begins, -1 where none was read."""
    return progress.offset if progress.records else -1


def spans_of(reading: SpanReading, file: Path, last: int) -> Iterator[Span]:
    """The records behind the one that begins at `last`; a revisit has no body of its own. Raises ConfigError."""
    records = (each for each in scan(file, max(last, 0)) if each.kind != "revisit" and each.offset > last)
    while some := tuple(islice(records, _RECORDS)):
        yield Span(some, reading.folder, reading.environment, reading.every)


def in_order(executor: Executor, spans: Iterator[Span]) -> Iterator[tuple[Span, Findings]]:
    """What each span held, in the order of the archive, several being read at once."""
    waiting: deque[tuple[Span, Future[Findings]]] = deque()
    for span in spans:
        waiting.append((span, executor.submit(span)))
        if len(waiting) >= _AHEAD:
            yield _read(executor, *waiting.popleft())
    while waiting:
        yield _read(executor, *waiting.popleft())


def _read(executor: Executor, span: Span, future: Future[Findings]) -> tuple[Span, Findings]:
    """A span's findings; one that cannot be finished is read again record by record, to lose only what is ill."""
    try:
        return span, future.result()
    except ParseError as error:
        if len(span.records) == 1:
            log.warning("not read", url=span.records[0].url, reason=error.reason)
            return span, Findings(1, failed=1)
    singles = [replace(span, records=(record,)) for record in span.records]
    told = [_read(executor, single, executor.submit(single))[1] for single in singles]
    found = tuple(each for findings in told for each in findings.found)
    return span, Findings(len(singles), found, sum(findings.failed for findings in told))


def store_span(work: Work, offset: int, findings: Findings, before: Progress) -> Progress:
    """Stores what a span held together with how far the archive is read now: its last record begins at `offset`."""
    newsroom = newsroom_of(work.catalogue)
    keep, at = work.catalogue.settings.store.captures, work.clock()

    def job(uow: UnitOfWork) -> Progress:
        stored = sum(_shelved(uow, each, newsroom, keep) for each in findings.found)
        after = _advanced(before, offset, findings, stored)
        uow.backfills.put(after, at)
        return after

    return work.store.write_now(job)


def _shelved(uow: UnitOfWork, found: Found, newsroom: Newsroom, keep: str) -> bool:
    kept = keep == "all" or (keep == "matched" and bool(found.hits))
    reading = Reading(found.source, found.capture, found.document, found.hits, kept, late=True)
    return shelve(uow, reading, newsroom).shelved is Shelved.STORED


def _advanced(before: Progress, offset: int, findings: Findings, stored: int) -> Progress:
    return replace(
        before,
        offset=offset,
        records=before.records + findings.records,
        matched=before.matched + sum(bool(each.hits) for each in findings.found),
        stored=before.stored + stored,
        failed=before.failed + findings.failed,
    )

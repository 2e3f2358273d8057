"""Backfilling: archives read in parallel, stored in order, so that an end in the middle is a place to go on from.

scan | spans | read_span in processes | shelve with the offset reached, in one transaction
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

import structlog

from config.catalogue import Catalogue
from crawler.replay import Record, scan
from db.repositories.backfills import Progress
from db.store import Store
from db.unit import UnitOfWork
from model.clock import Clock
from model.errors import ParseError
from nightdesk.newsroom import Newsroom, newsroom_of
from nightdesk.shelving import Reading, Shelved, shelve
from nightdesk.spans import Environment, Findings, Found, Span

log = structlog.get_logger()

#: Records in a span: few enough that one hostile page delays little, and an end in the middle costs little.
_RECORDS = 20
#: Spans under way or waiting to be stored.
_AHEAD = 8
_HEAD = 1 << 16
Told = Callable[[Progress], None]


class Executor(Protocol):
    """Who reads spans: the processes of this machine (`LocalProcesses`), or a cluster's client with a `submit`."""

    def submit(self, span: Span) -> Future[Findings]:
        """Begins to read a span. The future may end in ParseError where reading it cannot be finished."""
        ...


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


def backfill(work: Work, file: Path, tell: Told) -> Progress:
    """Reads an archive to its end from where it was left. Raises ConfigError where it is no WARC, StorageError."""
    known = work.store.read(lambda uow: uow.backfills.get(archive_of(file)))
    begun = Progress(archive_of(file), file.name, file.stat().st_size)
    progress = begun if known is None or work.again else known
    if progress.finished:
        tell(progress)
        return progress
    for span, findings in _in_order(work, _spans(work, file, progress)):
        progress = work.store.write_now(_storing(work, span, findings, progress))
        tell(progress)
    done = replace(progress, offset=progress.size, finished=True)
    work.store.write_now(lambda uow: uow.backfills.put(done, work.clock()))
    tell(done)
    return done


def archive_of(file: Path) -> str:
    """What tells an archive apart wherever it lies: its name, its size, and how it begins."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    return hashlib.sha256(f"{file.name}\n{file.stat().st_size}\n".encode() + head).hexdigest()


def _spans(work: Work, file: Path, progress: Progress) -> Iterator[Span]:
    """The records behind the last one read; a revisit has no body of its own."""
    last = progress.offset if progress.records else -1
    records = (each for each in scan(file, max(last, 0)) if each.kind != "revisit" and each.offset > last)
    while some := tuple(islice(records, _RECORDS)):
        yield Span(some, work.catalogue.folder, work.environment, work.every)


def _in_order(work: Work, spans: Iterator[Span]) -> Iterator[tuple[Span, Findings]]:
    """What each span held, in the order of the archive, several being read at once."""
    waiting: deque[tuple[Span, Future[Findings]]] = deque()
    for span in spans:
        waiting.append((span, work.executor.submit(span)))
        if len(waiting) >= _AHEAD:
            yield _read(work, *waiting.popleft())
    while waiting:
        yield _read(work, *waiting.popleft())


def _read(work: Work, span: Span, future: Future[Findings]) -> tuple[Span, Findings]:
    """A span's findings; one that cannot be finished is read again record by record, to lose only what is ill."""
    try:
        return span, future.result()
    except ParseError as error:
        if len(span.records) == 1:
            log.warning("not read", url=span.records[0].url, reason=error.reason)
            return span, Findings(1, failed=1)
    singles = [replace(span, records=(record,)) for record in span.records]
    told = [_read(work, single, work.executor.submit(single))[1] for single in singles]
    found = tuple(each for findings in told for each in findings.found)
    return span, Findings(len(singles), found, sum(findings.failed for findings in told))


def _storing(work: Work, span: Span, findings: Findings, before: Progress) -> Callable[[UnitOfWork], Progress]:
    newsroom = newsroom_of(work.catalogue)
    keep, at = work.catalogue.settings.store.captures, work.clock()

    def job(uow: UnitOfWork) -> Progress:
        stored = sum(_shelved(uow, each, newsroom, keep) for each in findings.found)
        after = _advanced(before, span.records, findings, stored)
        _put(uow, after, at)
        return after

    return job


def _put(uow: UnitOfWork, progress: Progress, at: datetime) -> None:
    uow.backfills.put(progress, at)


def _shelved(uow: UnitOfWork, found: Found, newsroom: Newsroom, keep: str) -> bool:
    kept = keep == "all" or (keep == "matched" and bool(found.hits))
    reading = Reading(found.source, found.capture, found.document, found.hits, kept, late=True)
    return shelve(uow, reading, newsroom).shelved is Shelved.STORED


def _advanced(before: Progress, records: Sequence[Record], findings: Findings, stored: int) -> Progress:
    return replace(
        before,
        offset=records[-1].offset,
        records=before.records + findings.records,
        matched=before.matched + sum(bool(each.hits) for each in findings.found),
        stored=before.stored + stored,
        failed=before.failed + findings.failed,
    )

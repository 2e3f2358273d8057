"""The store: units of work, written by one thread in batches, read from any."""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.backups import backup, default_name
from db.engine import PATIENCE, open_engine, parse_database_url
from db.readers import Readers
from db.translated import is_rejected, translated
from db.unit import UnitOfWork
from model.errors import StorageError

T = TypeVar("T")
_Job = tuple[Callable[[UnitOfWork], object], "Future[object]"]

#: Jobs written in one transaction at most. On PostgreSQL each has its own: several in one would hold each other's rows,
#: and two processes that take the same rows in different order would stand in each other's way.
_BATCH = {"sqlite": 50, "postgresql": 1}
#: So many jobs wait for the writer at most; whoever comes then waits before it, and asks again every so many seconds.
_ROOM, _AGAIN = 500, 0.02
#: Whoever waits for SQLite's lock looks for it now and then, and would never meet it free between our transactions:
#: after so many seconds it is left free for so many.
_AT_A_STRETCH, _PAUSE = 0.1, 0.005
#: What PostgreSQL says where two processes stood in each other's way: the second try finds what the other wrote.
_CROSSED = {"23505", "40001", "40P01"}


class Store:
    """A database, opened and at the latest revision, with `room` for so many jobs that wait for its writer.

    A lock that another process holds on SQLite's file is waited for with `patience`, in seconds. Raises StorageError
    where it cannot be used.
    """

    def __init__(self, database: str, room: int = _ROOM, patience: float = PATIENCE) -> None:
        url = parse_database_url(database)
        self.address, self._database = url.render_as_string(hide_password=True), database
        self._writing = open_engine(url, writing=True, patience=patience)
        self._reading = open_engine(url, writing=False, patience=patience)
        with translated(self.address):
            if schema.current_revision(self._reading) != schema.latest_revision():  # looked up without a lock
                schema.upgrade(self._writing)
        self._readers = Readers(self._reading, self.address)
        self._batch = _BATCH[self._writing.dialect.name]
        self._jobs: queue.Queue[_Job | None] = queue.Queue(room)
        self._thread = threading.Thread(target=self._write_loop, name="writer", daemon=True)
        self._thread.start()

    def backup(self, target: Path) -> int:
        """Copies the database into a file while it is in use; gives its size. Raises StorageError."""
        return backup(self._database, target)

    def backup_name(self, at: datetime) -> str:
        """What a copy made at an instant is called."""
        return default_name(self._database, at)

    @property
    def shared(self) -> bool:
        """Whether processes of several machines can work on it."""
        return self._writing.dialect.name == "postgresql"

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Writes what is queued, then closes every connection."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()
        self._writing.dispose()
        self._reading.dispose()

    def submit(self, job: Callable[[UnitOfWork], T], *, wait: bool = True) -> Future[T]:
        """Queues a job for the writer; the future is done once its transaction is committed.

        Where there is no room in the queue it waits for some, or raises queue.Full.
        """
        future: Future[T] = Future()
        self._jobs.put((job, future), block=wait)  # type: ignore[arg-type]  # the pair shares one T
        return future

    async def write(self, job: Callable[[UnitOfWork], T]) -> T:
        """Runs a job in the writer's next transaction and gives its result after the commit."""
        while True:
            try:
                future = self.submit(job, wait=False)
            except queue.Full:
                await asyncio.sleep(_AGAIN)
            else:
                return await asyncio.wrap_future(future)

    def write_now(self, job: Callable[[UnitOfWork], T]) -> T:
        """The same for callers without an event loop."""
        return self.submit(job).result()

    def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Runs a job that only reads, in a transaction of its own in this thread."""
        with translated(self.address), self._reading.connect() as connection:
            return job(UnitOfWork(connection))

    async def read_soon(self, job: Callable[[UnitOfWork], T]) -> T:
        """The same for an event loop: done on a thread, together with what else waits to be read."""
        return await self._readers.read(job)

    def faults(self) -> list[str]:
        """What is wrong with the database: integrity, and differences from the schema."""
        with translated(self.address):
            return schema.integrity_faults(self._reading) + schema.differences(self._reading)

    def _write_loop(self) -> None:
        paused = time.monotonic()
        while (first := self._jobs.get()) is not None:
            if time.monotonic() - paused > _AT_A_STRETCH and not self.shared:
                time.sleep(_PAUSE)
                paused = time.monotonic()
            batch, ending = self._gather(first)
            # Whoever asked may have stopped waiting: from here on that no longer ends the job, and before it does.
            self._write_batch([job for job in batch if job[1].set_running_or_notify_cancel()])
            if ending:
                return

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        batch = [first]
        while len(batch) < self._batch:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return batch, False
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _write_batch(self, batch: list[_Job]) -> None:
        if len(batch) == 1:
            self._write_alone(*batch[0])
            return
        results: list[tuple[Future[object], object]] = []
        try:
            with translated(self.address), self._writing.begin() as connection:
                results = [pair for job in batch if (pair := _run(connection, *job)) is not None]
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked, the writer lives on
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for future, result in results:
            future.set_result(result)

    def _write_alone(self, job: Callable[[UnitOfWork], object], future: Future[object], tries: int = 2) -> None:
        try:
            with translated(self.address), self._writing.begin() as connection:
                result = job(UnitOfWork(connection))
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked, the writer lives on
            if tries > 1 and getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) in _CROSSED:
                self._write_alone(job, future, tries - 1)
                return
            future.set_exception(error)
            return
        future.set_result(result)

    @property
    def queued(self) -> int:
        """How many jobs wait for the writer."""
        return self._jobs.qsize()


def _run(
    connection: Connection, job: Callable[[UnitOfWork], object], future: Future[object]
) -> tuple[Future[object], object] | None:
    """One job in a savepoint of its own, so that its fault undoes nothing but itself."""
    say = connection.connection.cursor().execute  # SQLAlchemy's own savepoints cost as much as a small job
    try:
        say("SAVEPOINT job")
        result = job(UnitOfWork(connection))
    except SQLAlchemyError as error:
        if connection.invalidated or not _undone(connection, say):
            raise
        future.set_exception(StorageError(str(error), rejected=is_rejected(error)))
    except Exception as error:
        if not _undone(connection, say):
            raise
        future.set_exception(error)
    else:
        say("RELEASE job")
        return future, result
    return None


def _undone(connection: Connection, say: Callable[[str], object]) -> bool:
    """Undoes a job; False where the database has undone the whole transaction, as when its disk is full."""
    if not cast("sqlite3.Connection", connection.connection.driver_connection).in_transaction:
        return False
    say("ROLLBACK TO job")
    say("RELEASE job")
    return True

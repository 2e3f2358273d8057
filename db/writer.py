"""The writer: one thread that does the jobs of all others in batches, a fault of one undoing nothing but itself."""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from db.translated import is_rejected, translated
from db.unit import UnitOfWork
from model.errors import StorageError

T = TypeVar("T")
_Job = tuple[Callable[[UnitOfWork], object], "Future[object]"]

#: Jobs written in one transaction at most. On PostgreSQL each has its own: several in one would hold each other's rows,
#: and two processes that take the same rows in different order would stand in each other's way.
_BATCH = {"sqlite": 50, "postgresql": 1}
#: So many jobs wait for the writer at most.
ROOM = 500
#: Whoever waits for SQLite's lock looks for it now and then, and would never meet it free between our transactions:
#: after so many seconds it is left free for so many.
_AT_A_STRETCH, _PAUSE = 0.1, 0.005
#: A write that failed tells for so many seconds how it stands with the next.
_TELLING = 60.0
#: What PostgreSQL says where two processes stood in each other's way: the second try finds what the other wrote.
_CROSSED = {"23505", "40001", "40P01"}


class Writer:
    """Writes what it is given, until it is closed; `room` for so many jobs that wait."""

    def __init__(self, engine: Engine, address: str, room: int) -> None:
        self._engine, self._address = engine, address
        self._batch, self._pauses = _BATCH[engine.dialect.name], engine.dialect.name == "sqlite"
        self._jobs: queue.Queue[_Job | None] = queue.Queue(room)
        self._failed: tuple[float, str] | None = None
        self._thread = threading.Thread(target=self._go_on, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[UnitOfWork], T], *, wait: bool) -> Future[T]:
        """Queues a job; where there is no room it waits for some, or raises queue.Full."""
        future: Future[T] = Future()
        self._jobs.put((job, future), block=wait)  # type: ignore[arg-type]  # the pair shares one T
        return future

    @property
    def queued(self) -> int:
        """How many jobs wait."""
        return self._jobs.qsize()

    @property
    def trouble(self) -> str | None:
        """Why nothing can be written, by the last try; None where that went well, or was some time ago."""
        at, reason = self._failed or (0.0, None)
        return reason if reason and time.monotonic() - at < _TELLING else None

    def close(self) -> None:
        """Writes what is queued, and ends."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def _go_on(self) -> None:
        paused = time.monotonic()
        while (first := self._jobs.get()) is not None:
            if time.monotonic() - paused > _AT_A_STRETCH and self._pauses:
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
            with translated(self._address), self._engine.begin() as connection:
                results = [pair for job in batch if (pair := _run(connection, *job)) is not None]
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked, the writer lives on
            self._note(error)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        self._failed = None
        for future, result in results:
            future.set_result(result)

    def _write_alone(self, job: Callable[[UnitOfWork], object], future: Future[object], tries: int = 2) -> None:
        try:
            with translated(self._address), self._engine.begin() as connection:
                result = job(UnitOfWork(connection))
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked, the writer lives on
            if tries > 1 and getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) in _CROSSED:
                self._write_alone(job, future, tries - 1)
                return
            self._note(error)
            future.set_exception(error)
            return
        self._failed = None
        future.set_result(result)

    def _note(self, error: Exception) -> None:
        """Keeps why nothing could be written, unless that was for what was given."""
        if isinstance(error, StorageError) and not error.rejected:
            self._failed = time.monotonic(), str(error)


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

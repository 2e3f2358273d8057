"""The store: units of work, written by one thread in batches, read from any."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from db import schema
from db.backups import backup, default_name
from db.engine import PATIENCE, open_engine, parse_database_url
from db.readers import Readers
from db.translated import translated
from db.unit import UnitOfWork
from db.writer import ROOM, Writer

T = TypeVar("T")

#: Whoever finds no room in the queue asks again every so many seconds.
_AGAIN = 0.02


class Store:
    """A database, opened and at the latest revision, with `room` for so many jobs that wait for its writer.

    A lock that another process holds on SQLite's file is waited for with `patience`, in seconds. Raises StorageError
    where it cannot be used.
    """

    def __init__(self, database: str, room: int = ROOM, patience: float = PATIENCE) -> None:
        url = parse_database_url(database)
        self.address, self._database = url.render_as_string(hide_password=True), database
        self._writing = open_engine(url, writing=True, patience=patience)
        self._reading = open_engine(url, writing=False, patience=patience)
        with translated(self.address):
            if schema.current_revision(self._reading) != schema.latest_revision():  # looked up without a lock
                schema.upgrade(self._writing)
        self._readers = Readers(self._reading, self.address)
        self._writer = Writer(self._writing, self.address, room)

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
        self._writer.close()
        self._writing.dispose()
        self._reading.dispose()

    def submit(self, job: Callable[[UnitOfWork], T], *, wait: bool = True) -> Future[T]:
        """Queues a job for the writer; the future is done once its transaction is committed.

        Where there is no room in the queue it waits for some, or raises queue.Full.
        """
        return self._writer.submit(job, wait=wait)

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

    @property
    def queued(self) -> int:
        """How many jobs wait for the writer."""
        return self._writer.queued

    @property
    def trouble(self) -> str | None:
        """Why nothing can be written now, as on a full disk, though it can be read; None where nothing is known."""
        return self._writer.trouble

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

"""Reads that an event loop asks for: as many as wait are done in one transaction, one after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from db.translated import translated
from db.unit import UnitOfWork
from model.errors import StorageError

T = TypeVar("T")
_Job = Callable[[UnitOfWork], Any]


class Readers:
    """Reads of many visits share what each would pay for alone: a thread's wake, a connection, a transaction.

    Whoever asks sees all that was committed before. A fault is that of the job which met it.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine, self._address = engine, address
        self._waiting: list[tuple[_Job, asyncio.Future[Any]]] = []
        self._working: asyncio.Task[None] | None = None

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """What a job reads. Raises StorageError, or whatever the job raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((job, future))
        if self._working is None:
            self._working = loop.create_task(self._work(), name="reader")
        return await future

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                ends = await asyncio.to_thread(self._run, [job for job, _ in batch])
                for (_, future), (result, error) in zip(batch, ends, strict=True):
                    if future.done():  # whoever asked has stopped waiting
                        continue
                    future.set_result(result) if error is None else future.set_exception(error)
        finally:
            self._working = None

    def _run(self, jobs: list[_Job]) -> list[tuple[Any, Exception | None]]:
        try:
            with translated(self._address), self._engine.connect() as connection:
                return [self._one(connection, job) for job in jobs]
        except StorageError as error:
            return [(None, error) for _ in jobs]

    def _one(self, connection: Connection, job: _Job) -> tuple[Any, Exception | None]:
        try:
            with translated(self._address):
                return job(UnitOfWork(connection)), None
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked
            connection.rollback()  # PostgreSQL answers nothing more in a transaction that met an error
            return None, error

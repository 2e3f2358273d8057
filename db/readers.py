"""Reads that an event loop asks for: as many as wait are done in one transaction, one after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine

from db.together import Ends, Together
from db.translated import translated
from db.unit import UnitOfWork

T = TypeVar("T")
_Job = Callable[[UnitOfWork], Any]


class Readers:
    """Reads of many visits share what each would pay for alone: a thread's wake, a connection, a transaction.

    Whoever asks sees all that was committed before. A fault is that of the job which met it.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine, self._address = engine, address
        self._lots = Together[_Job](self._read)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """What a job reads. Raises StorageError, or whatever the job raises."""
        return cast("T", await self._lots.ask(job))

    async def _read(self, jobs: list[_Job]) -> Ends:
        return await asyncio.to_thread(self._run, jobs)

    def _run(self, jobs: list[_Job]) -> Ends:
        with translated(self._address), self._engine.connect() as connection:
            return [self._one(connection, job) for job in jobs]

    def _one(self, connection: Connection, job: _Job) -> tuple[Any, Exception | None]:
        try:
            with translated(self._address):
                return job(UnitOfWork(connection)), None
        except Exception as error:  # noqa: BLE001 - the fault belongs to whoever asked
            connection.rollback()  # PostgreSQL answers nothing more in a transaction that met an error
            return None, error

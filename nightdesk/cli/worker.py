"""`nightdesk worker`: another process for the same database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

import click

from db.store import Store
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err
from nightdesk.cli.run import read_anew
from nightdesk.daemon import Daemon
from nightdesk.dispatch import delivering
from nightdesk.notifying import Notifier
from nightdesk.signals import Supervisor


@click.command("worker")
@click.option("--beat", type=click.Path(path_type=Path), help="A file to touch every second, for health checks.")
@pass_globals
def worker_command(given: Globals, beat: Path | None) -> None:
    """Visit sources beside other processes on one PostgreSQL database; any number share the work, without a leader.

    Each takes what is due by lease, and the pace of a host holds across all of them. One that dies or hangs for longer
    than `run.lease` has lost its sources to the others. Signals as for `nightdesk run`.

    \b
    Example:
      nightdesk --database postgresql+psycopg://desk@db/desk worker
    """
    with given.store() as store:
        if not store.shared:
            raise click.UsageError(
                "workers share a PostgreSQL database; on an SQLite file one `nightdesk run` does all the work. "
                "`nightdesk db copy` takes a file over to PostgreSQL"
            )

        def opened(read: Globals) -> AbstractAsyncContextManager[Daemon]:
            return _worker(read, store)

        err().print(f"working for {store.address}")
        asyncio.run(
            Supervisor(partial(read_anew, given), opened, Notifier(), beat.touch if beat else _silent).run(given)
        )


def _silent() -> None:
    """Nobody wants to hear a heartbeat."""


@asynccontextmanager
async def _worker(given: Globals, store: Store) -> AsyncIterator[Daemon]:
    async with open_desk(given.catalogue, given.watcher, store) as desk, delivering(desk):
        yield Daemon(desk, kind="worker")

"""`nightdesk worker`: another process for the same database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

import click

from db.store import Store
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err
from nightdesk.cli.run import read_anew
from nightdesk.daemon.notifying import Notifier
from nightdesk.daemon.signals import Supervisor
from nightdesk.daemon.ticks import Daemon
from nightdesk.delivery.dispatch import delivering


@click.command("worker")
@click.option("--beat", type=click.Path(path_type=Path), help="A file to touch every second, for health checks.")
@click.option("--host", help="The address to listen on. [web.host]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="A port for /healthz, /readyz and /metrics; none where it is not given.",
)
@pass_globals
def worker_command(given: Globals, beat: Path | None, host: str | None, port: int | None) -> None:
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
        with _served(given, store, host, port) as heard:

            def turned() -> None:
                heard()
                if beat is not None:
                    beat.touch()

            asyncio.run(Supervisor(partial(read_anew, given, store), opened, Notifier(), turned).run(given))


@contextmanager
def _served(given: Globals, store: Store, host: str | None, port: int | None) -> Iterator[Callable[[], None]]:
    """The figures of this process, where a port was named for them; gives what hears that the event loop turns."""
    if port is None:
        yield lambda: None
        return
    from nightdesk.serving import serve_operations
    from web.operations import Heartbeat

    heartbeat = Heartbeat()
    with serve_operations(given.catalogue, store, host, port, heartbeat) as served:
        err().print(f"figures at {served.address}/metrics")
        yield heartbeat.beat


@asynccontextmanager
async def _worker(given: Globals, store: Store) -> AsyncIterator[Daemon]:
    async with open_desk(given.catalogue, given.watcher, store) as desk, delivering(desk):
        yield Daemon(desk, kind="worker")

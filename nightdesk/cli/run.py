"""`nightdesk run` and `nightdesk serve`: the daemon, and the web alone."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from config.catalogue import Catalogue
from db.store import Store
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err
from nightdesk.daemon.leaving import ENDING, leave_at_once_when_asked_again
from nightdesk.daemon.notifying import Notifier
from nightdesk.daemon.signals import Supervisor
from nightdesk.daemon.ticks import Daemon
from nightdesk.delivery.dispatch import delivering

if TYPE_CHECKING:
    from web.operations import Heartbeat
    from web.serving import Served

_host = click.option("--host", help="The address to listen on. [web.host]")
_port = click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on. [web.port]")


@click.command("run")
@_host
@_port
@click.option("--no-web", is_flag=True, help="Crawl only.")
@pass_globals
def run_command(given: Globals, host: str | None, port: int | None, no_web: bool) -> None:
    """Run the daemon: visit sources when they are due, serve the dashboard and the feeds.

    SIGTERM ends it once the visits under way are done (or `run.grace` is over), a second one at once. SIGHUP reads the
    configuration anew; where it has faults they are logged and the one in use is kept, and while the database is away.

    \b
    Example:
      nightdesk --database desk.db run --port 8431
    """
    from web.operations import Heartbeat

    heartbeat = Heartbeat()
    with given.store() as store:

        def opened(read: Globals) -> AbstractAsyncContextManager[Daemon]:
            return _daemon(read, store, None if no_web else partial(_serve, host=host, port=port, heartbeat=heartbeat))

        supervisor = Supervisor(partial(read_anew, given, store), opened, Notifier(), heartbeat.beat)
        asyncio.run(supervisor.run(given))


@asynccontextmanager
async def _daemon(
    given: Globals, store: Store, web: Callable[[Catalogue, Store], Served] | None
) -> AsyncIterator[Daemon]:
    with ExitStack() as stack:
        if web is not None:
            served = stack.enter_context(web(given.catalogue, store))
            err().print(f"dashboard at {served.address}/")
        async with open_desk(given.catalogue, given.watcher, store) as desk, delivering(desk):
            yield Daemon(desk)


def read_anew(given: Globals, store: Store) -> Globals:
    """The configuration as it is written now. Raises ConfigError where it has faults, which leaves all as it was.

    Raises StorageError where the database cannot be written to now: nothing could be begun with it.
    """
    fresh = replace(given)
    _ = fresh.watcher  # reads the catalogue and compiles its watches
    store.write_now(lambda uow: uow.nodes.last_seen())
    return fresh


@click.command("serve")
@_host
@_port
@pass_globals
def serve_command(given: Globals, host: str | None, port: int | None) -> None:
    """Serve the dashboard, the API and the feeds without crawling.

    \b
    Example:
      nightdesk serve --port 8431
    """
    with given.store() as store, _serve(given.catalogue, store, host, port) as served:
        err().print(f"dashboard at {served.address}/")
        wait_for_signal()


def _serve(
    catalogue: Catalogue, store: Store, host: str | None, port: int | None, heartbeat: Heartbeat | None = None
) -> Served:
    from nightdesk.serving import serve

    return serve(catalogue, store, host, port, heartbeat)


def wait_for_signal() -> None:
    """Waits for SIGTERM or SIGINT."""
    asked = threading.Event()
    for number in ENDING:
        signal.signal(number, lambda *_: asked.set())
    asked.wait()
    leave_at_once_when_asked_again()

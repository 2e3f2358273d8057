"""`nightdesk demo`: the whole way on a miniature press, without any network."""

from __future__ import annotations

import asyncio
import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from db.store import Store
from model.clock import system_clock
from model.errors import StorageError
from nightdesk.bookkeeping.reports import PassReport
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.crawl import summary
from nightdesk.cli.output import err
from nightdesk.cli.progress import progress
from nightdesk.cli.run import wait_for_signal
from nightdesk.cli.story import write_stories
from nightdesk.demo.outlets import ANDAMAN, COURIER
from nightdesk.demo.press import WATCH, Press
from nightdesk.desk import Desk
from nightdesk.visits.passing import crawl
from nightdesk.visits.visiting import Options

_FRESH = ("", "-wal", "-shm")


def own_name() -> str:
    """How this program is called from where the reader stands."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{sys.executable} -m nightdesk"
    found = shutil.which(called.name)
    return called.name if found and Path(found).samefile(called) else str(called)


@click.command("demo")
@click.option("--once", is_flag=True, help="End when done, instead of serving the dashboard.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8431, show_default=True, help="Where the dashboard is served."
)
@pass_globals
def demo_command(given: Globals, once: bool, port: int) -> None:
    """Crawl a miniature press and show what was found. Needs no network, touches no other store.

    \b
    Example:
      nightdesk demo --once
    """
    with ExitStack() as stack:
        folder = given.data / "demo"  # kept, so that the commands named at the end know the outlets
        stack.enter_context(_alone(folder))
        press = stack.enter_context(Press(system_clock()))
        press.write_configuration(folder, every="6h")
        database = given.database or _fresh(given.data / "demo.db")
        demo = Globals(folder, database, given.verbose, given.quiet, environment={})
        store = stack.enter_context(demo.store())
        if store.read(lambda uow: uow.figures.totals())["documents"]:
            raise click.UsageError(f"{database} holds documents already; the demo wants an empty database")
        crawl_twice(demo, store, press)
        _show(demo, store, folder, database)
        if not once:
            from nightdesk.serving import serve

            served = stack.enter_context(serve(demo.catalogue, store, None, port))
            err().print(
                f"\nThe dashboard is at {served.address}/ until Ctrl-C, the feed at {served.address}/feeds/{WATCH}.atom"
            )
            wait_for_signal()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """An empty folder, which no other demo has while this one runs."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = folder.with_suffix(".lock").open("w")
    except OSError as error:
        hint = "name another by NIGHTDESK_DATA"
        raise StorageError(f"the folder {folder.parent} cannot be written to: {error.strerror}; {hint}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            hint = "end it, or name another folder by NIGHTDESK_DATA"
            raise click.UsageError(f"a demo runs in {folder.parent} already; {hint}") from None
        shutil.rmtree(folder, ignore_errors=True)
        yield


def _fresh(database: Path) -> str:
    """The demo's own database, begun anew."""
    for tail in _FRESH:
        Path(f"{database}{tail}").unlink(missing_ok=True)
    return str(database)


def crawl_twice(demo: Globals, store: Store, press: Press) -> None:
    """Looks at the press before and after it changes what it printed."""
    asyncio.run(_passes(demo, store, press))


async def _passes(demo: Globals, store: Store, press: Press) -> None:
    """The first pass finds everything; then articles are edited and withdrawn, and all are looked at again."""
    async with open_desk(demo.catalogue, demo.watcher, store) as desk:
        err().print("First pass: nine outlets nobody has looked at yet.")
        err().print(summary(await _pass(desk, demo, Options())) + "\n")
        press.edit(COURIER, "junta-chief-lands-in-moscow", "counts 40 people", "counts 46 people")
        press.withdraw(ANDAMAN, "port-deal-signed")
        err().print("The Courier corrects a figure, the Andaman Daily takes an article down.")
        err().print("Second pass: the same outlets, and every matched article again.")
        second = await _pass(desk, demo, Options(revisit=True))
        err().print(summary(second) + "\n")
        err().print("Third pass: an article counts as gone once it was missing twice.")
        err().print(summary(await _pass(desk, demo, Options(revisit=True))) + "\n")
        _tell_missing(second)


async def _pass(desk: Desk, demo: Globals, options: Options) -> PassReport:
    sources = list(desk.catalogue.sources.values())
    with progress(len(sources), demo.quiet) as ears:
        return await crawl(desk, sources, replace(options, begun=ears.begun), due=False, tell=ears.ended)


def _tell_missing(report: PassReport) -> None:
    for visit in report.visits:
        if visit.outcome.value in {"refused", "failed"}:
            err().print(f"{visit.source_id}: {visit.outcome.value}: {visit.reason}")


def _show(demo: Globals, store: Store, folder: Path, database: str) -> None:
    stories = store.read(lambda uow: uow.reading.stories(WATCH, 50))
    found = sorted(stories, key=lambda story: story[0].out_by)
    err().print(f"\nStories that met the watch {WATCH}:")
    write_stories(found, demo.catalogue.names, "no story")
    told = len(store.read(lambda uow: uow.alerts.newest(WATCH, 1000)))
    look = f"{own_name()} --config {folder} --database {database}"
    printed = max(found, key=len)[0].story_uid[:8] if found else "ID"
    edited = next((group[0].story_uid[:8] for group in found if group[0].version > 1), "ID")
    err().print(
        f"\n{told} alerts for {sum(map(len, found))} documents. To look further:\n"
        f"  {look} feed {WATCH} --format atom\n"
        f"  {look} stories show {edited}\n"
        f"  {look} stories why {printed}\n"
        f"  {look} sources list\n"
        f"  {look} search Rosatom\n"
        f"  {look} export documents",
        soft_wrap=True,  # a line that is broken cannot be copied
    )

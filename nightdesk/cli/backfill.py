"""`nightdesk backfill`: archives of the past, read through parsers and watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from db.repositories.backfills import Progress as Reached
from model.clock import system_clock
from model.errors import ConfigError
from nightdesk.archives.backfilling import Told, Work, backfill
from nightdesk.archives.clusters import LOCAL, cluster, is_installed
from nightdesk.archives.processes import LocalProcesses
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table

#: Read by processes of this program, without Dask.
NONE = "none"
_SHOWN = ("name", "records", "matched", "stored", "failed", "finished")


@click.command("backfill")
@click.option(
    "--warc",
    "first",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="A WARC file (.warc, .warc.gz); more may follow.",
)
@click.argument("more", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]...")
@click.option("--every", is_flag=True, help="Store what meets no watch as well.")
@click.option("--again", is_flag=True, help="Begin from the start, although a file was read before.")
@click.option(
    "--cluster",
    "cluster_address",
    help="Where Dask reads: `local`, a scheduler's address (tcp://HOST:8786), or `none`: without Dask. [local]",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that read. [parse.workers]")
@format_option
@pass_globals
def backfill_command(
    given: Globals,
    first: Path,
    more: tuple[Path, ...],
    every: bool,
    again: bool,
    cluster_address: str | None,
    workers: int | None,
    form: str,
) -> None:
    """Read web archives, those of Common Crawl News among them; what meets a watch is stored and told as late.

    Ended in the middle, it goes on from there. Exit code 4: some files could not be read; 5: none could.

    \b
    Examples:
      nightdesk backfill --warc CC-NEWS-20250501*.warc.gz --workers 8
      nightdesk backfill --cluster tcp://head:8786 --warc /shared/CC-NEWS-2025*.warc.gz
    """
    settings = given.catalogue.settings.parse
    environment = tuple(
        sorted((key, value) for key, value in given.environment.items() if key.startswith("NIGHTDESK_"))
    )
    with given.store() as store, LocalProcesses(settings, workers) as processes:
        work = Work(given.catalogue, environment, store, processes, system_clock, every, again)
        if (address := cluster_address or usual(given.quiet)) == NONE:
            rows = read_all(work, (first, *more), given.quiet)
        else:
            rows = read_on_cluster(work, (first, *more), address, workers or settings.workers, given.quiet)
    if form == "json":
        write_json({"files": rows})
    else:
        write_table((*_SHOWN, "error"), [[row.get(name) for name in (*_SHOWN, "error")] for row in rows], "")
    bad = sum("error" in row for row in rows)
    raise SystemExit(0 if not bad else 5 if bad == len(rows) else 4)


def usual(quiet: bool) -> str:
    """A cluster on this machine where Dask is installed; else none, which is said."""
    if is_installed():
        return LOCAL
    if not quiet:
        err().print('Dask is not installed (pip install ".[cluster]" in the clone): read by processes of this program.')
    return NONE


def read_all(work: Work, files: Sequence[Path], quiet: bool) -> list[dict[str, object]]:
    """Reads every file; one that cannot be read stops no other."""
    rows: list[dict[str, object]] = []
    with telling(quiet) as tell:
        for file in files:
            try:
                rows.append(asdict(backfill(work, file, tell(file))))
            except ConfigError as error:
                err().print(f"{file.name}: {error}")
                rows.append({"name": file.name, "error": str(error)})
    return rows


def read_on_cluster(
    work: Work, files: Sequence[Path], address: str, workers: int, quiet: bool
) -> list[dict[str, object]]:
    """The same on a Dask cluster, several at once."""
    rows: list[dict[str, object]] = []
    with telling(quiet) as tell, cluster(address, workers) as client:
        from nightdesk.archives.bulk import backfill_on  # needs Dask

        for file, outcome in backfill_on(client, work, files, tell):
            if isinstance(outcome, ConfigError):
                err().print(f"{file.name}: {outcome}")
                rows.append({"name": file.name, "error": str(outcome)})
            else:
                rows.append(asdict(outcome))
    return rows


@contextmanager
def telling(quiet: bool) -> Iterator[Callable[[Path], Told]]:
    """How far each file is: a bar on a terminal while it is read, and a line at its end."""
    if quiet:
        yield lambda _file: lambda _reached: None
    elif not sys.stderr.isatty():
        yield lambda _file: lambda reached: err().print(_line(reached)) if reached.finished else None
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=err()) as bar:
            yield partial(_shown, bar)


def _shown(bar: Progress, file: Path) -> Told:
    task = bar.add_task(file.name, total=file.stat().st_size)

    def tell(reached: Reached) -> None:
        bar.update(task, completed=reached.offset, description=_line(reached))
        if reached.finished:
            bar.remove_task(task)
            bar.console.print(_line(reached))

    return tell


def _line(reached: Reached) -> str:
    told = f"{reached.records} records, {reached.matched} matched, {reached.stored} stored"
    return f"{reached.name}: {told}" + (f", {reached.failed} could not be read" if reached.failed else "")

"""`nightdesk crawl`: one pass over sources, then an account of it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from config.sources import Source
from model.clock import system_clock
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.selection import chosen_sources
from nightdesk.passing import Told, crawl
from nightdesk.reports import PassReport, VisitReport
from nightdesk.visiting import Options


@click.command("crawl")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--all", "every", is_flag=True, help="Every enabled source, due or not.")
@click.option("--revisit", is_flag=True, help="Look again at every matched article, not only at those that are due.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Walk lists back to this day (UTC); finds are told in the late lane.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many new links a source.")
@click.option("--dry-run", is_flag=True, help="Find links and say which are new; fetch no page, store nothing.")
@click.option(
    "--replay",
    type=click.Path(exists=True, path_type=Path),
    help="Take answers from a WARC or a folder of saved pages.",
)
@click.option("--sources-from-replay", is_flag=True, help="With --replay: take every archived page as a link.")
@format_option
@pass_globals
def crawl_command(
    given: Globals,
    sources: tuple[str, ...],
    every: bool,
    revisit: bool,
    since: datetime | None,
    limit: int | None,
    dry_run: bool,
    replay: Path | None,
    sources_from_replay: bool,
    form: str,
) -> None:
    """Visit sources once: the due ones, or those named.

    Exit code 0: all looked at; 4: some failed; 5: all failed.

    \b
    Examples:
      nightdesk crawl
      nightdesk crawl moscow-times irrawaddy --limit 5
      nightdesk crawl --since 2025-05-01 irrawaddy
      nightdesk crawl --replay saved/ --sources-from-replay --format json
    """
    if sources_from_replay and replay is None:
        raise click.UsageError("--sources-from-replay goes with --replay")
    picked = [] if sources_from_replay else chosen_sources(given.catalogue, sources)
    due = not (sources or every or replay or since)
    job = _Job(given, picked, Options(revisit, limit, since.replace(tzinfo=UTC) if since else None), due)
    if dry_run:
        from nightdesk.cli.preview import preview

        raise SystemExit(asyncio.run(preview(given, picked, form)))
    report = asyncio.run(job.run_replay(replay, sources_from_replay) if replay else job.run())
    write_report(report, form)
    raise SystemExit(report.exit_code)


class _Job:
    """One pass, with its progress on stderr."""

    def __init__(self, desk: Globals, picked: Sequence[Source], options: Options, due: bool) -> None:
        self._globals, self._picked, self._options, self._due = desk, picked, options, due

    async def run(self) -> PassReport:
        """Over the network."""
        desk = self._globals
        with desk.store() as store, progress(len(self._picked), desk.quiet) as tell:
            async with open_desk(desk.catalogue, desk.watcher, store) as joined:
                return await crawl(joined, self._picked, self._options, due=self._due, tell=tell)

    async def run_replay(self, path: Path, from_replay: bool) -> PassReport:
        """From an archive."""
        from crawler.replay import open_replay
        from nightdesk.replaying import replay_pages

        desk, archive = self._globals, open_replay([path], system_clock)
        with desk.store() as store, progress(len(self._picked), desk.quiet) as tell:
            async with open_desk(desk.catalogue, desk.watcher, store, fetcher=archive) as joined:
                if from_replay:
                    return await replay_pages(joined, archive, tell)
                return await crawl(joined, self._picked, self._options, due=False, tell=tell)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Told]:
    """A bar on a terminal, a line a source elsewhere."""
    if quiet:
        yield lambda _report: None
    elif not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield _tell_line
    else:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=err(), transient=True) as bar:
            task = bar.add_task("crawling", total=total or None)
            yield lambda report: bar.update(task, advance=1, description=report.source_id)


def _tell_line(report: VisitReport) -> None:
    counts, reason = report.counts, f" ({report.reason})" if report.reason else ""
    revised = f"{counts.revised} revised, " if counts.revised else ""
    err().print(
        f"{report.source_id}: {report.outcome.value}{reason}; {counts.stored} stored, {revised}{counts.matched} matched"
    )


def write_report(report: PassReport, form: str) -> None:
    """The account of a pass."""
    if report.busy:
        err().print(f"another process is visiting {', '.join(report.busy)}; nothing was done there")
    if form == "json":
        write_json(report.as_json())
        return
    columns = (
        "source",
        "outcome",
        "new links",
        "fetched",
        "unchanged",
        "stored",
        "revised",
        "doubles",
        "matched",
        "reason",
    )
    write_table(columns, [_row(visit) for visit in report.visits], "No source is due. --all visits every one.")
    if report.visits:
        err().print(summary(report))


def _row(visit: VisitReport) -> tuple[object, ...]:
    counts = visit.counts
    numbers = (counts.discovered, counts.fetched, counts.not_modified, counts.stored, counts.revised, counts.duplicates)
    return (visit.source_id, visit.outcome.value, *numbers, counts.matched, visit.reason)


def summary(report: PassReport) -> str:
    """A pass in one sentence, "nothing new" told from "could not look"."""
    totals, seconds = report.totals, (report.finished_at - report.started_at).total_seconds()
    blind = [visit for visit in report.visits if visit.outcome.value in {"refused", "failed"}]
    words = {"stored": "documents stored"}
    told = [name for name in ("stored", "revised", "gone", "alerts") if totals[name]]
    news = ", ".join(f"{totals[name]} {words.get(name, name)}" for name in told) or "nothing new"
    looked = f"{len(report.visits) - len(blind)} of {len(report.visits)} sources looked at"
    return f"{looked} in {seconds:.1f} s: {news}, {totals['bytes'] / 1000:.0f} kB received"

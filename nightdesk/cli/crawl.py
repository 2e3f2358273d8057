"""`nightdesk crawl`: one pass over sources, then an account of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from config.sources import Source
from model.clock import system_clock
from model.text import counted
from nightdesk.bookkeeping.reports import PassReport, VisitReport
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.progress import BLIND, progress
from nightdesk.cli.selection import chosen_sources
from nightdesk.delivery.dispatch import deliver_now
from nightdesk.visits.passing import crawl
from nightdesk.visits.visiting import Options

_NONE_DUE = "No source is due. --all visits every one."
_NONE = "The configuration names no source that is enabled."
#: So many sources that could not be looked at are named; the table has them all.
_NAMED = 5
_COLUMNS = (
    "source", "outcome", "new links", "fetched", "unchanged", "stored", "revised", "doubles", "matched", "reason",
)  # fmt: skip


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
    if since is not None and since.replace(tzinfo=UTC) > system_clock():
        raise click.UsageError("--since names a day that is yet to come")
    picked = [] if sources_from_replay else chosen_sources(given.catalogue, sources)
    due = not (sources or every or replay or since)
    job = _Job(given, picked, Options(revisit, limit, since.replace(tzinfo=UTC) if since else None), due)
    if dry_run:
        from nightdesk.cli.preview import preview

        raise SystemExit(asyncio.run(preview(given, picked, form)))
    report = asyncio.run(job.run_replay(replay, sources_from_replay) if replay else job.run())
    write_report(report, form, picked or sources_from_replay)
    raise SystemExit(report.exit_code)


class _Job:
    """One pass, with its progress on stderr."""

    def __init__(self, desk: Globals, picked: Sequence[Source], options: Options, due: bool) -> None:
        self._globals, self._picked, self._options, self._due = desk, picked, options, due

    async def run(self) -> PassReport:
        """Over the network."""
        desk = self._globals
        with desk.store() as store, progress(len(self._picked), desk.quiet) as ears:
            async with open_desk(desk.catalogue, desk.watcher, store) as joined:
                options = replace(self._options, begun=ears.begun)
                report = await crawl(joined, self._picked, options, due=self._due, tell=ears.ended)
                await deliver_now(joined)
                return report

    async def run_replay(self, path: Path, from_replay: bool) -> PassReport:
        """From an archive."""
        from crawler.replay import open_replay
        from nightdesk.visits.replaying import replay_pages

        desk, archive = self._globals, open_replay([path], system_clock)
        with desk.store() as store, progress(len(self._picked), desk.quiet) as ears:
            async with open_desk(desk.catalogue, desk.watcher, store, fetcher=archive) as joined:
                if from_replay:
                    return await replay_pages(joined, archive, ears.ended)
                options = replace(self._options, begun=ears.begun)
                return await crawl(joined, self._picked, options, due=False, tell=ears.ended)


def write_report(report: PassReport, form: str, picked: object) -> None:
    """The account of a pass over what was picked for it."""
    if report.busy:
        err().print(f"another process is visiting {', '.join(report.busy)}; nothing was done there")
    if form == "json":
        write_json(report.as_json())
        return
    write_table(_COLUMNS, [_row(visit) for visit in report.visits], _NONE_DUE if picked else _NONE)
    if report.visits:
        err().print(summary(report))


def _row(visit: VisitReport) -> tuple[object, ...]:
    counts = visit.counts
    numbers = (counts.discovered, counts.fetched, counts.not_modified, counts.stored, counts.revised, counts.duplicates)
    return (visit.source_id, visit.outcome.value, *numbers, counts.matched, visit.reason)


def summary(report: PassReport) -> str:
    """A pass in one sentence, "nothing new" told from "could not look"."""
    totals, seconds = report.totals, (report.finished_at - report.started_at).total_seconds()
    blind = [visit for visit in report.visits if visit.outcome in BLIND]
    words = {
        "stored": f"{counted(totals['stored'], 'document')} stored",
        "revised": f"{totals['revised']} revised",
        "gone": f"{totals['gone']} gone",
        "alerts": counted(totals["alerts"], "alert"),
    }
    news = ", ".join(said for name, said in words.items() if totals[name]) or "nothing new"
    seen = len(report.visits) - len(blind)
    looked = f"{seen} of {len(report.visits)} sources looked at in {seconds:.1f} s"
    found = f"{looked}: {news}" if seen else looked
    missed = f"; could not look at {_some(blind)}" if blind else ""
    return f"{found}, {totals['bytes'] / 1000:.0f} kB received{missed}"


def _some(blind: Sequence[VisitReport]) -> str:
    """The first few sources that could not be looked at, and how many more there are."""
    shown = ", ".join(f"{visit.source_id} ({visit.outcome.value})" for visit in blind[:_NAMED])
    return shown + (f" and {len(blind) - _NAMED} more" if len(blind) > _NAMED else "")

"""`nightdesk reparse`: kept captures read again by the parsers of today, looked at before it is applied."""

from __future__ import annotations

import asyncio

import click

from model.clock import system_clock
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.selection import check_id
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.redoing.reparsing import Reread, Summary, Work, reparse
from nightdesk.workers.pool import ParsePool

_COLUMNS = ("document", "source", "reads otherwise", "title")


@click.command("reparse")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--apply", "applied", is_flag=True, help="Make the changes shown.")
@format_option
@pass_globals
def reparse_command(given: Globals, sources: tuple[str, ...], applied: bool, form: str) -> None:
    """Read the kept captures again and show which documents read otherwise; nothing is written without --apply.

    For a parser that was mended. An applied reading takes the place of the one before: it is no new version, its story
    and its matches are decided again, and what meets a watch only now is told as late. Nothing is fetched.

    \b
    Examples:
      nightdesk reparse
      nightdesk reparse moscow-times --apply
    """
    for source in sources:
        check_id(source, given.catalogue.sources, "source", "`nightdesk sources list`")
    found: list[Reread] = []
    summary = asyncio.run(_reparse(given, frozenset(sources), applied, found))
    if form == "json":
        write_json([_as_json(each) for each in found])
    else:
        write_table(_COLUMNS, [_row(each) for each in found], "Every capture reads as it did.")
    err().print(_words(summary, applied))


async def _reparse(given: Globals, sources: frozenset[str], applied: bool, found: list[Reread]) -> Summary:
    catalogue = given.catalogue
    with given.store() as store:
        async with ParsePool(catalogue.settings.parse) as pool:
            newsroom = newsroom_of(catalogue)
            work = Work(catalogue, store, pool.parse, given.watcher, newsroom, system_clock, applied)
            return await reparse(work, sources, found.append)


def _row(each: Reread) -> tuple[object, ...]:
    says = f"no document: {each.lack}" if each.lack else ", ".join(each.fields)
    return each.stored.uid[:8], each.stored.source_id, says, each.stored.document.title


def _as_json(each: Reread) -> dict[str, object]:
    stored = each.stored
    return {
        "document": stored.uid,
        "source": stored.source_id,
        "url": stored.document.url,
        "fields": list(each.fields),
        "lack": each.lack,
    }


def _words(summary: Summary, applied: bool) -> str:
    done = "now read" if applied else "would read"
    told = [f"{summary.same} read as before", f"{summary.changed} {done} otherwise"]
    if summary.lost:
        told.append(f"{summary.lost} give no document any more and stay as they are")
    if summary.unread:
        told.append(f"{summary.unread} have no capture to read")
    end = "; --apply makes it so" if summary.changed and not applied else ""
    return ", ".join(told) + end

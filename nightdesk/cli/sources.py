"""`nightdesk sources`: the sources of the configuration, how each stands, and how to add more."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from config.sources import Source
from db.repositories.schedule import SourceState
from model.moments import Moment, iso_instant
from nightdesk.cli.checking import check_sources
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.selection import chosen_sources
from nightdesk.notices.chronicles import moment_words


@click.group("sources")
def sources_command() -> None:
    """The sources: outlets and boards that are watched.

    \b
    Examples:
      nightdesk sources list
      nightdesk sources check moscow-times
    """


@sources_command.command("list")
@format_option
@pass_globals
def list_command(given: Globals, form: str) -> None:
    """Every source, and how its last visit ended.

    \b
    Example:
      nightdesk sources list --format json
    """
    with given.store() as store:
        states = store.read(lambda uow: uow.schedule.states())
    rows = [_row(source, states.get(source.id)) for source in given.catalogue.sources.values()]
    if form == "json":
        write_json(rows)
        return
    columns = ("id", "name", "kind", "language", "outcome", "visited", "reason")
    shown = [row | _in_words(row, states.get(str(row["id"]))) for row in rows]
    write_table(columns, [[row[name] for name in columns] for row in shown], "The configuration names no source.")


def _in_words(row: dict[str, object], state: SourceState | None) -> dict[str, object]:
    visited = moment_words(Moment(state.visited_at)) if state and state.visited_at else None
    return {"visited": visited, "outcome": row["outcome"] if row["enabled"] else "off"}


@sources_command.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@format_option
@pass_globals
def check_command(given: Globals, sources: tuple[str, ...], form: str) -> None:
    """Fetch one page of each source and report what each field found, and by which rule.

    \b
    Example:
      nightdesk sources check moscow-times
    """
    raise SystemExit(asyncio.run(check_sources(given, chosen_sources(given.catalogue, sources), form)))


@sources_command.command("add")
@click.argument("url")
@click.option("--write", is_flag=True, help="Write the file into the configuration's sources/, if it is not there yet.")
@pass_globals
def add_command(given: Globals, url: str, write: bool) -> None:
    """Find out where the links of the site at URL are, and show the source file that says so.

    \b
    Example:
      nightdesk --config my-config sources add https://www.irrawaddy.com/ --write
    """
    from nightdesk.cli.adding import add

    raise SystemExit(asyncio.run(add(given, url, write)))


@sources_command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_globals
def import_command(given: Globals, file: Path) -> None:
    """Write a source file for each host whose feeds the OPML file names; those that are there stay as they are.

    \b
    Example:
      nightdesk --config my-config sources import subscriptions.opml
    """
    from nightdesk.cli.adding import write_source
    from nightdesk.opml import OpmlError, read_opml

    folder = given.catalogue.folder / "sources"
    taken = {host: source.id for source in given.catalogue.sources.values() for host in source.hosts}
    try:
        sources, skipped = read_opml(file.read_bytes())
    except OpmlError as error:
        raise click.UsageError(
            f"{file} is no OPML: {error}; feed readers write such a file when they export"
        ) from error
    if not sources and not skipped:
        err().print(f"{file}: no outline in it names a feed")
    for source in sources:
        owner = next((taken[host] for host in source.hosts if host in taken), None)
        told = f"{source.id}: left out, {owner} has its host" if owner else write_source(source, folder)
        err().print(told)
    for each in skipped:
        err().print(f"{each.title or 'an outline'}: left out, {each.reason}")


@sources_command.command("export")
@pass_globals
def export_command(given: Globals) -> None:
    """Write the sources' feeds to stdout as OPML, for feed readers.

    \b
    Example:
      nightdesk sources export > nightdesk.opml
    """
    from nightdesk.opml import write_opml

    sys.stdout.buffer.write(write_opml(given.catalogue.sources.values()))


def _row(source: Source, state: SourceState | None) -> dict[str, object]:
    reason = source.reason if not source.enabled else state.reason if state else None
    due = state.next_visit_at if state and source.enabled else None
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "language": source.language,
        "enabled": source.enabled,
        "home": source.home,
        "outcome": state.outcome if state else None,
        "visited_at": iso_instant(state.visited_at) if state and state.visited_at else None,
        "next_visit_at": iso_instant(due) if due else None,
        "reason": reason,
    }

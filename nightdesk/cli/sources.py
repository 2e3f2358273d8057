"""`nightdesk sources`: the sources of the configuration, and how each stands."""

from __future__ import annotations

import click

from config.sources import Source
from db.repositories.schedule import SourceState
from model.moments import iso_instant
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import format_option, write_json, write_table


@click.group("sources")
def sources_command() -> None:
    """The sources: outlets and boards that are watched."""


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
    columns = ("id", "name", "kind", "language", "enabled", "outcome", "visited_at", "reason")
    write_table(columns, [[row[name] for name in columns] for row in rows], "The configuration names no source.")


def _row(source: Source, state: SourceState | None) -> dict[str, object]:
    reason = source.reason if not source.enabled else state.reason if state else None
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "language": source.language,
        "enabled": source.enabled,
        "home": source.home,
        "outcome": state.outcome if state else None,
        "visited_at": iso_instant(state.visited_at) if state and state.visited_at else None,
        "next_visit_at": iso_instant(state.next_visit_at) if state and state.next_visit_at else None,
        "reason": reason,
    }

"""`nightdesk watch`: the watches of the configuration."""

from __future__ import annotations

import click

from config.watches import WatchFile
from matching.explain import expand
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import format_option, write_json, write_table
from nightdesk.cli.selection import check_id


@click.group("watch")
def watch_command() -> None:
    """The watches: what is looked for."""


@watch_command.command("list")
@format_option
@pass_globals
def list_command(given: Globals, form: str) -> None:
    """Every watch.

    \b
    Example:
      nightdesk watch list
    """
    shapes = [entry.shape for entry in given.catalogue.watches.values()]
    columns = ("id", "title", "enabled", "channels", "names")
    if form == "json":
        write_json([_row(shape) for shape in shapes])
        return
    rows = [(shape.id, shape.title, shape.enabled, ", ".join(shape.channels), len(shape.names)) for shape in shapes]
    write_table(columns, rows, "The configuration names no watch.")


def _row(shape: WatchFile) -> dict[str, object]:
    return {
        "id": shape.id,
        "title": shape.title,
        "enabled": shape.enabled,
        "channels": list(shape.channels),
        "names": sorted(shape.names),
    }


@watch_command.command("show")
@click.argument("watch")
@click.option("--expand", "expanded", is_flag=True, help="Every name replaced by the forms it stands for.")
@pass_globals
def show_command(given: Globals, watch: str, expanded: bool) -> None:
    """The query of WATCH.

    \b
    Example:
      nightdesk watch show myanmar-russia --expand
    """
    check_id(watch, given.catalogue.watches, "watch", "nightdesk watch list")
    compiled = {each.watch.id: each for each in given.watcher.watches}
    if expanded and watch in compiled:
        click.echo(expand(compiled[watch].watch))
    else:
        click.echo(given.catalogue.watches[watch].shape.query.strip())

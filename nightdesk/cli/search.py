"""`nightdesk search`: what is stored, found by words."""

from __future__ import annotations

import click

from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import format_option, write_json, write_table
from nightdesk.stored_json import stored_json
from nightdesk.watches.searching import search


@click.command("search")
@click.argument("query")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=20, show_default=True, help="At most so many documents."
)
@format_option
@pass_globals
def search_command(given: Globals, query: str, limit: int, form: str) -> None:
    """Stored documents that meet QUERY, the newest first.

    Words mean all of them, "…" keeps words together; or the language of the watches, their names included.

    \b
    Examples:
      nightdesk search '"Victory Day" Moscow'
      nightdesk search '@min_aung_hlaing AND lang:ru AND NOT Путин*'
    """
    with given.store() as store:
        names = (name for each in given.watcher.watches for name in each.watch.names)
        found = search(store, query, names, limit)
    if form == "json":
        write_json([stored_json(each) for each in found])
        return
    columns = ("id", "source", "published_at", "relation", "title", "url")
    rows = [stored_json(each) for each in found]
    write_table(
        columns,
        [[str(row[name] or "")[:8] if name == "id" else row[name] for name in columns] for row in rows],
        "Nothing found.",
    )

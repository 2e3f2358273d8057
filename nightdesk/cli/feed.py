"""`nightdesk feed`: a watch's alerts as Atom, RSS or JSON Feed."""

from __future__ import annotations

import sys

import click

from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.selection import check_id
from web.feeds import render_feed


@click.command("feed")
@click.argument("watch")
@click.option("--format", "form", type=click.Choice(["atom", "rss", "json"]), default="atom", show_default=True)
@click.option(
    "--late", is_flag=True, help="What was found late, by walking back or by a changed watch, instead of the news."
)
@click.option("--limit", type=click.IntRange(1, 1000), help="At most so many entries. [feed.entries]")
@pass_globals
def feed_command(given: Globals, watch: str, form: str, late: bool, limit: int | None) -> None:
    """Write the alert feed of WATCH to stdout, the newest story first.

    \b
    Example:
      nightdesk feed myanmar-russia --format atom > alerts.atom
    """
    catalogue = given.catalogue
    check_id(watch, catalogue.watches, "watch", "nightdesk watch list")
    settings = catalogue.settings
    base = settings.feed.base_url or f"http://{settings.web.host}:{settings.web.port}"
    names = {source.id: source.name for source in catalogue.sources.values()}
    told = (watch, catalogue.watches[watch].shape.title)
    with given.store() as store:
        lane = "late" if late else "now"
        body, _ = render_feed(store, told, names, base, form, limit or settings.feed.entries, lane)
    sys.stdout.buffer.write(body + b"\n")

"""`crawl --dry-run`: what would be fetched, without fetching it."""

from __future__ import annotations

from collections.abc import Sequence

from config.sources import Source
from crawler.discovery import discover
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals
from nightdesk.cli.output import write_json, write_table
from nightdesk.desk import Desk
from nightdesk.visits.rechecking import frontier_links


async def preview(given: Globals, sources: Sequence[Source], form: str) -> int:
    """Shows the new links of each source; nothing but robots.txt is stored."""
    rows: list[dict[str, object]] = []
    with given.store() as store:
        async with open_desk(given.catalogue, given.watcher, store) as desk:
            for source in sources:
                rows += await _new_links(desk, source)
    if form == "json":
        write_json(rows)
    else:
        columns = ("source", "published", "title", "url")
        write_table(columns, [[row[name] for name in columns] for row in rows], "No new link.")
    return 0


async def _new_links(desk: Desk, source: Source) -> list[dict[str, object]]:
    found = await discover(source, {}, desk.fetcher, desk.parse, desk.clock, desk.catalogue.settings.fetch)
    entries = frontier_links(source, found.links)
    known = desk.store.read(lambda uow: uow.frontier.known([entry.url_key for entry in entries]))
    return [
        {
            "source": source.id,
            "published": entry.link.published_at.iso() if entry.link.published_at else None,
            "title": entry.link.title,
            "url": entry.link.url,
        }
        for entry in entries
        if entry.url_key not in known
    ]

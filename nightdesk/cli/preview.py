"""`crawl --dry-run`: what would be fetched, without fetching it."""

from __future__ import annotations

from collections.abc import Sequence

from config.sources import Source
from crawler.discovery import Discovery, discover
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals
from nightdesk.cli.output import err, write_json, write_table
from nightdesk.cli.progress import BLIND
from nightdesk.desk import Desk
from nightdesk.visits.rechecking import frontier_links


async def preview(given: Globals, sources: Sequence[Source], form: str) -> int:
    """Shows the new links of each source, and which could not be looked at; nothing but robots.txt is stored.

    Gives the exit code: 0, 4 where some sources could not be looked at, 5 where none could.
    """
    rows: list[dict[str, object]] = []
    blind = 0
    with given.store() as store:
        async with open_desk(given.catalogue, given.watcher, store) as desk:
            for source in sources:
                found = await discover(source, {}, desk.fetcher, desk.parse, desk.clock, desk.catalogue.settings.fetch)
                rows += _new_links(desk, source, found)
                if found.outcome in BLIND:
                    blind += 1
                    err().print(f"{source.id}: {found.outcome.value}: {found.reason}")
    if form == "json":
        write_json(rows)
    else:
        columns = ("source", "published", "title", "url")
        write_table(columns, [[row[name] for name in columns] for row in rows], "No new link.")
    if not blind:
        return 0
    return 5 if blind == len(sources) else 4


def _new_links(desk: Desk, source: Source, found: Discovery) -> list[dict[str, object]]:
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

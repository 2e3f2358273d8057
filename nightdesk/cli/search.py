"""`nightdesk search` and `nightdesk export`: what is stored, found by words or all of it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import click

from db.store import Store
from db.unit import UnitOfWork
from model.document_json import Json
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import format_option, write_json, write_table
from nightdesk.searching import search
from nightdesk.stored_json import stored_json

#: What a cell may not begin with, since a spreadsheet would take it for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@click.command("search")
@click.argument("query")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
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


@click.command("export")
@click.argument("what", type=click.Choice(["documents", "stories", "alerts"]), default="documents")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="Only documents first seen or changed since then (UTC), stories with such a document, alerts raised since.",
)
@pass_globals
def export_command(given: Globals, what: str, form: str, since: datetime | None) -> None:
    """Write everything stored to stdout: one JSON object a line, or CSV.

    \b
    Examples:
      nightdesk export documents --format csv > documents.csv
      nightdesk export alerts --since 2026-03-01
    """
    with given.store() as store:
        rows = _rows(given, store, what, since.replace(tzinfo=UTC) if since else _EVER)
        _write_csv(rows) if form == "csv" else _write_jsonl(rows)


def _rows(given: Globals, store: Store, what: str, since: datetime) -> list[Json]:
    if what == "documents":
        return store.read(lambda uow: [stored_json(each) for each in uow.reading.all() if each.changed_at >= since])
    if what == "stories":
        return store.read(lambda uow: _stories(uow, since))
    return store.read(lambda uow: [row for watch in given.catalogue.watches for row in _alerts(uow, watch, since)])


def _stories(uow: UnitOfWork, since: datetime) -> list[Json]:
    groups = uow.reading.stories(None, sys.maxsize)
    return [
        {
            "story": group[0].story_uid,
            "title": group[0].document.title,
            "first_seen_at": stored_json(group[0])["first_seen_at"],
            "documents": [each.uid for each in group],
            "sources": [each.source_id for each in group],
            "relations": [each.membership.relation.value for each in group],
        }
        for group in groups
        if any(each.changed_at >= since for each in group)
    ]


def _alerts(uow: UnitOfWork, watch: str, since: datetime) -> list[Json]:
    told = [(alert, lane) for lane in ("now", "late") for alert in uow.alerts.newest(watch, sys.maxsize, lane)]
    return [
        {
            "id": alert.uid,
            "watch": watch,
            "story": alert.story_uid,
            "lane": lane,
            "created_at": alert.created_at.isoformat().replace("+00:00", "Z"),
            "documents": [each.uid for each in alert.documents],
        }
        for alert, lane in sorted(told, key=lambda pair: pair[0].seq)
        if alert.created_at >= since
    ]


def _write_jsonl(rows: Iterable[Json]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _write_csv(rows: list[Json]) -> None:
    if not rows:
        return
    table = csv.writer(sys.stdout)
    table.writerow(rows[0])
    for row in rows:
        table.writerow(_cell(value) for value in row.values())


def _cell(value: object) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "'" + text if text.startswith(_FORMULA) else text

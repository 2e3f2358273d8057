"""`nightdesk export`: all that is stored, for other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import click

from model.cells import text_cell
from model.document_json import Json
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.exporting import EXPORTS

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@click.command("export")
@click.argument("what", type=click.Choice(list(EXPORTS)), default="documents")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="JSON, an object a line, or a table for a spreadsheet.",
)
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
    write = _write_csv if form == "csv" else _write_jsonl
    with given.store() as store:
        store.read(lambda uow: write(EXPORTS[what](uow, since.replace(tzinfo=UTC) if since else _EVER)))


def _write_jsonl(rows: Iterable[Json]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _write_csv(rows: Iterable[Json]) -> None:
    table = csv.writer(sys.stdout)
    for number, row in enumerate(rows):
        if not number:
            table.writerow(row)
        table.writerow(_cell(value) for value in row.values())


def _cell(value: object) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text_cell(text)

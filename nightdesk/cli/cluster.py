"""`nightdesk cluster`: documents in a file gathered into stories."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from model.document_json import Json
from nightdesk.batches import json_rows
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_table
from nightdesk.grouping.clustering import LISTS, TEXTS, Clustering

_COLUMNS = ("story", "relation", "id", "of", "share", "evidence")
_EVERY = 100


@click.command("cluster")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
@pass_globals
def cluster_command(given: Globals, file: Path, form: str) -> None:
    """Gather the documents of FILE (JSON lines with id, text and what else is known) into stories.

    Each document is held against all others of the file, earlier and later, and gets one line in the order of the
    input: its story (the id of the story's first document), its relation to the one that stands first, and why. Off a
    terminal, JSON is one object a line.

    \b
    Example:
      nightdesk cluster documents.jsonl --format json > stories.jsonl
    """
    clustering, faults = Clustering(), 0
    with _progress(file, given.quiet) as tell:
        for row in json_rows(file, TEXTS, LISTS):
            tell("reading", row.number)
            if row.error is None:
                clustering.add(row.id, row.fields)
            else:
                faults += 1
                err().print(str(row.error))
        stories = list(clustering.rows(lambda number: tell("comparing", number)))
    if form == "json":
        for story in stories:
            click.echo(json.dumps(story, ensure_ascii=False))
    else:
        write_table(_COLUMNS, map(_cells, stories), "No document in this file.")
    raise SystemExit(4 if faults else 0)


def _cells(row: Json) -> list[object]:
    return [f"{row[name]:.0%}" if name == "share" else _joined(row[name]) for name in _COLUMNS]


def _joined(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


@contextmanager
def _progress(file: Path, quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """A bar for each part of the work on a terminal; nothing elsewhere, where the lines that come out tell.

    Nothing either for what comes through a pipe, which cannot be counted first.
    """
    if quiet or not sys.stderr.isatty() or os.environ.get("NO_COLOR") or not file.is_file():
        yield lambda _doing, _number: None
        return
    with file.open("rb") as lines:
        total = sum(1 for _ in lines)
    doing = TextColumn("{task.description}")
    with Progress(
        doing, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=err(), transient=True
    ) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, number: int) -> None:
            task = tasks[what] if what in tasks else tasks.setdefault(what, bar.add_task(what, total=total))
            if number % _EVERY == 0:
                bar.update(task, completed=number)

        yield tell

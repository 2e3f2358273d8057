"""`nightdesk regroup`: every stored document gathered again, looked at before it is applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from db.store import Store
from model.clock import system_clock
from model.text import counted
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.redoing.regrouping import PreviewError, Shift, regroup

_COLUMNS = ("document", "outlet", "story before", "story after", "title")


@click.command("regroup")
@click.option("--apply", "applied", is_flag=True, help="Make the changes shown.")
@format_option
@pass_globals
def regroup_command(given: Globals, applied: bool, form: str) -> None:
    """Gather all stored documents into stories again and show what that changes; nothing is written without --apply.

    What was split and merged by hand stays so, and no story is told again.

    \b
    Examples:
      nightdesk regroup
      nightdesk regroup --apply
    """
    names = given.catalogue.names
    with given.store() as store, _progress(given.quiet) as tell:
        shifts = _regroup(store, names, applied, tell)
    if form == "json":
        write_json([asdict(shift) for shift in shifts])
        return
    write_table(_COLUMNS, [_row(shift, names) for shift in shifts], "Every document stays where it is.")
    if shifts and not applied:
        err().print(f"{counted(len(shifts), 'document')} would change place; --apply makes it so")


def _regroup(store: Store, names: dict[str, str], applied: bool, tell: Callable[[], None]) -> list[Shift]:
    at = system_clock()
    try:
        return store.write_now(lambda uow: regroup(uow, names, at, apply=applied, tell=tell))
    except PreviewError as preview:
        return preview.shifts


def _row(shift: Shift, names: dict[str, str]) -> tuple[object, ...]:
    before, after = (f"{story[:8]} {relation}" for story, relation in (shift.before, shift.after))
    return shift.uid[:8], names.get(shift.source_id, shift.source_id), before, after, shift.title


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[], None]]:
    console = err()
    if quiet or not console.is_terminal:
        yield lambda: None
        return
    columns = (SpinnerColumn(), TextColumn("reading {task.completed} documents"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda: bar.advance(task)

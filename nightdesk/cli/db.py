"""`nightdesk db`: the database's schema and soundness."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import click

from config.quantities import parse_duration
from db.backups import backup, default_name
from db.copying import copy_database
from model.clock import system_clock
from model.errors import StorageError
from model.moments import iso_instant
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table


@click.group("db")
def db_command() -> None:
    """The database.

    \b
    Examples:
      nightdesk db check
      nightdesk db backup
      nightdesk db prune --older-than 90d
    """


@db_command.command("upgrade")
@pass_globals
def upgrade_command(given: Globals) -> None:
    """Bring the schema to the latest revision; every command that opens the database does so too.

    \b
    Example:
      nightdesk --database desk.db db upgrade
    """
    with given.store() as store:
        err().print(f"{store.address} is at the latest revision")


@db_command.command("check")
@pass_globals
def check_command(given: Globals) -> None:
    """Check integrity and schema; exit code 6 where something is wrong.

    \b
    Example:
      nightdesk db check
    """
    with given.store() as store:
        faults = store.faults()
        if faults:
            raise StorageError(f"{store.address}: {'; '.join(faults)}")
        err().print(f"{store.address} is sound")


@db_command.command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@pass_globals
def backup_command(given: Globals, target: Path | None) -> None:
    """Copy the database while it is in use: SQLite's online backup, or pg_dump.

    TARGET is a file, or a folder in which the copy is named after its time; DATA/backups where none is given. A copy of
    an SQLite file is a database as it is; one of PostgreSQL is read by pg_restore.

    \b
    Example:
      nightdesk db backup /mnt/copies/
    """
    address = given.address()
    folder = target is None or target.is_dir() or str(target).endswith("/")
    name = default_name(address, system_clock())
    file = (target or given.data / "backups") / name if folder else target
    size = backup(address, file or Path(name))
    err().print(f"{size / 1e6:.1f} MB written")
    click.echo(str(file))


@db_command.command("copy")
@click.argument("target", metavar="DATABASE")
@pass_globals
def copy_command(given: Globals, target: str) -> None:
    """Copy an SQLite database into an empty PostgreSQL one: every row or none.

    \b
    Example:
      nightdesk --database desk.db db copy postgresql+psycopg://desk@db/desk
    """
    counts = copy_database(given.address(), target, lambda name, rows: err().print(f"{name}: {rows} rows"))
    err().print(f"{sum(counts.values())} rows copied; use it with --database or NIGHTDESK_DATABASE")


def _duration(_context: click.Context, _option: click.Parameter, value: str | None) -> timedelta | None:
    try:
        found = parse_duration(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return found if isinstance(found, timedelta) else None


@db_command.command("prune")
@click.option("--older-than", callback=_duration, metavar="DURATION", help='As "90d". [store.keep_unmatched]')
@click.option("--yes", is_flag=True, help="Do it; without this only what would go is shown.")
@format_option
@pass_globals
def prune_command(given: Globals, older_than: timedelta | None, yes: bool, form: str) -> None:
    """Show what has been kept long enough, and with --yes let go of it.

    Bodies of captures that led to no match go, and the record of visits. What met a watch stays, every capture's row
    stays with its body's hash, and `evidence verify` goes on holding.

    \b
    Examples:
      nightdesk db prune --older-than 90d
      nightdesk db prune --older-than 90d --yes
    """
    kept = given.catalogue.settings.store.keep_unmatched if older_than is None else older_than
    before = system_clock() - kept
    with given.store() as store:
        if yes:
            found = store.write_now(lambda uow: uow.retention.prune(before, system_clock()))
        else:
            found = store.read(lambda uow: uow.retention.prunable(before))
    row = {"before": iso_instant(before), "pruned": yes, **asdict(found)}
    if form == "json":
        write_json(row)
        return
    write_table(list(row), [list(row.values())], "")
    if not yes:
        err().print("nothing was changed; --yes lets go of the bodies and the visits")

"""`nightdesk db`: the database's schema and soundness."""

from __future__ import annotations

import click

from model.errors import StorageError
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err


@click.group("db")
def db_command() -> None:
    """The database."""


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

"""`nightdesk users`: who may sign in to the dashboard, and keys for programs."""

from __future__ import annotations

import re
import sys

import click

from model.clock import system_clock
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, write_table

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


@click.group("users")
def users_command() -> None:
    """Who may sign in to the dashboard. With one account, everybody has to sign in.

    \b
    Examples:
      nightdesk users add ann
      nightdesk users key ann --for "a notebook"
    """


@users_command.command("list")
@pass_globals
def list_command(given: Globals) -> None:
    """Every account and its keys.

    \b
    Example:
      nightdesk users list
    """
    with given.store() as store:
        names = store.read(lambda uow: {name: uow.accounts.tokens(name) for name in uow.accounts.names()})
    rows = [(name, ", ".join(key.name for key in keys)) for name, keys in names.items()]
    write_table(("name", "keys"), rows, "Nobody yet; the dashboard is open to whoever sits at this machine.")


@users_command.command("add")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from stdin instead of asking for it.")
@pass_globals
def add_command(given: Globals, name: str, password_stdin: bool) -> None:
    """Give NAME an account, or a new password; whoever was signed in with the old one is signed out.

    \b
    Example:
      nightdesk users add ann --password-stdin < password.txt
    """
    from web.security.passwords import hash_password

    if not _NAME.fullmatch(name):
        raise click.UsageError("a name has small letters, digits, . _ and -")
    given_in = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked(name)
    try:
        hashed = hash_password(given_in)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    now = system_clock()
    with given.store() as store:
        store.write_now(lambda uow: uow.accounts.put(name, hashed, now))
    err().print(f"{name} can sign in; from now on everybody has to")


def _asked(name: str) -> str:
    answer: str = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True, err=True)
    return answer


@users_command.command("remove")
@click.argument("name")
@pass_globals
def remove_command(given: Globals, name: str) -> None:
    """End the account of NAME, its sessions and keys. Notes and marks stay.

    \b
    Example:
      nightdesk users remove ann
    """
    with given.store() as store:
        if not store.write_now(lambda uow: uow.accounts.remove(name)):
            raise click.UsageError(f"no account {name!r}; `nightdesk users list` lists them")
    err().print(f"{name} is gone")


@users_command.command("key")
@click.argument("name")
@click.option("--for", "called", required=True, help="What the key is for.")
@pass_globals
def key_command(given: Globals, name: str, called: str) -> None:
    """Make a key for programs of NAME and write it to stdout, this once; a hash of it is stored.

    \b
    Example:
      nightdesk users key ann --for "a notebook"
    """
    from web.security.passwords import hash_key, new_key

    made, now = new_key(), system_clock()
    with given.store() as store:
        if name not in store.read(lambda uow: uow.accounts.names()):
            raise click.UsageError(f"no account {name!r}; `nightdesk users add {name}` makes it")
        store.write_now(lambda uow: uow.accounts.add_token(hash_key(made), name, called[:80], now))
    click.echo(made)

"""`nightdesk evidence`: is what was kept as it was, and a bundle of it for others."""

from __future__ import annotations

import re
from pathlib import Path

import click

from model.errors import StorageError
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, write_json
from nightdesk.cli.selection import stored_document
from nightdesk.evidence import faults_of, head_of, write_bundle

_LINK = re.compile(r"[0-9a-f]{64}")


@click.group("evidence")
def evidence_command() -> None:
    """The captures: kept responses, chained so that no change goes unseen.

    \b
    Examples:
      nightdesk evidence verify
      nightdesk evidence export 0f3a6b2c bundle/
    """


@evidence_command.command("verify")
@click.option(
    "--expect", metavar="HASH", help="The chain's end as noted earlier: fails unless the chain passes through it."
)
@pass_globals
def verify_command(given: Globals, expect: str | None) -> None:
    """Check every capture's hash and the chain over them; exit code 6 where something was altered.

    \b
    Example:
      nightdesk evidence verify
    """
    if expect and not _LINK.fullmatch(expect):
        raise click.UsageError(f"{expect!r} is no link of a chain; give the 64 digits that `evidence verify` printed")
    with given.store() as store:
        faults = store.read(lambda uow: list(faults_of(uow)))
        if expect and expect not in store.read(lambda uow: {kept.chain for kept in uow.captures.all()}):
            faults.append(f"the chain does not pass through {expect}: captures were cut off its end")
        if faults:
            raise StorageError("\n".join(faults))
        count, head = store.read(head_of)
    err().print(f"{count} captures, each as it was stored; the chain ends with")
    click.echo(head)


@evidence_command.command("export")
@click.argument("document", metavar="ID|URL")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@pass_globals
def export_command(given: Globals, document: str, folder: Path) -> None:
    """Write the captures of a document's whole story to FOLDER: a WARC, and a manifest of their hashes.

    \b
    Example:
      nightdesk evidence export 0f3a6b2c bundle/
    """
    with given.store() as store:
        found = stored_document(store, document)
        story = store.read(lambda uow: uow.reading.story(found.story_uid))
        rows = store.read(lambda uow: write_bundle(uow.captures.of_documents([each.uid for each in story]), folder))
    if not rows:
        err().print("no capture of this story was kept; see store.captures")
    write_json({"folder": str(folder), "captures": len(rows)})

"""`nightdesk doctor`: the installation examined."""

from __future__ import annotations

from dataclasses import asdict

import click

from model.clock import system_clock
from nightdesk.chores.disk import folder_of
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.doctoring import Patient, examine


@click.command("doctor")
@format_option
@pass_globals
def doctor_command(given: Globals, form: str) -> None:
    """Examine the installation: database, disk, clock, parsers, channels, chores, sources.

    Exit code 0: all well; 4: something needs a hand.

    \b
    Example:
      nightdesk doctor
    """
    with given.store() as store:
        patient = Patient(given.catalogue, store, folder_of(given.address()), system_clock)
        findings = list(examine(patient))
    if form == "json":
        write_json([asdict(each) for each in findings])
    else:
        rows = [[each.check, "well" if each.well else "look", each.says, each.helps] for each in findings]
        write_table(("check", "", "says", "helps"), rows, "")
    ill = sum(not each.well for each in findings)
    if ill:
        err().print(f"{ill} of {len(findings)} checks want a look")
    raise SystemExit(4 if ill else 0)

"""`nightdesk coverage`: for any day, which sources were looked at, which were not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

import click

from model.clock import system_clock
from model.coverage import Gap, Receipt, receipt_words
from model.moments import iso_instant
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table


@click.command("coverage")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), required=False, metavar="[DAY]")
@format_option
@pass_globals
def coverage_command(given: Globals, day: datetime | None, form: str) -> None:
    """Which sources were looked at on a day (UTC; today where none is given), which were not, and why.

    \b
    Examples:
      nightdesk coverage
      nightdesk coverage 2026-03-01 --format json
    """
    today = system_clock().date()
    on = day.date() if day else today
    if on > today:
        raise click.BadParameter(f"{on} is ahead: give a day up to today, {today} in UTC", param_hint="DAY")
    with given.store() as store:
        receipts, gaps = store.read(lambda uow: (uow.days.receipts(on), uow.days.gaps(on)))
    if form == "json":
        write_json(_json(on, receipts, gaps))
        return
    ordered = sorted(receipts, key=lambda each: each.looked)
    rows = [(each.source_id, "yes" if each.looked else "no", receipt_words(each, gaps)) for each in ordered]
    write_table(("source", "looked at", "says"), rows, f"Nothing is known of {on}.")
    if receipts:
        looked, wanted = sum(each.looked for each in receipts), sum(each.off is None for each in receipts)
        err().print(f"{on}: {looked} of {wanted} sources looked at")


def _json(on: date, receipts: Sequence[Receipt], gaps: Sequence[Gap]) -> dict[str, object]:
    return {
        "day": on.isoformat(),
        "gaps": [{"since": iso_instant(gap.since), "until": iso_instant(gap.until)} for gap in gaps],
        "sources": [_row(each, gaps) for each in receipts],
    }


def _row(each: Receipt, gaps: Sequence[Gap]) -> dict[str, object]:
    told = asdict(each)
    times = {name: iso_instant(at) if (at := told[name]) else None for name in ("first_at", "last_at")}
    del told["source_id"], told["day"]
    return {"id": each.source_id, "looked": each.looked, "says": receipt_words(each, gaps), **told, **times}

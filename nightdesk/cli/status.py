"""`nightdesk status`: what is stored, what is due, and what could not be looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from config.sources import Source
from db.repositories.schedule import SourceState
from model.clock import system_clock
from model.moments import iso_instant
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table


@click.command("status")
@format_option
@pass_globals
def status_command(given: Globals, form: str) -> None:
    """How every source stands, in words.

    \b
    Example:
      nightdesk status
    """
    with given.store() as store:
        states = store.read(lambda uow: uow.schedule.states())
        totals = store.read(lambda uow: uow.reading.totals())
    now = system_clock()
    rows = [_row(source, states.get(source.id), now) for source in given.catalogue.sources.values()]
    if form == "json":
        write_json({"now": iso_instant(now), "totals": totals, "sources": rows})
        return
    columns = ("id", "state", "says")
    write_table(columns, [[row[name] for name in columns] for row in rows], "The configuration names no source.")
    err().print(", ".join(f"{number} {name}" for name, number in totals.items()))


def _row(source: Source, state: SourceState | None, now: datetime) -> dict[str, object]:
    word, says = _words(source, state, now)
    return {
        "id": source.id,
        "state": word,
        "says": says,
        "visited_at": iso_instant(state.visited_at) if state and state.visited_at else None,
        "next_visit_at": iso_instant(state.next_visit_at) if state and state.next_visit_at else None,
        "failures": state.failures if state else 0,
    }


def _words(source: Source, state: SourceState | None, now: datetime) -> tuple[str, str]:
    """A source's state in a word and a sentence."""
    if not source.enabled:
        return "disabled", source.reason or ""
    if state is None or state.visited_at is None:
        return "new", f"not visited yet; `nightdesk crawl {source.id}` does"
    last = f"last visited {_ago(now - state.visited_at)} ago"
    if state.outcome in {"refused", "failed"}:
        tries = f"{state.failures} times in a row" if state.failures > 1 else "once"
        return str(state.outcome), f"{state.reason} ({tries}); {last}"
    if state.next_visit_at and now > state.next_visit_at + source.schedule.every:
        return "late", f"was due {_ago(now - state.next_visit_at)} ago; {last}"
    return str(state.outcome), f"{state.reason + '; ' if state.reason else ''}{last}"


def _ago(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{max(seconds, 0)} s"

"""`nightdesk status`: what runs, what is stored, and how every source stands, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import click

from crawler.health import judge_all
from db.repositories.nodes import Chore, Node
from db.repositories.troubles import Trouble
from db.unit import UnitOfWork
from model.clock import system_clock
from model.health import Facts, Health, Standing
from model.moments import iso_instant, span_words
from model.text import counted
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.daemon.presence import is_there


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the database holds of the service."""

    facts: dict[str, Facts]
    standings: dict[str, Standing]
    nodes: list[Node]
    chores: list[Chore]
    troubles: list[Trouble]
    totals: dict[str, int]


#: What one of a sort is called, where that is not the sort without its s.
_ONE = {"stories": "story"}


@click.command("status")
@format_option
@pass_globals
def status_command(given: Globals, form: str) -> None:
    """What runs, and how every source stands, in words; what needs a hand comes first.

    \b
    Example:
      nightdesk status
    """
    with given.store() as store:
        seen, address = store.read(_see), store.address
    now = system_clock()
    stands = judge_all(given.catalogue.sources.values(), seen.facts, now)
    rows = [_row(each, seen) for each in stands]
    if form == "json":
        write_json({"now": iso_instant(now), "totals": seen.totals, **_service(seen, now), "sources": rows})
        return
    columns = ("id", "state", "says", "helps")
    shown = sorted(zip(stands, rows, strict=True), key=lambda pair: pair[0].health.well)
    table = [[row[name] for name in columns] for _, row in shown]
    write_table(columns, table, "The configuration names no source.")
    for line in _lines(seen, address, now):
        err().print(line)


def _see(uow: UnitOfWork) -> _Seen:
    return _Seen(
        uow.pulses.facts(),
        uow.pulses.standings(),
        uow.nodes.all(),
        uow.nodes.chores(),
        uow.troubles.all(),
        uow.figures.totals(),
    )


def _row(each: Standing, seen: _Seen) -> dict[str, object]:
    facts, written = seen.facts.get(each.source_id), seen.standings.get(each.source_id)
    since = written.since if written and written.health is each.health else None
    due = facts.next_visit_at if facts and each.health is not Health.DISABLED else None
    return {
        "id": each.source_id,
        "state": each.health.value,
        "says": each.words,
        "helps": each.helps,
        "since": _instant(since),
        "visited_at": _instant(facts.visited_at if facts else None),
        "next_visit_at": _instant(due),
        "failures": facts.failures if facts else 0,
    }


def _service(seen: _Seen, now: datetime) -> dict[str, object]:
    """Processes, chores and troubles in plain values."""
    nodes = [
        {
            "name": each.name,
            "kind": each.kind,
            "running": is_there(each, now),
            "started_at": iso_instant(each.started_at),
            "seen_at": iso_instant(each.seen_at),
            "visiting": each.visiting,
        }
        for each in seen.nodes
    ]
    chores = [
        {"name": each.name, "ended_at": _instant(each.ended_at), "ok": each.ok, "said": each.said}
        for each in seen.chores
    ]
    troubles = [
        {"subject": each.subject, "words": each.words, "since": iso_instant(each.since)} for each in seen.troubles
    ]
    return {"processes": nodes, "chores": chores, "troubles": troubles}


def _lines(seen: _Seen, address: str, now: datetime) -> Iterator[str]:
    stored = (counted(number, _ONE.get(name, name.removesuffix("s")), name) for name, number in seen.totals.items())
    yield f"{', '.join(stored)} in {address}"
    there = [each for each in seen.nodes if is_there(each, now)]
    if there:
        yield "; ".join(
            f"{each.kind} {each.name.partition(':')[0]} has run for {span_words(now - each.started_at)}"
            for each in there
        )
    else:
        last = f"; one was there {span_words(now - seen.nodes[0].seen_at)} ago" if seen.nodes else ""
        yield f"no daemon runs{last}. `nightdesk run` starts one."
    for each in seen.chores:
        if each.ok is False:
            yield f"the chore {each.name} failed: {each.said}"
    for trouble in seen.troubles:
        if not trouble.subject.startswith(("source:", "chore:")):
            yield f"since {iso_instant(trouble.since)}: {trouble.words}"


def _instant(at: datetime | None) -> str | None:
    return iso_instant(at) if at else None

"""Doctoring: the installation examined, each finding in a sentence with what helps."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.catalogue import Catalogue
from config.settings import FetchSettings
from crawler.health import judge_all
from db.store import Store
from model.captures import RawPage
from model.clock import Clock
from model.errors import ParseError
from model.moments import span_words
from model.text import counted
from nightdesk.chores.disk import ROOM
from nightdesk.daemon.presence import is_there
from nightdesk.workers.pool import ParsePool

#: A database server's clock may differ from ours by so much.
_SKEW = timedelta(seconds=5)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: whether it is well, what was found, and what helps."""

    check: str
    well: bool
    says: str
    helps: str | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined."""

    catalogue: Catalogue
    store: Store
    folder: Path  #: where the database's file lies, if it is one
    clock: Clock


def examine(patient: Patient) -> Iterator[Finding]:
    """Every finding, the ground first. Raises StorageError where the database cannot be asked at all."""
    checks: tuple[Callable[[Patient], Finding], ...] = (
        _database,
        _room,
        _time,
        _parsers,
        _agent,
        _operator,
        _channels,
        _running,
        _chores,
        _sources,
    )
    yield from (check(patient) for check in checks)


def _database(patient: Patient) -> Finding:
    faults = patient.store.faults()
    if faults:
        return Finding("database", False, "; ".join(faults), "restore a copy made by `nightdesk db backup`")
    return Finding("database", True, f"{patient.store.address} is sound and at the latest revision")


def _room(patient: Patient) -> Finding:
    free = shutil.disk_usage(patient.folder).free
    says = f"{free / 1e9:.1f} GB free at {patient.folder}"
    helps = None if free >= ROOM else "make room, or `nightdesk db prune`"
    return Finding("disk", free >= ROOM, says, helps)


def _time(patient: Patient) -> Finding:
    now = patient.clock()
    server = patient.store.read(lambda uow: uow.schedule.server_time()) or datetime.now(UTC)
    off = abs(server - now)
    says = f"Python {sys.version.split()[0]}; the clock and the database's differ by {off.total_seconds():.1f} s"
    return Finding("clock", off <= _SKEW, says, None if off <= _SKEW else "set the clock by NTP (timedatectl)")


def _parsers(patient: Patient) -> Finding:
    async def parse() -> str:
        async with ParsePool(patient.catalogue.settings.parse) as pool:
            page = b"<html><title>A page</title><article><h1>A page</h1><p>One paragraph.</p></article></html>"
            return (await pool.parse(RawPage(page, "https://example.org/page", "text/html"))).document.title or ""

    try:
        title = asyncio.run(parse())
    except ParseError as error:
        return Finding("parsers", False, error.reason, "raise parse.memory or parse.timeout")
    return Finding("parsers", bool(title), "parser processes start and read a page")


def _agent(patient: Patient) -> Finding:
    fetch = patient.catalogue.settings.fetch
    if fetch.user_agent == FetchSettings().user_agent:
        says = "servers are told the default user agent, which names nobody"
        return Finding(
            "user agent", False, says, "set fetch.user_agent to a name with an address where you can be reached"
        )
    return Finding("user agent", True, fetch.user_agent)


def _operator(patient: Patient) -> Finding:
    named = patient.catalogue.settings.operator
    if not named:
        return Finding("operator", False, "nobody is told of trouble", "name channels in `operator` of nightdesk.toml")
    return Finding("operator", True, f"trouble is told on {', '.join(named)}")


def _channels(patient: Patient) -> Finding:
    off = patient.store.read(lambda uow: uow.channels.off())
    ill = [
        trouble
        for trouble in patient.store.read(lambda uow: uow.troubles.all())
        if trouble.subject.startswith("channel:")
    ]
    if off or ill:
        says = "; ".join(
            [f"{name} is off: {reason}" for name, (_, reason) in off.items()] + [each.words for each in ill]
        )
        return Finding("channels", False, says, "nightdesk alerts test CHANNEL")
    return Finding("channels", True, f"{counted(len(patient.catalogue.settings.channels), 'channel')}, none failing")


def _running(patient: Patient) -> Finding:
    now = patient.clock()
    nodes = patient.store.read(lambda uow: uow.nodes.all())
    there = [each for each in nodes if is_there(each, now)]
    if not there:
        last = f"; one was there {span_words(now - nodes[0].seen_at)} ago" if nodes else ""
        return Finding("daemon", False, f"none runs{last}", "nightdesk run")
    return Finding("daemon", True, ", ".join(f"{each.kind} {each.name}" for each in there))


def _chores(patient: Patient) -> Finding:
    failed = [each for each in patient.store.read(lambda uow: uow.nodes.chores()) if each.ok is False]
    if failed:
        return Finding(
            "chores", False, "; ".join(f"{each.name}: {each.said}" for each in failed), "read the daemon's log"
        )
    return Finding("chores", True, "none failed the last time")


def _sources(patient: Patient) -> Finding:
    facts = patient.store.read(lambda uow: uow.pulses.facts())
    found = judge_all(patient.catalogue.sources.values(), facts, patient.clock())
    ill = [each for each in found if not each.health.well]
    if ill:
        named = ", ".join(f"{each.source_id} ({each.health})" for each in ill[:_NAMED])
        more = f" and {len(ill) - _NAMED} more" if len(ill) > _NAMED else ""
        return Finding("sources", False, f"{len(ill)} of {len(found)} are not well: {named}{more}", "nightdesk status")
    return Finding("sources", True, f"{counted(len(found), 'source')}, none ill")

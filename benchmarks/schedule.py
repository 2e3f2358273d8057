"""The schedule alone: ten thousand sources due every five minutes, and a transport that answers at once.

    python -m benchmarks.schedule [--sources 10000] [--seconds 60]

Prints how late visits begin, and what of one core the process takes: all of it, and what remains where the visits
themselves (conditional requests answered 304, their records) are taken off, by a run that makes the same visits with
no schedule over them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from config.catalogue import Catalogue
from config.settings import Settings
from config.sources import Source
from crawler.fetching import Request
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.clock import system_clock
from model.endpoints import EndpointState
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.bootstrap import open_desk
from nightdesk.daemon.ticks import Daemon
from nightdesk.desk import Desk
from nightdesk.logs import configure_logs
from nightdesk.visits.passing import prepare, visit_and_record
from nightdesk.visits.visiting import Options
from nightdesk.watches.watching import Watcher

_EVERY = timedelta(minutes=5)


class AtOnce:
    """A transport that answers every request at once: nothing has changed."""

    def __init__(self) -> None:
        self.asked = 0

    async def fetch(self, request: Request) -> Capture:
        """A 304."""
        self.asked += 1
        now = system_clock()
        return Capture(request.url, request.url, 304, (), b"", now, now)


@dataclass(frozen=True)
class Measured:
    """What a run took: visits, CPU seconds, wall seconds, and how late each visit began."""

    visits: int
    cpu: float
    wall: float
    late: list[float]


def catalogue(count: int) -> Catalogue:
    """That many sources, each looked at every five minutes."""
    sources = {f"s{n}": _source(n) for n in range(count)}
    settings = Settings.model_validate({"fetch": {"per_host_gap": "0s"}})
    return Catalogue(Path(), settings, sources, {})


def _source(number: int) -> Source:
    home = f"http://s{number}.example/"
    steps = [{"kind": "feed", "url": f"{home}feed"}]
    every = {"every": _EVERY, "min": _EVERY, "max": _EVERY}
    said = {"id": f"s{number}", "name": "S", "kind": "outlet", "home": home, "hosts": [f"s{number}.example"]}
    return Source.model_validate(said | {"discover": steps, "schedule": every})


def spread(uow: UnitOfWork, desk: Desk, now: datetime) -> dict[str, datetime]:
    """Lets the sources fall due one after another through the five minutes, their feeds known; gives their times."""
    prepare(uow, desk, list(desk.catalogue.sources))
    count, due = len(desk.catalogue.sources), {}
    for number, source in enumerate(desk.catalogue.sources.values()):
        due[source.id] = now + _EVERY * number / count
        known = EndpointState(source.steps[0].url, '"a"', None, "0" * 64, now, now)
        uow.endpoints.put([known])
    uow.schedule.set_due(due)
    return due


async def scheduled(desk: Desk, store: Store, seconds: float) -> Measured:
    """The daemon for so many seconds."""
    await store.write(lambda uow: prepare(uow, desk, list(desk.catalogue.sources)))
    daemon = Daemon(desk)
    due = await store.write(lambda uow: spread(uow, desk, system_clock() + timedelta(seconds=3)))
    cpu, begun = time.process_time(), time.monotonic()
    running = asyncio.create_task(daemon.run())
    await asyncio.sleep(seconds + 3)
    daemon.stop()
    await running
    wall, cpu = time.monotonic() - begun, time.process_time() - cpu
    rows = store.read(lambda uow: uow.visits.starts())
    late = [(started - due[source_id]).total_seconds() for source_id, started in rows]
    return Measured(len(rows), cpu, wall, sorted(late))


async def unscheduled(desk: Desk, visits: int) -> float:
    """The CPU seconds of so many visits, one after another, with no schedule over them."""
    sources = list(desk.catalogue.sources.values())[:visits]
    cpu = time.process_time()
    for source in sources:
        await visit_and_record(desk, source, Options(), _silent)
    return time.process_time() - cpu


def _silent(_report: VisitReport) -> None:
    """Nobody listens."""


async def measure(count: int, seconds: float) -> dict[str, object]:
    """The whole measurement as plain values."""
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/desk.db") as store:
        async with open_desk(catalogue(count), Watcher([]), store, fetcher=AtOnce()) as desk:
            run = await scheduled(desk, store, seconds)
            plain = await unscheduled(desk, run.visits)
    late = run.late or [seconds]
    return {
        "sources": count,
        "visits": run.visits,
        "late_p50_s": round(late[len(late) // 2], 3),
        "late_p99_s": round(late[int(len(late) * 0.99)], 3),
        "late_max_s": round(late[-1], 3),
        "core_share": round(run.cpu / run.wall, 4),
        "visit_ms": round(1000 * plain / max(run.visits, 1), 2),
        "schedule_share": round(max(run.cpu - plain, 0.0) / run.wall, 4),
    }


def main() -> None:
    """Prints the figures."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sources", type=int, default=10_000)
    ask.add_argument("--seconds", type=float, default=60)
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    configure_logs(0, quiet=True)
    found = asyncio.run(measure(given.sources, given.seconds))
    told = json.dumps(found) if given.json else ", ".join(f"{name} {value}" for name, value in found.items())
    print(told if given.json else f"schedule      {told}")


if __name__ == "__main__":
    main()

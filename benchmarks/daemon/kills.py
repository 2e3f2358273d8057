"""Kills: a daemon on SQLite, and three workers on PostgreSQL, ended by kill -9 at random points again and again."""

from __future__ import annotations

import random
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from benchmarks.daemon.stage import Stage, kill, press, start, wait_until
from db.store import Store

_GAP = 0.02


def kills(count: int) -> None:
    """The daemon on SQLite: prints what the invariants say after so many kills."""
    folder, chance = Path(tempfile.mkdtemp(prefix="nightdesk-kills-")), random.Random(5)
    database = str(folder / "desk.db")
    with press(folder, 12, "1s", articles=10, new_every=3, gap=f"{_GAP}s", times=True) as stage:
        for number in range(count):
            running, before = start(stage, database, "run", "--no-web"), stage.asked()
            if number % 5:  # every fifth is ended wherever it is in its start, the others at work
                wait_until(lambda: stage.asked() > before, 30)  # noqa: B023
            time.sleep(chance.uniform(0.0, 1.5))
            kill(running)
        last = start(stage, database, "run", "--no-web")
        time.sleep(8)
        last.terminate()
        last.wait()
        print(f"{count} kills of a daemon on SQLite: {_verdict(stage, database)}", flush=True)


def kills_of_workers(count: int, database: str) -> None:
    """Three workers on PostgreSQL, one killed at a time."""
    folder, chance = Path(tempfile.mkdtemp(prefix="nightdesk-kills-")), random.Random(6)
    run = 'lease = "6s"\ngrace = "5s"'
    with press(folder, 12, "1s", articles=10, new_every=3, gap=f"{_GAP}s", run=run, times=True) as stage:
        Store(database).close()
        working = [start(stage, database, "worker") for _ in range(3)]
        for _ in range(count):
            time.sleep(chance.uniform(0.3, 2.0))
            victim = chance.randrange(3)
            kill(working[victim])
            working[victim] = start(stage, database, "worker")
        time.sleep(15)
        for each in working:
            each.terminate()
            each.wait()
        print(f"{count} kills among three workers on PostgreSQL: {_verdict(stage, database)}", flush=True)


def _verdict(stage: Stage, database: str) -> str:
    """Whether anything was lost, doubled, held for too long or asked too soon."""
    with Store(database) as store:
        documents = store.read(lambda uow: uow.reading.documents())
        alerts = store.read(lambda uow: uow.alerts.newest("cranes", 1_000_000))
        held, faults = store.read(lambda uow: [*uow.schedule.holders(), *uow.hosts.holders()]), store.faults()
    fetched: dict[str, set[str]] = defaultdict(set)
    for each in documents:
        fetched[each.source_id].add(str(each.document.title))
    highest = {source: max(int(title.split()[1]) for title in titles) for source, titles in fetched.items()}
    lost = sum(highest[source] + 1 - len(titles) for source, titles in fetched.items())
    doubled = len(documents) - sum(map(len, fetched.values()))
    told = len(alerts) - len({each.story_uid for each in documents})
    soon, asked, shortest = _too_soon(stage)
    return (
        f"{len(documents)} documents, {lost} lost, {doubled} doubled, {told:+d} alerts against stories, {len(held)} leases left, "
        f"{len(faults)} faults of the database, {soon} of {asked} requests sooner than the gap of {_GAP * 1000:.0f} ms, the shortest {shortest * 1000:.0f} ms"
    )


def _too_soon(stage: Stage) -> tuple[int, int, float]:
    """How many requests came too soon after the answer before, of how many, and after how many seconds the soonest."""
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in stage.get("/times").splitlines():
        host, begun, ended = line.split()
        times[host].append((float(begun), float(ended)))
    gaps = [after[0] - before[1] for each in times.values() for before, after in pairwise(sorted(each))]
    return sum(gap < _GAP - 0.001 for gap in gaps), sum(map(len, times.values())), min(gaps)


def throughput(counts: tuple[int, ...], hosts: int, articles: int, fresh: object) -> None:
    """First crawls by so many workers, each on an empty PostgreSQL database that `fresh` gives."""
    for count in counts:
        folder = Path(tempfile.mkdtemp(prefix="nightdesk-workers-"))
        with press(folder, hosts, "5s", articles=articles, new_every=0, gap="0s") as stage, fresh() as database:  # type: ignore[operator]
            with Store(database) as store:
                total = hosts * articles
                begun = time.monotonic()
                working = [start(stage, database, "worker") for _ in range(count)]
                wait_until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] > 0, 60)
                first = time.monotonic()
                wait_until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] >= total, 900)  # noqa: B023
                ended = time.monotonic()
                for each in working:
                    each.terminate()
                    each.wait()
            print(
                f"{count} worker{'s' if count > 1 else ' '}: {total} pages in {ended - first:.1f} s, {total / (ended - first):.0f} a second "
                f"(start-up {first - begun:.1f} s)",
                flush=True,
            )

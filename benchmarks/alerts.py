"""What telling costs: deliveries through faults and kills, a large feed, and the time from stored to delivered.

python -m benchmarks.alerts [--stories 10000] [--kills 20] [--documents 100000]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.receiver import Receiver
from benchmarks.told_store import fill, told_uid
from config.catalogue import Catalogue, WatchEntry
from config.settings import Settings
from config.watches import WatchFile
from db.repositories.told import Scope
from db.store import Store
from model.clock import Clock, system_clock
from model.notices import DeliveryState, Notice, NoticeKind
from nightdesk.bookkeeping.leases import free_orphans, process_name
from nightdesk.delivery.delivering import Courier
from nightdesk.delivery.dispatch import names_of
from nightdesk.delivery.routes import close_routes, open_routes
from nightdesk.notices.newsroom import newsroom_of
from web.app import Shown, create_app
from web.entries import Entries
from web.feeds import Shape, render_feed
from web.serving import Served
from web.warming import warm

CHANNELS = 5
#: How often a reader asks for what has not changed.
ASKED = 500
#: The deliverers' clock goes so much faster, so that waits of hours pass in minutes.
HASTE = 120


def catalogue(port: int, channels: int = CHANNELS) -> Catalogue:
    """A configuration of webhooks to the receiver."""
    hooks = {
        f"c{n}": {"kind": "webhook", "url": f"http://127.0.0.1:{port}/c{n}", "secrets": ["whsec_bmlnaHRkZXNr"],
                  "allow_addresses": ["127.0.0.0/8"]} for n in range(channels)
    }  # fmt: skip
    settings = Settings.model_validate({"channels": hooks})
    watch = WatchFile(id="harbour", title="The harbour", query="crane", channels=("feed", *hooks))
    return Catalogue(Path(), settings, {}, {"harbour": WatchEntry("harbour.toml", watch, {})})


def tell(store: Store, of: Catalogue, numbers: list[int], at: datetime) -> None:
    """Writes a notice of each story for every channel."""
    newsroom = newsroom_of(of)
    for number in numbers:
        uid = told_uid(number)
        notice = Notice(uid, NoticeKind.NEW, at, "harbour", number, number)
        store.submit(lambda uow, notice=notice: newsroom.tell(uow, notice))


def hurried(begun: float) -> Clock:
    """A clock that goes `HASTE` times as fast as ours since an instant of ours."""
    return lambda: datetime.fromtimestamp(begun + (time.time() - begun) * HASTE, UTC)


async def deliver(database: str, port: int, begun: float) -> None:
    """A process that delivers until nothing waits."""
    of, clock, name = catalogue(port), hurried(begun), process_name()
    with Store(database) as store:
        await store.write(lambda uow: free_orphans(uow, name))
        routes = open_routes(of.settings, clock)
        courier = Courier(store, routes, newsroom_of(of), names_of(of), clock, name)
        working = asyncio.create_task(courier.run())
        while store.read(lambda uow: uow.deliveries.numbers(DeliveryState.WAITING)):  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        courier.stop()
        await working
        await close_routes(routes)


def bench_deliveries(stories: int, kills: int, folder: Path) -> None:
    """Every story on every channel, through faults and kills."""
    receiver, database, begun = Receiver(), str(folder / "deliver.db"), time.time()
    of = catalogue(receiver.port)
    with Store(database) as store:
        tell(store, of, fill(store, stories, stories), datetime.fromtimestamp(begun, UTC))
    chance, killed, started = random.Random(3), 0, time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.alerts", "--deliver", database, str(receiver.port), str(begun)]
    while True:
        process = subprocess.Popen(command)
        try:
            process.wait(chance.uniform(2, 5) if killed < kills else None)
            break
        except subprocess.TimeoutExpired:
            killed += 1
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    took = time.perf_counter() - started
    wanted = {(f"/c{n}", told_uid(number)) for n in range(CHANNELS) for number in range(1, stories + 1)}
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage.ru_utime + usage.ru_stime
    print(
        f"deliveries: {len(wanted)} wanted, {len(wanted - receiver.taken.keys())} missing, {len(receiver.taken.keys() - wanted)} unknown"
    )
    print(
        f"  doubles with the same id: {sum(receiver.taken.values()) - len(receiver.taken)}; requests by end: {dict(receiver.asked)}; kills: {killed}"
    )
    print(
        f"  {took:.0f} s, {len(wanted) / took:.0f}/s, {cpu / len(wanted) * 1000:.2f} ms CPU a delivery (processes started anew among it)"
    )


def bench_feed(documents: int, folder: Path) -> None:
    """A feed of 500 entries: all of them new, all of them known, and unchanged since the reader last asked."""
    with Store(str(folder / "feed.db")) as store:
        fill(store, documents, documents // 2)
        names, scope = {"gazette": "The Gazette"}, Scope(watch_id="harbour")
        shape, kept = Shape("u", "The harbour", "harbour", "atom", "http://desk.example", 500, names), Entries()

        def spent(entries: Entries) -> float:
            begun = time.process_time()
            store.read(lambda uow: render_feed(uow, scope, shape, kept=entries))
            return (time.process_time() - begun) * 1000

        first, new = spent(kept), [spent(Entries()) for _ in range(10)]
        known = [spent(kept) for _ in range(10)]
        print(f"feed: 500 entries of {documents} documents, ms CPU: {first:.1f} the first in a process, ", end="")
        print(f"{statistics.median(new):.1f} with every entry new, {statistics.median(known):.1f} with all known")
        bench_served(Shown(store, {"harbour": "The harbour"}, names, 500))


def bench_served(shown: Shown) -> None:
    """The same over HTTP, asked by another process: the first after the start, and what has not changed."""
    begun = time.process_time()
    warm(shown)
    warmed = (time.process_time() - begun) * 1000
    with Served(create_app(shown), "127.0.0.1", 0) as web:
        command = [sys.executable, "-m", "benchmarks.alerts", "--ask", str(web.port)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asking:
            time.sleep(1)  # it starts meanwhile
            first, few, many = (_spent_on(asking, times) for times in (1, 100, ASKED))
    print(
        f"  served: {first:.1f} ms CPU for the first reader (after {warmed:.0f} ms at the start, three formats), ",
        end="",
    )
    print(f"{many / ASKED:.2f} ms CPU a 304 ({few / 100:.2f} for the first hundred)")


def _spent_on(asking: subprocess.Popen[str], times: int) -> float:
    """What our process spends while the other asks so often, in ms of CPU."""
    if asking.stdin is None or asking.stdout is None:
        raise RuntimeError("the reader has no pipes")
    begun = time.process_time()
    asking.stdin.write(f"{times}\n")
    asking.stdin.flush()
    if asking.stdout.readline() != "asked\n":
        raise RuntimeError("the reader did not get what it asked for")
    return (time.process_time() - begun) * 1000


def ask(port: int) -> None:
    """A reader: asks as often as it is told to, and for what it has not."""
    connection, tag = HTTPConnection("127.0.0.1", port), ""
    for line in sys.stdin:
        for _ in range(int(line)):
            connection.request("GET", "/feeds/harbour.atom", headers={"If-None-Match": tag} if tag else {})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == (304 if tag else 200)
            tag = answer.headers["ETag"]
        print("asked", flush=True)


async def bench_latency(folder: Path) -> None:
    """From stored to delivered while nothing else happens."""
    receiver = Receiver(faults=False)
    of = catalogue(receiver.port, 1)
    with Store(str(folder / "latency.db")) as store:
        numbers = fill(store, 40, 40)
        routes = open_routes(of.settings, system_clock)
        courier = Courier(store, routes, newsroom_of(of), names_of(of), system_clock, process_name())
        working = asyncio.create_task(courier.run())
        waits = []
        for number in numbers:
            await asyncio.sleep(random.uniform(0.2, 0.7))
            before = sum(receiver.taken.values())
            await asyncio.to_thread(tell, store, of, [number], system_clock())
            begun = time.perf_counter()
            while sum(receiver.taken.values()) == before:  # noqa: ASYNC110 - on another thread
                await asyncio.sleep(0.002)
            waits.append((receiver.last - begun) * 1000)
        courier.stop()
        await working
        await close_routes(routes)
    print(
        f"latency: stored to delivered, median {statistics.median(waits):.0f} ms, longest {max(waits):.0f} ms of {len(waits)}"
    )


def main() -> None:
    """All three, or the part of a process that delivers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--deliver", nargs=3, metavar=("DATABASE", "PORT", "BEGUN"), help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=int, metavar="PORT", help=argparse.SUPPRESS)
    given = parser.parse_args()
    import logging

    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if given.ask:
        ask(given.ask)
        return
    if given.deliver:
        database, port, begun = given.deliver
        asyncio.run(deliver(database, int(port), float(begun)))
        return
    with tempfile.TemporaryDirectory(prefix="nightdesk-bench-") as name:
        asyncio.run(bench_latency(Path(name)))
        bench_feed(given.documents, Path(name))
        bench_deliveries(given.stories, given.kills, Path(name))


if __name__ == "__main__":
    main()

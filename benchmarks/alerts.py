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
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy import insert

from alerts.rules import alert_uid
from config.catalogue import Catalogue, WatchEntry
from config.settings import Settings
from config.watches import WatchFile
from db.repositories.told import Scope
from db.store import Store
from db.tables import alert, document, membership, story, watch_match
from db.unit import UnitOfWork
from model.clock import Clock, system_clock
from model.identifiers import stable_uid
from model.notices import Notice, NoticeKind
from model.telling import passage_start
from nightdesk.delivering import Courier
from nightdesk.dispatch import names_of
from nightdesk.leases import free_orphans, process_name
from nightdesk.newsroom import newsroom_of
from nightdesk.routes import close_routes, open_routes
from web.app import Shown, create_app
from web.feeds import Entries, Shape, render_feed
from web.serving import Served
from web.warming import warm

CHANNELS = 5
#: How often a reader asks for what has not changed.
ASKED = 500
#: The deliverers' clock goes so much faster, so that waits of hours pass in minutes.
HASTE = 120
#: Of a thousand requests so many end otherwise than with 204.
FAULTS = {"500": 40, "429": 20, "reset": 30, "slow": 20, "silent": 1}
TEXT = "The crane at the harbour fell on Monday, the port authority said, and nobody was hurt. " * 30


class Receiver:
    """A webhook receiver on a thread of its own, which fails at random and counts what it took."""

    def __init__(self, seed: int = 7, *, faults: bool = True) -> None:
        self.taken: Counter[tuple[str, str]] = Counter()
        self.asked: Counter[str] = Counter()
        self.last = 0.0
        self._chance, self._faults = random.Random(seed), faults
        self.port, self._loop, self._ready = 0, asyncio.new_event_loop(), threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=512))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        await reader.readexactly(int(fields.get("content-length", "0")))
        fault = self._fault()
        self.asked[fault] += 1
        if fault == "reset":
            writer.transport.abort()
            return False
        if fault in {"slow", "silent"}:
            await asyncio.sleep(0.3 if fault == "slow" else 60)
        if fault in {"500", "429"}:
            wait = "Retry-After: 1\r\n" if fault == "429" else ""
            writer.write(f"HTTP/1.1 {fault} No\r\n{wait}Content-Length: 0\r\n\r\n".encode())
        else:
            self.taken[head.split(" ", 2)[1], fields["webhook-id"]] += 1
            self.last = time.perf_counter()
            writer.write(b"HTTP/1.1 204 Taken\r\n\r\n")
        await writer.drain()
        return True

    def _fault(self) -> str:
        drawn = self._chance.randrange(1000) if self._faults else 1000
        for name, share in FAULTS.items():
            if drawn < share:
                return name
            drawn -= share
        return "taken"


def catalogue(port: int, channels: int = CHANNELS) -> Catalogue:
    """A configuration of webhooks to the receiver."""
    hooks = {
        f"c{n}": {"kind": "webhook", "url": f"http://127.0.0.1:{port}/c{n}", "secrets": ["whsec_bmlnaHRkZXNr"],
                  "allow_addresses": ["127.0.0.0/8"]} for n in range(channels)
    }  # fmt: skip
    settings = Settings.model_validate({"channels": hooks})
    watch = WatchFile(id="harbour", title="The harbour", query="crane", channels=("feed", *hooks))
    return Catalogue(Path(), settings, {}, {"harbour": WatchEntry("harbour.toml", watch, {})})


def fill(store: Store, documents: int, told: int) -> list[int]:
    """Documents, each a story; the last `told` of them are alerts. Gives the numbers of these."""
    at = datetime(2026, 1, 1, tzinfo=UTC)

    def rows(start: int, end: int, uow: UnitOfWork) -> None:
        connection = uow._connection  # noqa: SLF001 - a benchmark fills tables at once
        numbers = range(start, end)
        connection.execute(
            insert(story), [{"id": n, "uid": stable_uid("story", str(n)), "created_at": at} for n in numbers]
        )
        connection.execute(insert(document), [_document(n, at) for n in numbers])
        connection.execute(
            insert(membership),
            [
                {"document_id": n, "story_id": n, "relation": "original", "of": None, "share": 0.0, "evidence": []}
                for n in numbers
            ],
        )
        met = [n for n in numbers if n > documents - told]
        if met:
            connection.execute(
                insert(watch_match),
                [{"watch_id": "harbour", "document_id": n, "score": 1.0, "matched_at": at, **_found(n)} for n in met],
            )
            connection.execute(
                insert(alert),
                [
                    {
                        "uid": alert_uid("harbour", stable_uid("story", str(n))),
                        "watch_id": "harbour",
                        "story_id": n,
                        "document_id": n,
                        "lane": "now",
                        "created_at": at,
                    }
                    for n in met
                ],
            )

    for start in range(1, documents + 1, 2000):
        end = min(start + 2000, documents + 1)
        store.write_now(lambda uow, start=start, end=end: rows(start, end, uow))
    return list(range(documents - told + 1, documents + 1))


def _found(number: int) -> dict[str, object]:
    """What met the watch: in one article of four far into the text."""
    start = 4 if number % 4 else TEXT.index("crane", 1500)
    span = {"field": "text", "start": start, "end": start + 5, "as_written": "crane", "form": "crane", "name": None}
    clauses = [{"clause": "crane", "spans": [span]}]
    return {"clauses": clauses, "passage": passage_start([(start, "crane")])}


def _document(number: int, at: datetime) -> dict[str, object]:
    return {
        "id": number, "uid": stable_uid("document", str(number)), "source_id": "gazette", "kind": "article", "parser": "generic",
        "url": f"https://gazette.example/{number}", "title": f"Crane number {number} falls into the harbour", "authors": ["A. Writer"],
        "published_at": at, "published_precision": "second", "language": "en", "tags": ["harbour", "cranes"], "text": TEXT,
        "text_key": f"{number:064d}", "completeness": 1.0, "credits": [], "posts": [], "first_seen_at": at + timedelta(seconds=number),
        "fetched_at": at, "changed_at": at + timedelta(seconds=number), "version": 1, "missing": 0,
    }  # fmt: skip


def tell(store: Store, of: Catalogue, numbers: list[int], at: datetime) -> None:
    """Writes a notice of each story for every channel."""
    newsroom = newsroom_of(of)
    for number in numbers:
        uid = alert_uid("harbour", stable_uid("story", str(number)))
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
        while store.read(lambda uow: any(uow.outbox.waits(each, clock() + timedelta(days=9)) for each in routes)):  # noqa: ASYNC110
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
    wanted = {
        (f"/c{n}", alert_uid("harbour", stable_uid("story", str(number))))
        for n in range(CHANNELS)
        for number in range(1, stories + 1)
    }
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

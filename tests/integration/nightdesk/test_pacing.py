import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest

from db.store import Store
from model.clock import system_clock
from model.errors import FetchError
from nightdesk.bookkeeping.pacing import StoredPacing

GAP = timedelta(milliseconds=300)
LEASE = timedelta(seconds=20)

ONE_PROCESS = """
import asyncio, sys
from datetime import timedelta
from ipaddress import ip_network
from config.settings import FetchSettings
from crawler.fetching import Request
from crawler.gate import polite_client
from crawler.robots import MemoryRobotsCache
from db.store import Store
from model.clock import system_clock
from nightdesk.bookkeeping.leases import process_name
from nightdesk.bookkeeping.pacing import StoredPacing

async def main(database, url):
    settings = FetchSettings(per_host_gap="300ms", allow_addresses=("127.0.0.0/8",), respect_robots=False)
    with Store(database) as store:
        pacing = StoredPacing(store, process_name(), timedelta(seconds=20), system_clock)
        async with polite_client(settings, system_clock, pacing=pacing, robots_cache=MemoryRobotsCache()) as client:
            await asyncio.gather(*(client.fetch(Request(url=f"{url}{n}")) for n in range(4)))

asyncio.run(main(*sys.argv[1:]))
"""


class Log(BaseHTTPRequestHandler):
    times: ClassVar[list[tuple[float, float]]] = []

    def do_GET(self) -> None:
        begun = time.monotonic()
        time.sleep(0.02)
        body = b"<p>page</p>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.times.append((begun, time.monotonic()))  # before it: the client may have read it before we go on
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the times are the log."""


@pytest.fixture
def server() -> Iterator[str]:
    Log.times = []
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Log)
    serving = threading.Thread(target=listening.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{listening.server_port}/"
    listening.shutdown()
    listening.server_close()
    serving.join()


def test_four_processes_on_one_database_keep_a_hosts_pace_together(database: str, server: str) -> None:
    Store(database).close()
    crawling = [subprocess.Popen([sys.executable, "-c", ONE_PROCESS, database, server]) for _ in range(4)]
    assert [process.wait(90) for process in crawling] == [0, 0, 0, 0]
    times = sorted(Log.times)
    assert len(times) == 16
    gaps = [after[0] - before[1] for before, after in pairwise(times)]
    assert min(gaps) > GAP.total_seconds() - 0.001, gaps  # two clocks


def paced(store: Store, name: str, waits: list[float]) -> StoredPacing:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(min(seconds, 0.35))

    return StoredPacing(store, name, LEASE, system_clock, sleep)


async def ask(pacing: StoredPacing, host: str, gap: timedelta = GAP) -> None:
    async with pacing.turn(host, gap):
        pass


def test_one_host_does_not_hold_up_another(database: str) -> None:
    waits, gap = [], timedelta(seconds=30)

    async def give_up(seconds: float) -> None:
        waits.append(seconds)
        raise TimeoutError

    with Store(database) as store:
        pacing = StoredPacing(store, "me", LEASE, system_clock, give_up)
        asyncio.run(ask(pacing, "a.example", gap))
        asyncio.run(ask(pacing, "b.example", gap))
        assert waits == []
        with pytest.raises(TimeoutError):
            asyncio.run(ask(pacing, "a.example", gap))
        assert len(waits) == 1 and 0 < waits[0] <= gap.total_seconds()


def test_a_host_that_asked_for_rest_gets_it_from_every_process(database: str) -> None:
    with Store(database) as store:
        mine, other = paced(store, "me", []), paced(store, "other", [])
        asyncio.run(mine.widen("a.example", datetime.now(UTC) + timedelta(hours=1)))
        with pytest.raises(FetchError, match="wants to rest until"):
            asyncio.run(ask(other, "a.example"))
        asyncio.run(mine.narrow("a.example"))
        asyncio.run(ask(other, "a.example"))


def test_a_rest_told_by_a_clock_that_was_ahead_lasts_for_no_year(database: str) -> None:
    with Store(database) as store:
        mine = paced(store, "me", [])
        asyncio.run(mine.widen("a.example", datetime.now(UTC) + timedelta(days=365)))
        asyncio.run(ask(mine, "a.example"))


def test_the_turn_of_a_process_that_died_is_free_when_its_lease_has_run_out(database: str) -> None:
    with Store(database) as store:
        dead = store.write_now(lambda uow: uow.hosts.take("a.example", "dead", GAP, timedelta(seconds=1)))
        assert dead.granted
        waits: list[float] = []
        asyncio.run(ask(paced(store, "me", waits), "a.example"))
        assert waits

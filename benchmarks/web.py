"""The dashboard over a large store: server CPU and weight of every page, of searches and of the API, and requests a second.

`make bench-web` fills an SQLite store with synthetic documents once (build/web.db) and asks a server in a process of its
own, one request at a time. CPU is the server's whole process, threads included, around each request.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benchmarks.store import NOW, Filler
from config.catalogue import SHIPPED, load_catalogue
from db.store import Store
from model.browsing import Place, Wanted
from nightdesk.serving import shown_of, site_of
from web.app import create_app
from web.pages.rendering import STATIC
from web.serving import Served
from web.wishes import write_place

ROOT = Path(__file__).parent.parent
_TIMES = 15


class Metered:
    """Tells in a header what CPU this process spent on each answer, in milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on and counts."""
        begun = time.process_time()
        parts: list[Message] = []

        async def keeping(message: Message) -> None:
            parts.append(message)

        await self._app(scope, receive, keeping if scope["type"] == "http" else send)
        spent = (time.process_time() - begun) * 1000
        for message in parts:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-cpu-ms", f"{spent:.2f}".encode())]
            await send(message)


def serve(database: str) -> None:
    """Serves a store until stdin ends; tells its address on stdout."""
    catalogue = load_catalogue(SHIPPED, {})
    with Store(database) as store:
        site = site_of(catalogue, store, lambda: NOW)
        with Served(Metered(create_app(shown_of(catalogue, store, site), site)), "127.0.0.1", 0) as web:
            print(web.address, flush=True)
            sys.stdin.read()


@dataclass(frozen=True)
class Asked:
    """What an address cost: the first time, at the median, at the worst after that; and its weight packed, in bytes."""

    first: float
    median: float
    worst: float
    weight: int


def ask(address: str) -> tuple[float, bytes]:
    """One request: the server's CPU in milliseconds, and the body as it was sent."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        body = answer.read()
        packed = body if answer.headers.get("Content-Encoding") == "gzip" else gzip.compress(body, 5)
        return float(answer.headers["X-Cpu-Ms"]), packed


def measure(address: str, paths: Sequence[str]) -> Asked:
    """Several addresses of one sort, each asked several times."""
    first = [ask(address + path) for path in paths]
    again = [ask(address + path)[0] for _ in range(_TIMES) for path in paths]
    return Asked(first[0][0], statistics.median(again), max(again), max(len(body) for _, body in first))


def addresses(store: Store) -> dict[str, list[str]]:
    """What is asked, by what it is called."""
    groups = store.read(lambda uow: uow.listing.stories(uow.browsing.page(Wanted(), 300).stories, ""))
    largest = max(groups, key=lambda story: story.count)
    source = largest.lead.source_id
    far = write_place(Place(NOW - timedelta(days=300), 10**9))
    searches = [
        "Moscow",
        "Rosatom",
        '"deep water port"',
        "crane NEAR/9 harbour",
        "莫斯",
        "Москва AND lang:ru",
        "@rosatom",
    ]
    return {
        "stories": ["/"],
        "stories, a page of last year": [f"/?before={far}"],
        "stories of a watch": ["/?watch=myanmar-russia"],
        "stories by source, language, relation": [f"/?source={source}", "/?language=my", "/?relation=reprint"],
        "stories by several at once": [f"/?source={source}&language=th", "/?watch=myanmar-russia&relation=copy"],
        "stories of a month, unread": ["/?from=2026-02-01&to=2026-02-28", "/?unread=1"],
        "search": [f"/?q={quote(each)}" for each in searches],
        "search that finds nothing": [f"/?q={quote(each)}" for each in ("zzzzqqqq", "crane zzzz", "乙乙")],
        "a story": [f"/stories/{each.uid}" for each in groups[:30]],
        "a story that met the watch": [f"/stories/{each.uid}" for each in groups if each.watches][:15],
        "a story of many copies": [f"/stories/{largest.uid}"],
        "sources": ["/sources"],
        "a source": [f"/sources/{source}"],
        "watches": ["/watches"],
        "a watch": ["/watches/myanmar-russia"],
        "alerts": ["/alerts", "/alerts/log"],
        "coverage": ["/coverage?by=source&days=364", "/coverage?by=language&days=90", "/coverage"],
        "status": ["/status"],
        "API: stories": ["/api/v1/stories", "/api/v1/stories?watch=myanmar-russia&limit=100"],
        "API: a story": [f"/api/v1/stories/{largest.uid}"],
        "feed": ["/feeds/myanmar-russia.atom"],
    }


def files_weight() -> int:
    """What a browser fetches besides, once: style and scripts, packed."""
    names = ("nightdesk.css", "nightdesk.js", "icon.svg", "vendor/htmx-4.0.1.min.js")
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 5)) for name in names)


def per_second(address: str) -> str:
    """What wrk makes of the front page, where it is installed."""
    if not shutil.which("wrk"):
        return "wrk is not installed"
    done = subprocess.run(["wrk", "-t1", "-c8", "-d5s", address], capture_output=True, text=True, check=True)
    return next(line.split()[-1] for line in done.stdout.splitlines() if line.startswith("Requests/sec"))


def main() -> None:
    """Fills the store where it is not there yet, asks everything, and prints a table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--documents", type=int, default=100_000)
    given.add_argument("--serve", metavar="DATABASE")
    asked = given.parse_args()
    if asked.serve:
        serve(asked.serve)
        return
    database = ROOT / "build" / f"web-{asked.documents}.db"
    made(database, asked.documents)
    with Store(str(database)) as store:
        wanted = addresses(store)
    command = [sys.executable, "-m", "benchmarks.web", "--serve", str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        address = server.stdout.readline().strip()
        show(address, wanted)
        server.stdin.close()


def made(database: Path, documents: int) -> None:
    """The store, written once."""
    if database.exists():
        return
    database.parent.mkdir(exist_ok=True)
    fresh, begun = database.with_suffix(".part"), time.monotonic()
    fresh.unlink(missing_ok=True)
    with Store(str(fresh)) as store:
        Filler(load_catalogue(SHIPPED, {}), documents).fill(store)
    fresh.rename(database)
    print(
        f"{documents:,} documents written in {time.monotonic() - begun:.0f} s, {database.stat().st_size / 1e6:.0f} MB"
    )


def show(address: str, wanted: dict[str, list[str]]) -> None:
    """Asks everything and prints what it cost."""
    print(f"{'ms of server CPU':40} {'first':>8} {'median':>8} {'worst':>8} {'kB packed':>10}")
    for name, paths in wanted.items():
        cost = measure(address, paths)
        print(f"{name:40} {cost.first:8.1f} {cost.median:8.1f} {cost.worst:8.1f} {cost.weight / 1000:10.1f}")
    print(f"style and scripts, fetched once: {files_weight() / 1000:.1f} kB packed")
    print(
        f"requests a second: the front page {per_second(address + '/')}, the API {per_second(address + '/api/v1/stories')}"
    )


if __name__ == "__main__":
    main()

"""Real receivers on loopback, and a desk that tells them."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from config.catalogue import Catalogue, WatchEntry
from config.ladders import Discover, DiscoverKind
from config.settings import Settings
from config.sources import Source, SourceKind
from config.watches import WatchFile
from db.store import Store
from model.captures import Capture
from model.documents import Document, Kind
from model.notices import Delivered
from nightdesk.delivery.delivering import Courier
from nightdesk.delivery.dispatch import names_of
from nightdesk.delivery.routes import close_routes, open_routes
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.shelving import Reading, shelve
from nightdesk.watches.watching import Hit

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY = "whsec_bmlnaHRkZXNrLW5pZ2h0ZGVzay1uaWdodGRlc2s="
HIT = Hit("harbour", 1.0, ({"clause": "crane", "spans": [{"as_written": "crane"}]},))
Answer = tuple[int, dict[str, str]]


@dataclass
class Receiver:
    """A server that keeps what it is sent; `answers` are given one after another, then 204."""

    answers: list[Answer] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    port: int = 0
    delay: float = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook-S3CRETPATH"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.got]

    def handler(self) -> type[BaseHTTPRequestHandler]:
        kept = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                kept.times.append(time.monotonic())
                kept.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                time.sleep(kept.delay)
                status, headers = kept.answers.pop(0) if kept.answers else (204, {})
                self.send_response(status)
                for name, value in (headers | {"Content-Length": "0"}).items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    kept = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), kept.handler())
    server.daemon_threads = True
    kept.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def source(source_id: str, kind: SourceKind = SourceKind.OUTLET) -> Source:
    host = f"{source_id}.example"
    feed = Discover(kind=DiscoverKind.FEED, url=f"https://{host}/feed")
    return Source(
        id=source_id, name=source_id.title(), kind=kind, home=f"https://{host}/", hosts=(host,), discover=(feed,)
    )


def catalogue_of(channels: dict[str, Any], operator: tuple[str, ...] = (), **more: Any) -> Catalogue:
    settings = Settings.model_validate({"channels": channels, "operator": list(operator), **more})
    watch = WatchFile(id="harbour", title="The harbour", query="crane", channels=("feed", *channels))
    sources = {name: source(name) for name in ("gazette", "review")}
    return Catalogue(Path(), settings, sources, {"harbour": WatchEntry("harbour.toml", watch, {})})


@dataclass
class Office:
    """A store, a configuration, a clock: articles go in, messages come out."""

    store: Store
    catalogue: Catalogue
    clock: Callable[[], datetime]

    def publish(self, slug: str, outlet: str = "gazette", text: str = "", title: str = "", *, hit: Hit = HIT) -> None:
        at, url = self.clock(), f"https://{outlet}.example/{slug}"
        words = text or f"A crane fell into the harbour at the {slug} quay, and nobody was hurt. " * 6
        page = Capture(url, url, 200, (), words.encode(), at, at)
        document = Document(url, Kind.ARTICLE, "generic", title or f"Crane {slug}", text=words, language="en")
        reading = Reading(self.catalogue.sources[outlet], page, document, (hit,), keep_capture=False)
        newsroom = newsroom_of(self.catalogue)
        self.store.write_now(lambda uow: shelve(uow, reading, newsroom))

    async def deliver(self, seconds: float = 20, name: str = "here:1:a") -> int:
        async with self._courier(name) as courier:
            await courier.run_dry(seconds)
            return courier.sent

    async def work(self, name: str) -> None:
        """Delivers until it is cancelled."""
        async with self._courier(name) as courier:
            await courier.run()

    @asynccontextmanager
    async def _courier(self, name: str) -> AsyncIterator[Courier]:
        routes = open_routes(self.catalogue.settings, self.clock)
        try:
            newsroom, names = newsroom_of(self.catalogue), names_of(self.catalogue)
            yield Courier(self.store, routes, newsroom, names, self.clock, name)
        finally:
            await close_routes(routes)

    def log(self) -> list[Delivered]:
        return self.store.read(lambda uow: uow.deliveries.log(limit=1000))


@pytest.fixture
def open_office(database: str, clock: Clock) -> Iterator[Callable[..., Office]]:
    opened: list[Store] = []

    def open_one(channels: dict[str, Any], operator: tuple[str, ...] = (), **more: Any) -> Office:
        store = Store(database)
        opened.append(store)
        return Office(store, catalogue_of(channels, operator, **more), clock)

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def hook(receiver: Receiver) -> dict[str, Any]:
    """A webhook of the receiver."""
    return {"kind": "webhook", "url": receiver.url, "secrets": [KEY], "allow_addresses": ["127.0.0.0/8"]}

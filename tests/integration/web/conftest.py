"""Real servers on loopback, one with the demo's stories and one with hostile strings, and a real browser."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from config.catalogue import Catalogue, WatchEntry, load_catalogue
from config.ladders import Discover, DiscoverKind
from config.settings import Settings
from config.sources import Source, SourceKind
from config.watches import WatchFile
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.clock import system_clock
from model.documents import Document, Kind
from nightdesk.cli.context import Globals
from nightdesk.cli.demo import crawl_twice
from nightdesk.demo.press import Press
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.serving import shown_of, site_of
from nightdesk.shelving import Reading, shelve
from nightdesk.watches.watching import Hit
from tests.conftest import empty_database
from web.app import create_app
from web.serving import Served
from web.site import Site

#: What a page is expected to show may take so many milliseconds, on a machine that is busy.
expect.set_options(timeout=60_000)


@dataclass(frozen=True)
class Desk:
    """A dashboard that is served: its address, its store and its configuration."""

    address: str
    store: Store
    catalogue: Catalogue
    site: Site


@contextmanager
def served(catalogue: Catalogue, store: Store, **more: Any) -> Iterator[Desk]:
    site = site_of(catalogue, store, **more)
    with Served(create_app(shown_of(catalogue, store, site), site), "127.0.0.1", 0) as web:
        yield Desk(web.address, store, catalogue, site)


@pytest.fixture(scope="session")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The dashboard of the demo, crawled as the demo does it."""
    folder, kind = tmp_path_factory.mktemp("demo"), request.config.getoption("--on")
    with empty_database(request, kind, folder) as database, Press(system_clock()) as press, Store(database) as store:
        press.write_configuration(folder / "config", every="6h")
        given = Globals(folder / "config", database, quiet=True, environment={})
        with ThreadPoolExecutor(1) as thread:  # a browser's loop may run in this one
            thread.submit(crawl_twice, given, store, press).result()
        with served(load_catalogue(folder / "config", {}), store) as desk:
            yield desk


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium, which `scripts/install-for-tests` installs with the fonts of the scripts that are read."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("no chromium; scripts/install-for-tests installs it")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser for a module's tests: while it is there its event loop runs in this thread, and no other can."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@dataclass
class Tab:
    """A page of a browser that keeps what it complains of and whom it asks besides us."""

    context: BrowserContext
    address: str

    def __post_init__(self) -> None:
        self.said: list[str] = []
        self.elsewhere: list[str] = []
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        self.page.on("request", self._see)

    def open(self, path: str) -> int:
        """Opens a page; gives its status."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    def _see(self, request: Any) -> None:
        if not request.url.startswith((self.address, "about:")):
            self.elsewhere.append(request.url)


@pytest.fixture
def tab(browser: Browser, demo: Desk) -> Iterator[Any]:
    """Opens tabs on a served dashboard, the demo's where none is named."""
    opened: list[BrowserContext] = []

    def open_one(desk: Desk = demo, **options: Any) -> Tab:
        options = {"timezone_id": "UTC", "viewport": {"width": 1280, "height": 860}} | options
        opened.append(browser.new_context(**options))
        return Tab(opened[-1], desk.address)

    yield open_one
    for context in opened:
        context.close()


_PLAIN = (
    "/", "/?q=Moscow", "/?unread=1&language=en", "/sources", "/watches", "/alerts", "/alerts/log", "/coverage",
    "/coverage?by=source&days=364", "/coverage/day", "/status", "/searches", "/searches/new?q=x", "/account", "/feeds",
    "/api", "/keys", "/nothing-here",
)  # fmt: skip


def paths_of(desk: Desk) -> list[str]:
    """The addresses of every sort of page, each with what is stored."""
    paths = list(_PLAIN)
    for group in desk.store.read(lambda uow: uow.reading.stories(None, 100)):
        uid = group[0].story_uid
        paths.append(f"/stories/{uid}")
        paths += [f"/stories/{uid}/sides?one={group[0].uid}&other={each.uid}" for each in group[1:]]
    paths += [f"/sources/{each}" for each in desk.catalogue.sources]
    paths += [f"/watches/{each}" for each in desk.catalogue.watches]
    return [*paths, "/captures/1"]


@pytest.fixture(scope="session")
def paths() -> Callable[[Desk], list[str]]:
    return paths_of


@dataclass(frozen=True)
class Small(Desk):
    """A dashboard of one outlet and one watch, to which stories are added one by one."""

    def publish(self, number: int, **more: Any) -> None:
        """Stores an article that met the watch, and tells of it."""
        self.store.write_now(lambda uow: publish(uow, self.catalogue, number, **more))


def catalogue_of(folder: Path, **settings: Any) -> Catalogue:
    """A configuration of an outlet and a watch."""
    feed = Discover(kind=DiscoverKind.FEED, url="https://gazette.example/feed")
    source = Source(
        id="gazette", name="The Gazette", kind=SourceKind.OUTLET, home="https://gazette.example/", language="en",
        hosts=("gazette.example",), discover=(feed,),
    )  # fmt: skip
    shape = WatchFile(id="harbour", title="The harbour", query="crane")
    table = {"id": "harbour", "title": "The harbour", "query": "crane"}
    watches = {"harbour": WatchEntry("harbour.toml", shape, table)}
    return Catalogue(folder, Settings.model_validate(settings), {"gazette": source}, watches)


def publish(uow: UnitOfWork, catalogue: Catalogue, number: int, title: str = "", text: str = "", **more: Any) -> None:
    """An article of the outlet as the crawl stores it; unlike any other."""
    at = system_clock()
    chance = random.Random(number)
    words = text or "A crane fell. " + " ".join("".join(chance.choices("abcdefghij", k=7)) for _ in range(60))
    url = more.pop("url", f"https://gazette.example/{number}")
    page = Capture(url, url, 200, (("Content-Type", "text/html"),), words.encode(), at, at)
    document = Document(url, Kind.ARTICLE, "generic", title or f"Crane {number}", text=words, language="en", **more)
    spans = [{"field": "text", "start": 2, "end": 7, "as_written": "crane"}]
    hit = Hit("harbour", 1.0, ({"clause": "crane", "spans": spans},))
    reading = Reading(catalogue.sources["gazette"], page, document, (hit,), keep_capture=True)
    shelve(uow, reading, newsroom_of(catalogue))


@contextmanager
def filled(request: pytest.FixtureRequest, folder: Path, count: int, **more: Any) -> Iterator[Small]:
    settings = {name: more.pop(name) for name in ("web", "feed") if name in more}
    catalogue = catalogue_of(folder, **settings)
    given, kind = more.pop("database", None), request.config.getoption("--on")
    with nullcontext(given) if given else empty_database(request, kind, folder) as database, Store(database) as store:
        for number in range(count):
            store.write_now(lambda uow, number=number: publish(uow, catalogue, number))  # type: ignore[misc]
        with served(catalogue, store, **more) as desk:
            yield Small(desk.address, desk.store, desk.catalogue, desk.site)


@pytest.fixture(scope="session")
def fill(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Opens a dashboard with so many stories."""
    return partial(filled, request)

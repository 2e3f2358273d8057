"""Several workers on one PostgreSQL, killed and stopped at random: nothing lost, doubled or impolite."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import tomllib
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from db.store import Store
from tests.servers import Server

HOSTS, ARTICLES, GAP = 6, 12, 0.15
WATCH = 'id = "cranes"\ntitle = "Cranes"\nquery = "crane"\nchannels = []\n'
SETTINGS = f"""
[fetch]
user_agent = "Nightdesk-test/1 (+https://example.org/)"
per_host_gap = "{GAP}s"
allow_addresses = ["127.0.0.0/8"]
timeout = "3s"
[run]
lease = "4s"
grace = "5s"
"""


class Harbour(BaseHTTPRequestHandler):
    """Hosts with a feed of articles each; every tenth article is the same on all."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, float, float]] = []  # noqa: RUF012 - the log of the one server
    told: list[str] = []  # noqa: RUF012 - what was posted to it

    def do_GET(self) -> None:
        begun, host = time.monotonic(), (self.headers["Host"] or "").partition(".")[0]
        if self.path == "/robots.txt":
            self._send(b"", "text/plain", 404)
            return
        time.sleep(0.02)
        page = self._feed() if self.path == "/feed" else self._article(host, int(self.path.rpartition("/")[2]))
        self.asked.append((host, begun, time.monotonic()))  # before it: who asked may have read it before we go on
        self._send(page.encode(), "text/xml" if self.path == "/feed" else "text/html")

    def do_POST(self) -> None:
        self.told.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._send(b"", "text/plain", 204)

    def _feed(self) -> str:
        base = f"http://{self.headers['Host']}"
        items = "".join(f"<item><title>Article {n}</title><link>{base}/news/{n}</link></item>" for n in range(ARTICLES))
        return f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"

    def _article(self, host: str, number: int) -> str:
        whose = "all" if number % 10 == 3 else host
        text = "".join(
            f"<p>The crane {number} of {whose} was moved on day {day} by engineers of quay {number * day}.</p>"
            for day in range(9)
        )
        title = f"Crane {number} of {whose}"
        body = f"<article><h1>{title}</h1>{text}</article>"
        return f"<html><head><title>{title}</title></head><body>{body}</body></html>"

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: `asked` is the log."""


BEGUN: list[subprocess.Popen[bytes]] = []


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A configuration of the harbour's papers, which are served."""
    Harbour.asked, Harbour.told = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Harbour)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    for room in ("sources", "watches"):
        (tmp_path / room).mkdir()
    (tmp_path / "watches" / "cranes.toml").write_text(WATCH)
    (tmp_path / "nightdesk.toml").write_text(SETTINGS)
    for number in range(HOSTS):
        name, home = f"paper{number}", f"http://paper{number}.harbour.localhost:{server.server_port}"
        (tmp_path / "sources" / f"{name}.toml").write_text(
            f'id = "{name}"\nname = "{name}"\nkind = "outlet"\nhome = "{home}/"\nhosts = ["{name}.harbour.localhost"]\n'
            f'[[discover]]\nkind = "feed"\nurl = "{home}/feed"\n[schedule]\nevery = "1s"\n'
        )
    yield tmp_path
    end_what_runs()
    server.shutdown()
    server.server_close()
    serving.join()


def begin(folder: Path, database: str, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "nightdesk", "-q", "--config", str(folder), "--database", database, *words]
    with (folder / "log").open("ab") as log:
        BEGUN.append(subprocess.Popen(command, cwd=folder, stderr=log, start_new_session=True))
    return BEGUN[-1]


def end_what_runs() -> None:
    """Ends what a test that failed left running: it would work on beside all later tests."""
    while BEGUN:
        process = BEGUN.pop()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def stored(store: Store) -> int:
    return store.read(lambda uow: uow.figures.totals())["documents"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_workers_killed_and_stopped_at_random_lose_nothing_double_nothing_and_keep_the_pace(
    folder: Path, database: str
) -> None:
    chance, whole = random.Random(11), HOSTS * ARTICLES
    with Store(database) as store:
        working = [begin(folder, database, "worker") for _ in range(3)]
        rounds, killed, stopped = 0, 0, 0
        while stored(store) < whole and (rounds := rounds + 1) <= 12:
            time.sleep(chance.uniform(0.3, 1.2))
            victim = chance.randrange(3)
            if chance.random() < 0.5:
                os.killpg(working[victim].pid, signal.SIGKILL)
                working[victim].wait()
                working[victim], killed = begin(folder, database, "worker"), killed + 1
            else:
                os.kill(working[victim].pid, signal.SIGSTOP)
                time.sleep(chance.choice([0.5, 4.5]))
                os.kill(working[victim].pid, signal.SIGCONT)
                stopped += 1
        waited(lambda: stored(store) == whole)
        rested = time.monotonic() + 4.5  # by then every lease of those who are gone has run out
        waited(lambda: len({host for host, begun, _ in Harbour.asked if begun > rested}) == HOSTS)
        for process in working:
            process.terminate()
        assert [process.wait(60) for process in working] == [0, 0, 0]
        assert stored(store) == whole, f"{killed} killed, {stopped} stopped"
        assert killed >= 2 and stopped >= 2
        check(store)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_database_server_that_is_started_anew_costs_no_process_no_document_and_is_told_to_the_operator(
    folder: Path, own_server: Server, mode: str
) -> None:
    tell_operator(folder)
    database, whole = own_server.address.replace("postgresql:", "postgresql+psycopg:"), HOSTS * ARTICLES
    with Store(database) as store:
        working = [begin(folder, database, *words) for words in (("run", "--no-web"), ("worker",), ("worker",))]
        waited(lambda: stored(store) > 0)
    own_server.stop(mode)
    waited(lambda: "the database cannot be asked" in (folder / "log").read_text())
    time.sleep(3.5)  # a shorter outage is not told
    assert [each.poll() for each in working] == [None] * 3, (folder / "log").read_text()
    own_server.start()
    with Store(database) as store:
        assert 0 < stored(store) < whole
        waited(lambda: stored(store) == whole)
        before = len(Harbour.asked)
        waited(lambda: len(Harbour.asked) > before + HOSTS and len(Harbour.told) > 0)
        for each in working:
            each.terminate()
        assert [each.wait(60) for each in working] == [0] * 3
        check(store)
    (told,) = Harbour.told
    assert "could not be asked for" in told, "three processes saw it, the operator hears of it once"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_worker_serves_its_figures_where_a_port_is_named(folder: Path, database: str) -> None:
    working, log = begin(folder, database, "worker", "--port", "0"), folder / "log"
    waited(lambda: working.poll() is not None or "/metrics" in log.read_text())
    address = re.search(r"http://\S+/metrics", log.read_text())
    assert address, log.read_text()
    with urllib.request.urlopen(address.group(), timeout=60) as answer:
        assert b"nightdesk_event_loop_tasks" in answer.read()
    working.terminate()
    assert working.wait(60) == 0


def waited(met: Callable[[], bool], seconds: float = 90) -> None:
    begun = time.monotonic()
    while not met():
        assert time.monotonic() - begun < seconds
        time.sleep(0.05)


def tell_operator(folder: Path) -> None:
    """A channel that posts what the operator is told to the harbour."""
    port = urlsplit(tomllib.loads((folder / "sources" / "paper0.toml").read_text())["home"]).port
    duty = f'kind = "webhook"\nkinds = ["trouble"]\nurl = "http://127.0.0.1:{port}/duty"\n'
    channel = f'[channels.duty]\n{duty}allow_addresses = ["127.0.0.0/8"]\n'
    (folder / "nightdesk.toml").write_text(f'operator = ["duty"]\n{SETTINGS}{channel}')


def check(store: Store) -> None:
    documents = store.read(lambda uow: uow.reading.documents())
    titles = [(each.source_id, each.document.title) for each in documents]
    assert len(set(titles)) == len(titles)
    alerts = store.read(lambda uow: uow.alerts.newest("cranes", 999))
    stories = {each.story_uid for each in documents}
    assert len(alerts) == len(stories), "each story was told once"
    assert not store.read(lambda uow: [*uow.schedule.holders(), *uow.hosts.holders()]), "no lease is left"
    for host in {asked[0] for asked in Harbour.asked}:
        times = sorted((start, end) for name, start, end in Harbour.asked if name == host)
        close = [after[0] - before[1] for before, after in pairwise(times) if after[0] - before[1] < GAP - 0.05]
        assert not close, f"{host} was asked too soon: {close}"

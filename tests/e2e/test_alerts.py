"""Alerts by the real command: delivered by the daemon and by a crawl, listed, sent again, followed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from model.clock import system_clock
from nightdesk.demo import articles
from nightdesk.demo.outlets import COURIER
from nightdesk.demo.press import WATCH, Press


class Desk:
    """A webhook receiver: what it got, and what it answers."""

    def __init__(self) -> None:
        self.got: list[dict] = []
        self.status = 204
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                desk.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(desk.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/S3CRETPATH"

    def headlines(self) -> list[str]:
        return [item["headline"] for message in self.got for item in message["data"]["items"]]


@pytest.fixture
def desk() -> Iterator[Desk]:
    served = Desk()
    thread = threading.Thread(target=served.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    served.server.shutdown()
    thread.join()
    served.server.server_close()


@pytest.fixture
def told(configuration: Path, desk: Desk) -> Path:
    """The miniature press's configuration, its watch told to the desk."""
    settings, watch = configuration / "nightdesk.toml", configuration / "watches" / f"{WATCH}.toml"
    channel = '[channels.desk]\nkind = "webhook"\nallow_addresses = ["127.0.0.0/8"]\n'
    settings.write_text(settings.read_text() + f"\n{channel}")
    kept = [line for line in watch.read_text().splitlines() if not line.startswith("channels")]
    watch.write_text('channels = ["feed", "desk"]\n' + "\n".join(kept))
    return configuration


def test_a_crawl_delivers_at_its_end_and_what_was_refused_can_be_sent_again(
    told: Path, desk: Desk, nightdesk, any_database: str
) -> None:
    base, url = ("--config", str(told), "--database", any_database), {"NIGHTDESK_CHANNELS__DESK__URL": desk.url}
    desk.status = 404
    first = nightdesk(*base, "-v", "crawl", "courier", **url)
    dead = nightdesk(*base, "alerts", "list", "--state", "dead", "--format", "json")
    rows = json.loads(dead.stdout)
    assert rows and len(rows) == len(desk.got) and {row["reason"] for row in rows} == {"answered 404"}
    assert nightdesk(*base, "alerts", "test", "desk", **url).returncode == 1
    desk.status, desk.got = 204, []
    assert nightdesk(*base, "alerts", "test", "desk", **url).returncode == 0
    assert desk.got.pop()["type"] == "service.test"
    alerts = nightdesk(*base, "export", "alerts", "--since", "2020-01-01", **url).stdout.splitlines()
    assert sorted(json.loads(line)["id"] for line in alerts) == sorted(row["notice"] for row in rows)
    assert nightdesk(*base, "export", "alerts", "--since", "2999-01-01", **url).stdout == ""
    again = nightdesk(*base, "alerts", "replay", "--dead")
    second = nightdesk(*base, "-v", "crawl", "courier", **url)
    assert sorted(message["data"]["id"] for message in desk.got) == sorted(row["notice"] for row in rows)
    assert "S3CRETPATH" not in first.stdout + first.stderr + dead.stdout + again.stderr + second.stderr


def test_the_daemon_tells_a_new_article_at_once_and_a_follower_hears_it_too(
    press: Press, told: Path, desk: Desk, tmp_path: Path, any_database: str
) -> None:
    base = [sys.executable, "-m", "nightdesk", "--config", str(told), "--database", any_database, "-q"]
    environment = os.environ | {"NIGHTDESK_CHANNELS__DESK__URL": desk.url}
    running = subprocess.Popen([*base, "run", "--no-web"], cwd=tmp_path, env=environment)
    follower = None
    try:
        waited_for(lambda: "Junta Chief Lands in Moscow" in " ".join(desk.headlines()), 60)
        follower = subprocess.Popen(
            [*base, "feed", "--follow", "--after", "0"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        title = "Min Aung Hlaing leaves Moscow"
        words = ("He left Moscow for the airport in the evening. " * 20,)
        press.publish(COURIER, replace(articles.visit_story(system_clock()), slug="x", title=title, paragraphs=words))
        waited_for(lambda: title in desk.headlines(), 60)
        assert follower.stdout is not None
        cursors = []
        for line in follower.stdout:
            cursors.append(json.loads(line)["cursor"])
            if json.loads(line)["title"] == title:
                break
        assert cursors == sorted(set(cursors))
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0
    finally:
        for process in (running, follower):
            if process is not None:
                process.kill()
                process.communicate()


def waited_for(done, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from model.clock import system_clock
from nightdesk.demo import articles
from nightdesk.demo.outlets import COURIER
from nightdesk.demo.press import WATCH, Press
from tests.servers import Server


@contextmanager
def running(tmp_path: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The daemon as a process of its own, and the address it serves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nightdesk", *words, "--port", "0"],
        cwd=tmp_path, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    found = re.search(r"http://\S+:\d+", process.stderr.readline())
    try:
        assert found, process.stderr.read()
        yield process, found.group()
    finally:
        process.kill()
        process.communicate()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


def status_of(request: urllib.request.Request) -> int:
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request, timeout=60)
    raised.value.close()
    return raised.value.code


def waited_for(url: str, words: str, seconds: float) -> float:
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if words in get(url):
            return time.monotonic() - begun
        time.sleep(0.1)
    raise AssertionError(f"{words!r} did not appear in {url} within {seconds} s")


def test_the_daemon_tells_an_article_added_while_it_runs_and_ends_cleanly(
    press: Press, configuration: Path, tmp_path: Path, any_database: str
) -> None:
    with running(tmp_path, "--config", str(configuration), "--database", any_database, "run") as (process, address):
        waited_for(f"{address}/feeds/{WATCH}.atom", "Junta Chief Lands in Moscow", 60)
        fresh = replace(
            articles.visit_story(system_clock()),
            slug="x",
            title="Min Aung Hlaing leaves Moscow",
            paragraphs=("He left Moscow. " * 20,),
        )
        press.publish(COURIER, fresh)
        waited_for(f"{address}/feeds/{WATCH}.json", "Min Aung Hlaing leaves Moscow", 60)
        assert json.loads(get(f"{address}/healthz"))["status"] == "ok"
        assert "Min Aung Hlaing leaves Moscow" in get(f"{address}/feeds/{WATCH}.rss")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_an_unknown_feed_is_not_found_and_a_known_one_need_not_be_sent_twice(
    configuration: Path, tmp_path: Path, any_database: str
) -> None:
    with running(tmp_path, "--config", str(configuration), "--database", any_database, "serve") as (process, address):
        for path in ("/feeds/nothing.atom", f"/feeds/{WATCH}.exe"):
            assert status_of(urllib.request.Request(address + path)) == 404
        with urllib.request.urlopen(f"{address}/feeds/{WATCH}.atom", timeout=60) as answer:
            tag = answer.headers["ETag"]
        again = urllib.request.Request(f"{address}/feeds/{WATCH}.atom", headers={"If-None-Match": tag})
        assert status_of(again) == 304
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


@contextmanager
def hanging() -> Iterator[tuple[str, Callable[[], tuple[socket.socket, object]]]]:
    """A server that accepts and never answers; its address, and what waits until it is asked."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        listening.settimeout(60)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/feed", listening.accept


def write_source(configuration: Path, name: str, url: str) -> None:
    told = f'id = "{name}"\nname = "{name}"\nkind = "outlet"\nhome = "{url}"\nhosts = ["127.0.0.1"]\n'
    (configuration / "sources" / f"{name}.toml").write_text(f'{told}[[discover]]\nkind = "feed"\nurl = "{url}"\n')


@pytest.mark.parametrize(("grace", "signals", "least", "most"), [("1s", 1, 0.8, 45), ("90s", 2, 0, 45)])
def test_sigterm_lets_visits_finish_for_so_long_and_a_second_one_ends_at_once(
    configuration: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    grace: str,
    signals: int,
    least: float,
    most: float,
    any_database: str,
) -> None:
    monkeypatch.setenv("NIGHTDESK_RUN__GRACE", grace)
    monkeypatch.setenv("NIGHTDESK_FETCH__TIMEOUT", "90s")
    with hanging() as (url, asked):
        write_source(configuration, "mute", url)
        words = ("--config", str(configuration), "--database", any_database, "run")
        with running(tmp_path, *words) as (process, _), closing(asked()[0]):
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.stderr is not None
            assert any("finishing; asked again" in line for line in process.stderr)  # two at once would be one
            for _ in range(signals - 1):
                process.send_signal(signal.SIGTERM)
            assert process.wait(80) == 0
            assert least < time.monotonic() - begun < most


def wait_until_taken_up(process: subprocess.Popen[str], press: Press) -> None:
    """Until the web is served anew, and the source that was added is asked."""
    assert process.stderr is not None
    while "at http://" not in (line := process.stderr.readline()):
        assert line, "the web is served anew"
    begun = time.monotonic()
    while not any(host.startswith("martaban") for host, *_ in press.requests):
        assert time.monotonic() - begun < 60
        time.sleep(0.1)


def test_sighup_takes_up_a_sound_configuration_and_keeps_the_old_one_where_the_new_has_faults(
    press: Press, configuration: Path, tmp_path: Path, nightdesk, any_database: str
) -> None:
    held = configuration / "sources" / "martaban.toml"
    text = held.read_text()
    held.unlink()
    words = ("--config", str(configuration), "--database", any_database, "run")
    with running(tmp_path, *words) as (process, address):
        waited_for(f"{address}/feeds/{WATCH}.atom", "Junta Chief Lands in Moscow", 60)
        held.write_text('id = "martaban"\n')
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        while "the configuration has faults" not in (line := process.stderr.readline()):
            assert line, "the log says what is wrong"
        assert "martaban.toml" in line
        held.write_text(text)
        process.send_signal(signal.SIGHUP)
        wait_until_taken_up(process, press)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_sighup_while_the_database_is_away_leaves_all_as_it_is_until_it_is_back(
    press: Press, configuration: Path, tmp_path: Path, own_server: Server
) -> None:
    held = configuration / "sources" / "martaban.toml"
    text = held.read_text()
    held.unlink()
    database = own_server.address.replace("postgresql:", "postgresql+psycopg:")
    with running(tmp_path, "--config", str(configuration), "--database", database, "run") as (process, address):
        waited_for(f"{address}/feeds/{WATCH}.atom", "Junta Chief Lands in Moscow", 60)
        own_server.stop("fast")
        held.write_text(text)
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        while "taken up once the database" not in (line := process.stderr.readline()):
            assert line, "the process goes on"
        try:
            get(f"{address}/healthz")
        except urllib.error.HTTPError as told:  # an answer too: that the database is away, once that was noticed
            told.close()
        own_server.start()
        wait_until_taken_up(process, press)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0

"""Archives of the past: read in parallel, ended in the middle, gone on with."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from distributed import Client
from sqlalchemy.exc import SQLAlchemyError
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.raw import rows

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio's open buffers
PAGES = 400
WATCH = 'id = "harbour"\ntitle = "Harbour"\nquery = "crane"\n'


def page(number: int) -> bytes:
    thing = "crane" if number % 10 == 0 else "ferry"
    words = (
        f"The {thing} number {number} was seen at berth {number * 7} on day {number}, and a crowd of {number} came. "
    )
    head = f"<title>{thing} {number}</title><meta property='og:type' content='article'>"
    body = f"<article><h1>The {thing} {number}</h1><p>{words * 5}</p><p>{words}</p></article>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def write_warc(file: Path, pages: int = PAGES, first: int = 0) -> Path:
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(first, first + pages):
            body = page(number)
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://paper{number % 3}.example/2025/05/{number}-seen-at-the-quay"
            said = {"WARC-Date": "2025-05-01T10:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=said
                )
            )
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "paper.example")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
    return file


@pytest.fixture
def base(tmp_path: Path, any_database: str) -> tuple[str, ...]:
    for room in ("sources", "watches"):
        (tmp_path / "config" / room).mkdir(parents=True)
    (tmp_path / "config" / "watches" / "harbour.toml").write_text(WATCH)
    return ("--config", "config", "--database", any_database)


def test_what_meets_a_watch_is_stored_and_told_as_late(nightdesk, tmp_path: Path, base, any_database: str) -> None:
    write_warc(tmp_path / "news.warc.gz", 60)
    done = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json")
    assert done.returncode == 0, done.stderr
    (file,) = json.loads(done.stdout)["files"]
    assert (file["records"], file["matched"], file["stored"], file["failed"]) == (60, 6, 6, 0)
    assert rows(any_database, "SELECT DISTINCT lane FROM alert") == [("late",)]
    ((count, at),) = rows(any_database, "SELECT count(*), min(fetched_at) FROM capture")
    assert (count, str(at)[:19]) == (6, "2025-05-01 10:00:00")
    again = json.loads(nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json").stdout)["files"]
    assert again == [file], "read to its end: nothing is read anew"
    anew = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--again", "--every", "--format", "json")
    (file,) = json.loads(anew.stdout)["files"]
    assert (file["matched"], file["stored"]) == (6, 54)


def test_killed_in_the_middle_it_goes_on_and_nothing_is_lost_or_doubled(
    nightdesk, tmp_path: Path, base, any_database: str
) -> None:
    write_warc(tmp_path / "news.warc.gz")
    words = [sys.executable, "-m", "nightdesk", *base, "-q", "backfill", "--warc", "news.warc.gz"]
    kills = 0
    for _ in range(2):
        reading = subprocess.Popen(words, cwd=tmp_path, env=os.environ, start_new_session=True)
        before = reached(any_database)
        while reading.poll() is None and reached(any_database) < before + 60:
            time.sleep(0.01)
        if reading.poll() is None:
            os.killpg(reading.pid, signal.SIGKILL)
            kills += 1
        reading.wait()
    part = reached(any_database)
    assert kills == 2 and 0 < part < PAGES
    done = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["records"], file["stored"], file["finished"]) == (PAGES, PAGES // 10, True)
    assert rows(any_database, "SELECT count(*), count(DISTINCT url) FROM document") == [(PAGES // 10, PAGES // 10)]
    assert rows(any_database, "SELECT count(*), count(DISTINCT document_id) FROM alert") == [(PAGES // 10, PAGES // 10)]


def reached(database: str) -> int:
    try:
        return int(str(rows(database, "SELECT records FROM backfill")[0][0]))
    except (SQLAlchemyError, IndexError):
        return 0


def test_an_interrupt_keeps_what_was_done(nightdesk, tmp_path: Path, base, any_database: str) -> None:
    write_warc(tmp_path / "news.warc.gz")
    words = [sys.executable, "-m", "nightdesk", *base, "backfill", "--warc", "news.warc.gz"]
    told_to = {"stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    reading = subprocess.Popen(words, cwd=tmp_path, env=os.environ, **told_to)
    while reading.poll() is None and reached(any_database) < 40:
        time.sleep(0.01)
    os.killpg(reading.pid, signal.SIGINT)  # as a terminal does
    _, told = reading.communicate(timeout=60)
    assert reading.returncode == 130 and told.strip() == "interrupted; what was done is stored"
    assert 40 <= reached(any_database) <= PAGES


def test_files_that_are_no_warc_stop_no_other(nightdesk, tmp_path: Path, base) -> None:
    write_warc(tmp_path / "news.warc.gz", 20)
    (tmp_path / "junk.warc").write_bytes(b"this is no archive\n" * 50)
    some = nightdesk(*base, "backfill", "--warc", "junk.warc", "news.warc.gz", "--format", "json")
    assert some.returncode == 4
    assert [row.get("finished") for row in json.loads(some.stdout)["files"]] == [None, True]
    assert nightdesk(*base, "backfill", "--warc", "junk.warc").returncode == 5
    assert nightdesk(*base, "backfill", "--warc", "missing.warc").returncode == 2


def test_archives_are_read_side_by_side_and_one_that_is_broken_stops_no_other(
    nightdesk, tmp_path: Path, base, any_database: str
) -> None:
    names = [f"news-{number}.warc.gz" for number in range(3)]
    for number, name in enumerate(names):
        write_warc(tmp_path / name, 40 + number)
    (tmp_path / "broken.warc.gz").write_bytes(b"no archive")
    words = ("backfill", "--workers", "2", "--format", "json", "--warc")
    done = nightdesk(*base, *words, *names, "broken.warc.gz")
    assert done.returncode == 4, done.stderr
    told = {row["name"]: row for row in json.loads(done.stdout)["files"]}
    assert [told[name]["records"] for name in names] == [40, 41, 42] and "error" in told["broken.warc.gz"]
    stored = rows(any_database, "SELECT count(*) FROM document")[0][0]
    assert stored == 5, "the three archives hold the same pages, each of them once"
    assert rows(any_database, "SELECT count(*) FROM backfill WHERE finished")[0][0] == 3
    again = nightdesk(*base, "backfill", "--cluster", "none", "--format", "json", "--warc", *names, "broken.warc.gz")
    told = {row["name"]: row for row in json.loads(again.stdout)["files"]}
    assert all(told[name]["finished"] for name in names), "what Dask has read needs no second reading"


def test_where_dask_is_not_installed_its_own_processes_read_and_that_is_said(
    nightdesk, tmp_path: Path, base, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(
        "import importlib.util as found, sys\nsys.modules['distributed'] = None\nwhole = found.find_spec\n"
        "found.find_spec = lambda name, *more: None if name == 'distributed' else whole(name, *more)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "without"))
    write_warc(tmp_path / "news.warc.gz", 20)
    done = nightdesk(*base, "backfill", "--warc", "news.warc.gz")
    assert done.returncode == 0 and "Dask is not installed" in done.stderr
    refused = nightdesk(*base, "backfill", "--cluster", "tcp://127.0.0.1:1", "--warc", "news.warc.gz")
    assert refused.returncode == 3 and ".[cluster]" in refused.stderr


@contextmanager
def dask(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler or a worker of Dask, ended with all it has begun."""
    program = [sys.executable, "-m", "dask", *words]
    running = subprocess.Popen(program, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address and its two workers, each a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    worker = ("worker", address, "--no-nanny", "--no-dashboard", "--nthreads", "1", "--host", "127.0.0.1")
    with (
        dask("scheduler", "--host", address, "--no-dashboard", "--no-show"),
        dask(*worker) as one,
        dask(*worker) as two,
    ):
        with Client(address, timeout="90s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address, [one, two]


def until(reading: subprocess.Popen[bytes], met: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while reading.poll() is None and not met():
        assert time.monotonic() - begun < 60
        time.sleep(0.01)


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_reads_on_from_what_was_written(tmp_path: Path, base, any_database: str) -> None:
    names, pages = ["early.warc.gz", "later.warc.gz"], 1500
    for name in names:
        write_warc(tmp_path / name, pages, first=pages * names.index(name))
    with cluster() as (address, workers):
        words = [sys.executable, "-m", "nightdesk", *base, "backfill", "--cluster", address, "--warc", *names]
        reading = subprocess.Popen(words, cwd=tmp_path, env=os.environ, stderr=subprocess.PIPE)
        written = 'SELECT min("offset") FROM backfill HAVING count(*) = 2 AND min("offset") > 0'
        until(reading, lambda: bool(reached(any_database) and rows(any_database, written)))
        os.killpg(workers[0].pid, signal.SIGKILL)
        for name, offset in rows(any_database, 'SELECT name, "offset" FROM backfill'):
            blank(tmp_path / str(name), int(str(offset)))
        _, told = reading.communicate(timeout=90)
    assert reading.returncode == 0, told.decode()
    assert rows(any_database, "SELECT records, failed, finished FROM backfill") == [(pages, 0, 1)] * 2
    assert rows(any_database, "SELECT count(*), count(DISTINCT url) FROM document") == [(pages // 5, pages // 5)]


def blank(file: Path, until: int) -> None:
    """Makes the beginning of an archive unreadable, so that whoever reads it again does not come through."""
    with file.open("r+b") as stream:
        stream.write(bytes(until))


@pytest.mark.slow
def test_a_cluster_that_goes_away_is_told_and_the_same_command_goes_on(tmp_path: Path, base, any_database: str) -> None:
    write_warc(tmp_path / "news.warc.gz", 1500)
    with cluster() as (address, workers):
        words = [sys.executable, "-m", "nightdesk", *base, "backfill", "--warc", "news.warc.gz", "--cluster"]
        reading = subprocess.Popen([*words, address], cwd=tmp_path, env=os.environ, stderr=subprocess.PIPE)
        until(reading, lambda: reached(any_database) > 0)
        for worker in workers:
            os.killpg(worker.pid, signal.SIGSTOP)
        time.sleep(0.1)
        part = reached(any_database)
    _, told = reading.communicate(timeout=90)
    assert reading.returncode == 5 and b"the cluster is gone" in told and part < 1500, told.decode()
    done = subprocess.run([*words, "local"], cwd=tmp_path, env=os.environ, capture_output=True)
    assert done.returncode == 0 and rows(any_database, "SELECT records, finished FROM backfill") == [(1500, 1)]

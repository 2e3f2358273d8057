"""Archives of the past: read in parallel, ended in the middle, gone on with."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

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


def write_warc(file: Path, pages: int = PAGES, deep: int | None = None) -> Path:
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(pages):
            body = b"<div>" * 150_000 + page(number) if number == deep else page(number)
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
def base(tmp_path: Path) -> tuple[str, ...]:
    for room in ("sources", "watches"):
        (tmp_path / "config" / room).mkdir(parents=True)
    (tmp_path / "config" / "watches" / "harbour.toml").write_text(WATCH)
    return ("--config", "config", "--database", "desk.db")


def rows(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "desk.db")
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_what_meets_a_watch_is_stored_and_told_as_late(nightdesk, tmp_path: Path, base) -> None:
    write_warc(tmp_path / "news.warc.gz", 60)
    done = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json")
    assert done.returncode == 0, done.stderr
    (file,) = json.loads(done.stdout)["files"]
    assert (file["records"], file["matched"], file["stored"], file["failed"]) == (60, 6, 6, 0)
    assert rows(tmp_path, "SELECT DISTINCT lane FROM alert") == [("late",)]
    assert rows(tmp_path, "SELECT count(*), min(fetched_at) FROM capture") == [(6, "2025-05-01 10:00:00.000000")]
    again = json.loads(nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json").stdout)["files"]
    assert again == [file], "read to its end: nothing is read anew"
    anew = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--again", "--every", "--format", "json")
    (file,) = json.loads(anew.stdout)["files"]
    assert (file["matched"], file["stored"]) == (6, 54)


def test_killed_in_the_middle_it_goes_on_and_nothing_is_lost_or_doubled(nightdesk, tmp_path: Path, base) -> None:
    write_warc(tmp_path / "news.warc.gz")
    words = [sys.executable, "-m", "nightdesk", *base, "-q", "backfill", "--warc", "news.warc.gz"]
    kills = 0
    for _ in range(3):
        reading = subprocess.Popen(words, cwd=tmp_path, env=os.environ, start_new_session=True)
        before = reached(tmp_path)
        while reading.poll() is None and reached(tmp_path) < before + 60:
            time.sleep(0.01)
        if reading.poll() is None:
            os.killpg(reading.pid, signal.SIGKILL)
            kills += 1
        reading.wait()
    part = reached(tmp_path)
    assert kills >= 2 and 0 < part < PAGES
    done = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["records"], file["stored"], file["finished"]) == (PAGES, PAGES // 10, True)
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT url) FROM document") == [(PAGES // 10, PAGES // 10)]
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT document_id) FROM alert") == [(PAGES // 10, PAGES // 10)]


def reached(tmp_path: Path) -> int:
    try:
        return int(str(rows(tmp_path, "SELECT records FROM backfill")[0][0]))
    except (sqlite3.OperationalError, IndexError):
        return 0


def test_an_interrupt_keeps_what_was_done(nightdesk, tmp_path: Path, base) -> None:
    write_warc(tmp_path / "news.warc.gz")
    words = [sys.executable, "-m", "nightdesk", *base, "backfill", "--warc", "news.warc.gz"]
    reading = subprocess.Popen(words, cwd=tmp_path, env=os.environ, stderr=subprocess.PIPE, text=True)
    while reading.poll() is None and reached(tmp_path) < 40:
        time.sleep(0.01)
    reading.send_signal(signal.SIGINT)
    _, told = reading.communicate(timeout=40)
    assert reading.returncode == 130 and "interrupted" in told and "Traceback" not in told
    assert 40 <= reached(tmp_path) <= PAGES


@pytest.mark.slow
def test_a_page_that_cannot_be_finished_costs_itself_and_no_other(nightdesk, tmp_path: Path, base) -> None:
    write_warc(tmp_path / "news.warc.gz", 30, deep=11)
    done = nightdesk(*base, "backfill", "--warc", "news.warc.gz", "--format", "json", NIGHTDESK_PARSE__TIMEOUT="1s")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["records"], file["matched"]) == (30, 3)


def test_files_that_are_no_warc_stop_no_other(nightdesk, tmp_path: Path, base) -> None:
    write_warc(tmp_path / "news.warc.gz", 20)
    (tmp_path / "junk.warc").write_bytes(b"this is no archive\n" * 50)
    some = nightdesk(*base, "backfill", "--warc", "junk.warc", "news.warc.gz", "--format", "json")
    assert some.returncode == 4
    assert [row.get("finished") for row in json.loads(some.stdout)["files"]] == [None, True]
    assert nightdesk(*base, "backfill", "--warc", "junk.warc").returncode == 5
    assert nightdesk(*base, "backfill", "--warc", "missing.warc").returncode == 2


def test_a_dask_cluster_reads_an_archive_a_task_and_writes_down_how_far(nightdesk, tmp_path: Path, base) -> None:
    names = [f"news-{number}.warc.gz" for number in range(3)]
    for number, name in enumerate(names):
        write_warc(tmp_path / name, 40 + number)
    (tmp_path / "broken.warc.gz").write_bytes(b"no archive")
    words = ("backfill", "--cluster", "local", "--workers", "2", "--format", "json", "--warc")
    done = nightdesk(*base, *words, *names, "broken.warc.gz")
    assert done.returncode == 4, done.stderr
    told = {row["name"]: row for row in json.loads(done.stdout)["files"]}
    assert [told[name]["records"] for name in names] == [40, 41, 42] and "error" in told["broken.warc.gz"]
    stored = rows(tmp_path, "SELECT count(*) FROM document")[0][0]
    assert stored == 5, "the three archives hold the same pages, each of them once"
    assert rows(tmp_path, "SELECT count(*) FROM backfill WHERE finished")[0][0] == 3
    again = json.loads(nightdesk(*base, "backfill", "--format", "json", "--warc", names[0]).stdout)["files"][0]
    assert (again["records"], again["finished"]) == (40, True), "what a cluster has read needs no second reading"

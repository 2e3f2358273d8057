"""Archives read in stretches, by processes that are replaced where they are lost."""

import io
import multiprocessing
import os
import signal
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.settings import ParseSettings
from model.errors import ConfigError
from nightdesk.archives.backfilling import SpanReading, spans_of
from nightdesk.archives.clusters import cluster
from nightdesk.archives.processes import LocalProcesses
from nightdesk.archives.stretches import Portion, Readers, Stretch, portions

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio's open buffers
WATCH = 'id = "harbour"\ntitle = "Harbour"\nquery = "crane"\n'
RECORDS = 260


@pytest.fixture
def reading(tmp_path: Path) -> SpanReading:
    for room in ("sources", "watches"):
        (tmp_path / "config" / room).mkdir(parents=True)
    (tmp_path / "config" / "watches" / "harbour.toml").write_text(WATCH)
    return SpanReading(tmp_path / "config", ())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "news.warc.gz")


def write_archive(file: Path, endless: int | None = None) -> Path:
    """An archive of one outlet; the page of that number is nested so deep that its parser comes to no end."""
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(RECORDS):
            text = f"<p>Crane {number} was seen at berth {number * 7} on a day in May.</p>" * 8
            body = f"<title>Crane {number}</title><article><h1>Crane {number}</h1>{text}</article>".encode()
            body = b"<div>" * 150_000 + body if number == endless else body
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = f"https://paper.example/2025/05/{number}-seen"
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))
    return file


def all_stretches(archive: Path, reading: SpanReading, *bounds: int) -> list[list[Portion]]:
    """An archive read to its end, a stretch behind the other."""
    last, told = -1, []
    with LocalProcesses(ParseSettings(workers=2)) as processes:
        while some := list(portions(processes, Stretch(archive, last, reading, "readers"), *bounds)):
            told.append(some)
            last = some[-1].offset
    return told


@pytest.mark.parametrize(("spans", "size"), [(2, 10**9), (99, 30_000), (99, 10**9)])
def test_stretches_together_hold_each_record_once_in_its_order_however_they_are_cut(
    archive: Path, reading: SpanReading, spans: int, size: int
) -> None:
    told = all_stretches(archive, reading, spans, size)
    assert (len(told) == 1) == ((spans, size) == (99, 10**9))
    titles = [each.document.title for some in told for portion in some for each in portion.findings.found]
    assert titles == [f"Crane {number}" for number in range(RECORDS)]
    assert sum(portion.findings.records for some in told for portion in some) == RECORDS


def test_a_page_that_cannot_be_finished_costs_itself_and_no_other(tmp_path: Path, reading: SpanReading) -> None:
    file = write_archive(tmp_path / "endless.warc.gz", endless=11)
    with LocalProcesses(ParseSettings(timeout=timedelta(seconds=1)), 2, spare=3.0) as processes:
        told = [portion.findings for portion in portions(processes, Stretch(file, -1, reading, "readers"))]
    assert sum(findings.records for findings in told) == RECORDS and sum(findings.failed for findings in told) == 1
    titles = [each.document.title for findings in told for each in findings.found]
    assert titles == [f"Crane {number}" for number in range(RECORDS) if number != 11]


def test_a_process_that_is_killed_at_rest_costs_no_record(archive: Path, reading: SpanReading) -> None:
    spans = spans_of(reading, archive, -1)
    with LocalProcesses(ParseSettings(workers=2)) as processes:
        assert processes.submit(next(spans)).result().records == 20
        pool = processes._processes._pool
        for pid in list(pool._pool_manager.worker_manager.workers):
            os.kill(pid, signal.SIGKILL)
        while pool.active:
            time.sleep(0.05)
        assert processes.submit(next(spans)).result().records == 20


def test_whoever_waits_for_a_span_hears_of_the_end_of_the_processes(archive: Path, reading: SpanReading) -> None:
    processes = LocalProcesses(ParseSettings(workers=1))
    waiting = [processes.submit(span) for span in spans_of(reading, archive, -1)]
    processes.end()
    assert all(each.done() for each in waiting) and waiting[-1].cancelled()
    with pytest.raises(RuntimeError):
        processes.submit(next(spans_of(reading, archive, -1)))


def test_the_cluster_within_the_program_is_reached_by_nobody_else_and_two_may_run_at_once() -> None:
    with cluster("local", 2) as client, cluster("local", 1) as other:
        assert client.submit(sum, [1, 2]).result() == other.submit(sum, [1, 2]).result() == 3
        listening = [each for each in psutil.Process().net_connections("inet") if each.status == psutil.CONN_LISTEN]
        assert {each.laddr.ip for each in listening} <= {"127.0.0.1"}
        for port in {each.laddr.port for each in listening}:
            with pytest.raises(urllib.error.HTTPError, match="404") as refused:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/info/main/workers.html", timeout=60)
            refused.value.close()


class NoProcesses:
    """A worker of Dask that runs as a daemonic process, which may have no children."""

    address = "tcp://machine:1"


def set_up() -> str:
    try:
        Readers(ParseSettings()).setup(NoProcesses())  # type: ignore[arg-type]
    except ConfigError as error:
        return str(error)
    return ""


def in_a_daemonic_process(told: "multiprocessing.Queue[str]") -> None:
    told.put(set_up())


def test_a_worker_that_may_start_no_processes_says_how_it_would() -> None:
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    worker = context.Process(target=in_a_daemonic_process, args=(told,), daemon=True)
    worker.start()
    with ThreadPoolExecutor(1) as waiting:
        said = waiting.submit(told.get, timeout=30).result()
    worker.join()
    assert "tcp://machine:1" in said and "DASK_DISTRIBUTED__WORKER__DAEMON=False" in said

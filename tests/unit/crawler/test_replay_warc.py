"""WARC files answer like the network."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.fetching import Request
from crawler.replay import Replay, open_replay
from model.captures import Capture
from model.errors import ConfigError, FetchError
from model.outcomes import Outcome

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
PAGE = b"<!doctype html><p>The crane was mended."
CRANE, FEED = "https://quay.example/crane", "https://quay.example/feed"

Write = Callable[..., Path]


@pytest.fixture(params=[True, False], ids=["compressed", "plain"])
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Write:
    """Writes a WARC file of these records, compressed and not."""

    def write(*records: bytes) -> Path:
        file = tmp_path / ("press.warc.gz" if request.param else "press.warc")
        file.write_bytes(b"".join(gzip.compress(each) if request.param else each for each in records))
        return file

    return write


def record(kind: str, url: str, block: bytes, *, date: str = "2026-03-01T09:00:00Z", **said: str) -> bytes:
    headers = {"WARC_Type": kind, "WARC_Target_URI": url, "WARC_Date": date, **said, "Content_Length": str(len(block))}
    lines = ["WARC/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def http(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    said = {"Content_Type": "text/html", **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in said.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(block: bytes | None = None, url: str = CRANE, **said: str) -> bytes:
    kind = "application/http; msgtype=response"
    return record("response", url, http() if block is None else block, Content_Type=kind, **said)


def opened(*files: Path) -> Replay:
    return open_replay(files, lambda: NOW)


def failed(file: Path, url: str = CRANE) -> Outcome:
    with pytest.raises(FetchError) as raised:
        fetched(file, url)
    return raised.value.outcome


def fetched(file: Path, url: str = CRANE, **more: Any) -> Capture:
    return asyncio.run(opened(file).fetch(Request(url=url, **more)))


def test_a_response_record_is_served_with_its_head_and_instant(write: Write) -> None:
    others = (response(http(b"<p>Ferry"), "https://quay.example/ferry"), response(http(b"<p>Rope"), f"{CRANE}/rope"))
    capture = fetched(write(others[0], response(http(ETag='"1"')), others[1]))
    assert (capture.status, capture.body, capture.header("etag")) == (200, PAGE, '"1"')
    assert capture.fetched_at == datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_transfer_and_content_codings_are_undone(write: Write) -> None:
    packed = gzip.compress(PAGE)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    assert fetched(write(response(http(chunked, Transfer_Encoding="chunked", Content_Encoding="gzip")))).body == PAGE


def test_a_body_stored_decoded_under_its_old_header_is_taken_as_it_is(write: Write) -> None:
    assert fetched(write(response(http(Content_Encoding="gzip")))).body == PAGE


def test_a_resource_record_is_served_with_its_own_type(write: Write) -> None:
    file = write(record("resource", FEED, b"<rss/>", Content_Type="application/rss+xml"))
    capture = fetched(file, FEED)
    assert (capture.status, capture.body, capture.header("content-type")) == (200, b"<rss/>", "application/rss+xml")


def revisit(block: bytes, **said: str) -> bytes:
    kind = "application/http; msgtype=response"
    return record("revisit", f"{CRANE}-again", block, Content_Type=kind, **said)


def test_a_revisit_is_served_with_the_body_of_the_same_digest(write: Write) -> None:
    other = response(http(b"<p>Ferry"), "https://quay.example/ferry", WARC_Payload_Digest="sha1:BBBB")
    first = response(WARC_Payload_Digest="sha1:AAAA")
    again = revisit(http(b"", ETag='"2"'), WARC_Payload_Digest="sha1:AAAA")
    capture = fetched(write(other, first, again), f"{CRANE}-again")
    assert (capture.body, capture.header("etag")) == (PAGE, '"2"')


def test_a_revisit_that_was_not_modified_is_served_as_what_it_refers_to(write: Write) -> None:
    file = write(response(), revisit(http(b"", "304 Not Modified"), WARC_Refers_To_Target_URI=CRANE))
    capture = fetched(file, f"{CRANE}-again")
    assert (capture.status, capture.body) == (200, PAGE)


def test_a_revisit_of_what_is_not_there_is_missing(write: Write) -> None:
    file = write(revisit(b"", WARC_Refers_To_Target_URI="https://quay.example/lost", WARC_Payload_Digest="sha1:CCCC"))
    assert failed(file, f"{CRANE}-again") is Outcome.MISSING


def test_of_two_records_of_one_url_the_earliest_is_served_and_both_are_listed(write: Write) -> None:
    late = response(http(b"<p>late"), date="2026-03-02T09:00:00Z")
    file = write(late, response(http(b"<p>early"), date="2026-03-01T09:00:00Z"))
    assert fetched(file).body == b"<p>early"
    entries = list(opened(file).entries())
    assert [entry.load().body for entry in entries] == [b"<p>early", b"<p>late"]
    assert len({entry.name for entry in entries}) == 2
    assert all(entry.name.startswith(f"{file.name}#") for entry in entries)


def test_requests_metadata_and_records_without_a_web_address_are_no_entries(write: Write) -> None:
    file = write(
        record("warcinfo", "", b"software: a test\r\n", Content_Type="application/warc-fields"),
        record("request", CRANE, b"GET /crane HTTP/1.1\r\nHost: quay.example\r\n\r\n"),
        record("response", "dns:quay.example", b"1.1.1.1", Content_Type="text/dns"),
        record("metadata", CRANE, b"x: y"),
        response(),
    )
    assert [entry.url for entry in opened(file).entries()] == [CRANE]


def test_a_record_that_was_cut_when_it_was_archived_is_truncated(write: Write) -> None:
    assert failed(write(response(WARC_Truncated="length"))) is Outcome.TRUNCATED


def test_a_record_in_which_its_file_ends_is_truncated(tmp_path: Path) -> None:
    file = tmp_path / "press.warc"
    file.write_bytes(response()[:-20])
    assert failed(file) is Outcome.TRUNCATED


def test_a_status_of_an_archived_response_counts_as_it_does_live(write: Write) -> None:
    assert failed(write(response(http(status="404 Not Found")))) is Outcome.GONE


@pytest.mark.parametrize("status", ["²⁰⁰ OK", "abc", "9" * 5000, "-1"])
def test_a_status_that_is_none_is_a_failure_of_its_record_alone(write: Write, status: str) -> None:
    assert failed(write(response(http(status=status)))) is Outcome.HTTP


def test_a_file_compressed_as_a_whole_is_told_with_the_way_to_mend_it(tmp_path: Path) -> None:
    packed = tmp_path / "packed.warc.gz"
    packed.write_bytes(gzip.compress(response() + response(url=f"{CRANE}-2")))
    with pytest.raises(ConfigError) as raised:
        opened(packed)
    assert "recompress" in str(raised.value)


@pytest.mark.parametrize("content", [b"<html>no archive</html>", b"\x1f\x8bbroken", b"WARC/1.1\r\nContent-Le"])
def test_a_file_that_is_no_warc_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.warc"
    file.write_bytes(content)
    with pytest.raises(ConfigError):
        opened(file)


def test_folders_and_files_are_one_archive(write: Write, tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_bytes(b"<p>Ferry")
    (tmp_path / "ferry.html.json").write_text('{"url": "https://quay.example/ferry"}', encoding="utf-8")
    assert opened(tmp_path, write(response())).urls() == (CRANE, "https://quay.example/ferry")

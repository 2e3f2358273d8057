"""A bundle holds what was received, byte for byte."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.replay.warc import read_warcs
from db.repositories.captures import KeptCapture
from model.captures import Capture
from nightdesk.evidence import write_bundle

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
URL = "https://quay.example/crane"


def kept(*headers: tuple[str, str]) -> KeptCapture:
    capture = Capture(URL, URL, 200, headers, b"<p>The crane was mended.", NOW, NOW)
    return KeptCapture(1, "quay", capture, capture.sha256, "0" * 64)


@pytest.mark.parametrize(
    "received",
    [
        b'ETag: "caf\xe9"',
        'Content-Disposition: inline; filename="кран; 2.html"'.encode(),
        b"Content-Type: text/html; charset=\xff\xfe",
        b"X-Next: a\x85b \xa0c",
        b"X-Odd: a\x01\x1bb\x7f",
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its buffers open
def test_a_header_stands_in_the_bundle_as_it_was_received(tmp_path: Path, received: bytes) -> None:
    name, _, value = received.decode("latin-1").partition(": ")
    write_bundle([kept((name, value), ("Server", "quay"))], tmp_path)
    written = gzip.decompress((tmp_path / "captures.warc.gz").read_bytes())
    assert b"HTTP/1.1 200 Archived\r\n" + received + b"\r\nServer: quay\r\n" in written
    (stored,) = read_warcs([tmp_path / "captures.warc.gz"], lambda: NOW)
    assert stored.entry.load().body == b"<p>The crane was mended."


def test_a_header_that_an_archive_gave_in_other_letters_is_written_as_utf8(tmp_path: Path) -> None:
    write_bundle([kept(("X-Title", "кран"))], tmp_path)
    assert "X-Title: кран\r\n".encode() in gzip.decompress((tmp_path / "captures.warc.gz").read_bytes())


def test_no_header_ends_the_head_of_a_response_before_its_body(tmp_path: Path) -> None:
    write_bundle([kept(("X-Odd", "a\r\n\r\n<p>Forged."), ("X-\nName", "b"))], tmp_path)
    written = gzip.decompress((tmp_path / "captures.warc.gz").read_bytes())
    assert b"X-Odd: a    <p>Forged.\r\nX- Name: b\r\n" in written

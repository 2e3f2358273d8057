"""WARC files as an archive: an index of offsets, each record read when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from crawler.bodies import Intake
from crawler.replay.archive import MOST_BYTES, Entry, Stored, instant
from model.captures import Capture
from model.clock import Clock
from model.errors import ConfigError, ConfigFault, FetchError
from model.outcomes import Outcome
from model.urls import web_url

_KINDS = frozenset({"response", "resource", "revisit"})
_PIECE = 65536
_GZIP = b"\x1f\x8b"
_STATUS = re.compile(r"[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Record:
    """Where a record lies in its file, and what others need to find it by."""

    file: Path
    offset: int
    kind: str
    url: str
    captured_at: datetime | None
    digest: str | None
    refers_to: str | None


class _Index:
    """The records that revisits point at, by digest and by URL."""

    def __init__(self) -> None:
        self._by_digest: dict[str, Record] = {}
        self._by_url: dict[str, Record] = {}

    def add(self, record: Record) -> None:
        """Makes a record findable, unless an earlier one is."""
        if record.kind != "revisit":
            self._by_url.setdefault(record.url, record)
            if record.digest:
                self._by_digest.setdefault(record.digest, record)

    def original(self, revisit: Record) -> Record | None:
        """The record whose body a revisit repeats."""
        same_body = self._by_digest.get(revisit.digest or "")
        return same_body or self._by_url.get(revisit.refers_to or revisit.url)


def read_warcs(files: list[Path], clock: Clock) -> list[Stored]:
    """Every response of WARC files, revisits and resources included. Raises ConfigError where one is no WARC."""
    index = _Index()
    records: list[Record] = []
    for file in files:
        for record in scan(file):
            index.add(record)
            records.append(record)
    return [
        Stored(Entry(_name(record), record.url, partial(_load, record, index, clock)), record.captured_at)
        for record in records
    ]


def _name(record: Record) -> str:
    return f"{record.file.name}#{record.offset}"


def scan(file: Path, begin: int = 0) -> Iterator[Record]:
    """The responses of a WARC from an offset on, none of them loaded. Raises ConfigError where it is no WARC."""
    seen = 0
    try:
        with file.open("rb") as stream:
            stream.seek(begin)
            records = ArchiveIterator(stream)
            for found in records:
                seen += found.rec_type is not None
                if record := _record(file, found, records.get_record_offset()):
                    yield record
        if not seen and not begin:
            raise EOFError("it holds no record")
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        told = " ".join(str(error).split())[:300]
        hint = "a compressed WARC needs each record in a gzip member of its own (warcio recompress)"
        raise ConfigError([ConfigFault(file.name, "", f"cannot be read as WARC: {told}", hint)]) from error


def _record(file: Path, found: Any, offset: int) -> Record | None:
    """A record that can be served, None where it is of another kind or has no web address."""
    said = found.rec_headers.get_header
    url = web_url(said("WARC-Target-URI"))
    if url is None or found.rec_type not in _KINDS:
        return None
    refers_to = web_url(said("WARC-Refers-To-Target-URI"))
    date = instant(said("WARC-Date"))
    return Record(file, offset, found.rec_type, url, date, said("WARC-Payload-Digest"), refers_to)


def load_record(record: Record, clock: Clock) -> Capture:
    """The response of a record that stands for itself; a revisit does not. Raises FetchError."""
    return _load(record, _Index(), clock)


def _load(record: Record, index: _Index, clock: Clock) -> Capture:
    with record.file.open("rb") as stream:
        found = _at(stream, record)
        if record.kind != "revisit":
            return _capture(record, found, _body(record, found), clock)
        original = index.original(record)
        if original is None:
            raise FetchError(record.url, Outcome.MISSING, f"{_name(record)} repeats a record that is not here")
        first = _load(original, index, clock)
        return _repeated(record, found, first, clock)


def _at(stream: BinaryIO, record: Record) -> Any:
    stream.seek(record.offset)
    try:
        return next(iter(ArchiveIterator(stream)))
    except (ArchiveLoadFailed, EOFError, StopIteration, ValueError) as error:
        raise FetchError(record.url, Outcome.MISSING, f"{_name(record)} cannot be read: {error}") from error


def _capture(record: Record, found: Any, body: bytes, clock: Clock) -> Capture:
    at = record.captured_at or clock()
    return Capture(
        record.url, record.url, _status(found), _headers(found), body, at, at, wire_bytes=max(found.payload_length, 0)
    )


def _repeated(record: Record, found: Any, first: Capture, clock: Clock) -> Capture:
    """The first record's body under the revisit's own head, where it has one that is more than "not modified"."""
    at = record.captured_at or clock()
    own_head = found.http_headers is not None and _status(found) != 304
    status, headers = (_status(found), _headers(found)) if own_head else (first.status, first.headers)
    return Capture(record.url, record.url, status, headers, first.body, at, at)


def _status(found: Any) -> int:
    if found.http_headers is None:
        return 200
    code = str(found.http_headers.get_statuscode())
    return int(code) if _STATUS.fullmatch(code) else 0


def _headers(found: Any) -> tuple[tuple[str, str], ...]:
    if found.http_headers is None:
        return (("Content-Type", str(found.rec_headers.get_header("Content-Type") or "application/octet-stream")),)
    return tuple((str(name), str(value)) for name, value in found.http_headers.headers)


def _body(record: Record, found: Any) -> bytes:
    """The payload without transfer and content coding. Raises FetchError where it is not whole."""
    if cut := found.rec_headers.get_header("WARC-Truncated"):
        raise FetchError(record.url, Outcome.TRUNCATED, f"{_name(record)} was cut when it was archived ({cut})")
    said = {name.lower(): value for name, value in _headers(found)}
    chunked = "chunked" in said.get("transfer-encoding", "").lower()
    stream = ChunkedDataReader(found.raw_stream) if chunked else found.raw_stream
    first: bytes = stream.read(_PIECE)
    intake = Intake(record.url, _coding(said.get("content-encoding"), first), MOST_BYTES)
    while first:
        intake.take(first)
        first = stream.read(_PIECE)
    while found.raw_stream.read(_PIECE):  # what follows the last chunk
        pass
    if getattr(found.raw_stream, "limit", 0) > 0:
        raise FetchError(record.url, Outcome.TRUNCATED, f"{record.file.name} ends within {_name(record)}")
    return intake.finish()


def _coding(said: str | None, beginning: bytes) -> str | None:
    """Some archives store bodies decoded and leave the header as it was."""
    return None if said and "gzip" in said.lower() and not beginning.startswith(_GZIP) else said

"""Response bodies: content codings undone as they come, within caps, and complete or refused."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # has no stubs

from model.errors import FetchError
from model.outcomes import Outcome

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_PIECE = 256 * 1024
_MOST_CODINGS = 3
#: More decoded bytes than this are held for a few bodies at once only.
LARGE = 1_000_000
#: RFC 9659: content coded with zstd needs no window above 8 MB.
_ZSTD_OPTIONS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
#: How a frame begins; one to be skipped after a byte from 0x50 to 0x5F.
_ZSTD_MAGIC, _SKIPPED = b"\x28\xb5\x2f\xfd", b"\x2a\x4d\x18"
_NOT_CODED = frozenset({"", "identity", "none", "utf-8", "binary"})


class _Coding(Protocol):
    def decode(self, data: bytes) -> Iterator[bytes]:
        """The decoded bytes in pieces of bounded size."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the coded stream has come to its end."""
        ...


class _Gzip:
    """gzip members one after another; padding behind them is left out."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(31)

    @property
    def complete(self) -> bool:
        return self._inflate.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        while data:
            yield from _inflated(self._inflate, data)
            data = self._next_member()

    def _next_member(self) -> bytes:
        rest = self._inflate.unused_data if self._inflate.eof else b""
        if not rest.startswith(b"\x1f\x8b"):
            return b""
        self._inflate = zlib.decompressobj(31)
        return rest


class _Deflate:
    """deflate with zlib's header, or without as some servers send it."""

    def __init__(self) -> None:
        self._inflate: zlib._Decompress | None = None
        self._head = b""

    @property
    def complete(self) -> bool:
        return self._inflate is not None and self._inflate.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return
            has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0
            self._inflate = zlib.decompressobj(15 if has_header else -15)
        yield from _inflated(self._inflate, data)


def _inflated(inflate: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    piece = inflate.decompress(data, _PIECE)
    while piece:
        yield piece
        piece = inflate.decompress(inflate.unconsumed_tail, _PIECE)


class _Brotli:
    def __init__(self) -> None:
        self._decoder = brotli.Decompressor()

    @property
    def complete(self) -> bool:
        return bool(self._decoder.is_finished())

    def decode(self, data: bytes) -> Iterator[bytes]:
        piece: bytes = self._decoder.process(data, output_buffer_limit=_PIECE)
        while piece:
            yield piece
            piece = b"" if self.complete else self._decoder.process(b"", output_buffer_limit=_PIECE)


class _Zstd:
    """Frames one after another (RFC 8878); what follows the last and is none is left out, as behind gzip."""

    def __init__(self) -> None:
        self._decoder = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)

    @property
    def complete(self) -> bool:
        return self._decoder.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._decoder.eof and not _begins_frame(data):
            return
        while data or not (self._decoder.eof or self._decoder.needs_input):
            if self._decoder.eof:
                self._decoder = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)
            yield self._decoder.decompress(data, _PIECE)
            rest = self._decoder.unused_data if self._decoder.eof else b""
            data = rest if _begins_frame(rest) else b""


def _begins_frame(data: bytes) -> bool:
    """Whether a frame of zstd begins here, or one to be skipped, as far as it has come."""
    skipped = bool(data) and data[0] >> 4 == 5 and _SKIPPED.startswith(data[1:4])
    return skipped or _ZSTD_MAGIC.startswith(data[:4])


def _coding(name: str) -> _Coding:
    match name:
        case "gzip" | "x-gzip":
            return _Gzip()
        case "deflate":
            return _Deflate()
        case "br":
            return _Brotli()
        case "zstd":
            return _Zstd()
    raise ValueError(f"the content coding {name!r} is not known")


class Intake:
    """Takes a body as it comes. Raises FetchError: TOO_LARGE, TRUNCATED, PROTOCOL.

    `limit` caps both the bytes of the wire and the decoded ones, so a bomb is stopped while it unfolds.
    """

    def __init__(self, url: str, content_encoding: str | None, limit: int) -> None:
        self._url, self._limit = url, limit
        self.wire_bytes = 0
        self._come = io.BytesIO()  # whose value is no copy: pieces to be joined would lie there twice
        self.size, self.expected = 0, limit  #: decoded bytes that have come, and that may come at most
        names = [name.strip().lower() for name in (content_encoding or "").split(",")]
        coded = [name for name in names if name not in _NOT_CODED]
        if len(coded) > _MOST_CODINGS:
            raise FetchError(url, Outcome.PROTOCOL, f"{len(coded)} content codings on top of each other")
        try:
            self._codings = [_coding(name) for name in reversed(coded)]
        except ValueError as error:
            raise FetchError(url, Outcome.PROTOCOL, str(error)) from error

    @property
    def is_large(self) -> bool:
        """Whether more has come than pages and feeds usually have."""
        return self.size > LARGE

    @property
    def body(self) -> bytes:
        """What has come so far, decoded."""
        return self._come.getvalue()

    def announce(self, length: str | None) -> None:
        """Refuses a body whose Content-Length is beyond the cap before any of it is read."""
        if not (length and length.strip().isdigit()):
            return
        announced = int(length.strip()[:20])
        if announced > self._limit:
            raise self._too_large(f"announces {length.strip()} bytes")
        self.expected = self._limit if self._codings else announced

    def take(self, chunk: bytes) -> None:
        """Takes the next bytes of the wire."""
        self.wire_bytes += len(chunk)
        if self.wire_bytes > self._limit:
            raise self._too_large("goes on")
        try:
            for piece in _through(self._codings, chunk):
                self._keep(piece)
        except (zlib.error, brotli.error, zstd.ZstdError) as error:
            raise FetchError(self._url, Outcome.PROTOCOL, f"the content coding is broken: {error}") from error

    def _keep(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self._limit:
            raise self._too_large(f"unfolds from {self.wire_bytes} bytes")
        self._come.write(piece)

    def finish(self) -> bytes:
        """The whole body, decoded. Raises FetchError where a coded stream ends early."""
        if self.wire_bytes and not all(coding.complete for coding in self._codings):
            raise FetchError(self._url, Outcome.TRUNCATED, f"the coded body ends early, after {self.wire_bytes} bytes")
        return self.body

    def _too_large(self, how: str) -> FetchError:
        self._come = io.BytesIO()  # the error may be kept for a while, and this with it
        return FetchError(self._url, Outcome.TOO_LARGE, f"the body {how}, beyond the cap of {self._limit}")


def _through(codings: list[_Coding], data: bytes) -> Iterator[bytes]:
    if not codings:
        yield data
        return
    for piece in codings[0].decode(data):
        if piece:
            yield from _through(codings[1:], piece)

"""Content codings: gzip, deflate, br and zstd undone as the bytes come, in pieces of bounded size."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # has no stubs

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: What is raised where coded bytes are broken.
BROKEN: tuple[type[Exception], ...] = (zlib.error, brotli.error, zstd.ZstdError)
_PIECE = 256 * 1024
#: RFC 9659: content coded with zstd needs no window above 8 MB.
_ZSTD_OPTIONS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
#: How a frame begins; one to be skipped after a byte from 0x50 to 0x5F.
_ZSTD_MAGIC, _SKIPPED = b"\x28\xb5\x2f\xfd", b"\x2a\x4d\x18"


class Coding(Protocol):
    """A content coding being undone."""

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


def coding_of(name: str) -> Coding:
    """The coding that a header names. Raises ValueError where it is not known."""
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

"""Gzip files, which unpack to a thousand times their size: unpacked to a bound, or piece by piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace

from model.captures import RawPage
from model.errors import ParseError

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 10_000_000  #: of a whole page, as of one that is not packed
_MOST_IN_PIECES = 60_000_000  #: a sitemap may by its protocol have fifty million
_PIECE = 8192  #: bytes, which unpack to eight million at most


def unpacked(raw: RawPage) -> RawPage:
    """The page with its body unpacked where it is a gzip file. Raises ParseError: damaged, empty or too large."""
    if not raw.body.startswith(_GZIP):
        return raw
    unpacker = _unpacker()
    body = _unpack(unpacker, raw.body, raw.url, _MOST_BYTES)
    if not body:
        raise ParseError("the gzip file holds nothing", raw.url)
    if unpacker.unconsumed_tail:
        raise ParseError(f"the gzip file unpacks to more than {_MOST_BYTES:,} bytes, more than are read", raw.url)
    return replace(raw, body=body)


def pieces(raw: RawPage) -> Iterator[bytes]:
    """The body piece by piece, unpacked where it is a gzip file, up to a bound. Raises ParseError for one damaged."""
    unpacker = _unpacker() if raw.body.startswith(_GZIP) else None
    given = 0
    for begin in range(0, len(raw.body), _PIECE):
        piece = raw.body[begin : begin + _PIECE]
        if unpacker is not None:
            piece = _unpack(unpacker, piece, raw.url)
        yield piece
        given += len(piece)
        if given > _MOST_IN_PIECES:
            return


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)


def _unpack(unpacker: zlib._Decompress, packed: bytes, url: str | None, most: int = 0) -> bytes:
    """What bytes unpack to; `most` bounds it, where it is not zero."""
    try:
        return unpacker.decompress(packed, most)
    except zlib.error as fault:
        raise ParseError(f"the gzip file is damaged ({fault})", url) from fault

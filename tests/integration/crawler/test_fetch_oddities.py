"""Answers that are odd: what can be used is used, all else is named, and the next request is none the worse."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import pytest
from fault_server import PAGE, Connection

from crawler.fetching import Request
from model.captures import Capture
from model.outcomes import Outcome

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"%x\r\n%s\r\n" % (len(PAGE), PAGE)


def coded(coding: bytes, body: bytes) -> bytes:
    return OK + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (coding, len(body)) + body


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


USABLE = {
    "early hints before the answer": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + LENGTH + b"\r\n" + PAGE,
    "a header folded over lines": OK + b"X-Long: a\r\n b\r\n\tc\r\n" + LENGTH + b"\r\n" + PAGE,
    "the same length twice": OK + LENGTH + LENGTH + b"\r\n" + PAGE,
    "chunks and a length": OK + LENGTH + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNK + b"0\r\n\r\n",
    "a chunk with an extension": CHUNKED + CHUNK.replace(b"\r\n", b";a=b\r\n", 1) + b"0\r\n\r\n",
    "trailers": CHUNKED + CHUNK + b"0\r\nX-Sum: 1\r\n\r\n",
    "lines without carriage returns": (OK + LENGTH + b"\r\n").replace(b"\r\n", b"\n") + PAGE,
    "bytes beyond ASCII in a header": OK + b"X-Name: caf\xe9 \xff\r\n" + LENGTH + b"\r\n" + PAGE,
    "no reason": b"HTTP/1.1 200\r\nContent-Type: text/html\r\n" + LENGTH + b"\r\n" + PAGE,
    "HTTP/1.0 without a length": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "no type": b"HTTP/1.1 200 OK\r\n" + LENGTH + b"\r\n" + PAGE,
    "padding behind gzip": coded(b"GZIP", gzip.compress(PAGE) + b"and more"),
    "gzip twice": coded(b"gzip, gzip", gzip.compress(gzip.compress(PAGE))),
    "deflate without a header": coded(b"deflate", bare_deflate(PAGE)),
    "deflate with one": coded(b"deflate", zlib.compress(PAGE)),
}
NAMED = {
    "two lengths": (OK + LENGTH + b"Content-Length: 3\r\n\r\n" + PAGE, Outcome.PROTOCOL),
    "a length below nothing": (OK + b"Content-Length: -5\r\n\r\n" + PAGE, Outcome.PROTOCOL),
    "a length of 400 digits": (OK + b"Content-Length: " + b"9" * 400 + b"\r\n\r\n" + PAGE, Outcome.PROTOCOL),
    "a protocol switched unasked": (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", Outcome.PROTOCOL),
    "a coding of the transfer": (
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNK + b"0\r\n\r\n",
        Outcome.PROTOCOL,
    ),
    "a chunk extension without end": (CHUNKED + b"5;" + b"x" * 300_000, Outcome.PROTOCOL),
    "a chunk beyond counting": (CHUNKED + b"F" * 40 + b"\r\n" + PAGE, Outcome.PROTOCOL),
    "trailers without end": (CHUNKED + CHUNK + b"0\r\n" + b"X-A: y\r\n" * 40_000, Outcome.PROTOCOL),
    "a zero in a header": (OK + b"X-A: a\0b\r\n" + LENGTH + b"\r\n" + PAGE, Outcome.PROTOCOL),
    "a line that is no header": (OK + b"nonsense\r\n" + LENGTH + b"\r\n" + PAGE, Outcome.PROTOCOL),
    "a status beyond the known": (b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n", Outcome.HTTP),
    "another server was meant": (b"HTTP/1.1 421 Misdirected\r\nContent-Length: 0\r\n\r\n", Outcome.HTTP),
    "a proxy's login wanted": (b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n", Outcome.REFUSED),
    "nothing, with a body": (b"HTTP/1.1 204 Nothing\r\n" + LENGTH + b"\r\n" + PAGE, Outcome.EMPTY),
    "a part unasked": (
        b"HTTP/1.1 206 Part\r\nContent-Range: bytes 0-9/100\r\nContent-Length: 10\r\n\r\n0123456789",
        Outcome.TRUNCATED,
    ),
    "zeros between words": (
        OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE.replace(b" ", b"\0"),
        Outcome.NOT_HTML,
    ),
}


@pytest.fixture
def odd(visitor: Any) -> Any:
    def ask(said: bytes) -> Any:
        async def answer(at: Connection) -> None:
            at.over = True
            await at.raw(said)

        visitor.server.on("/odd", answer)
        return visitor.run(*(Request(url=path, obey_robots=False) for path in ("/odd", "/page")))

    return ask


@pytest.mark.parametrize("said", USABLE.values(), ids=USABLE)
def test_an_odd_answer_that_can_be_used_is_used(odd: Any, said: bytes) -> None:
    capture, after = odd(said)
    assert isinstance(capture, Capture), capture
    assert capture.body == PAGE and isinstance(after, Capture)


@pytest.mark.parametrize(("said", "outcome"), NAMED.values(), ids=NAMED)
def test_an_odd_answer_that_cannot_be_used_has_a_name(odd: Any, said: bytes, outcome: Outcome) -> None:
    error, after = odd(said)
    assert getattr(error, "outcome", None) is outcome, error
    assert isinstance(after, Capture) and after.body == PAGE

"""A server on loopback where everything goes wrong, a host for each way; and one host where nothing does.

A host is named FAULT-list or FAULT-page: at the first the feed itself is the fault, at the second the one article that a
sound feed names. `good` publishes an article a second. Run as a program it serves until it is ended:

    python -m benchmarks.faults --port 8600 --bomb 500
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import itertools
import ssl
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # has no stubs
from backports import zstd

DOMAIN = "faults.localhost"
PORT = 8600
#: Certificates of another name, and of a time gone by; self-signed, so whoever checks them is told to trust them.
KEYS = Path(__file__).parents[1] / "tests" / "integration" / "crawler" / "tls"
_BEGUN = time.time()


@dataclass
class Talk:
    """One request under way: what was asked, and the sound answer to it."""

    host: str
    path: str
    writer: asyncio.StreamWriter
    body: bytes
    kind: str
    bomb: int
    number: int

    async def raw(self, *pieces: bytes, every: float = 0.0) -> None:
        """Sends bytes as they are."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(every)

    async def say(self, status: int, body: bytes, **headers: str) -> None:
        """Sends a whole answer."""
        said = {"Content_Type": self.kind, "Content_Length": str(len(body))} | headers
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in said.items())
        await self.raw(f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + body)

    def head(self, *lines: str) -> bytes:
        """The head of an answer that is yet to go wrong."""
        return "\r\n".join(["HTTP/1.1 200 OK", f"Content-Type: {self.kind}", *lines, "", ""]).encode()


Fault = Callable[[Talk], Awaitable[None]]


async def silence(at: Talk) -> None:
    """Nothing, for as long as somebody waits."""
    await asyncio.sleep(3600)


async def drip_head(at: Talk) -> None:
    """A head that comes a byte at a time."""
    await at.raw(*[bytes([b]) for b in at.head("X-Filler: " + "f" * 9000)], every=0.2)


async def drip_body(at: Talk) -> None:
    """A body that comes a byte at a time."""
    await at.raw(at.head("Content-Length: 9000"), *[b"x"] * 9000, every=0.2)


async def endless(at: Talk) -> None:
    """A body without end."""
    await at.raw(at.head(), *itertools.repeat(b"x" * 65536, 20_000))


def coded(coding: str, packed: Callable[[Talk], bytes]) -> Fault:
    """The answer with a content coding."""

    async def fault(at: Talk) -> None:
        await at.say(200, packed(at), Content_Encoding=coding)

    return fault


@cache
def bomb(coding: str, megabytes: int) -> bytes:
    """Zeros, packed small."""
    pieces: Iterator[bytes] = itertools.repeat(bytes(1_000_000), megabytes)
    if coding == "gzip":
        return gzip.compress(bytes(megabytes * 1_000_000), 1)
    if coding == "zstd":
        packer = zstd.ZstdCompressor(level=1)
        return b"".join(map(packer.compress, pieces)) + packer.flush()
    brotling = brotli.Compressor(quality=1)
    return b"".join(map(brotling.process, pieces)) + bytes(brotling.finish())


async def short(at: Talk) -> None:
    """Less than was announced."""
    await at.raw(at.head(f"Content-Length: {len(at.body) + 5000}"), at.body)


async def chunks_broken(at: Talk) -> None:
    """Chunks whose lengths are no numbers."""
    await at.raw(at.head("Transfer-Encoding: chunked"), b"5\r\nhello\r\nzz\r\nwhat\r\n")


async def head_huge(at: Talk) -> None:
    """A head of 200 kB."""
    await at.raw(b"HTTP/1.1 200 OK\r\n", *[b"X-Filler: " + b"f" * 1000 + b"\r\n"] * 200, b"\r\n", at.body)


def to(location: str) -> Fault:
    """A redirect; @ stands for where one is."""

    async def fault(at: Talk) -> None:
        await at.say(302, b"", Location=location.replace("@", f"http://{at.host}{at.path}"))

    return fault


def status(code: int, **headers: str) -> Fault:
    """An answer that is no success."""

    async def fault(at: Talk) -> None:
        await at.say(code, b"no", **headers)

    return fault


def body(make: Callable[[bytes], bytes], kind: str | None = None) -> Fault:
    """A sound answer with an unsound body."""

    async def fault(at: Talk) -> None:
        await at.say(200, make(at.body), **({"Content_Type": kind} if kind else {}))

    return fault


async def flapping(at: Talk) -> None:
    """Well and ill by turns."""
    await at.say(200 if at.number % 2 else 500, at.body)


async def reset(at: Talk) -> None:
    """The connection reset before an answer."""
    at.writer.transport.abort()


async def reset_body(at: Talk) -> None:
    """The connection reset in the midst of the body."""
    await at.raw(at.head("Content-Length: 90000"), at.body, every=0.05)
    at.writer.transport.abort()


async def half_closed(at: Talk) -> None:
    """The server's half closed in the midst of the body, the other left open."""
    await at.raw(at.head("Content-Length: 90000"), at.body)
    at.writer.write_eof()
    await asyncio.sleep(60)


@cache
def long_feed(items: int = 100_000) -> bytes:
    """A feed with very many items."""
    rows = "".join(f"<item><title>Item {n}</title><link>/news/{n}</link></item>" for n in range(items))
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Long</title>{rows}</channel></rss>".encode()


def entity_bomb() -> bytes:
    """A feed whose entities unfold to a billion words."""
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    feed = (
        "<rss version='2.0'><channel><title>&l9;</title><item><title>&l9;</title><link>/a</link></item></channel></rss>"
    )
    return f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'lol'>{''.join(lines)}]>{feed}".encode()


def nested(sound: bytes) -> bytes:
    """A page within 300,000 boxes."""
    return b"<!doctype html><html><body>" + b"<div>" * 300_000 + sound


FAULTS: dict[str, Fault] = {
    "silence": silence,
    "silent-host": silence,
    "drip-head": drip_head,
    "drip-body": drip_body,
    "endless": endless,
    "gzip-bomb": coded("gzip", lambda at: bomb("gzip", at.bomb)),
    "br-bomb": coded("br", lambda at: bomb("br", at.bomb)),
    "zstd-bomb": coded("zstd", lambda at: bomb("zstd", at.bomb)),
    "stacked": coded(", ".join(["gzip"] * 9), lambda at: gzip.compress(at.body)),
    "gzip-cut": coded("gzip", lambda at: gzip.compress(at.body)[:-12]),
    "short": short,
    "chunks-broken": chunks_broken,
    "head-huge": head_huge,
    "redirect-loop": to("@"),
    "redirect-private": to("http://10.1.2.3/admin"),
    "redirect-file": to("file:///etc/passwd"),
    "redirect-malformed": to("http://[::1"),
    "wrong-charset": body(lambda sound: sound.replace(b"caf\xc3\xa9", b"caf\xe9")),
    "binary": body(lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 2000),
    "long-feed": body(lambda _: long_feed()),
    "entity-bomb": body(lambda _: entity_bomb()),
    "nested-div": body(nested),
    "status-429": status(429),
    "status-429-after": status(429, Retry_After="3600"),
    "status-503": status(503),
    "status-500": status(500),
    "status-403": status(403),
    "empty": body(lambda _: b""),
    "flapping": flapping,
    "reset": reset,
    "reset-body": reset_body,
    "half-closed": half_closed,
}
LISTS_ONLY = frozenset({"silent-host", "long-feed", "entity-bomb"})
PAGES_ONLY = frozenset({"nested-div"})


def names() -> Iterator[str]:
    """Every host, the good one left out."""
    for name in FAULTS:
        yield from [f"{name}-list"] * (name not in PAGES_ONLY)
        yield from [f"{name}-page"] * (name not in LISTS_ONLY)


def article(number: int) -> bytes:
    """A sound page."""
    words = f"The ferry's café opened at berth {number}, and the crew of watch {number} had the first cup. " * 6
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Café at berth {number}</title>"
        f"<meta property='og:type' content='article'></head><body><article><h1>Café at berth {number}</h1>"
        f"<p>{words}</p><p>Passengers of boat {number} liked it.</p></article></body></html>"
    ).encode()


def feed(base: str, numbers: range) -> bytes:
    """A sound feed."""
    rows = "".join(
        f"<item><title>Café {n}</title><link>{base}/news/{n}</link><pubDate>{formatdate(_BEGUN + n)}</pubDate></item>"
        for n in reversed(numbers)
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Café</title>{rows}</channel></rss>".encode()


class Server:
    """Answers for every host by the Host header."""

    def __init__(self, port: int, bomb_: int) -> None:
        self.port, self._bomb, self._number = port, bomb_, 0

    async def serve(self) -> None:
        """Listens until it is ended: plainly, and over TLS under a wrong name and an old certificate."""
        for offset, name in enumerate((None, "elsewhere", "expired")):
            tls = None
            if name is not None:
                tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                tls.load_cert_chain(KEYS / f"{name}.pem")
            await asyncio.start_server(self._talk, "127.0.0.1", self.port + offset, ssl=tls, limit=1 << 20)
        await asyncio.Event().wait()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
            path = head[0].split()[1]
            host = next(line.split(":", 1)[1].strip() for line in head if line.lower().startswith("host:"))
            self._number += 1
            await self._answer(host, path, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, host: str, path: str, writer: asyncio.StreamWriter) -> None:
        name, _, place = host.partition(".")[0].rpartition("-")
        base, now = f"http://{host}", int(time.time() - _BEGUN)
        listed = path.startswith("/feed")
        numbers = range(max(0, now - 20), now) if host.startswith("good.") else range(1)
        sound = feed(base, numbers) if listed else article(int(path.rpartition("/")[2] or 0) if "/news/" in path else 0)
        kind = "application/rss+xml" if listed else "text/html"
        at = Talk(host, path, writer, sound, kind, self._bomb, self._number)
        if path == "/robots.txt" and name != "silent-host":
            await at.say(404, b"none", Connection="close")
        elif name in FAULTS and listed == (place == "list"):
            await FAULTS[name](at)
        else:
            await at.say(200, sound, Connection="close")


def main() -> None:
    """Serves until it is ended."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--port", type=int, default=PORT)
    ask.add_argument("--bomb", type=int, default=500, help="megabytes that a bomb unfolds to")
    given = ask.parse_args()
    for coding in ("gzip", "br", "zstd"):
        bomb(coding, given.bomb)
    print("listening", flush=True)
    asyncio.run(Server(given.port, given.bomb).serve())


if __name__ == "__main__":
    main()

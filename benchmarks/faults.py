"""The ways in which an answer can go wrong, each by its name."""

from __future__ import annotations

import asyncio
import gzip
import itertools
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import cache

import brotli  # type: ignore[import-untyped]  # has no stubs
from backports import zstd


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


@cache
def heavy_feed(items: int = 100_000) -> bytes:
    """A feed of nearly as many bytes as are taken, in very many items."""
    rows = "".join(
        f"<item><title>Item {n}</title><link>/news/{n}</link><description>café</description></item>"
        for n in range(items)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Heavy</title>{rows}</channel></rss>".encode()


@cache
def large_sitemap(pages: int = 95_000) -> bytes:
    """A sitemap of nearly as many bytes as are taken, and twice as many pages as its protocol allows."""
    rows = "".join(
        f"<url><loc>http://large-sitemap-list.faults.localhost/news/{n}</loc><lastmod>2026-03-01</lastmod></url>"
        for n in range(pages)
    )
    return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode()


def deep_feed(_: bytes) -> bytes:
    """A feed whose elements stand 100,000 deep within each other."""
    return b"<?xml version='1.0'?><rss version='2.0'><channel>" + b"<outline><title>deep</title>" * 100_000


def deep_json(_: bytes) -> bytes:
    """Nothing but lists within lists, 4 MB of them."""
    return b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 4_000_000


def many_attributes(sound: bytes) -> bytes:
    """A sound answer with one element of 100,000 attributes."""
    odd = "".join(f' data-{n}="{n:030}"' for n in range(100_000)).encode()
    place = b"<item" if b"<item" in sound else b"<article"
    return sound.replace(place, place + odd, 1)


def padded(to: int) -> Callable[[Talk], bytes]:
    """A sound answer, padded to just under the cap and packed small."""

    def packed(at: Talk) -> bytes:
        return gzip.compress(at.body + b"<!--" + b" caf\xc3\xa9" * ((to - len(at.body)) // 6 - 4) + b"-->", 1)

    return packed


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
    "deep-feed": body(deep_feed),
    "deep-json": body(deep_json, "application/feed+json"),
    "heavy-feed": body(lambda _: heavy_feed()),
    "large-sitemap": body(lambda _: large_sitemap(), "application/xml"),
    "many-attributes": body(many_attributes),
    "gzip-large": coded("gzip", padded(4_900_000)),
}
LISTS_ONLY = frozenset(
    {"silent-host", "long-feed", "entity-bomb", "deep-feed", "deep-json", "heavy-feed", "large-sitemap"}
)
PAGES_ONLY = frozenset({"nested-div"})


def names() -> Iterator[str]:
    """Every host, the good one left out."""
    for name in FAULTS:
        yield from [f"{name}-list"] * (name not in PAGES_ONLY)
        yield from [f"{name}-page"] * (name not in LISTS_ONLY)

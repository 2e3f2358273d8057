"""The ways in which an answer can go wrong, each by its name."""

from __future__ import annotations

import asyncio
import gzip
import itertools
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from benchmarks import unsound_bodies as unsound


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
    "gzip-bomb": coded("gzip", lambda at: unsound.bomb("gzip", at.bomb)),
    "br-bomb": coded("br", lambda at: unsound.bomb("br", at.bomb)),
    "zstd-bomb": coded("zstd", lambda at: unsound.bomb("zstd", at.bomb)),
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
    "long-feed": body(lambda _: unsound.long_feed("Long")),
    "entity-bomb": body(lambda _: unsound.entity_bomb()),
    "nested-div": body(unsound.nested),
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
    "deep-feed": body(unsound.deep_feed),
    "deep-json": body(unsound.deep_json, "application/feed+json"),
    "heavy-feed": body(lambda _: unsound.long_feed("Heavy", "<description>café</description>")),
    "large-sitemap": body(lambda _: unsound.large_sitemap(), "application/xml"),
    "many-attributes": body(unsound.many_attributes),
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

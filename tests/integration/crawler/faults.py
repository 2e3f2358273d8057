"""What can go wrong at a server, a path each; and what goes well."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import zlib

import brotli  # type: ignore[import-untyped]  # has no stubs
from backports import zstd
from fault_server import PAGE, Connection, Handler

_BOMB = 30_000_000


async def silence(at: Connection) -> None:
    await asyncio.sleep(30)


async def drip_head(at: Connection) -> None:
    await at.raw(*[bytes([b]) for b in b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" * 50], every=0.2)


async def drip_body(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", *[b"x"] * 500, every=0.05)


async def endless(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *itertools.repeat(b"x" * 65536, 2000))


async def announced(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\nx")


async def short(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nonly so much")


async def chunks_broken(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nwhat\r\n")


async def chunks_cut(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhe")


async def head_huge(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\n", *[b"X-Filler: " + b"f" * 1000 + b"\r\n"] * 200, b"\r\nbody")


async def no_http(at: Connection) -> None:
    await at.raw(b"220 mail.example ESMTP ready\r\n\r\n")


async def bare_page(at: Connection) -> None:
    """A page without a head, as HTTP/0.9 had it."""
    at.over = True
    await at.raw(PAGE)


async def two_answers(at: Connection) -> None:
    """Two answers to one request."""
    more = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\npoison"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PAGE)}\r\n\r\n"
    await at.raw(head.encode() + PAGE + more)


async def gone_slowly(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 404 Gone\r\nContent-Length: 500\r\n\r\n", *[b"x"] * 500, every=0.05)


async def elsewhere_slowly(at: Connection) -> None:
    at.over = True
    await at.raw(b"HTTP/1.1 302 There\r\nLocation: /page\r\nContent-Length: 500\r\n\r\n", *[b"x"] * 500, every=0.05)


async def film(at: Connection) -> None:
    at.over = True
    await at.raw(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", *itertools.repeat(b"\1" * 65536, 500))


async def reset(at: Connection) -> None:
    at.writer.transport.abort()


async def reset_body(at: Connection) -> None:
    await at.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nonly", every=0.05)
    at.writer.transport.abort()


async def polite_close(at: Connection) -> None:
    """Answers well, promises to keep the connection, and closes it."""
    await at.page()
    await asyncio.sleep(0.05)


async def echo_elsewhere(at: Connection) -> None:
    port = at.writer.get_extra_info("sockname")[1]
    await at.say(302, b"there", Location=f"http://other.localhost:{port}/page", Set_Cookie="who=me; Path=/")


async def hang_up(at: Connection) -> None:
    return


async def not_modified(at: Connection) -> None:
    if at.asked.headers.get("if-none-match") == 'W/"caf\xe9-1"':
        await at.say(304, ETag='W/"caf\xe9-1"')
    else:
        await at.page(ETag='W/"caf\xe9-1"', Last_Modified="Sat, 01 Aug 2026 10:00:00 GMT")


async def busy_then_fine(at: Connection) -> None:
    await at.say(503, b"later", Retry_After="3600")


def coded(coding: str, body: bytes) -> Handler:
    async def handler(at: Connection) -> None:
        await at.page(body, Content_Encoding=coding)

    return handler


def status(code: int, body: bytes = b"said", **headers: str) -> Handler:
    async def handler(at: Connection) -> None:
        await at.say(code, body, **headers)

    return handler


def to(location: str, code: int = 302) -> Handler:
    return status(code, b"elsewhere", Location=location)


def ending(handler: Handler) -> Handler:
    """The handler, after which the server closes the connection."""

    async def last(at: Connection) -> None:
        at.over = True
        await handler(at)

    return last


def _deflated(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


def _zeros_in_brotli() -> bytes:
    packer = brotli.Compressor(quality=1)
    packed: bytes = b"".join(packer.process(b"\0" * 1_000_000) for _ in range(_BOMB // 1_000_000)) + packer.finish()
    return packed


CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
)


FAULTS: dict[str, Handler] = {
    "/polite-close": ending(polite_close),
    "/to-other-host": echo_elsewhere,
    "/page": status(200, PAGE, Content_Type="text/html"),
    "/silence": silence,
    "/drip-head": drip_head,
    "/drip-body": drip_body,
    "/endless": ending(endless),
    "/announced": ending(announced),
    "/short": ending(short),
    "/chunks-broken": ending(chunks_broken),
    "/chunks-cut": ending(chunks_cut),
    "/head-huge": ending(head_huge),
    "/no-http": ending(no_http),
    "/bare-page": bare_page,
    "/two-answers": two_answers,
    "/gone-slowly": ending(gone_slowly),
    "/elsewhere-slowly": elsewhere_slowly,
    "/film": film,
    "/to-port-0": to("http://127.0.0.1:0/"),
    "/reset": ending(reset),
    "/reset-body": ending(reset_body),
    "/hang-up": ending(hang_up),
    "/conditional": not_modified,
    "/gzip": coded("gzip", gzip.compress(PAGE)),
    "/gzip-members": coded("gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0\0"),
    "/deflate": coded("deflate", _deflated(PAGE, 15)),
    "/deflate-bare": coded("deflate", _deflated(PAGE, -15)),
    "/br": coded("br", brotli.compress(PAGE)),
    "/zstd": coded("zstd", zstd.compress(PAGE)),
    "/stacked": coded("gzip, br", brotli.compress(gzip.compress(PAGE))),
    "/stacked-high": coded(", ".join(["gzip"] * 9), gzip.compress(PAGE)),
    "/coding-unknown": coded("compress", PAGE),
    "/coding-wrong": coded("gzip", PAGE),
    "/gzip-bomb": coded("gzip", gzip.compress(b"\0" * _BOMB)),
    "/br-bomb": coded("br", _zeros_in_brotli()),
    "/zstd-bomb": coded("zstd", zstd.compress(b"\0" * _BOMB)),
    "/gzip-cut": coded("gzip", gzip.compress(PAGE)[:-12]),
    "/deflate-cut": coded("deflate", _deflated(PAGE, 15)[:-6]),
    "/br-cut": coded("br", brotli.compress(PAGE * 40)[:-4]),
    "/zstd-cut": coded("zstd", zstd.compress(PAGE)[:-6]),
    "/empty": status(200, b"", Content_Type="text/html"),
    "/blank": status(200, b"  \r\n ", Content_Type="text/html"),
    "/latin1": status(200, "<p>café".encode("latin-1"), Content_Type="text/html; charset=utf-8"),
    "/binary": status(200, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, Content_Type="text/html"),
    "/image": status(200, b"GIF89a-and-more", Content_Type="image/gif"),
    "/pdf": status(200, b"%PDF-1.7 and so on", Content_Type="text/html"),
    "/part": status(206, PAGE),
    "/unasked-304": status(304, b""),
    "/401": status(401),
    "/403": status(403),
    "/402": status(402),
    "/451": status(451),
    "/404": status(404),
    "/410": status(410),
    "/418": status(418),
    "/500": status(500),
    "/429": status(429, Retry_After="120"),
    "/429-date": status(429, Retry_After="Sat, 01 Aug 2099 10:00:00 GMT"),
    "/429-plain": status(429),
    "/503": busy_then_fine,
    "/challenge": status(200, CHALLENGE, Content_Type="text/html"),
    "/challenge-403": status(403, CHALLENGE, Content_Type="text/html"),
    "/challenge-long": ending(status(403, CHALLENGE + b"<!-- -->" * 20_000, Content_Type="text/html")),
    "/challenge-long-gzip": ending(
        status(503, gzip.compress(CHALLENGE + b"<!-- -->" * 20_000), Content_Encoding="gzip")
    ),
    "/challenge-header": status(403, b"<p>no", cf_mitigated="challenge"),
    "/challenge-503-gzip": status(503, gzip.compress(CHALLENGE), Content_Encoding="gzip"),
    "/to-page": to("/page"),
    "/to-page-3": to("/to-page-2", 301),
    "/to-page-2": to("/to-page", 308),
    "/to-itself": to("/to-itself"),
    "/to-each-other": to("/to-other-each"),
    "/to-other-each": to("/to-each-other"),
    "/to-private": to("http://10.1.2.3/admin"),
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/"),
    "/to-file": to("file:///etc/passwd"),
    "/to-gopher": to("gopher://127.0.0.1:6379/_FLUSHALL"),
    "/to-nothing": to(""),
    "/to-no-host": to("http:///x"),
    "/to-malformed": to("http://[::1"),
    "/to-control": to("http://exa\x01mple.org/"),
    "/to-nowhere": status(302, b"where?"),
}

"""A server on loopback where everything goes wrong, a host for each way; and one host where nothing does.

A host is named FAULT-list or FAULT-page: at the first the feed itself is the fault, at the second the one article that a
sound feed names. `good` publishes an article a second. Run as a program it serves until it is ended:

    python -m benchmarks.fault_server --port 8600 --bomb 500
"""

from __future__ import annotations

import argparse
import asyncio
import ssl
import time
from email.utils import formatdate
from pathlib import Path

from benchmarks.faults import FAULTS, Talk
from benchmarks.unsound_bodies import bomb

DOMAIN = "faults.localhost"
PORT = 8600
#: Certificates of another name, and of a time gone by; self-signed, so whoever checks them is told to trust them.
KEYS = Path(__file__).parents[1] / "tests" / "integration" / "crawler" / "tls"
_BEGUN = time.time()


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

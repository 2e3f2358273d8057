"""A press that costs next to nothing to serve: feeds with ETags, articles of a few kilobytes, any number of hosts.

    python -m benchmarks.daemon.server --port 8600 --articles 20 --new-every 50

A host's feed has `articles` items; after every so many requests for it there is one more. A tenth of the articles is
printed by two papers.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections import Counter

from benchmarks.press import sentence


class Press:
    """Answers, and a log of who was asked when."""

    def __init__(self, articles: int, new_every: int) -> None:
        self._articles, self._new_every = articles, new_every
        self.asked = 0
        self.polls: Counter[str] = Counter()
        self.times: list[tuple[str, float, float]] = []

    def answer(self, host: str, path: str, tag: str) -> bytes:
        """The whole answer to a request."""
        if path == "/stats":
            return _whole(200, str(self.asked).encode(), "text/plain")
        if path == "/times":
            return _whole(
                200, "\n".join(f"{name} {start} {end}" for name, start, end in self.times).encode(), "text/plain"
            )
        self.asked += 1
        if path == "/feed":
            return self._feed(host, tag)
        if path.startswith("/news/"):
            return _whole(200, _article(host, int(path.removeprefix("/news/"))).encode(), "text/html; charset=utf-8")
        return _whole(404, b"", "text/plain")

    def _feed(self, host: str, tag: str) -> bytes:
        self.polls[host] += 1
        count = self._articles + (self.polls[host] // self._new_every if self._new_every else 0)
        own = f'"{count}"'
        if tag == own:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {own}\r\nContent-Length: 0\r\n\r\n".encode()
        shown = range(max(0, count - 40), count)
        items = "".join(f"<item><title>Crane {n}</title><link>http://{host}/news/{n}</link></item>" for n in shown)
        body = f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>".encode()
        return _whole(200, body, "application/rss+xml", f"ETag: {own}\r\n")


def _article(host: str, number: int) -> str:
    paper = int(host.partition(".")[0].removeprefix("paper"))
    whose = paper - paper % 2 if number % 10 == 3 else paper  # a tenth is printed by two papers
    chance = random.Random(whose * 1_000_003 + number)
    text = "".join(f"<p>{' '.join(sentence(chance, 14) for _ in range(5))}</p>" for _ in range(6))
    title = f"Crane {number} of {paper}"
    body = f"<article><h1>{title}</h1><p>The crane of {whose} moved.</p>{text}</article>"
    return f"<html><head><title>{title}</title></head><body><nav><a href='/'>Front</a></nav>{body}</body></html>"


def _whole(status: int, body: bytes, kind: str, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


async def serve(press: Press, port: int, delay: float, keep_times: bool) -> None:
    """Serves until it is ended."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                begun = time.monotonic()
                lines = head.split("\r\n")
                fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
                host, path = fields.get("host", ""), lines[0].split()[1]
                if delay:
                    await asyncio.sleep(delay)
                answer = press.answer(host, path, fields.get("if-none-match", ""))
                ended = time.monotonic()  # not once it was sent: who asked may have it long before we go on
                writer.write(answer)
                await writer.drain()
                if keep_times and path not in {"/stats", "/times", "/robots.txt"}:
                    press.times.append((host, begun, ended))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", port, backlog=500)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serves until it is ended."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--port", type=int, default=8600)
    ask.add_argument("--articles", type=int, default=20)
    ask.add_argument("--new-every", type=int, default=50)
    ask.add_argument("--delay", type=float, default=0.0)
    ask.add_argument("--times", action="store_true")
    given = ask.parse_args()
    asyncio.run(serve(Press(given.articles, given.new_every), given.port, given.delay, given.times))


if __name__ == "__main__":
    main()

"""A press of its own on loopback for crawl benchmarks: hosts × articles with chrome, feeds, robots, gzip, ETags.

Of the articles a tenth are exact copies of another host's, 15 % reprints with edits; some links carry tracking
parameters, some redirect, some answer 404. Run as a program it serves until it is ended:

    python -m benchmarks.press --hosts 20 --articles 100 --port 8500
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_WORDS = (
    "harbour crane minister delegation tonnes vessel quay treaty report morning parliament river bridge engineer market "
    "winter inspection cargo union valley station council budget signal harvest museum printer bakery lantern copper "
    "lighthouse energy visit talks general agreement border railway pilot tariff orchard timber glacier meadow ferry"
).split()
_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Press:
    """Which article stands at which path of which host."""

    hosts: int
    articles: int
    requests: int = 0
    body_bytes: int = 0
    pages: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)

    def host(self, number: int) -> str:
        """The name of a host."""
        return f"paper{number}.bench.localhost"

    def seed(self, host: int, article: int) -> int:
        """Which text an article has: its own, or for a tenth of them that of the host before."""
        own = host * self.articles + article
        return own - self.articles if host and article % 10 == 3 else own

    def is_reprint(self, article: int) -> bool:
        """Whether an article is an edited reprint of the host before."""
        return article % 20 in {5, 11, 17}


@lru_cache(maxsize=64)
def chrome(seed: int) -> tuple[str, str]:
    """Head and foot of a host's pages, of which some are twice as long as others: menus, scripts and cards."""
    rng = random.Random(seed)
    cards = "".join(
        f'<article class="card card--{n % 5}"><a href="/x/{n}"><img data-src="/i/{n}.jpg" alt=""><h3>{sentence(rng, 8)}</h3></a>'
        f'<p class="teaser">{sentence(rng, 18)}</p></article>'
        for n in range(88 + 13 * (seed % 20))
    )
    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/section/{n}">{rng.choice(_WORDS)}</a></li>' for n in range(120)
    )
    script = "".join(f"window.dataLayer.push({{'k{n}':'{rng.random()}'}});" for n in range(400))
    head = f"<nav class='main-menu'><ul>{menu}</ul></nav><script>{script}</script>"
    return head, f"<aside class='related'><h2>More</h2>{cards}</aside><footer><p>{sentence(rng, 30)}</p></footer>"


def sentence(rng: random.Random, words: int) -> str:
    """Some words, ending in a full stop."""
    return " ".join(rng.choice(_WORDS) for _ in range(words)).capitalize() + "."


def paragraphs(press: Press, host: int, article: int) -> list[str]:
    """The text of an article."""
    base = host - 1 if host and press.is_reprint(article) else host
    rng = random.Random(press.seed(base, article))
    text = [" ".join(sentence(rng, rng.randint(9, 22)) for _ in range(4)) for _ in range(rng.randint(6, 14))]
    if rng.random() < 0.05:
        text[0] = "Min Aung Hlaing spoke in Moscow. " + text[0]
    if base != host:
        text[1:2] = [" ".join(reversed(text[1].split(". ")))]
        del text[-1]
    return text


def page(press: Press, host: int, article: int) -> str:
    """An article page."""
    head, foot = chrome(host)
    text = paragraphs(press, host, article)
    at = (_NOW - timedelta(minutes=article)).isoformat()
    body = "".join(f"<p>{each}</p>" for each in text)
    title = text[0].split(".")[0]
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} - Paper {host}</title>"
        f"<meta property='og:type' content='article'><meta property='article:published_time' content='{at}'>"
        f"<meta name='author' content='Reporter {article % 7}'></head><body>{head}<main><article><h1>{title}</h1>"
        f"<div class='article-body'>{body}</div></article></main>{foot}</body></html>"
    )


def feed(press: Press, host: int, port: int) -> str:
    """A host's feed: every article; some links carry tracking parameters, some are redirected, some dead."""
    base = f"http://{press.host(host)}:{port}"
    items = []
    for article in range(press.articles):
        path = (
            f"/moved/{article}"
            if article % 25 == 7
            else f"/gone/{article}"
            if article % 50 == 9
            else f"/news/{article}"
        )
        query = "?utm_source=rss&amp;utm_medium=feed" if article % 3 == 0 else ""
        date = format_datetime(_NOW - timedelta(minutes=article))
        items.append(
            f"<item><title>Article {article}</title><link>{base}{path}{query}</link><pubDate>{date}</pubDate></item>"
        )
        if article % 30 == 4:
            items.append(f"<item><title>Article {article} again</title><link>{base}{path}?fbclid=x</link></item>")
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Paper {host}</title>{''.join(items)}</channel></rss>"
    )


class Handler(BaseHTTPRequestHandler):
    """Answers for every host by the Host header."""

    protocol_version = "HTTP/1.1"
    press: Press

    def do_GET(self) -> None:
        """One answer, compressed, with an ETag."""
        self.press.requests += 1
        host = int((self.headers.get("Host") or "paper0").removeprefix("paper").split(".")[0])
        path = self.path.partition("?")[0]
        if path == "/stats":
            self._send(200, f"{self.press.requests} {self.press.body_bytes}", "text/plain")
        elif path == "/robots.txt":
            self._send(200, "User-agent: *\nDisallow: /private/\n", "text/plain")
        elif path == "/feed":
            self._send(200, feed(self.press, host, self.server.server_address[1]), "application/rss+xml")
        elif path.startswith("/moved/"):
            self._send(301, "", "text/html", location=path.replace("/moved/", "/news/"))
        elif path.startswith("/news/"):
            self._send(200, page(self.press, host, int(path.removeprefix("/news/"))), "text/html; charset=utf-8")
        else:
            self._send(404, "gone", "text/html")

    def _send(self, status: int, text: str, content_type: str, location: str | None = None) -> None:
        tag = f'"{hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()}"'
        if self.headers.get("If-None-Match") == tag:
            status, text = 304, ""
        packed = bool(text) and content_type != "text/plain"
        body = gzip.compress(text.encode(), 1) if packed else text.encode()
        self.press.body_bytes += len(body)
        self.send_response(status)
        headers = {"Content-Type": content_type, "ETag": tag, "Content-Length": str(len(body))}
        if packed:
            headers["Content-Encoding"] = "gzip"
        if location:
            headers["Location"] = location
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def main() -> None:
    """Serves until it is ended."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--hosts", type=int, default=20)
    ask.add_argument("--articles", type=int, default=100)
    ask.add_argument("--port", type=int, default=8500)
    given = ask.parse_args()
    Handler.press = Press(given.hosts, given.articles)
    ThreadingHTTPServer.request_queue_size = 256
    ThreadingHTTPServer(("127.0.0.1", given.port), Handler).serve_forever()


if __name__ == "__main__":
    main()

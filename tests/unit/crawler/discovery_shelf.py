"""Sources, lists and answers from a shelf, for the tests of discovery."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from config.sources import Source
from crawler.discovery import Discovery, Reach, discover
from crawler.fetching import Request
from model.captures import Capture, RawPage
from model.documents import Parsed
from model.errors import FetchError
from model.outcomes import Outcome
from parsers import parse

HOME = "https://quay.example"
FEED, SITEMAP, LIST = f"{HOME}/feed.xml", f"{HOME}/sitemap.xml", f"{HOME}/news/"
NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def source(*steps: tuple[str, str], **more: object) -> Source:
    ladder = [{"kind": kind, "url": url} for kind, url in steps]
    base = {"id": "quay", "name": "Quay", "kind": "outlet", "home": f"{HOME}/", "hosts": ["quay.example"]}
    return Source.model_validate(base | {"discover": ladder} | more)


def rss(*items: tuple[str, str], date: str = "Sat, 01 Aug 2026 10:00:00 GMT") -> bytes:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>g:{title}</guid><pubDate>{date}</pubDate></item>"
        for title, link in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title>{entries}</channel></rss>".encode()


def sitemap(*urls: str) -> bytes:
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def dated_sitemap(**urls: str) -> bytes:
    """A sitemap of news: days by slug."""
    entries = "".join(
        f"<url><loc>{HOME}/{slug}</loc><n:news><n:publication_date>{day}</n:publication_date></n:news></url>"
        for slug, day in urls.items()
    )
    head = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f"<urlset {head}>{entries}</urlset>".encode()


def index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()


class Shelf:
    """Answers by URL, with an ETag each; what is not there is gone."""

    def __init__(self) -> None:
        self.answers: Mapping[str, bytes | FetchError] = {}
        self.asked: list[Request] = []
        self.parsed: list[str | None] = []
        self.now = NOW
        self.validating = self.telling = True

    async def fetch(self, request: Request) -> Capture:
        self.asked.append(request)
        answer = self.answers.get(request.url) or FetchError(request.url, Outcome.GONE, "404 Not Found", status=404)
        if isinstance(answer, FetchError):
            raise answer
        etag = f'"{hash(answer)}"'
        headers = (("ETag", etag),) if self.validating else ()
        if request.etag == etag:
            return Capture(request.url, request.url, 304, headers if self.telling else (), b"", self.now, self.now)
        return Capture(request.url, request.url, 200, headers, answer, self.now, self.now, wire_bytes=len(answer))

    async def parse(self, raw: RawPage) -> Parsed:
        self.parsed.append(raw.url)
        return parse(raw)

    def discover(self, about: Source, before: Discovery | None = None, since: datetime | None = None) -> Discovery:
        state = {each.url: each for each in before.endpoints} if before else {}
        return asyncio.run(discover(about, state, self, self.parse, lambda: self.now, reach=Reach(since=since)))


CRANE, FERRY = ("Crane", f"{HOME}/2026/crane"), ("Ferry", f"{HOME}/2026/ferry")


def urls(found: Discovery) -> list[str]:
    return [link.url for link in found.links]

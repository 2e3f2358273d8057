"""Adding a source: what a plain address leads to, tried step by step, and the file that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from pydantic import ValidationError

from config.faults import faults_of
from config.ladders import Discover, DiscoverKind
from config.settings import FetchSettings
from config.sources import Source, SourceKind
from crawler.discovery import Step, discover
from crawler.fetching import Fetcher, Request
from model.captures import RawPage
from model.clock import Clock
from model.errors import FetchError
from model.outcomes import Outcome
from model.urls import host_of
from nightdesk.workers.pool import ParsePool
from parsers.listings.announced import Announced

#: Where feeds and lists lie on most sites that do not announce them, likeliest first.
_USUAL = (
    (DiscoverKind.FEED, "/feed/"),
    (DiscoverKind.FEED, "/rss"),
    (DiscoverKind.FEED, "/rss.xml"),
    (DiscoverKind.FEED, "/atom.xml"),
    (DiscoverKind.FEED, "/feed.xml"),
    (DiscoverKind.WORDPRESS, "/wp-json/wp/v2/posts?per_page=20"),
    (DiscoverKind.SITEMAP, "/sitemap-news.xml"),
    (DiscoverKind.SITEMAP, "/news-sitemap.xml"),
    (DiscoverKind.SITEMAP, "/sitemap.xml"),
)
#: So many steps that yield make a ladder; more would only be asked in vain.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source as it was found, and every step that was tried for it."""

    source: Source
    tried: tuple[Step, ...]


async def propose(
    url: str, fetcher: Fetcher, pool: ParsePool, clock: Clock, settings: FetchSettings
) -> Proposal | None:
    """A source for the site of a page; None with nothing that yields links. Raises FetchError, ParseError."""
    front = await fetcher.fetch(Request(url=url))
    raw = RawPage(front.body, front.final_url, front.header("content-type"))
    said = await pool.announced(raw)
    tried: list[Step] = []
    ladder: list[Discover] = []
    for step in candidates(front.final_url, said):
        found = await discover(_source(front.final_url, said, (step,)), {}, fetcher, pool.parse, clock, settings)
        tried += found.steps
        if found.links and not found.stale:
            ladder.append(Discover(kind=step.kind, url=step.url, note=found.steps[-1].reason))
        if len(ladder) >= _ENOUGH:
            break
    return Proposal(_source(front.final_url, said, tuple(ladder)), tuple(tried)) if ladder else None


def candidates(url: str, said: Announced) -> Iterator[Discover]:
    """Steps worth trying: what the page announces, the page itself as a list, then the usual places."""
    seen: set[str] = set()
    announced = [(DiscoverKind.FEED, feed) for feed in said.feeds[:3]]
    usual = [(kind, urljoin(url, path)) for kind, path in _USUAL]
    for kind, address in [*announced, *usual[:5], (DiscoverKind.LISTING, url), *usual[5:]]:
        if address not in seen:
            seen.add(address)
            yield Discover(kind=kind, url=address)


def _source(url: str, said: Announced, steps: tuple[Discover, ...]) -> Source:
    try:
        return _source_as_read(url, said, steps)
    except ValidationError as error:  # as of a host that is an address in digits of IPv6, or has an underline
        faults = "; ".join(f"{fault.key}: {fault.problem}" for fault in faults_of(error, url, Source))
        raise FetchError(url, Outcome.BAD_URL, f"no source can be made of this address: {faults}") from error


def _source_as_read(url: str, said: Announced, steps: tuple[Discover, ...]) -> Source:
    host = host_of(url)
    bare = host.removeprefix("www.")
    language = said.language if said.language and re.fullmatch(r"[a-z]{2,3}", said.language) else None
    return Source(
        id=re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60],
        name=said.title or bare,
        kind=SourceKind.OUTLET,
        home=urljoin(url, "/"),
        hosts=tuple(dict.fromkeys((host, bare, f"www.{bare}") if _has_www(bare) else (host,))),
        language=language,
        discover=steps,
    )


def _has_www(bare: str) -> bool:
    """Whether a host may have a name with www beside it: an address in digits or a name of this machine has none."""
    return "." in bare and not bare.replace(".", "").isdigit()


def toml_of(source: Source) -> str:
    """The source's file. Strings are JSON strings, which TOML reads alike."""
    head = {"id": source.id, "name": source.name, "kind": source.kind.value, "home": source.home}
    lines = [f"{key} = {_quoted(value)}" for key, value in head.items()]
    lines.append(f"hosts = [{', '.join(map(_quoted, source.hosts))}]")
    lines += [f"language = {_quoted(source.language)}"] if source.language else []
    lines += [
        '# timezone = "Europe/Oslo"  # the outlet\'s; until it is said, of a date without a zone only the day counts'
    ]
    for step in source.discover:
        lines += ["", "[[discover]]", f'kind = "{step.kind.value}"', f"url = {_quoted(step.url)}"]
        lines += [f"note = {_quoted(step.note)}"] if step.note else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def steps_in_words(tried: Sequence[Step]) -> list[tuple[str, str, str, str]]:
    """A row a step that was tried: kind, address, outcome, reason."""
    return [(step.kind.value, step.url, step.outcome.value, step.reason) for step in tried]

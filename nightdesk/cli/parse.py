"""`nightdesk parse`: pages to documents, from files or addresses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import click

from config.catalogue import Catalogue
from crawler.challenges import find_challenge
from model.captures import RawPage
from model.clock import system_clock
from model.document_json import document_json
from model.documents import Parsed
from model.errors import NightdeskError
from model.urls import web_url
from nightdesk.batches import BatchLine, read_batch
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.explain import explain
from nightdesk.cli.output import err, format_option, write_json
from nightdesk.raw_pages import raw_bytes
from nightdesk.workers.pool import ParsePool

#: Pages of a batch in work at once, so that results can be given in input order without holding them all.
_AHEAD = 32


@click.command("parse")
@click.argument("pages", nargs=-1, metavar="[URL|FILE]...")
@click.option("--url", help="The address a FILE was saved from.")
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines with id, url, path or html.",
)
@click.option("--generic", is_flag=True, help="Leave out the parsers that know sites and themes; a thread is one text.")
@click.option("--explain", "explained", is_flag=True, help="For each field: which rule won, what missed before it.")
@format_option
@pass_globals
def parse_command(
    given: Globals,
    pages: tuple[str, ...],
    url: str | None,
    batch: Path | None,
    generic: bool,
    explained: bool,
    form: str,
) -> None:
    """Read pages and show what they say: title, date, authors, text, where it comes from.

    \b
    Examples:
      nightdesk parse https://www.themoscowtimes.com/2021/06/22/… --explain
      nightdesk parse saved.html --url https://example.org/1 --format json
      nightdesk parse --batch pages.jsonl --format json
    """
    if bool(pages) == bool(batch):
        raise click.UsageError("give pages or --batch, not both and not neither")
    if url and len(pages) > 1:
        raise click.UsageError("--url goes with one FILE")
    if url is not None and web_url(url) is None:
        raise click.UsageError(f"--url {url!r} is no web address; one begins with http:// or https://")
    if batch is not None:
        asyncio.run(_batch(given.catalogue, batch, generic))
        return
    failed = asyncio.run(_pages(given.catalogue, pages, url, generic, explained, form))
    raise SystemExit(0 if not failed else 5 if failed == len(pages) else 4)


async def _batch(catalogue: Catalogue, file: Path, generic: bool) -> None:
    """One JSON line a page, in input order; an unparsable page gives an error line and the run goes on."""
    async with ParsePool(catalogue.settings.parse) as pool:
        waiting: list[asyncio.Task[dict[str, object]]] = []
        for line in read_batch(file):
            waiting.append(asyncio.create_task(_line(catalogue, pool, line, generic)))
            if len(waiting) >= _AHEAD:
                _write_line(await waiting.pop(0))
        for task in waiting:
            _write_line(await task)


async def _line(catalogue: Catalogue, pool: ParsePool, line: BatchLine, generic: bool) -> dict[str, object]:
    try:
        if line.error is not None:
            raise line.error
        parsed = await pool.parse(_raw(catalogue, line.load(), line.url, line.content_type), generic=generic)
    except (NightdeskError, OSError) as error:
        return {"id": line.id, "error": {"type": type(error).__name__, "message": str(error)}}
    return document_json(parsed.document, line.id)


def _write_line(row: dict[str, object]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


async def _pages(
    catalogue: Catalogue, pages: Sequence[str], url: str | None, generic: bool, explained: bool, form: str
) -> int:
    failed = 0
    async with ParsePool(catalogue.settings.parse) as pool:
        async for name, raw in _raws(catalogue, pages, url):
            try:
                if isinstance(raw, Exception):
                    raise raw
                parsed = await pool.parse(raw, generic=generic)
            except (NightdeskError, OSError) as error:
                failed += 1
                err().print(f"{name or 'an empty name'}: {_in_words(error)}")
            else:
                if wall := find_challenge({}, raw.body):
                    err().print(f"{name}: a challenge page of {wall} that stands in place of the page itself")
                _show(name, parsed, explained, form)
    return failed


def _in_words(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; an address begins with http:// or https://"
    return str(error.strerror) if isinstance(error, OSError) else str(error)


async def _raws(
    catalogue: Catalogue, pages: Sequence[str], url: str | None
) -> AsyncIterator[tuple[str, RawPage | Exception]]:
    """Every page's bytes, from the network where it is an address."""
    from crawler.fetching import Request
    from crawler.gate import polite_client
    from crawler.pacing import HostPacing
    from crawler.robots import MemoryRobotsCache

    cache, pacing = MemoryRobotsCache(), HostPacing(system_clock)
    async with polite_client(catalogue.settings.fetch, system_clock, pacing=pacing, robots_cache=cache) as client:
        for page in pages:
            try:
                if "://" in page and (address := web_url(page)):
                    got = await client.fetch(Request(url=address))
                    yield page, _raw(catalogue, got.body, got.final_url, got.header("content-type"))
                else:
                    content_type = "text/plain; charset=utf-8" if page.endswith(".txt") else None
                    body = await asyncio.to_thread(_read, page)
                    yield page, _raw(catalogue, body, url, content_type)
            except (NightdeskError, OSError) as error:
                yield page, error


def _read(page: str) -> bytes:
    if not page:  # which would be the folder one stands in
        raise FileNotFoundError
    return Path(page).read_bytes()


def _raw(catalogue: Catalogue, body: bytes, url: str | None, content_type: str | None) -> RawPage:
    """Bytes with what is known of the source that the address belongs to; what is here now was out by now.

    What is no address of the web leads nowhere and is left out.
    """
    url = url if web_url(url) else None
    return raw_bytes(catalogue.source_of(url or ""), body, url, content_type, system_clock())


def _show(name: str, parsed: Parsed, explained: bool, form: str) -> None:
    if form == "json":
        write_json(document_json(parsed.document, name))
    else:
        click.echo(explain(parsed, readings=explained))

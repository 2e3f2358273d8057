"""`nightdesk robots`: may this be fetched, which rule says so, what delay."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import click

from config.catalogue import Catalogue
from crawler.gate import polite_client
from crawler.pacing import HostPacing
from crawler.robots import MemoryRobotsCache, Robots, Verdict, check
from model.clock import system_clock
from model.urls import web_url
from nightdesk.batches import json_rows
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table

#: What a line of a batch has to say.
_ASKED = ("robots", "agent", "url")
_NO_ADDRESS = "is no web address; one begins with http:// or https://"


@click.command("robots")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines with id, robots, agent, url.",
)
@format_option
@pass_globals
def robots_command(given: Globals, urls: tuple[str, ...], batch: Path | None, form: str) -> None:
    """Say whether robots.txt lets us fetch each URL.

    \b
    Example:
      nightdesk robots https://www.irrawaddy.com/news/burma/
    """
    if bool(urls) == bool(batch):
        raise click.UsageError("give URLs or --batch, not both and not neither")
    if batch is not None:
        raise SystemExit(_batch(batch))
    verdicts = asyncio.run(_ask(given.catalogue, urls))
    rows = [
        {"url": url, **_plain(verdict), "reason": verdict.reason, "override": _agreed(given.catalogue, url)}
        for url, verdict in zip(urls, verdicts, strict=True)
    ]
    if form == "json":
        write_json(rows)
    else:
        columns = ("url", "allowed", "rule", "delay", "reason", "override")
        write_table(columns, [[row[name] for name in columns] for row in rows], "")


def _batch(file: Path) -> int:
    """Judges each line by the robots.txt it holds; nothing is fetched."""
    faults = 0
    for row in json_rows(file, _ASKED):
        robots, agent, url = (row.fields.get(name) for name in _ASKED)
        if robots is None or agent is None or url is None:
            faults += 1
            err().print(str(row.error or f"line {row.number} needs robots, agent and url"))
            continue
        verdict = _plain(check(robots, agent, url))
        click.echo(json.dumps({"id": row.fields.get("id", row.number), **verdict}, ensure_ascii=False))
    return 4 if faults else 0


def _agreed(catalogue: Catalogue, url: str) -> str | None:
    """Why robots.txt is passed over for a URL: its site's owner agreed."""
    source = catalogue.source_of(url)
    return source.fetch.robots_reason if source and source.fetch.robots == "override" else None


async def _ask(catalogue: Catalogue, urls: Sequence[str]) -> list[Verdict]:
    settings = catalogue.settings.fetch
    pacing, cache = HostPacing(system_clock), MemoryRobotsCache()
    plain = settings.model_copy(update={"respect_robots": False})
    async with polite_client(plain, system_clock, pacing=pacing, robots_cache=cache) as client:
        robots = Robots(client, cache, system_clock, settings.user_agent)
        sources = [catalogue.source_of(url) for url in urls]
        proxies = [source.fetch.proxy if source else None for source in sources]
        return [
            await robots.verdict(url, proxy) if web_url(url) else Verdict(False, reason=_NO_ADDRESS)
            for url, proxy in zip(urls, proxies, strict=True)
        ]


def _plain(verdict: Verdict) -> dict[str, object]:
    return {"allowed": verdict.allowed, "rule": verdict.rule, "delay": verdict.delay}

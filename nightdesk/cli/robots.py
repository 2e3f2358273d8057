"""`nightdesk robots`: may this be fetched, which rule says so, what delay."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import click

from config.settings import FetchSettings
from crawler.fetching import Request
from crawler.gate import polite_client
from crawler.pacing import HostPacing
from crawler.robots import MemoryRobotsCache, Robots, Verdict, check
from model.clock import system_clock
from nightdesk.batches import json_lines
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table


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
    verdicts = asyncio.run(_ask(given.catalogue.settings.fetch, urls))
    rows = [
        {"url": url, **_plain(verdict), "reason": verdict.reason} for url, verdict in zip(urls, verdicts, strict=True)
    ]
    if form == "json":
        write_json(rows)
    else:
        columns = ("url", "allowed", "rule", "delay", "reason")
        write_table(columns, [[row[name] for name in columns] for row in rows], "")


def _batch(file: Path) -> int:
    """Judges each line by the robots.txt it holds; nothing is fetched."""
    faults = 0
    for number, value in json_lines(file):
        if not isinstance(value, dict) or not {"robots", "agent", "url"} <= value.keys():
            faults += 1
            err().print(f"line {number} needs robots, agent and url")
            continue
        verdict = check(str(value["robots"]), str(value["agent"]), str(value["url"]))
        click.echo(json.dumps({"id": value.get("id", number), **_plain(verdict)}, ensure_ascii=False))
    return 4 if faults else 0


async def _ask(settings: FetchSettings, urls: Sequence[str]) -> list[Verdict]:
    pacing, cache = HostPacing(system_clock), MemoryRobotsCache()
    plain = settings.model_copy(update={"respect_robots": False})
    async with polite_client(plain, system_clock, pacing=pacing, robots_cache=cache) as client:
        robots = Robots(client, cache, system_clock, settings.user_agent)
        return [await robots.verdict(Request(url=url).url) for url in urls]


def _plain(verdict: Verdict) -> dict[str, object]:
    return {"allowed": verdict.allowed, "rule": verdict.rule, "delay": verdict.delay}

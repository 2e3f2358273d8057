"""`nightdesk sources add`: what a site's address leads to, shown and written down."""

from __future__ import annotations

from pathlib import Path

from config.sources import Source
from crawler.gate import polite_client
from crawler.pacing import HostPacing
from crawler.robots import MemoryRobotsCache
from model.clock import system_clock
from model.errors import FetchError, ParseError
from nightdesk.adding import propose, steps_in_words, toml_of
from nightdesk.cli.context import Globals
from nightdesk.cli.output import err, out
from nightdesk.workers.pool import ParsePool

#: Where editors find the schema of a source from its file, in a clone.
_SCHEMA = "../../docs/schema/source.json"


async def add(given: Globals, url: str, write: bool) -> int:
    """Proposes a source for a site; gives the exit code."""
    settings = given.catalogue.settings
    pacing, cache = HostPacing(system_clock), MemoryRobotsCache()
    async with (
        ParsePool(settings.parse) as pool,
        polite_client(settings.fetch, system_clock, pacing=pacing, robots_cache=cache) as client,
    ):
        try:
            proposal = await propose(url, client, pool, system_clock, settings.fetch)
        except (FetchError, ParseError) as error:
            err().print(f"{url}: {error}")
            return 5
    if proposal is None:
        err().print(f"{url}: nothing there yields links; give a list of its articles instead")
        return 5
    for row in steps_in_words(proposal.tried):
        err().print("  ".join(row))
    out().print(toml_of(proposal.source), end="")
    if write:
        err().print(write_source(proposal.source, given.catalogue.folder / "sources"))
    return 0


def write_source(source: Source, folder: Path) -> str:
    """Writes a source's file unless there is one; says what was done."""
    file = folder / f"{source.id}.toml"
    if file.exists():
        return f"{source.id}: left as it is, {file} is there already"
    folder.mkdir(parents=True, exist_ok=True)
    editors = f"#:schema {_SCHEMA}\n" if (folder / _SCHEMA).is_file() else ""
    file.write_text(editors + toml_of(source), encoding="utf-8")
    return f"{source.id}: written to {file}"

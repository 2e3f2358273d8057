"""`nightdesk config`: the configuration checked, and its JSON Schemas."""

from __future__ import annotations

import json

import click

from config.quantities import AsWritten
from config.section import Section
from config.settings import Settings
from config.sources import Source
from config.watches import WatchFile
from model.text import counted
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err

_SHAPES: dict[str, type[Section]] = {"settings": Settings, "source": Source, "watch": WatchFile}


@click.group("config")
def config_command() -> None:
    """The configuration: checked whole, described for editors.

    \b
    Examples:
      nightdesk config check
      nightdesk config schema source
    """


@config_command.command("check")
@pass_globals
def check_command(given: Globals) -> None:
    """List every fault with file, key and what would be right; exit code 3 where there is one.

    \b
    Example:
      nightdesk --config my-config config check
    """
    catalogue, watches = given.catalogue, len(given.watcher.watches)
    told = f"{counted(len(catalogue.sources), 'source')}, {counted(watches, 'watch', 'watches')}"
    err().print(f"{catalogue.folder}: {told}, no fault")


@config_command.command("schema")
@click.argument("name", type=click.Choice(sorted(_SHAPES)))
def schema_command(name: str) -> None:
    """The JSON Schema (2020-12) of a kind of configuration file.

    \b
    Example:
      nightdesk config schema source > source.schema.json
    """
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_SHAPES[name].model_json_schema(schema_generator=AsWritten),
    }
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))

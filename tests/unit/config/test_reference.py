"""The reference of the configuration names every key there is, and none besides."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.channels import ChannelSettings
from config.section import Section
from config.settings import Settings
from config.sources import Source
from config.watches import WatchFile

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "configuration.md").read_text()


def documented(heading: str) -> set[str]:
    """The keys in the first column of the table under a heading."""
    (section,) = re.findall(rf"^## `{re.escape(heading)}`$(.*?)(?=^## )", REFERENCE, re.MULTILINE | re.DOTALL)
    first = (line.split("|")[1] for line in section.splitlines() if line.startswith("|"))
    return {key for cell in first for key in re.findall(r"`([^`]+)`", cell)}


def keys(shape: type[Section], *, tables: tuple[str, ...] = ()) -> Iterator[str]:
    """The keys of a table; those of the tables in it with a dot."""
    schema = shape.model_json_schema()
    for key, value in schema["properties"].items():
        if key not in tables:
            yield key
            continue
        inner: dict[str, Any] = value.get("items", value)
        yield from (f"{key}.{each}" for each in schema["$defs"][inner["$ref"].rsplit("/", 1)[-1]]["properties"])


@pytest.mark.parametrize("section", sorted(set(Settings.model_fields) - {"channels", "operator"}))
def test_every_key_of_the_settings_is_told_and_none_that_is_not_there(section: str) -> None:
    shape = Settings.model_fields[section].annotation
    assert shape is not None and documented(f"[{section}]") == set(keys(shape))


def test_every_key_of_channels_sources_and_watches_is_told_and_none_that_is_not_there() -> None:
    assert documented("[channels.NAME]") == set(keys(ChannelSettings))
    assert documented("sources/ID.toml") == set(keys(Source, tables=("discover", "schedule", "fetch")))
    assert documented("watches/ID.toml") == set(keys(WatchFile))

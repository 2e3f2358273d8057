"""The environment laid over `nightdesk.toml`: NIGHTDESK_FETCH__CONCURRENCY=8, and *_FILE for secrets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from model.errors import ConfigFault

Table = dict[str, object]
_PREFIX = "NIGHTDESK_"
_FILE = "_FILE"


def overlay(
    table: Table, environment: Mapping[str, str], faults: list[ConfigFault]
) -> tuple[Table, dict[tuple[str, ...], str]]:
    """The table with every NIGHTDESK_SECTION__KEY laid over it, and which variable each such key came from."""
    merged: Table = {key: dict(value) if isinstance(value, dict) else value for key, value in table.items()}
    origins: dict[tuple[str, ...], str] = {}
    for variable in sorted(environment):
        if not variable.startswith(_PREFIX) or "__" not in variable:
            continue
        text = _text(variable, environment[variable], faults)
        path = tuple(variable.removeprefix(_PREFIX).removesuffix(_FILE).lower().split("__"))
        if text is not None:
            _put(merged, path, _value(text))
            origins[path] = variable
    return merged, origins


def _text(variable: str, value: str, faults: list[ConfigFault]) -> str | None:
    if not variable.endswith(_FILE):
        return value
    try:
        return Path(value).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        faults.append(
            ConfigFault(variable, "", f"the file {value} cannot be read: {error}", "check its path and rights")
        )
        return None


def _value(text: str) -> object:
    """Lists, numbers and truth values as JSON writes them; all else is a string."""
    if text[:1] in {"[", "{"} or text in {"true", "false"} or text.lstrip("-").replace(".", "", 1).isdigit():
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _put(table: Table, path: tuple[str, ...], value: object) -> None:
    for part in path[:-1]:
        inner = table.setdefault(part, {})
        if not isinstance(inner, dict):
            inner = table[part] = {}
        table = inner
    table[path[-1]] = value

"""Faults of a configuration in words: file, key, what is wrong, what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from model.errors import ConfigFault

#: The type of faults whose input is not shown.
SECRET: Final = "secret"  # noqa: S105 - no secret, but the word for one
Origins = Mapping[tuple[str, ...], str]


def faults_of(
    error: ValidationError, file: str, shape: type[BaseModel], origins: Origins | None = None
) -> list[ConfigFault]:
    """Every fault of one file; `origins` names the environment variable a key came from."""
    details = error.errors(include_url=False)
    return [_fault(detail, file, shape, origins or {}) for detail in details if not _follows(detail, details)]


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether a list is short only because entries of it have faults."""
    place = detail["loc"]
    within = (other["loc"] for other in details if len(other["loc"]) > len(place))
    return detail["type"] == "too_short" and any(other[: len(place)] == place for other in within)


def _fault(detail: ErrorDetails, file: str, shape: type[BaseModel], origins: Origins) -> ConfigFault:
    where = _origin(tuple(str(part) for part in detail["loc"]), origins) or file
    if detail["type"] == "extra_forbidden":
        return ConfigFault(where, dotted(detail["loc"]), "unknown key", _nearest(detail["loc"], shape))
    if detail["type"] == "missing":
        return ConfigFault(where, dotted(detail["loc"]), "is missing", "give it a value")
    if detail["type"] == "too_short" and not detail["input"]:
        return ConfigFault(where, dotted(detail["loc"]), "is empty", "give it at least one entry")
    problem = detail["msg"].removeprefix("Value error, ")
    problem = problem[:1].lower() + problem[1:]
    is_hidden = detail["type"] == SECRET or isinstance(detail["input"], dict | list)
    shown = "" if is_hidden else f"{detail['input']!r}: "
    return ConfigFault(where, dotted(detail["loc"]), f"{shown}{problem}")


def _origin(place: tuple[str, ...], origins: Origins) -> str | None:
    """The variable that a key came from: its own, or that of a key within it."""
    return next((variable for path, variable in origins.items() if path[: len(place)] == place), None)


def dotted(location: tuple[int | str, ...]) -> str:
    """`discover[0].url` for ("discover", 0, "url")."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _nearest(location: tuple[int | str, ...], shape: type[BaseModel]) -> str:
    known = sorted(_fields_at(location[:-1], shape))
    close = difflib.get_close_matches(str(location[-1]), known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"known here: {', '.join(known)}" if known else ""


def _fields_at(location: tuple[int | str, ...], shape: type[BaseModel]) -> list[str]:
    schema = shape.model_json_schema()
    here = schema
    for part in location:
        here = here.get("items", {}) if isinstance(part, int) else here.get("properties", {}).get(part, {})
        if reference := here.get("$ref"):
            here = schema["$defs"][str(reference).rsplit("/", 1)[-1]]
    return list(here.get("properties", {}))


def toml_fault(file: str, error: Exception) -> ConfigFault:
    """The fault of a file that is no TOML, or cannot be read."""
    if isinstance(error, OSError):
        return ConfigFault(file, "", f"cannot be read: {error.strerror}")
    hint = "strings need quotes; save the file as UTF-8"
    return ConfigFault(file, "", f"is not TOML: {error}", hint)

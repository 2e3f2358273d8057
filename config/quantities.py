"""Quantities as people write them in configuration: durations, sizes, proxies."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

_DURATION = re.compile(r"^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)$", re.IGNORECASE)
_PROXY = re.compile(r"^(socks5h?|http)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$")
_BYTES = {"b": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3}


def parse_duration(value: object) -> object:
    """A timedelta from "30s", "15m", "6h", "7d" or "250ms"; a timedelta passes. Raises ValueError."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and (found := _DURATION.match(value.strip())):
        return timedelta(seconds=float(found.group(1)) * _SECONDS[found.group(2)])
    raise ValueError('a duration is written "30s", "15m", "6h" or "7d"')


def parse_size(value: object) -> object:
    """Bytes from "500KB" or "5MB" (powers of ten); a whole number of bytes passes. Raises ValueError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and (found := _SIZE.match(value.strip())):
        return int(float(found.group(1)) * _BYTES[found.group(2).lower()])
    raise ValueError('a size is written "500KB" or "5MB"')


def write_duration(value: timedelta) -> str:
    """The duration in its largest whole unit."""
    seconds = value.total_seconds()
    for unit in ("d", "h", "m", "s"):
        if seconds >= _SECONDS[unit] and seconds % _SECONDS[unit] == 0:
            return f"{int(seconds / _SECONDS[unit])}{unit}"
    return f"{int(seconds * 1000)}ms" if seconds else "0s"


Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    PlainSerializer(write_duration),
    WithJsonSchema({"type": "string", "pattern": _DURATION.pattern, "examples": ["30s", "15m", "6h", "7d"]}),
]
Size = Annotated[
    int,
    BeforeValidator(parse_size),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _SIZE.pattern}, {"type": "integer"}], "examples": ["5MB"]}),
]


#: The type of faults whose input is not shown.
SECRET: Final = "secret"  # noqa: S105 - no secret, but the word for one


def parse_proxy(value: object) -> object:
    """A proxy's URL with its port, or "direct". Raises ValueError."""
    if value is None or (isinstance(value, str) and (value == "direct" or _PROXY.match(value))):
        return value
    if isinstance(value, str) and "@" in value:
        raise PydanticCustomError(SECRET, "the login of a proxy is no part of its address: it goes to proxy_logins")
    raise ValueError('a proxy is written "socks5://127.0.0.1:9050", "socks5h://…" or "http://…", with its port')


Proxy = Annotated[
    str, BeforeValidator(parse_proxy), WithJsonSchema({"type": "string", "examples": ["socks5h://127.0.0.1:9050"]})
]

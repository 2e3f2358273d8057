"""Quantities as people write them in configuration: durations, sizes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema

_DURATION = re.compile(r"^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)$", re.IGNORECASE)
_BYTES = {"b": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3}
#: What is longer has no begin in our calendar; what is larger fits nowhere. Seconds and bytes.
_LONGEST, _LARGEST = 36500 * 86400, 1000**5


def parse_duration(value: object) -> object:
    """A timedelta from "30s", "15m", "6h", "7d" or "250ms"; a timedelta passes. Raises ValueError."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and (found := _DURATION.match(value.strip())):
        seconds = float(found.group(1)) * _SECONDS[found.group(2)]
        if seconds > _LONGEST:
            raise ValueError('a duration is a hundred years ("36500d") at most')
        return timedelta(seconds=seconds)
    raise ValueError('a duration is written "30s", "15m", "6h" or "7d"')


def parse_size(value: object) -> object:
    """Bytes from "500KB" or "5MB" (powers of ten); a whole number of bytes passes. Raises ValueError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and (found := _SIZE.match(value.strip())):
        size = float(found.group(1)) * _BYTES[found.group(2).lower()]
        if size > _LARGEST:
            raise ValueError('a size is "1000000GB" at most')
        return int(size)
    raise ValueError('a size is written "500KB" or "5MB"')


def write_duration(value: timedelta) -> str:
    """The duration in its largest whole unit."""
    seconds = value.total_seconds()
    for unit in ("d", "h", "m", "s"):
        if seconds >= _SECONDS[unit] and seconds % _SECONDS[unit] == 0:
            return f"{int(seconds / _SECONDS[unit])}{unit}"
    return f"{int(seconds * 1000)}ms" if seconds else "0s"


class AsWritten(GenerateJsonSchema):
    """A JSON Schema whose defaults are written as people write them in the files."""

    def encode_default(self, dft: Any) -> Any:
        """A default as JSON."""
        return write_duration(dft) if isinstance(dft, timedelta) else super().encode_default(dft)


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

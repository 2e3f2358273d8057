"""Batches: JSON lines in, each line good or a named fault, none stopping the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from model.errors import NightdeskError
from model.json_text import load_json

#: What JSON calls the values that are neither text nor numbers.
_KINDS = {bool: "true or false", list: "a list", dict: "an object", str: "text", int: "a number", float: "a number"}


class BatchError(NightdeskError):
    """A line of a batch that cannot be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file: its number, its id (that number where it has none), and its fields, or what is wrong."""

    number: int
    id: str
    fields: Mapping[str, Any]
    error: BatchError | None = None


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One page of a batch: inline, or in a file; `error` says what is wrong with the line."""

    id: str
    url: str | None = None
    path: Path | None = None
    html: str | None = None
    content_type: str | None = None
    error: BatchError | None = None

    def load(self) -> bytes:
        """The page's bytes. Raises OSError, and BatchError where the path is none."""
        try:
            return self.path.read_bytes() if self.path else (self.html or "").encode()
        except ValueError as error:
            raise BatchError(f"there can be no file {str(self.path)!r}: {error}") from error


def json_rows(file: Path, texts: Collection[str] = (), lists: Collection[str] = ()) -> Iterator[Row]:
    """Every line of a JSON lines file; fields that are to be text, or lists of text or of objects, are that or null.

    A number where text is to be is its figures.
    """
    for number, value in _json_values(file):
        told = value.get("id") if isinstance(value, dict) else None
        id_ = str(told) if isinstance(told, str | int | float) else str(number)
        try:
            yield Row(number, id_, _checked(value, number, texts, lists))
        except BatchError as error:
            yield Row(number, id_, {}, error)


def _json_values(file: Path) -> Iterator[tuple[int, object]]:
    """Every line with its number, as Python has it; a BatchError in place of a value that is no JSON."""
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, load_json(line.strip())
            except ValueError as error:
                where = (
                    f"{error.msg} at character {error.pos + 1}" if isinstance(error, JSONDecodeError) else str(error)
                )
                yield number, BatchError(f"line {number} is no JSON: {where}")
            except RecursionError:
                yield number, BatchError(f"line {number} is no JSON that can be read: it is nested too deep")


def _checked(value: object, number: int, texts: Collection[str], lists: Collection[str]) -> Mapping[str, Any]:
    """A line's object with every field as it is to be. Raises BatchError."""
    if isinstance(value, BatchError):
        raise value
    if not isinstance(value, dict):
        raise BatchError(f"line {number} is no object")
    fields = dict(value)
    for name in value.keys() & set(texts):
        fields[name] = _text(value[name], f"line {number}: {name}")
    for name in value.keys() & set(lists):
        fields[name] = _list(value[name], f"line {number}: {name}")
    return fields


def _text(value: object, where: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise BatchError(f"{where} is {_KINDS[type(value)]} and should be text or null")


def _list(value: object, where: str) -> list[str | dict[str, Any] | None] | None:
    """A list of text, or of objects of text."""
    if value is None:
        return None
    if not isinstance(value, list):
        raise BatchError(f"{where} is {_KINDS[type(value)]} and should be a list or null")
    return [
        {name: _text(part, f"{where}.{name}") for name, part in each.items()}
        if isinstance(each, dict)
        else _text(each, where)
        for each in value
    ]


def read_batch(file: Path) -> Iterator[BatchLine]:
    """The pages of a batch; paths are relative to the batch's folder."""
    for row in json_rows(file, ("url", "path", "html", "content_type")):
        yield _line(row, file.parent)


def _line(row: Row, folder: Path) -> BatchLine:
    url, path, html, content_type = (row.fields.get(name) for name in ("url", "path", "html", "content_type"))
    if row.error is not None:
        return BatchLine(row.id, error=row.error)
    if path is None and html is None:
        return BatchLine(row.id, error=BatchError(f"line {row.number} has neither path nor html"))
    if html is not None and content_type is None:
        content_type = "text/html; charset=utf-8"
    return BatchLine(row.id, url, folder / path if path is not None else None, html, content_type)

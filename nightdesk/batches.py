"""Batches: JSON lines in, each line good or a named fault, none stopping the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from model.errors import NightdeskError


class BatchError(NightdeskError):
    """A line of a batch that cannot be used."""


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
        """The page's bytes. Raises OSError."""
        return self.path.read_bytes() if self.path else (self.html or "").encode("utf-8", "replace")


def json_lines(file: Path) -> Iterator[tuple[int, object]]:
    """Every line of a JSON lines file with its number; a BatchError in place of a value that is no JSON."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line)
            except ValueError as error:
                yield number, BatchError(f"line {number} is no JSON: {error}")


def read_batch(file: Path) -> Iterator[BatchLine]:
    """The pages of a batch; paths are relative to the batch's folder."""
    for number, value in json_lines(file):
        yield _line(value, number, file.parent)


def _line(value: object, number: int, folder: Path) -> BatchLine:
    if isinstance(value, BatchError):
        return BatchLine(str(number), error=value)
    if not isinstance(value, dict):
        return BatchLine(str(number), error=BatchError(f"line {number} is no object"))
    id_, path, html = str(value.get("id", number)), value.get("path"), value.get("html")
    if not isinstance(path, str) and not isinstance(html, str):
        return BatchLine(id_, error=BatchError(f"line {number} has neither path nor html"))
    url, content_type = value.get("url"), value.get("content_type")
    if html is not None and content_type is None:
        content_type = "text/html; charset=utf-8"
    return BatchLine(id_, url, folder / path if isinstance(path, str) else None, html, content_type)

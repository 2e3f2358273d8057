"""A folder as an archive: each page beside a sidecar `PAGE.json` that says where it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from crawler.replay.archive import MOST_BYTES, Entry, Stored, instant
from crawler.replay.content_types import guess_content_type
from model.captures import Capture
from model.clock import Clock
from model.errors import ConfigError, ConfigFault, FetchError
from model.outcomes import Outcome
from model.urls import web_url

_SIDECAR = ".json"
_TRUTH = ".truth.json"


@dataclass(frozen=True, slots=True)
class _Sidecar:
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    captured_at: datetime | None


def read_folder(folder: Path, clock: Clock) -> list[Stored]:
    """Every page of a folder and the folders within. Raises ConfigError with all sidecars that cannot be read."""
    faults: list[ConfigFault] = []
    stored = list(_pages(folder, clock, faults))
    if not stored and not faults:
        right = 'each PAGE.html with a PAGE.html.json beside it that holds {"url": …}'
        faults.append(ConfigFault(str(folder), "", "holds no page with a sidecar", right))
    if faults:
        raise ConfigError(faults)
    return stored


def _pages(folder: Path, clock: Clock, faults: list[ConfigFault]) -> Iterator[Stored]:
    for file in sorted(folder.rglob(f"*{_SIDECAR}")):
        page = file.with_name(file.name.removesuffix(_SIDECAR))
        if file.name.endswith(_TRUTH) or not page.is_file():
            continue
        name = page.relative_to(folder).as_posix()
        try:
            sidecar = _sidecar(json.loads(file.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            told = f"{type(error).__name__}: {error}"
            faults.append(
                ConfigFault(f"{name}{_SIDECAR}", "", f"is no sidecar: {told}", 'it needs at least {"url": …}')
            )
            continue
        yield Stored(Entry(name, sidecar.url, partial(_load, page, name, sidecar, clock)), sidecar.captured_at)


def _sidecar(said: Mapping[str, object]) -> _Sidecar:
    """The sidecar's content. Raises ValueError, KeyError, TypeError or AttributeError where it is not one."""
    url, captured_at = str(said["url"]), said.get("captured_at")
    return _Sidecar(
        url=web_url(url) or url,
        status=int(str(said.get("status") or 200)),
        headers=_headers(said.get("headers") or {}),
        captured_at=instant(str(captured_at)) if captured_at else None,
    )


def _headers(said: object) -> tuple[tuple[str, str], ...]:
    """Headers as an object or as a list of pairs."""
    pairs = list(said.items()) if isinstance(said, dict) else said
    if not isinstance(pairs, list):
        raise TypeError("headers are an object or a list of pairs")
    return tuple((str(name), str(value)) for name, value in pairs)


def _load(page: Path, name: str, sidecar: _Sidecar, clock: Clock) -> Capture:
    try:
        size = page.stat().st_size
        body = page.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise FetchError(sidecar.url, Outcome.MISSING, f"{name} cannot be read: {error.strerror}") from error
    if size > MOST_BYTES:
        raise FetchError(sidecar.url, Outcome.TOO_LARGE, f"{name} holds {size} bytes")
    headers = sidecar.headers
    if not any(header.lower() == "content-type" for header, _ in headers):
        headers = (*headers, ("Content-Type", guess_content_type(name, body)))
    at = sidecar.captured_at or clock()
    return Capture(sidecar.url, sidecar.url, sidecar.status, headers, body, at, at, wire_bytes=size)

"""Captures: fetched responses as they came, and raw pages as parsers take them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


def header_bytes(value: str) -> bytes:
    """A header's value in bytes: received ones were read as Latin-1 and are the same again; others are UTF-8."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8")


@dataclass(frozen=True, slots=True)
class RawPage:
    """Bytes for a parser, with what was said of them outside.

    `zone` (IANA name) and `language` are the source's, for pages that state none; `chrome` are the fingerprints of
    blocks that stand on many of the host's pages, None where nothing is to be learned of the host. A `selector` (CSS)
    says which links of a list are its items. `seen_at` is when it was fetched: times that lie ahead of it are not
    believed. What comes from a `board` is a thread, whatever runs it, unless it declares
    an article.
    """

    body: bytes
    url: str | None = None
    content_type: str | None = None
    zone: str | None = None
    language: str | None = None
    chrome: frozenset[int] | None = None
    selector: str | None = None
    seen_at: datetime | None = None
    board: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched response, immutable. `body` is decoded (no content coding); `headers` keep order and case.

    `url` is what was asked for, `final_url` what answered after redirects. A 304 has an empty body.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    requested_at: datetime
    fetched_at: datetime
    wire_bytes: int = 0
    redirects: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the decoded body, in hex."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The last value of a header, its name compared without case."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[-1] if found else None

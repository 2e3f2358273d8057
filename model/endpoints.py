"""Addresses that are asked again: what is remembered of them between visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EndpointState:
    """What is remembered of an address: its validators as received, its last body's hash, when it last came whole.

    The hash of a list is in part that of how it was read: read in another way, it may give other links.

    Validators and hash are kept only while its links are fresh: an address that gave nothing, or only old news, is so
    asked in full and read anew at every visit.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    full_at: datetime | None = None
    checked_at: datetime | None = None

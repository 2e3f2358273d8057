"""The chain of evidence: a hash over each capture and the hash before it, so that no row can be changed unseen."""

from __future__ import annotations

import hashlib
import json

from model.captures import Capture
from model.moments import iso_instant

#: What stands before the first capture.
BEGINNING = "0" * 64


def link_of(before: str, source_id: str, capture: Capture, sha256: str) -> str:
    """The hash (SHA-256, hex) of a capture's row after the row whose hash is `before`."""
    row = [
        before,
        source_id,
        capture.url,
        capture.final_url,
        capture.status,
        [list(pair) for pair in capture.headers],
        list(capture.redirects),
        sha256,
        iso_instant(capture.requested_at),
        iso_instant(capture.fetched_at),
    ]
    return hashlib.sha256(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    ).hexdigest()

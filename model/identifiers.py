"""Stable identifiers: the same thing gets the same one in any database."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("6f0c8a52-5f0e-5c1b-9d38-3f1f7b1f2a10")


def stable_uid(kind: str, *parts: str) -> str:
    """A name-based UUID (RFC 9562, version 5) of a thing told by its kind and parts."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join((kind, *parts))))

"""Pure: bytes in, Document out. Nothing here fetches, executes, reads a clock or a file."""

from __future__ import annotations

from parsers.routing import parse

__all__ = ["parse"]

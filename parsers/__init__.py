"""Pure: bytes in, Document out. Nothing here fetches, executes, reads a clock or a file."""

from __future__ import annotations

from model.captures import RawPage
from model.documents import Parsed

__all__ = ["parse"]


def parse(raw: RawPage, *, generic: bool = False) -> Parsed:
    """The document in a page's bytes; see `parsers.routing.parse`, which is loaded by those only who read pages."""
    from parsers.routing import parse as routed

    return routed(raw, generic=generic)

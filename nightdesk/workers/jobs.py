"""What parser processes do. They are begun often, so this imports nothing but what a page needs."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from model.captures import RawPage
from model.documents import Parsed
from nightdesk.workers.memory import collect_seldom, give_back_memory

if TYPE_CHECKING:
    from parsers.listings.announced import Announced


def confine(memory: int) -> None:
    """Bounds the address space of this process, in bytes, and sets it up for pages."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    give_back_memory()
    collect_seldom()


def parse_page(raw: RawPage, generic: bool) -> Parsed:
    """What a page says. Raises ParseError."""
    from parsers import parse

    return parse(raw, generic=generic)


def read_announced(raw: RawPage) -> Announced:
    """The feeds a page announces. Raises ParseError."""
    from parsers.listings.announced import announced

    return announced(raw)

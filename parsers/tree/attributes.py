"""What the attributes of one element say of it: its names, and whether readers see it."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|mw-editsection|visually-?hidden|screen-reader(?:-text)?|offscreen|u-vh|"
    r"[\w-]{0,40}(?:tooltip|popover|rollover|hover-?card)[\w-]{0,40}?(?:text|content|inner|body|bubble|block))(?:\s|$)|"
    r"^hidden$",
    re.IGNORECASE,
)  #: for those who have it read to them, who point at it, or who edit a wiki
_CLIPPED = re.compile(r"clip:\s*rect\(0")  #: how a style leaves a text to those who have it read to them
_NAMING = frozenset({"class", "id", "role", "itemprop", "data-testid"})
_HIDING = frozenset({"hidden", "aria-hidden", "style"})


@lru_cache(maxsize=5000)
def is_seen(names: str | None, style: str | None) -> bool:
    """Whether an element of such a class and style is for readers who see."""
    return not (names and _UNSEEN.search(names)) and not (style and _CLIPPED.search(style))


def said_of(node: LexborNode) -> tuple[str, bool]:
    """What an element is called, and whether it is hidden."""
    attributes = node.attributes
    if not attributes:
        return "", False
    names, hidden = "", False
    for key, value in attributes.items():
        if key in _NAMING:
            names = f"{names} {value}" if names else value or ""
        elif key in _HIDING:
            hidden = hidden or _hides(key, value)
    return names.lower(), hidden


def _hides(attribute: str, value: str | None) -> bool:
    """Whether an attribute hides its element."""
    if attribute == "style":
        return "display:none" in (value or "").replace(" ", "")
    return attribute == "hidden" or (attribute == "aria-hidden" and value == "true")

"""XML written piece by piece: a feed of many entries is written several times as fast as through a tree."""

from __future__ import annotations

from alerts.feeds.entry import writable

#: Entries of which the writing is kept, in each format.
KEPT = 2048
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def content(text: str) -> str:
    """A text as the content of an element."""
    return writable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """A text in which nothing is meant as HTML, as RSS wants it written (RSS Advisory Board's profile, §2.1)."""
    return writable(text).replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")


def element(name: str, text: str) -> str:
    """An element with text."""
    return f"<{name}>{content(text)}</{name}>"


def attribute(name: str, value: str) -> str:
    """An attribute, with the blank before it."""
    told = plain(value).replace('"', "&quot;")
    if not told.isprintable():
        told = told.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
    return f' {name}="{told}"'


def empty(name: str, *attributes: tuple[str, str]) -> str:
    """An element that has attributes alone."""
    return f"<{name}{''.join(attribute(*each) for each in attributes)}/>"

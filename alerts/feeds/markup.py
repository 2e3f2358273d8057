"""XML written piece by piece: a feed of many entries is written several times as fast as through a tree."""

from __future__ import annotations

from html import escape

from alerts.feeds.entry import writable

#: Entries of which the writing is kept, in each format.
KEPT = 2048
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def element(name: str, text: str, attributes: str = "") -> str:
    """An element with text. `attributes` are written with `attribute`."""
    return f"<{name}{attributes}>{escape(writable(text), quote=False)}</{name}>"


def attribute(name: str, value: str) -> str:
    """An attribute, with the blank before it."""
    told = escape(value)
    if not value.isprintable():
        told = writable(told).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
    return f' {name}="{told}"'


def empty(name: str, *attributes: tuple[str, str]) -> str:
    """An element that has attributes alone."""
    return f"<{name}{''.join(attribute(*each) for each in attributes)}/>"

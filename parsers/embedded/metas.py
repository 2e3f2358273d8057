"""The meta elements of a page by their property, name or itemprop: most are never asked for, and left as they are."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from model.text import clean_line


class Metas:
    """What meta elements hold, given in the page's order."""

    def __init__(self, nodes: Iterable[LexborNode]) -> None:
        self._written: dict[str, list[str]] = {}
        self._cleaned: dict[str, tuple[str, ...]] = {}
        for node in nodes:
            attributes = node.attributes
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            if name:
                self._written.setdefault(name.strip().lower(), []).append(attributes.get("content") or "")

    def written(self, name: str) -> list[str]:
        """The contents as they are written of those with a name in lower case."""
        return self._written.get(name, [])

    def get(self, name: str) -> tuple[str, ...]:
        """The contents, cleaned, of those with a name in lower case; none where all are empty."""
        if name not in self._written:
            return ()
        if name not in self._cleaned:
            self._cleaned[name] = tuple(filter(None, map(clean_line, self._written[name])))
        return self._cleaned[name]

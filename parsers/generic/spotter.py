"""Expressions looked for together: all that a text holds are found in one pass over its bytes (Hyperscan).

Unlike automata that are built while they are used, it is as fast for words that it never met: the names that sites
give their boxes are new on every site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock

from hyperscan import HS_FLAG_MULTILINE, HS_FLAG_SINGLEMATCH, HS_MODE_BLOCK, Database

Note = Callable[
    [int, int, int, int, object], None
]  #: of the number of an expression, and of where its find ends, third


class Spotter:
    """Some expressions by their numbers. `^` and `$` stand for the ends of a line."""

    def __init__(self, expressions: Mapping[int, str], *, once: bool) -> None:
        """Finds each one once in a text, or wherever it stands."""
        self._database = Database(mode=HS_MODE_BLOCK)
        self._database.compile(
            expressions=[expression.encode() for expression in expressions.values()],
            ids=list(expressions),
            flags=HS_FLAG_MULTILINE | (HS_FLAG_SINGLEMATCH if once else 0),
        )
        self._scanning = Lock()

    def spot(self, text: bytes, note: Note) -> None:
        """Tell of everything that is found."""
        with self._scanning:  # the database has one place to work in
            self._database.scan(text, note)

    def finds(self, text: bytes) -> bool:
        """Whether anything is found."""
        found: list[int] = []
        self.spot(text, lambda number, *_: found.append(number))
        return bool(found)

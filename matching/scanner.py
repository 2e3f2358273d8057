"""The scanner: which of many literals a text may hold, found in one pass over its bytes (Hyperscan).

It looks for the first piece of every literal. Whether the rest follows, and whether words begin and end there, is for
the literal to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

from hyperscan import HS_FLAG_SINGLEMATCH, HS_MODE_BLOCK, Database

from matching.literals import Literal

#: So many bytes of a piece are looked for: more are refused at some length, and hardly ever tell more.
_LONGEST = 200


class Scanner:
    """Literals looked for together."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self._literals = tuple(dict.fromkeys(literals))
        self.literals = frozenset(self._literals)
        self._database = _database_of(self._literals) if self._literals else None
        self._scanning = Lock()

    def seen(self, text: str) -> set[Literal]:
        """The literals of which a folded text holds the first piece, or the beginning of a very long one."""
        literals, seen = self._literals, set[Literal]()

        def note(number: int, _start: int, _end: int, _flags: int, _context: object) -> None:
            seen.add(literals[number])

        if self._database:
            with self._scanning:  # the database has one place to work in
                self._database.scan(_encoded(text), match_event_handler=note)
        return seen


def _database_of(literals: Sequence[Literal]) -> Database:
    """What tells of every literal once, by its number, that its first piece was seen."""
    database = Database(mode=HS_MODE_BLOCK)
    database.compile(
        expressions=[_encoded(one.pieces[0])[:_LONGEST] for one in literals],
        ids=range(len(literals)),
        elements=len(literals),
        flags=HS_FLAG_SINGLEMATCH,
        literal=True,
    )
    return database


def _encoded(text: str) -> bytes:
    """A text's bytes as they are scanned; a zero would end a piece."""
    return text.replace("\0", " ").encode("utf-8", "surrogatepass")

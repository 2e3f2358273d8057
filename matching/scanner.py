"""The scanner: which of many literals a text may hold, found in one pass of an automaton over its bytes (Aho–Corasick).

The automaton looks for the first piece of every literal. Whether the rest follows, and whether words begin and end
there, is for the literal to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from ahocorasick_rs import BytesAhoCorasick, Implementation

from matching.literals import Literal

_NUMBER = itemgetter(0)
#: Up to so many bytes of literals the fastest automaton stays small enough for a processor's cache.
_SMALL = 60_000


class Scanner:
    """Literals looked for together."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self.literals = frozenset(literals)
        by_piece: dict[bytes, list[Literal]] = {}
        for one in self.literals:
            by_piece.setdefault(_encoded(one.pieces[0]), []).append(one)
        self._beginning_so = tuple(map(tuple, by_piece.values()))
        self._automaton = _automaton_of(tuple(by_piece))

    def candidates(self, text: str) -> set[Literal]:
        """The literals whose first piece a folded text holds."""
        matches = self._automaton.find_matches_as_indexes(_encoded(text), overlapping=True)
        return set().union(*map(self._beginning_so.__getitem__, set(map(_NUMBER, matches))))


def _automaton_of(pieces: tuple[bytes, ...]) -> BytesAhoCorasick:
    small = sum(map(len, pieces)) <= _SMALL
    return BytesAhoCorasick(pieces, implementation=Implementation.DFA if small else Implementation.ContiguousNFA)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

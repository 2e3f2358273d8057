"""Literals: words and phrases as they are looked for in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from matching.folding import fold
from matching.scripts import WORD_SIGN, begins, ends

#: Stands for `*` while a literal is folded.
_STAR = "\ue000"
_REST_OF_WORD = re.compile(f"{WORD_SIGN}*")
_LETTER = re.compile(WORD_SIGN)
_NO_LETTER = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A word or phrase: folded pieces, between which (and after the last of a prefix) a word may go on.

    `Хлайн*` has the pieces "хлайн" and ""; "старш* генерал*" the pieces "старш", " генерал" and "". Equal literals are
    one object, so that they are found once.
    """

    pieces: tuple[str, ...]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the literal stands in folded text, from left to right, never inside a longer word."""
        first, *others = self.pieces
        start = text.find(first)
        while start >= 0:
            end = start + len(first)
            if others:
                end = self._end(text, end)
            at = start + 1
            if end > 0 and begins(text, start) and (not self.pieces[-1] or ends(text, end)):
                yield start, end
                at = end
            start = text.find(first, at)

    def _end(self, text: str, end: int) -> int:
        """Where the literal ends whose first piece ends at `end`; -1 where the other pieces do not follow."""
        for piece in self.pieces[1:]:
            rest = _REST_OF_WORD.match(text, end)
            end = rest.end() if rest else end
            if not text.startswith(piece, end):
                return -1
            end += len(piece)
        return end


def literal(written: str) -> Literal:
    """The literal a person wrote; `*` at the end of a word lets the word go on."""
    folded = fold(written.replace("*", _STAR)).text.strip()
    return _interned(tuple(folded.split(_STAR)))


def fault_of(written: str) -> str | None:
    """What makes a literal impossible to look for, None where nothing does."""
    pieces = literal(written).pieces
    if _NO_LETTER.fullmatch(pieces[0]):
        return "holds nothing to search for"
    if any(piece and _LETTER.match(piece) for piece in pieces[1:]):
        return "has a * inside a word, where it can only stand at the end"
    return None


@lru_cache(maxsize=1 << 16)
def _interned(pieces: tuple[str, ...]) -> Literal:
    return Literal(pieces)

"""The scanner: which of many literals a text holds, found in one pass over its words.

Each literal is filed under one key: its longest word; the beginning of it where the word may go on; in scripts without
spaces its first characters. A text's words and character groups are looked up in these files by set intersection, so
the cost grows with the text and hardly with the number of literals. What the keys let through is then looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from matching.literals import Literal
from matching.scripts import HAN, WORD_SIGN, has_unspaced

_SPACED_WORD = re.compile(f"{WORD_SIGN}+")
_WORD = re.compile(r"\w+")
_HAN = re.compile(f"[{HAN}]")
_PREFIX = 4
_HAN_GROUP = 2
_GROUP = 4
_STEP = 2


Entry = tuple[int, frozenset[str]]


@dataclass(slots=True)
class _File:
    """Literals, by number, under keys of one sort, each with all that must stand in the text beside its key."""

    keys: dict[str, list[Entry]] = field(default_factory=dict)

    def put(self, key: str, number: int, needed: frozenset[str] = frozenset()) -> None:
        self.keys.setdefault(key, []).append((number, needed))

    def under(self, keys: set[str], held: set[str]) -> Iterator[int]:
        for key in self.keys.keys() & keys:
            for number, needed in self.keys[key]:
                if needed <= held:
                    yield number


class Scanner:
    """Literals filed for scanning; each has the number of its place in `literals`."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self.literals = tuple(dict.fromkeys(literals))
        self._words, self._groups, self._han_groups = _File(), _File(), _File()
        self._prefixes: dict[int, _File] = {}
        self._unfiled: list[int] = []  # too short, in a script without spaces
        for number, one in enumerate(self.literals):
            self._put(number, one)

    def _put(self, number: int, one: Literal) -> None:
        first = one.pieces[0]
        if _HAN.match(first) and len(first) >= _HAN_GROUP:
            self._han_groups.put(first[:_HAN_GROUP], number, frozenset(map("".join, pairwise(first))))
        elif has_unspaced(first):
            self._put_unspaced(number, first)
        else:
            self._put_spaced(number, one)

    def _put_unspaced(self, number: int, first: str) -> None:
        """File a literal twice, since the text is looked through in steps of two."""
        if len(first) <= _GROUP:
            self._unfiled.append(number)
            return
        for begin in range(_STEP):
            groups = _groups(first[begin:])
            self._groups.put(first[begin : begin + _GROUP], number, frozenset(groups))

    def _put_spaced(self, number: int, one: Literal) -> None:
        whole, opened = _words_of(one)
        if whole:
            self._words.put(max(whole, key=len), number, frozenset(whole))
        elif opened:
            word = max(opened, key=len)
            length = min(_PREFIX, len(word))
            self._prefixes.setdefault(length, _File()).put(word[:length], number)
        else:
            self._unfiled.append(number)

    def candidates(self, text: str) -> set[int]:
        """The numbers of the literals that a folded text may hold; none that it holds is left out."""
        if not has_unspaced(text):
            return self._spaced_candidates(set(_WORD.findall(text)))
        found = self._spaced_candidates(_spaced_words(text))
        found.update(self._unspaced_candidates(text))
        return found

    def _spaced_candidates(self, words: set[str]) -> set[int]:
        found = set(self._words.under(words, words))
        for length, file in self._prefixes.items():
            found.update(file.under({word[:length] for word in words}, words))
        return found

    def _unspaced_candidates(self, text: str) -> Iterator[int]:
        if self._han_groups.keys and _HAN.search(text):
            pairs = set(map("".join, pairwise(text)))
            yield from self._han_groups.under(pairs, pairs)
        if self._groups.keys:
            groups = _groups(text)
            yield from self._groups.under(groups, groups)
        yield from (number for number in self._unfiled if self.literals[number].pieces[0] in text)


def _spaced_words(text: str) -> set[str]:
    """The words of a text that also holds scripts without spaces, of the other scripts.

    Most of their pieces between blanks are words as they are, and only the others are looked into.
    """
    pieces = set(text.split())
    words = {piece for piece in pieces if piece.isascii() and piece.isalnum()}
    return words.union(_SPACED_WORD.findall(" ".join(pieces - words)))


def _groups(text: str) -> set[str]:
    return {text[at : at + _GROUP] for at in range(0, len(text) - _GROUP + 1, _STEP)}


def _words_of(one: Literal) -> tuple[list[str], list[str]]:
    """The words that must stand in the text as they are, and those that may go on there."""
    whole: list[str] = []
    opened: list[str] = []
    for number, piece in enumerate(one.pieces):
        is_last = number == len(one.pieces) - 1
        for found in _SPACED_WORD.finditer(piece):
            goes_on = found.end() == len(piece) and not is_last
            (opened if goes_on else whole).append(found.group())
    return whole, opened

"""Edits of a text that remember where every character came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from operator import add, sub

Replace = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Every match of `pattern` (made ready when it is needed) is replaced by a text, or what is made of it.

    `quick` makes the same edit without the pattern, where there is a much faster way. An `even` edit puts one character
    for one, so that every other keeps its place; of another, `moving` describes the matches that do not, if not all.
    """

    pattern: re.Pattern[str] | str
    replace: Replace | str
    quick: Callable[[str], str] | None = None
    even: bool = False
    moving: str | None = None

    def apply(self, text: str) -> str:
        """The text after the edit."""
        return self.quick(text) if self.quick else self.compiled.sub(self.replace, text)

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to be looked for."""
        return re.compile(self.pattern) if isinstance(self.pattern, str) else self.pattern


#: The edit a text needs at this stage, None where it needs none.
Stage = Callable[[str], Edit | None]
#: An edit that moved characters, and the text it was made in.
Step = tuple[Edit, str]


@dataclass(frozen=True, slots=True)
class Shift:
    """What an edit moved: the slices after it and, number by number, the slices before it, from left to right."""

    starts: list[int]
    ends: list[int]
    old_starts: list[int]
    old_ends: list[int]

    @classmethod
    def of(cls, edit: Edit, text: str) -> Shift:
        """What an edit replaces in a text, in so far as it moves characters."""
        moving = re.compile(edit.moving) if edit.moving else edit.compiled
        spans = [found.span() for found in moving.finditer(text)]
        old_starts, old_ends = [start for start, _ in spans], [end for _, end in spans]
        if isinstance(edit.replace, str):
            lengths = [len(edit.replace)] * len(spans)
        else:
            lengths = [len(edit.replace(found)) for found in moving.finditer(text)]
        moved = accumulate(map(sub, lengths, map(sub, old_ends, old_starts)), initial=0)
        starts = list(map(add, old_starts, moved))
        return cls(starts, list(map(add, starts, lengths)), old_starts, old_ends)

    def first_before(self, at: int) -> int:
        """The first of the characters that the one at `at` came from."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        return self.old_starts[number] if at < self.ends[number] else at - self.ends[number] + self.old_ends[number]

    def last_before(self, at: int) -> int:
        """The last of the characters that the one at `at` came from."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        return self.old_ends[number] - 1 if at < self.ends[number] else at - self.ends[number] + self.old_ends[number]


class Trace:
    """Where each character of a text came from that was edited step by step."""

    __slots__ = ("_length", "_shifts")

    def __init__(self, steps: Iterable[Step], length: int) -> None:
        self._shifts = [Shift.of(edit, before) for edit, before in steps]
        self._length = length

    def start(self, at: int) -> int:
        """Where the original of the character at `at` begins."""
        for shift in reversed(self._shifts):
            at = shift.first_before(at)
        return at

    def end(self, at: int) -> int:
        """Where the original of the character at `at` ends."""
        for shift in reversed(self._shifts):
            at = shift.last_before(at)
        return at + 1

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """The characters that came from a slice of the original or a part of it."""
        everywhere = range(self._length)
        return bisect_right(everywhere, start, key=self.end), bisect_left(everywhere, end, key=self.start)

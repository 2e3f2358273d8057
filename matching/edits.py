"""Edits of a text that remember where every character came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Replace = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Every match of `pattern` is replaced by a text, or what is made of it.

    `quick` makes the same edit without the pattern, where there is a much faster way. An `even` edit puts one character
    for one, so that every other keeps its place.
    """

    pattern: re.Pattern[str]
    replace: Replace | str
    quick: Callable[[str], str] | None = None
    even: bool = False

    def apply(self, text: str) -> str:
        """The text after the edit."""
        return self.quick(text) if self.quick else self.pattern.sub(self.replace, text)

    def replacement(self, found: re.Match[str]) -> str:
        """What is put for one match."""
        return self.replace if isinstance(self.replace, str) else self.replace(found)


#: The edit a text needs at this stage, None where it needs none.
Stage = Callable[[str], Edit | None]
#: An edit that moved characters, and the text it was made in.
Step = tuple[Edit, str]


@dataclass(frozen=True, slots=True)
class Shift:
    """What an edit replaced: the slices after it and, number by number, the slices before it, from left to right."""

    starts: list[int]
    ends: list[int]
    old_starts: list[int]
    old_ends: list[int]

    @classmethod
    def of(cls, edit: Edit, text: str) -> Shift:
        """What an edit replaces in a text."""
        spans = [found.span() for found in edit.pattern.finditer(text)]
        if isinstance(edit.replace, str):
            lengths = [len(edit.replace)] * len(spans)
        else:
            lengths = [len(edit.replacement(found)) for found in edit.pattern.finditer(text)]
        starts, ends, moved = [], [], 0
        for (low, high), length in zip(spans, lengths, strict=True):
            starts.append(low + moved)
            ends.append(low + moved + length)
            moved += length - (high - low)
        return cls(starts, ends, [low for low, _ in spans], [high for _, high in spans])

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

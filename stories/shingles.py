"""Shingles: every run of four words (eight letters where a script writes no blanks) as a 32-bit number."""

from __future__ import annotations

from array import array
from itertools import chain
from struct import iter_unpack
from zlib import crc32

from stories.tokens import Tokens

WORDS = 4
LETTERS = 8
#: Both kinds of shingle are windows of so many bytes: four word numbers, or eight letters in UTF-16.
_WINDOW = 16


def shingles(tokens: Tokens) -> array[int]:
    """The shingles of a text in their order: first those of its words, then those of its stream of letters.

    A text shorter than a shingle gives one of all it has; one without letters none.
    """
    numbers = array("I", map(crc32, map(str.encode, tokens.words)))
    found = _windows(numbers.tobytes(), _WINDOW // WORDS)
    found.extend(_windows(tokens.stream.encode("utf-16-le"), _WINDOW // LETTERS))
    return found


def _windows(data: bytes, step: int) -> array[int]:
    """The checksum of every window of the data, one starting at each `step`; the loop runs in C."""
    if len(data) <= _WINDOW:
        return array("I", [crc32(data)] if data else [])
    count = (len(data) - _WINDOW) // step + 1
    found = array("I", bytes(4 * count))
    for phase in range(_WINDOW // step):
        part = data[phase * step :]
        whole = part[: len(part) // _WINDOW * _WINDOW]
        sums = map(crc32, chain.from_iterable(iter_unpack(f"{_WINDOW}s", whole)))
        found[phase :: _WINDOW // step] = array("I", sums)
    return found

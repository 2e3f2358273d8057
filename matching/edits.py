"""Edits of a text that remember where every character came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Replace = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Every match of `pattern` is replaced by a text, or what is made of it."""

    pattern: re.Pattern[str]
    replace: Replace | str
    table: dict[int, str] | None = None  #: the same edit, character by character, for ASCII text: much faster there

    def apply(self, text: str) -> str:
        """The text after the edit."""
        if self.table is not None and text.isascii():
            return text.translate(self.table)
        return self.pattern.sub(self.replace, text)

    def replacement(self, found: re.Match[str]) -> str:
        """What is put for one match."""
        return self.replace if isinstance(self.replace, str) else self.replace(found)


#: The edit a text needs at this stage, None where it needs none.
Stage = Callable[[str], Edit | None]


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with the slice of the original behind each of its characters."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Traced:
        """The text as it stands: each character behind itself."""
        return cls(text, list(range(len(text))), list(range(1, len(text) + 1)))

    def edited(self, edit: Edit) -> Traced:
        """The text after an edit; what replaces a match comes from the whole of the match."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for found in edit.pattern.finditer(self.text):
            low, high, new = found.start(), found.end(), edit.replacement(found)
            pieces += (self.text[at:low], new)
            starts += self.starts[at:low] + [self.starts[low]] * len(new)
            ends += self.ends[at:low] + [self.ends[high - 1]] * len(new)
            at = high
        return Traced("".join([*pieces, self.text[at:]]), starts + self.starts[at:], ends + self.ends[at:])

    def casefolded(self) -> Traced:
        """The text without case; one character may become several."""
        folded = list(map(str.casefold, self.text))
        if all(len(piece) == 1 for piece in folded):
            return Traced("".join(folded), self.starts, self.ends)
        starts = [start for start, piece in zip(self.starts, folded, strict=True) for _ in piece]
        ends = [end for end, piece in zip(self.ends, folded, strict=True) for _ in piece]
        return Traced("".join(folded), starts, ends)

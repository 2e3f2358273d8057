"""Folding: a text as the matcher compares it, with the way back to the original.

Case, accents, width and compatibility forms, quotes, hyphens, line ends and invisible marks do not count. A blank line
does: nothing is found across two paragraphs. In scripts without spaces between words, blanks are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from matching.blanks import SEPARATORS, SEPARATORS_AND_CASE, joining_edits, loose_blanks
from matching.burmese import ANY, digits_edit, dot_edit, order_edit, pairs_edit, zawgyi_edit
from matching.edits import Edit, Stage, Step, Trace
from matching.han import simplify_edit
from matching.scripts import UNSPACED
from matching.signs import characters, commonly_plain, few_signs, holding_only, short_i, unusual

#: Compatibility forms of letters of scripts without spaces: halfwidth kana, radicals, squared and enclosed words.
_UNSPACED_ONCE_PLAIN = "\u2e80-\u2fdf\u3200-\u33ff\uff66-\uff9f\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f"
_UNSPACED_EVER = re.compile(f"[{UNSPACED}{_UNSPACED_ONCE_PLAIN}]")
_ANY = re.compile(".", re.DOTALL)
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32|\u0e40\u0e40")


class Folded:
    """A folded text; `original` gives back the slice behind any part of it. `steps` are what moved characters."""

    __slots__ = ("_trace", "source", "steps", "text")

    def __init__(self, source: str, text: str, steps: Sequence[Step] = ()) -> None:
        self.source, self.text = source, text
        self.steps = steps
        self._trace: Trace | None = None

    @property
    def trace(self) -> Trace:
        """Where each folded character came from, worked out when first asked for."""
        if self._trace is None:
            self._trace = Trace(self.steps, len(self.text))
        return self._trace

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original behind the folded characters from `start` up to `end`."""
        if start >= end:
            raise ValueError(f"an empty span has no original: {start}..{end}")
        return self.trace.start(start), self.trace.end(end - 1)

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters that came from a slice of the original; none where it holds nothing that counts."""
        return self.trace.place_of(start, end)


def fold(text: str, *, joined: bool = False) -> Folded:
    """The text as it is compared; `joined` puts together words that a hyphen divides at the end of a line.

    Without it the hyphen is a blank like any other, for "junta-backed" may be divided there too.
    """
    folding = _Folding(text)
    for edit in joining_edits(text, joined):
        folding.make(edit)
    folding.text = commonly_plain(folding.text)
    few, is_simple = few_signs(folding.text)
    folding.make(few)
    if not is_simple:
        folding.make(_CASE)
    for stage in SEPARATORS_AND_CASE if is_simple else _stages(folding.text):
        folding.make(stage(folding.text))
    return Folded(text, folding.text, folding.steps)


class _Folding:
    """A text on its way, with the edits so far that moved characters."""

    __slots__ = ("steps", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[Step] = []

    def make(self, edit: Edit | None) -> None:
        """Makes an edit, if there is one to be made."""
        if edit is None:
            return
        before, self.text = self.text, edit.apply(self.text)
        if not edit.even and (edit is not _CASE or len(before) != len(self.text)):
            self.steps.append((edit, before))


#: Takes case away; a few characters become several by it.
_CASE = Edit(_ANY, lambda found: found.group().casefold(), str.casefold)


def _thai(text: str) -> Edit | None:
    def compose(found: re.Match[str]) -> str:
        if found.group() == "\u0e40\u0e40":
            return "\u0e41"
        return (found.group(1) or found.group(2) or "") + "\u0e33"

    return Edit(_THAI_AM, compose) if "\u0e4d" in text or "\u0e40\u0e40" in text else None


#: In order: characters first, so that every later stage sees one form; the blanks last, when all are blanks.
_BURMESE: tuple[Stage, ...] = (zawgyi_edit, digits_edit, dot_edit, order_edit, pairs_edit)


def _signs(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


#: Texts of one script, which most are, with the stages they need; none of these signs becomes another.
_OF_ONE_SCRIPT: tuple[tuple[Callable[[str], bool], tuple[Stage, ...]], ...] = (
    (holding_only("£©®°€ґ" + _signs(0x430, 0x44F) + _signs(0x452, 0x45F)), SEPARATORS),
    (holding_only(_signs(0xE01, 0xE3A) + _signs(0xE3F, 0xE5B)), (_thai, *SEPARATORS, loose_blanks)),
    (holding_only(_signs(0x1000, 0x104F)), (*_BURMESE, *SEPARATORS, loose_blanks)),
)


def _stages(text: str) -> tuple[Stage, ...]:
    """The stages a text needs, by the scripts in it."""
    for holds_only, stages in _OF_ONE_SCRIPT:
        if holds_only(text):
            return stages
    foreign = unusual(text)
    if not foreign:
        return SEPARATORS
    first = (short_i, partial(characters, foreign))
    if _UNSPACED_EVER.search(foreign):
        burmese = _BURMESE if ANY.search(foreign) else ()
        return (*first, simplify_edit, *burmese, _thai, *SEPARATORS, loose_blanks)
    return (*first, *SEPARATORS)

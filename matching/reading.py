"""A reading: one subject folded once, searched by many watches, with the measure of its distances."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from matching.asides import without_asides
from matching.blanks import BREAK, PARAGRAPH, has_divided_words
from matching.digests import items
from matching.folding import Folded, fold
from matching.literals import Literal
from matching.patterns import Pattern
from matching.scripts import UNSPACED, WORD_SIGN, has_unspaced
from matching.subject import Field, Subject

#: Parts of a word a distance is counted in: a word is five, a character of a script without spaces two.
PARTS = 5
_SIGN_PARTS = 2
_LEAD_WITHOUT_PARAGRAPHS = 400
#: Longer ways are measured by blocks, which are counted once.
_BLOCK, _SHORT = 128, 512
_WORD = re.compile(f"{WORD_SIGN}+")
_ASCII_WORD = re.compile("[a-z0-9]+")
_IN_WORD = re.compile(f"{WORD_SIGN}{{2}}")
_SIGNS = re.compile(f"[{UNSPACED}]+")

Place = tuple[int, int]


class Ruler:
    """Distances in a folded text, counted in parts of a word. The text is counted in blocks, as far as is asked."""

    __slots__ = ("_at", "_blocks", "_text", "_unspaced", "_word")

    def __init__(self, text: str) -> None:
        self._text = text
        self._word = _ASCII_WORD if text.isascii() else _WORD
        self._unspaced = has_unspaced(text)
        self._blocks = [0]
        self._at: dict[int, int] = {}

    def at(self, index: int) -> int:
        """How many parts stand up to and with the word at an index."""
        known = self._at.get(index)
        if known is None:
            known = self._at[index] = self._count(index)
        return known

    def _count(self, index: int) -> int:
        number = index // _BLOCK
        while len(self._blocks) <= number:
            start = (len(self._blocks) - 1) * _BLOCK
            self._blocks.append(self._blocks[-1] + self._parts(start, start + _BLOCK))
        return self._blocks[number] + self._parts(number * _BLOCK, index + 1)

    def _parts(self, start: int, end: int) -> int:
        """How many parts begin from `start` up to `end`."""
        words = len(self._word.findall(self._text, start, end))
        if start and words and _IN_WORD.match(self._text, start - 1):
            words -= 1
        signs = sum(map(len, _SIGNS.findall(self._text, start, end))) if self._unspaced else 0
        return PARTS * words + _SIGN_PARTS * signs

    def gap(self, one: Place, other: Place, reach: int) -> int:
        """From the end of the earlier to the start of the later; 0 where they overlap, 5 for neighbouring words.

        Where it is more than `reach`, any number above that.
        """
        first, second = (one, other) if one <= other else (other, one)
        if second[0] - first[1] < _SHORT:
            return self._parts(first[1], second[0] + 1) if first[1] <= second[0] else 0
        if reach < _SHORT and (begun := self._parts(first[1], first[1] + _SHORT)) > reach:
            return begun
        return max(0, self.at(second[0]) - self.at(first[1] - 1))


@dataclass(slots=True)
class Reading:
    """A subject ready to be matched. Literals are located once, distances and items when first needed."""

    subject: Subject
    folded: Folded
    title_length: int
    _places: dict[Literal, tuple[Place, ...]] = field(default_factory=dict)
    _ruler: Ruler | None = None
    _items: tuple[int, ...] | None = None
    #: What a scanner looked for, and what of it the text may hold; nothing where none has been over it.
    scanned: Set[Literal] = frozenset()
    held: Set[Literal] = frozenset()
    #: What names have been resolved to; the key is the name list, which is one object for a watch.
    names: dict[int, object] = field(default_factory=dict)

    def may_hold(self, wanted: Literal) -> bool:
        """Whether a literal may stand in the text, as far as a scanner told."""
        return wanted in self.held or wanted not in self.scanned

    def places(self, wanted: Literal) -> tuple[Place, ...]:
        """Where a literal stands in the folded text."""
        found = self._places.get(wanted)
        if found is None:
            text = self.folded.text
            found = self._places[wanted] = tuple(wanted.find(text)) if self.may_hold(wanted) else ()
        return found

    def described(self, pattern: Pattern) -> tuple[Place, ...]:
        """Where something stands that a pattern describes, in the title or the text as written."""
        source, middle = self.folded.source, self.title_length
        found = [self.folded.place_of(*slice_) for slice_ in pattern.find(source[:middle])]
        after = middle + 1
        found += [self.folded.place_of(start + after, end + after) for start, end in pattern.find(source[after:])]
        return tuple(place for place in found if place[0] < place[1])

    @property
    def ruler(self) -> Ruler:
        """The measure of this text."""
        if self._ruler is None:
            self._ruler = Ruler(self.folded.text)
        return self._ruler

    @property
    def is_digest(self) -> bool:
        """Whether the text reports unrelated things one after another."""
        if self._items is None:
            self._items = self._find_items()
        return bool(self._items)

    def item(self, place: Place) -> int:
        """The number of the digest's item a place is in; always 0 where the text is no digest.

        A digest's title is an item of its own.
        """
        if self._items is None:
            self._items = self._find_items()
        return bisect_right(self._items, place[0])

    def _find_items(self) -> tuple[int, ...]:
        begins = items(self.subject.title, self.subject.text)
        offset = self.title_length + 1
        return tuple(self.folded.place_of(0, offset + begin)[1] for begin in begins)

    def range_of(self, part: str) -> Place:
        """The folded range of `title`, `body` or `lead` (the first paragraph)."""
        text = self.folded.text
        middle = text.index(BREAK)
        if part == "title":
            return 0, middle
        if part == "body":
            return middle + 1, len(text)
        end = text.find(PARAGRAPH, middle + 2)
        return middle + 1, end if end >= 0 else min(len(text), middle + 1 + _LEAD_WITHOUT_PARAGRAPHS)

    def span(self, place: Place) -> tuple[Field, int, int, str]:
        """The field, the slice of it and the words as written behind a place."""
        start, end = self.folded.original(*place)
        if start < self.title_length:
            return Field.TITLE, start, end, self.subject.title[start:end]
        start, end = start - self.title_length - 1, end - self.title_length - 1
        return Field.TEXT, start, end, self.subject.text[start:end]


def read(subject: Subject, *, joined: bool = False) -> Reading:
    """The reading of a subject: its title and text folded as one, without what only points to other texts.

    `joined` puts together the words divided at line ends.
    """
    title, text = subject.title.replace(BREAK, " "), without_asides(subject.text).replace(BREAK, " ")
    return Reading(subject, fold(f"{title}{BREAK}{text}", joined=joined), len(title))


def readings(subject: Subject) -> Iterator[Reading]:
    """The ways to read a subject: as it stands, then with the words put together that a line end may divide."""
    yield read(subject)
    if has_divided_words(subject.text):
        yield read(subject, joined=True)

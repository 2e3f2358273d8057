"""What is told of stored documents: as much of each as an alert shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from model.moments import Moment

#: How much of a text is told, in characters.
SHOWN = 600
#: Words further in than this stand outside an excerpt that begins with the text; before them so much is shown.
_REACH, _BEFORE = 520, 180


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document as far as alerts tell of it. `head` is the part of its text that is told.

    It begins with the text, or where `skipped` is set further in, where the words are that met the watch. `marks` are
    these words; `leads` says that it relates to no other document of its story. Where `gone_at` is set it was taken
    down; `changed_at` is when that or its text last changed.
    """

    number: int
    story_id: int
    watch_id: str
    source_id: str
    relation: str
    leads: bool
    url: str
    title: str | None
    authors: tuple[str, ...]
    published: Moment | None
    language: str | None
    tags: tuple[str, ...]
    image: str | None
    head: str
    first_seen_at: datetime
    changed_at: datetime
    marks: tuple[str, ...]
    skipped: bool = False
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldStory:
    """Something told once: a story that met a watch, the document that leads it first. `seq` serves as cursor."""

    seq: int
    uid: str
    watch_id: str
    story_uid: str
    lane: str
    created_at: datetime
    documents: tuple[ToldDocument, ...]

    @property
    def updated_at(self) -> datetime:
        """When something new was last learned of it."""
        return max([self.created_at, *(each.changed_at for each in self.documents)])


def passage_start(places: Collection[tuple[int, str]]) -> int:
    """Where to begin showing a text, given where in it which words met a watch; 0 is its beginning.

    A later passage is shown where it holds more of the different words than the beginning does: the first of those that
    hold most, with a little of what leads to it.
    """
    if not places:
        return 0
    ordered = sorted(places)
    best = max((at for at, _ in ordered), key=lambda at: (_words(ordered, at, at + _REACH - _BEFORE), -at))
    more = _words(ordered, best, best + _REACH - _BEFORE) > _words(ordered, 0, _REACH)
    return max(best - _BEFORE, 0) if more else 0


def _words(places: list[tuple[int, str]], start: int, end: int) -> int:
    """How many different words stand from one place to another."""
    some = places[bisect_left(places, (start, "")) : bisect_left(places, (end, ""))]
    return len({word for _, word in some})

"""What is told of stored documents: as much of each as an alert shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from model.moments import Moment


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document as far as alerts tell of it. `head` is the beginning of its text.

    `marks` are the words that met the watch; `leads` says that it relates to no other document of its story.
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

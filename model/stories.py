"""Stories: documents that are the same text, how each relates to the first, and what was told of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.documents import Document
from model.moments import out_by


class Relation(StrEnum):
    """How a document relates to the first of its story."""

    ORIGINAL = "original"
    COPY = "copy"
    REPRINT = "reprint"
    EXCERPT = "excerpt"
    REPOST = "repost"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Membership:
    """A document's place in a story, and why.

    `of` is the uid of the document it relates to, None for an original or where the origin is not in the store. `share`
    is the part of its text found there, 0 to 1.
    """

    relation: Relation
    of: str | None = None
    share: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the store: where it came from, when we saw it, and its place in a story."""

    uid: str
    source_id: str
    document: Document
    first_seen_at: datetime
    fetched_at: datetime
    changed_at: datetime
    version: int
    story_uid: str
    membership: Membership
    gone_at: datetime | None = None
    watches: tuple[str, ...] = ()

    @property
    def out_by(self) -> datetime:
        """By when it was published."""
        return out_by(self.document.published_at, self.first_seen_at)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something told once: a story that met a watch. `seq` grows with every alert and serves as cursor."""

    seq: int
    uid: str
    watch_id: str
    story_uid: str
    created_at: datetime
    updated_at: datetime
    documents: tuple[StoredDocument, ...]


def lead_first(documents: Iterable[StoredDocument]) -> list[StoredDocument]:
    """A story's documents with the one that relates to no other at the head, the rest as they came out."""
    return sorted(documents, key=lambda each: (each.membership.of is not None, each.out_by))

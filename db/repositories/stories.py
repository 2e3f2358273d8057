"""Stories: the verdict on which documents are one text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from db.tables import document, membership, story
from db.upsert import put
from model.stories import Membership


@dataclass(frozen=True, slots=True)
class StoryRef:
    """A stored story: its number here and its identifier everywhere."""

    id: int
    uid: str


class Stories:
    """Stories on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, uid: str, at: datetime) -> StoryRef:
        """A new story. One of that uid that is there already is taken instead."""
        found = self._connection.execute(select(story.c.id).where(story.c.uid == uid)).scalar()
        if found is None:
            new = insert(story).values(uid=uid, created_at=at).returning(story.c.id)
            found = self._connection.execute(new).scalar_one()
        return StoryRef(found, uid)

    def of(self, document_uid: str) -> StoryRef | None:
        """The story a document is in."""
        query = select(story.c.id, story.c.uid).select_from(story).join(membership).join(document)
        row = self._connection.execute(query.where(document.c.uid == document_uid)).first()
        return StoryRef(row.id, row.uid) if row else None

    def join(self, document_uid: str, joined: StoryRef, place: Membership) -> None:
        """Gives a document its place in a story, in place of an earlier one."""
        row = {
            "document_id": self._connection.execute(
                select(document.c.id).where(document.c.uid == document_uid)
            ).scalar_one(),
            "story_id": joined.id,
            "relation": place.relation.value,
            "of": place.of,
            "share": place.share,
            "evidence": list(place.evidence),
        }
        put(self._connection, membership, row, ["document_id"])

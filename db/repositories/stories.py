"""Stories: the verdict on which documents are one text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from db.tables import document, membership, story
from db.upsert import put
from model.stories import Membership


class Stories:
    """Stories on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, uid: str, at: datetime) -> int:
        """A new story; gives its number. A story of that uid that is there already is taken instead."""
        found: int | None = self._connection.execute(select(story.c.id).where(story.c.uid == uid)).scalar()
        if found is not None:
            return found
        return int(
            self._connection.execute(insert(story).values(uid=uid, created_at=at).returning(story.c.id)).scalar_one()
        )

    def of(self, document_uid: str) -> int | None:
        """The story a document is in."""
        query = select(membership.c.story_id).join(document).where(document.c.uid == document_uid)
        number: int | None = self._connection.execute(query).scalar()
        return number

    def join(self, document_id: int, story_id: int, place: Membership) -> None:
        """Gives a document its place in a story, in place of an earlier one."""
        row = {
            "document_id": document_id,
            "story_id": story_id,
            "relation": place.relation.value,
            "of": place.of,
            "share": place.share,
            "evidence": list(place.evidence),
        }
        put(self._connection, membership, row, ["document_id"])

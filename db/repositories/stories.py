"""Stories: the verdict on which documents are one text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from db.repositories.marks import Marking
from db.repositories.retelling import Retelling
from db.tables import alert, document, membership, story, watch_match
from db.upsert import new_value, put
from model.stories import Membership, Relation

_PAGE = 500
_PLACED = (
    select(document.c.id, document.c.uid, story.c.id.label("story_id"), story.c.uid.label("story_uid"))
    .outerjoin(membership, membership.c.document_id == document.c.id)
    .outerjoin(story, story.c.id == membership.c.story_id)
    .where(document.c.id.in_(bindparam("ids", expanding=True)))
)
#: One lock for the entering of documents; the number is ours alone in a database of ours.
_LOCK = select(func.pg_advisory_xact_lock(8431))
_OF = select(story.c.id, story.c.uid).select_from(story).join(membership).join(document)
_OF = _OF.where(document.c.uid == bindparam("uid"))


@dataclass(frozen=True, slots=True, order=True)
class StoryRef:
    """A stored story: its number here and its identifier everywhere."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A document's identifier and the story it is in, None for one that is in none yet."""

    uid: str
    story: StoryRef | None


class Stories:
    """Stories on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Lets no other process enter documents into stories until the transaction ends.

        Two copies entered at once would not see each other, and be two stories. SQLite has one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK)

    def add(self, uid: str, at: datetime) -> StoryRef:
        """A new story. One of that uid that is there already is taken instead."""
        found = self.begin(uid, at)
        if found is None:
            found = StoryRef(self._connection.execute(select(story.c.id).where(story.c.uid == uid)).scalar_one(), uid)
        return found

    def begin(self, uid: str, at: datetime) -> StoryRef | None:
        """A new story, None where there is one of that uid already."""
        number: int | None = new_value(self._connection, story, {"uid": uid, "created_at": at}, ["uid"], "id")
        return StoryRef(number, uid) if number is not None else None

    def of(self, document_uid: str) -> StoryRef | None:
        """The story a document is in."""
        row = self._connection.execute(_OF, {"uid": document_uid}).first()
        return StoryRef(row.id, row.uid) if row else None

    def get(self, document_uid: str) -> StoryRef:
        """The story a document is in, which must be in one."""
        found = self.of(document_uid)
        if found is None:
            raise LookupError(f"document {document_uid} is in no story")
        return found

    def size(self, of: StoryRef) -> int:
        """How many documents a story has."""
        query = select(func.count()).select_from(membership).where(membership.c.story_id == of.id)
        return self._connection.execute(query).scalar_one()

    def sources(self, of: StoryRef, *, but: int) -> set[str]:
        """The sources of a story's documents, but for one document."""
        query = select(document.c.source_id).join(membership, membership.c.document_id == document.c.id)
        others = query.where(membership.c.story_id == of.id, document.c.id != but)
        return set(self._connection.execute(others).scalars())

    def placed(self, document_ids: Collection[int]) -> dict[int, Placed]:
        """Documents by number, with their stories."""
        found: dict[int, Placed] = {}
        ids = sorted(document_ids)
        for start in range(0, len(ids), _PAGE):
            for row in self._connection.execute(_PLACED, {"ids": ids[start : start + _PAGE]}):
                found[row.id] = Placed(row.uid, StoryRef(row.story_id, row.story_uid) if row.story_id else None)
        return found

    def move(self, document_ids: Collection[int], to: StoryRef) -> None:
        """Puts documents into a story, as originals until they are placed."""
        for number in document_ids:
            row = {"document_id": number, "story_id": to.id, "relation": Relation.ORIGINAL.value}
            put(self._connection, membership, {**row, "of": None, "share": 0.0, "evidence": []}, ["document_id"])

    def has_documents(self, story_uid: str) -> bool:
        """Whether a story has any document."""
        query = select(membership.c.document_id).join(story).where(story.c.uid == story_uid).limit(1)
        return self._connection.execute(query).first() is not None

    def merge(self, left: StoryRef, into: StoryRef) -> None:
        """Ends a story whose documents went to another; what was told of it counts as told of that.

        Where both were told to a watch, the earlier alert stays.
        """
        for row in self._connection.execute(select(alert).where(alert.c.story_id == left.id)).all():
            here = (alert.c.watch_id == row.watch_id) & (alert.c.story_id == into.id)
            other = self._connection.execute(select(alert.c.seq).where(here)).scalar()
            if other is None or row.seq < other:
                self._connection.execute(delete(alert).where(here))
                self._connection.execute(update(alert).where(alert.c.seq == row.seq).values(story_id=into.id))
        Retelling(self._connection).rejoin(left.id, into.id)
        Marking(self._connection).rejoin(left.id, into.id)
        self._connection.execute(delete(story).where(story.c.id == left.id))

    def part(self, left: StoryRef, to: StoryRef, moved: Collection[int]) -> None:
        """Lets alerts follow their documents to another story, where the one they left has nothing for their watch.

        What else is to be told of those documents follows them in any case.
        """
        for row in self._connection.execute(select(alert).where(alert.c.story_id == left.id)).all():
            told = (alert.c.watch_id == row.watch_id) & (alert.c.story_id == to.id)
            is_told = self._connection.execute(select(alert.c.seq).where(told)).first() is not None
            if row.document_id in moved and not is_told and not self._meets(left, row.watch_id):
                self._connection.execute(update(alert).where(alert.c.seq == row.seq).values(story_id=to.id))
                Retelling(self._connection).part(left.id, to.id, row.watch_id)
        Retelling(self._connection).follow(left.id, to.id, moved)

    def _meets(self, one: StoryRef, watch_id: str) -> bool:
        """Whether a story has a document that met a watch."""
        query = select(watch_match.c.document_id).join(
            membership, membership.c.document_id == watch_match.c.document_id
        )
        met = (membership.c.story_id == one.id) & (watch_match.c.watch_id == watch_id)
        return self._connection.execute(query.where(met).limit(1)).first() is not None

    def join(self, document_uid: str, joined: StoryRef, place: Membership) -> None:
        """Gives a document its place in a story, in place of an earlier one."""
        number = self._connection.execute(select(document.c.id).where(document.c.uid == document_uid)).scalar_one()
        self.put(number, joined, place)

    def put(self, number: int, joined: StoryRef, place: Membership) -> None:
        """The same for a document known by its number."""
        row = {
            "document_id": number,
            "story_id": joined.id,
            "relation": place.relation.value,
            "of": place.of,
            "share": place.share,
            "evidence": list(place.evidence),
        }
        put(self._connection, membership, row, ["document_id"])

"""Marks: what readers have read, flagged, labelled, noted and saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from db.tables import label, mark, note, saved_search
from db.upsert import insert_new, new_value, put
from model.browsing import Marks, Note, SavedSearch


class Marking:
    """The marks of readers on one connection. `story` is a story's number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, account: str, story: int, at: datetime | None) -> None:
        """Marks a story as read, or as unread with no time."""
        put(self._connection, mark, {"account": account, "story_id": story, "read_at": at}, ["account", "story_id"])

    def flag(self, account: str, story: int, at: datetime | None) -> None:
        """Flags a story, or takes the flag away with no time."""
        put(self._connection, mark, {"account": account, "story_id": story, "flagged_at": at}, ["account", "story_id"])

    def add_label(self, account: str, story: int, name: str) -> None:
        """Files a story under a word."""
        row = {"account": account, "name": name, "story_id": story}
        insert_new(self._connection, label, row, ["account", "name", "story_id"])

    def remove_label(self, account: str, story: int, name: str) -> None:
        """Takes a story from under a word."""
        own = (label.c.account == account) & (label.c.story_id == story) & (label.c.name == name)
        self._connection.execute(delete(label).where(own))

    def add_note(self, account: str, story: int, text: str, at: datetime) -> int:
        """Writes a note; gives its number."""
        row = {"account": account, "story_id": story, "text": text, "created_at": at}
        return int(self._connection.execute(insert(note).returning(note.c.id), row).scalar_one())

    def remove_note(self, account: str, number: int) -> bool:
        """Takes a note away; False where it is not this reader's."""
        own = (note.c.account == account) & (note.c.id == number)
        return bool(self._connection.execute(delete(note).where(own)).rowcount)

    def notes(self, account: str, story: int) -> list[Note]:
        """What a reader wrote about a story, in order."""
        own = (note.c.account == account) & (note.c.story_id == story)
        rows = self._connection.execute(select(note).where(own).order_by(note.c.id))
        return [Note(row.id, row.account, row.text, row.created_at) for row in rows]

    def of(self, account: str, stories: Sequence[int]) -> dict[int, Marks]:
        """What a reader did with stories, by their numbers; those with nothing are left out."""
        found: dict[int, Marks] = {}
        labels: dict[int, list[str]] = defaultdict(list)
        for row in self._connection.execute(_of(account, stories, label).order_by(label.c.name)):
            labels[row.story_id].append(row.name)
        of_stories = (note.c.account == account) & note.c.story_id.in_(stories)
        counted = select(note.c.story_id, func.count().label("many")).where(of_stories).group_by(note.c.story_id)
        notes = {row.story_id: row.many for row in self._connection.execute(counted)}
        rows = {row.story_id: row for row in self._connection.execute(_of(account, stories, mark))}
        for number in rows.keys() | labels.keys() | notes.keys():
            own = rows.get(number)
            read_at, flagged_at = (own.read_at, own.flagged_at) if own else (None, None)
            found[number] = Marks(read_at, flagged_at, tuple(labels[number]), notes.get(number, 0))
        return found

    def save(self, kept: SavedSearch) -> bool:
        """Keeps a search; False where its address or its name is taken."""
        row = {name: getattr(kept, name) for name in ("account", "slug", "title", "created_at")}
        row["wish"] = dict(kept.wish)
        own = (saved_search.c.account == kept.account) & (saved_search.c.title == kept.title)
        if self._connection.execute(select(saved_search.c.id).where(own)).first():
            return False
        return new_value(self._connection, saved_search, row, ["slug"], "id") is not None

    def forget(self, account: str, slug: str) -> bool:
        """Ends a search; False where it is not this reader's."""
        own = (saved_search.c.account == account) & (saved_search.c.slug == slug)
        return bool(self._connection.execute(delete(saved_search).where(own)).rowcount)

    def searches(self, account: str | None = None) -> list[SavedSearch]:
        """The searches that a reader keeps, or everybody's."""
        query = select(saved_search).order_by(saved_search.c.title)
        rows = self._connection.execute(query.where(saved_search.c.account == account) if account else query)
        return [_saved(row) for row in rows]

    def search(self, slug: str) -> SavedSearch | None:
        """The search at an address."""
        row = self._connection.execute(select(saved_search).where(saved_search.c.slug == slug)).first()
        return _saved(row) if row else None

    def rejoin(self, left: int, into: int) -> None:
        """What readers did with a story that became part of another counts for that."""
        for row in self._connection.execute(select(mark).where(mark.c.story_id == left)).all():
            here = {"account": row.account, "story_id": into}
            fresh = here | {"read_at": row.read_at, "flagged_at": row.flagged_at}
            if not insert_new(self._connection, mark, fresh, ["account", "story_id"]) and row.flagged_at:
                self.flag(row.account, into, row.flagged_at)
        for row in self._connection.execute(select(label).where(label.c.story_id == left)).all():
            self.add_label(row.account, into, row.name)
        self._connection.execute(update(note).where(note.c.story_id == left).values(story_id=into))


def _of(account: str, stories: Sequence[int], table: Any) -> Any:
    return select(table).where(table.c.account == account, table.c.story_id.in_(stories))


def _saved(row: Row[Any]) -> SavedSearch:
    wish = {str(key): str(value) for key, value in row.wish.items()}
    return SavedSearch(row.slug, row.account, row.title, wish, row.created_at)

"""Fingerprints: the texts of documents as they are compared, and the index that finds those which share words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, or_, select, update

from db.tables import document, fingerprint, membership, ruling, sketch, tie
from db.upsert import put

#: In the databases' own words: asked of every new document, and building a statement costs more than running it.
_ENTRIES = {
    "sqlite": "SELECT shingle, document_id FROM sketch WHERE shingle IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT shingle, document_id FROM sketch WHERE shingle = ANY(%s)",
}
_ENTER = {
    "sqlite": "INSERT INTO sketch (shingle, document_id) SELECT value, ? FROM json_each(?)",
    "postgresql": "INSERT INTO sketch (shingle, document_id) SELECT unnest(%s::bigint[]), %s",
}
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """A document's fingerprint as it lies in the store, and the number of its story."""

    document_id: int
    host: str
    title: int
    board: bool
    exact: str
    shingles: bytes
    figures: bytes
    others: bytes
    story_id: int | None = None


#: What is stored of a fingerprint; the story is another table's.
_PRINTED = [field.name for field in fields(Stored) if field.name != "story_id"]


@dataclass(frozen=True, slots=True)
class TieRow:
    """Two documents that are the same text, the smaller number first."""

    one: int
    other: int
    firmness: int
    strength: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody said of two documents."""

    one: int
    other: int
    together: bool


class Fingerprints:
    """Fingerprints on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, row: Stored, shingles: Collection[int]) -> None:
        """Stores a document's fingerprint in place of an earlier one, and enters it under the given shingles."""
        put(self._connection, fingerprint, {name: getattr(row, name) for name in _PRINTED}, ["document_id"])
        if shingles:
            self._enter(row.document_id, sorted(shingles))

    def _enter(self, document_id: int, shingles: list[int]) -> None:
        dialect = self._connection.dialect.name
        given = (document_id, str(shingles)) if dialect == "sqlite" else (shingles, document_id)
        self._connection.exec_driver_sql(_ENTER[dialect], given)

    def withdraw(self, document_id: int, shingles: Sequence[int]) -> None:
        """Takes a document out of the index."""
        for start in range(0, len(shingles), _PAGE):
            entries = sketch.c.shingle.in_(shingles[start : start + _PAGE]) & (sketch.c.document_id == document_id)
            self._connection.execute(delete(sketch).where(entries))

    def sharing(self, shingles: Sequence[int]) -> dict[int, list[int]]:
        """The documents entered under each of these shingles."""
        dialect = self._connection.dialect.name
        given = str(list(shingles)) if dialect == "sqlite" else list(shingles)
        found: dict[int, list[int]] = defaultdict(list)
        for shingle, document_id in self._connection.exec_driver_sql(_ENTRIES[dialect], (given,)).all():
            found[shingle].append(document_id)
        return found

    def get(self, ids: Collection[int]) -> list[Stored]:
        """The fingerprints of documents, those that have one."""
        return [_stored(row) for row in self._connection.execute(_STORED_OF, {"ids": list(ids)})]

    def put_others(self, document_id: int, packed: bytes) -> None:
        """Writes down in how many other stories a document's shingles stand."""
        changed = update(fingerprint).where(fingerprint.c.document_id == document_id).values(others=packed)
        self._connection.execute(changed)

    def headlines(self, host: str, title: int) -> int:
        """How many documents of an outlet have that headline."""
        same = (fingerprint.c.host == host) & (fingerprint.c.title == title)
        return self._connection.execute(select(func.count()).select_from(fingerprint).where(same)).scalar_one()

    def put_ties(self, rows: Collection[TieRow]) -> None:
        """Writes ties down, in place of earlier ones of the same pairs."""
        for row in rows:
            put(self._connection, tie, asdict(row), ["one", "other"])

    def ties(self, ids: Collection[int]) -> list[TieRow]:
        """Every tie that one of these documents has."""
        return [TieRow(*tuple(row)) for row in self._connection.execute(_TIES, {"ids": list(ids)})]

    def clear(self) -> None:
        """Empties the index and forgets every tie, so that all can be entered again."""
        self._connection.execute(delete(sketch))
        self._connection.execute(delete(tie))

    def rule(self, one: int, other: int, *, together: bool, at: datetime) -> None:
        """Writes down what somebody said of two documents."""
        row = {"one": min(one, other), "other": max(one, other), "together": together, "at": at}
        put(self._connection, ruling, row, ["one", "other"])

    def unrule(self, said: Ruling) -> None:
        """Forgets what somebody said of two documents."""
        self._connection.execute(delete(ruling).where((ruling.c.one == said.one) & (ruling.c.other == said.other)))

    def rulings(self, ids: Collection[int] | None = None) -> list[Ruling]:
        """What was said of these documents, or of any."""
        if ids is None:
            return [Ruling(*tuple(row)) for row in self._connection.execute(_RULINGS)]
        return [Ruling(*tuple(row)) for row in self._connection.execute(_RULINGS_OF, {"ids": list(ids)})]

    def numbers(self, uids: Collection[str]) -> dict[str, int]:
        """The numbers of documents by their identifiers."""
        query = select(document.c.uid, document.c.id).where(document.c.uid.in_(list(uids)))
        return {row.uid: row.id for row in self._connection.execute(query)}


_STORED = select(fingerprint, membership.c.story_id).outerjoin(
    membership, membership.c.document_id == fingerprint.c.document_id
)


_ANY_ID: BindParameter[list[int]] = bindparam("ids", expanding=True)
_TIES = select(tie).where(or_(tie.c.one.in_(_ANY_ID), tie.c.other.in_(_ANY_ID))).order_by(tie.c.one, tie.c.other)
_STORED_OF = _STORED.where(fingerprint.c.document_id.in_(_ANY_ID)).order_by(fingerprint.c.document_id)
_RULINGS = select(ruling.c.one, ruling.c.other, ruling.c.together).order_by(ruling.c.one, ruling.c.other)
_RULINGS_OF = _RULINGS.where(or_(ruling.c.one.in_(_ANY_ID), ruling.c.other.in_(_ANY_ID)))


def _stored(row: Row[Any]) -> Stored:
    return Stored(*tuple(row))

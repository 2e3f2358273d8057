"""Full text: which documents hold certain characters, found by an index of trigrams.

FTS5 on SQLite, pg_trgm on PostgreSQL. Words of one or two characters, for which trigrams find nothing, are compared
with every text. Words and clauses are judged elsewhere: what is found here are candidates, and none is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Subquery,
    bindparam,
    delete,
    false,
    insert,
    literal_column,
    or_,
    select,
    text,
)

from db.tables import search_text

#: Below this length trigrams find nothing, and silently.
_TRIGRAM = 3
#: Candidates of the index are given in chunks of so many.
_CHUNK = 200
#: So many texts are compared at once with words for which the index finds nothing.
_WINDOW = 2000
_MOST_TRIGRAMS = 16

_ADD = insert(search_text).values(document_id=bindparam("document_id"), folded=bindparam("folded"))
_INDEX = text("INSERT INTO document_fts (rowid, folded) VALUES (:document_id, :folded)")
_UNINDEX = text("INSERT INTO document_fts (document_fts, rowid, folded) VALUES ('delete', :document_id, :folded)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Candidates, and the number down to which documents have been looked at."""

    ids: tuple[int, ...]
    reached: int


@dataclass(frozen=True, slots=True)
class _Reached:
    newest: int
    oldest: int


#: Of each inner collection a text must hold one.
Needs = Sequence[Collection[str]]


class Search:
    """The full-text index on one connection. Texts are folded by whoever puts them in, and queries alike."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._fts = connection.dialect.name == "sqlite"

    def add(self, document_id: int, folded: str) -> None:
        """Puts a new document into the index."""
        row = {"document_id": document_id, "folded": folded}
        self._connection.execute(_ADD, row)
        if self._fts:
            self._connection.execute(_INDEX, row)

    def replace(self, document_id: int, folded: str) -> None:
        """Puts a document into the index in place of what it held before."""
        self.remove(document_id)
        self.add(document_id, folded)

    def remove(self, document_id: int) -> None:
        """Takes a document out, if it is there."""
        found = select(search_text.c.folded).where(search_text.c.document_id == document_id)
        old = self._connection.execute(found).scalar()
        if old is None:
            return
        if self._fts:  # the index keeps no copy: it must be told what it held
            self._connection.execute(_UNINDEX, {"document_id": document_id, "folded": old})
        self._connection.execute(delete(search_text).where(search_text.c.document_id == document_id))

    def candidates(self, needs: Needs, before: int | None = None) -> Iterator[Chunk]:
        """Numbers of the documents that hold one of each need's strings, the latest stored first, a chunk at a time.

        With no need, every document; with `before`, only those stored before that one.
        """
        by_index = [need for need in needs if need and all(len(term) >= _TRIGRAM for term in need)]
        others = [_one_of(need) for need in needs if need not in by_index]
        source = (_indexed(by_index) if self._fts else _holding(by_index)) if by_index else _every()
        size = _WINDOW if others and not by_index else _CHUNK
        while (reached := self._reached(source, before, size)) is not None:
            inside = source.c.id <= reached.newest, source.c.id >= reached.oldest
            found = select(source.c.id).where(*inside)
            if others:
                found = found.join(search_text, search_text.c.document_id == source.c.id).where(*others)
            ids = self._connection.execute(found.order_by(source.c.id.desc())).scalars()
            yield Chunk(tuple(ids), reached.oldest)
            before = reached.oldest

    def _reached(self, source: Subquery, before: int | None, size: int) -> _Reached | None:
        """The next stretch of documents to look at, None where there is none left."""
        ids = select(source.c.id).order_by(source.c.id.desc()).limit(size)
        part = list(self._connection.execute(ids if before is None else ids.where(source.c.id < before)).scalars())
        return _Reached(part[0], part[-1]) if part else None


def _every() -> Subquery:
    return select(search_text.c.document_id.label("id")).subquery()


def _holding(needs: Needs) -> Subquery:
    """The same by plain comparison, which pg_trgm's index serves."""
    return select(search_text.c.document_id.label("id")).where(*map(_one_of, needs)).subquery()


def _indexed(needs: Needs) -> Subquery:
    """Documents with all trigrams of one term of each need. The index keeps no positions, so some hold no term."""
    terms = " AND ".join(f"({' OR '.join(map(_all_of, need))})" for need in needs)
    found = select(literal_column("rowid", Integer).label("id")).select_from(text("document_fts"))
    return found.where(text("document_fts MATCH :terms").bindparams(terms=terms)).subquery()


def _one_of(need: Collection[str]) -> ColumnElement[bool]:
    return or_(*map(_contains, need)) if need else false()


def _all_of(term: str) -> str:
    return f"({' AND '.join(_trigrams(term))})"


def _trigrams(term: str) -> list[str]:
    """The parts of a term that are looked up, each quoted, so that no character of it is FTS5 syntax."""
    starts = range(0, len(term) - _TRIGRAM + 1, max(1, len(term) // _MOST_TRIGRAMS))
    parts = {term[start : start + _TRIGRAM].replace("\x00", " ").replace('"', '""') for start in starts}
    return [f'"{part}"' for part in sorted(parts)]


def _contains(term: str) -> ColumnElement[bool]:
    """A plain comparison with every text, which pg_trgm's index serves where the term is long enough."""
    return search_text.c.folded.contains(term.replace("\x00", " "), autoescape=True)

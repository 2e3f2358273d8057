"""Full text: which documents hold certain characters, found by an index of trigrams.

FTS5 on SQLite, pg_trgm on PostgreSQL. Words of one or two characters, for which trigrams find nothing, are compared
with every text. Words and clauses are judged elsewhere: what is found here are candidates, and none is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, false, insert, or_, select, text

from db.tables import document, search_text

#: Below this length trigrams find nothing, and silently.
_TRIGRAM = 3
_CHUNK = 200
_MOST_TRIGRAMS = 16

_ADD = insert(search_text).values(document_id=bindparam("document_id"), folded=bindparam("folded"))
_INDEX = text("INSERT INTO document_fts (rowid, folded) VALUES (:document_id, :folded)")
_UNINDEX = text("INSERT INTO document_fts (document_fts, rowid, folded) VALUES ('delete', :document_id, :folded)")

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

    def candidates(self, needs: Needs) -> Iterator[list[int]]:
        """Numbers of the documents that hold one of each need's strings, the newest first, a chunk at a time.

        With no need, every document.
        """
        query = select(document.c.id).join(search_text).where(*(self._one_of(need) for need in needs))
        ordered = query.order_by(document.c.first_seen_at.desc(), document.c.id.desc())
        ids = list(self._connection.execute(ordered).scalars())
        for start in range(0, len(ids), _CHUNK):
            yield ids[start : start + _CHUNK]

    def _one_of(self, need: Collection[str]) -> ColumnElement[bool]:
        long = [term for term in need if len(term) >= _TRIGRAM and self._fts]
        others = [_contains(term) for term in need if term not in long]
        if long:
            others.append(search_text.c.document_id.in_(_in_index(long)))
        return or_(*others) if others else false()


def _in_index(terms: Collection[str]) -> Select[Any]:
    """Documents with all trigrams of one of the terms. The index keeps no positions, so some may not hold the term."""
    expression = " OR ".join(f"({' AND '.join(_trigrams(term))})" for term in terms)
    found = select(text("rowid")).select_from(text("document_fts")).where(text("document_fts MATCH :terms"))
    return found.params(terms=expression)


def _trigrams(term: str) -> list[str]:
    """The parts of a term that are looked up, each quoted, so that no character of it is FTS5 syntax."""
    starts = range(0, len(term) - _TRIGRAM + 1, max(1, len(term) // _MOST_TRIGRAMS))
    parts = {term[start : start + _TRIGRAM].replace("\x00", " ").replace('"', '""') for start in starts}
    return [f'"{part}"' for part in sorted(parts)]


def _contains(term: str) -> ColumnElement[bool]:
    """A plain comparison with every text, which pg_trgm's index serves where the term is long enough."""
    return search_text.c.folded.contains(term.replace("\x00", " "), autoescape=True)

"""Full text: FTS5 with trigrams on SQLite, plain comparison elsewhere and for words of one or two characters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, text

from db.tables import document

#: Below this length trigrams find nothing, and silently.
_TRIGRAM = 3


class Search:
    """The full-text index on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._indexed = connection.dialect.name == "sqlite"

    def add(self, document_id: int, title: str | None, body: str) -> None:
        """Puts a document into the index."""
        if self._indexed:
            statement = text("INSERT INTO document_fts (rowid, title, text) VALUES (:id, :title, :text)")
            self._connection.execute(statement, {"id": document_id, "title": title or "", "text": body})

    def remove(self, document_id: int, title: str | None, body: str) -> None:
        """Takes a document out; needs what was put in, since the index keeps no copy."""
        if self._indexed:
            statement = text(
                "INSERT INTO document_fts (document_fts, rowid, title, text) VALUES ('delete', :id, :title, :text)"
            )
            self._connection.execute(statement, {"id": document_id, "title": title or "", "text": body})

    def where(self, query: str) -> ColumnElement[bool]:
        """The condition that a document holds every word of the query; "…" keeps words together.

        Any string is a valid query.
        """
        terms = _terms(query)
        long = [term for term in terms if len(term) >= _TRIGRAM] if self._indexed else []
        conditions = [_contains(term) for term in terms if term not in long]
        if long:
            conditions.append(document.c.id.in_(_in_index(long)))
        return and_(*conditions)


def _terms(query: str) -> list[str]:
    parts = query.replace("\x00", " ").split('"')
    quoted = [part.strip() for part in parts[1::2]]
    return [term for term in [*" ".join(parts[::2]).split(), *quoted] if term] or [""]


def _in_index(terms: list[str]) -> Select[Any]:
    # Every term is quoted, so that no character of it is FTS5 syntax.
    expression = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
    found = select(text("rowid")).select_from(text("document_fts")).where(text("document_fts MATCH :terms"))
    return found.params(terms=expression)


def _contains(term: str) -> ColumnElement[bool]:
    folded = term.lower()
    return or_(
        func.lower(document.c.text).contains(folded, autoescape=True),
        func.lower(document.c.title).contains(folded, autoescape=True),
    )

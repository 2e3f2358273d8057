"""Renaming: a source goes on under another id, with everything that is kept of it."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, select, update

from db.tables import document, link, pulse, saved_search, source, source_day, standing, trouble, visit

#: What is kept of a source. Of its captures the id is a part of what the chain seals, and stays as it was.
_KEPT: tuple[Table, ...] = (link, document, visit, pulse, standing, source_day)
#: Of these a source may have rows that was never visited, since it was not enabled.
_OF_ANY: tuple[Table, ...] = (pulse, standing, source_day)
#: So many of its links show whose they are.
_SHOWN = 50


class Renaming:
    """Renaming on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self) -> set[str]:
        """Every source that was ever to be visited."""
        return set(self._connection.execute(select(source.c.id)).scalars())

    def latest(self, source_id: str) -> list[str]:
        """The latest addresses found for a source."""
        query = select(link.c.url).where(link.c.source_id == source_id).order_by(link.c.id.desc()).limit(_SHOWN)
        return list(self._connection.execute(query).scalars())

    def rename(self, old: str, new: str) -> None:
        """Gives a source another id, under which none was visited yet."""
        for table in _OF_ANY:
            self._connection.execute(delete(table).where(table.c.source_id == new))
        self._connection.execute(update(source).where(source.c.id == old).values(id=new))
        for table in _KEPT:
            self._connection.execute(update(table).where(table.c.source_id == old).values(source_id=new))
        told = update(trouble).where(trouble.c.subject == f"source:{old}")
        self._connection.execute(told.values(subject=f"source:{new}"))
        self._search_on(old, new)

    def _search_on(self, old: str, new: str) -> None:
        """Has the searches that readers keep ask for the new id; for the old one they would find nothing any more."""
        for row in self._connection.execute(select(saved_search.c.id, saved_search.c.wish)).all():
            if row.wish.get("source") == old:
                kept = update(saved_search).where(saved_search.c.id == row.id)
                self._connection.execute(kept.values(wish=row.wish | {"source": new}))

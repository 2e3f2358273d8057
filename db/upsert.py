"""INSERT … ON CONFLICT, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, object]


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, row: Row, key: Sequence[str]) -> bool:
    """Inserts the row unless its key is there; tells whether it was new."""
    columns = [table.c[name] for name in key]
    statement = _insert(connection, table).values(**row).on_conflict_do_nothing(index_elements=columns)
    return connection.execute(statement.returning(columns[0])).first() is not None


def put(connection: Connection, table: Table, row: Row, key: Sequence[str]) -> CursorResult[object]:
    """Inserts the row, or overwrites the columns it names where its key is there."""
    statement = _insert(connection, table).values(**row)
    changed = {name: statement.excluded[name] for name in row if name not in key}
    return connection.execute(
        statement.on_conflict_do_update(index_elements=[table.c[name] for name in key], set_=changed)
    )

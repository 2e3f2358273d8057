"""INSERT … ON CONFLICT, the same for SQLite and PostgreSQL.

Statements are built once for each table and set of columns: building one costs more than running it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Row = Mapping[str, object]
_Insert = sqlite.Insert | postgresql.Insert


def insert_new(connection: Connection, table: Table, row: Row, key: Sequence[str]) -> bool:
    """Inserts the row unless its key is there; tells whether it was new."""
    statement = _inserting(connection.dialect.name, table, tuple(row), tuple(key))
    return connection.execute(statement, dict(row)).first() is not None


def put(connection: Connection, table: Table, row: Row, key: Sequence[str]) -> None:
    """Inserts the row, or overwrites the columns it names where its key is there."""
    connection.execute(_putting(connection.dialect.name, table, tuple(row), tuple(key)), dict(row))


@lru_cache(maxsize=256)
def _inserting(dialect: str, table: Table, columns: tuple[str, ...], key: tuple[str, ...]) -> ReturningInsert[object]:
    index = [table.c[name] for name in key]
    return _insert(dialect, table, columns).on_conflict_do_nothing(index_elements=index).returning(index[0])


@lru_cache(maxsize=256)
def _putting(dialect: str, table: Table, columns: tuple[str, ...], key: tuple[str, ...]) -> _Insert:
    statement = _insert(dialect, table, columns)
    changed = {name: statement.excluded[name] for name in columns if name not in key}
    return statement.on_conflict_do_update(index_elements=[table.c[name] for name in key], set_=changed)


def _insert(dialect: str, table: Table, columns: tuple[str, ...]) -> _Insert:
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return build(table).values({name: bindparam(name) for name in columns})

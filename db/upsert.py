"""Changes of rows: INSERT … ON CONFLICT, the same for SQLite and PostgreSQL, and UPDATE by a key.

Statements are built once for each table and set of columns: building one costs more than running it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Row = Mapping[str, object]
Insert = sqlite.Insert | postgresql.Insert


def insert_new(connection: Connection, table: Table, row: Row, key: Sequence[str]) -> bool:
    """Inserts the row unless its key is there; tells whether it was new."""
    return new_value(connection, table, row, key, key[0]) is not None


def new_value(connection: Connection, table: Table, row: Row, key: Sequence[str], column: str) -> Any:
    """Inserts the row unless its key is there, or any key where none is named; gives a column of the new row.

    None where there is none.
    """
    statement = _inserting(connection.dialect.name, table, tuple(row), tuple(key), column)
    return connection.execute(statement, dict(row)).scalar()


def put(connection: Connection, table: Table, row: Row, key: Sequence[str]) -> None:
    """Inserts the row, or overwrites the columns it names where its key is there."""
    connection.execute(_putting(connection.dialect.name, table, tuple(row), tuple(key)), dict(row))


def put_all(connection: Connection, table: Table, rows: Sequence[Row], key: Sequence[str]) -> None:
    """The same for rows of the same columns, by one statement."""
    if rows:
        statement = _putting(connection.dialect.name, table, tuple(rows[0]), tuple(key))
        connection.execute(statement, list(map(dict, rows)))


def change(connection: Connection, table: Table, key: str, value: object, **columns: object) -> None:
    """Sets columns of the row whose key column has a value."""
    connection.execute(_changing(table, key, tuple(columns)), {**columns, f"of_{key}": value})


@lru_cache(maxsize=256)
def _changing(table: Table, key: str, columns: tuple[str, ...]) -> Update:
    named = table.c[key] == bindparam(f"of_{key}")
    return update(table).where(named).values({name: bindparam(name) for name in columns})


@lru_cache(maxsize=256)
def _inserting(
    dialect: str, table: Table, columns: tuple[str, ...], key: tuple[str, ...], column: str
) -> ReturningInsert[Any]:
    index = [table.c[name] for name in key] or None
    return insert_into(dialect, table, columns).on_conflict_do_nothing(index_elements=index).returning(table.c[column])


@lru_cache(maxsize=256)
def _putting(dialect: str, table: Table, columns: tuple[str, ...], key: tuple[str, ...]) -> Insert:
    statement = insert_into(dialect, table, columns)
    changed = {name: statement.excluded[name] for name in columns if name not in key}
    return statement.on_conflict_do_update(index_elements=[table.c[name] for name in key], set_=changed)


def insert_into(dialect: str, table: Table, columns: tuple[str, ...]) -> Insert:
    """An insert of these columns, to which what follows where the row is there can be added."""
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return build(table).values({name: bindparam(name) for name in columns})

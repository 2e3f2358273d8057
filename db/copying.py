"""Copying: every row of one database into another, as when an SQLite file becomes too small."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.engine import open_engine, parse_database_url
from db.tables import metadata, source
from model.errors import StorageError

#: Rows written at a time.
_ROWS = 500
Told = Callable[[str, int], None]


def copy_database(origin: str, target: str, tell: Told) -> dict[str, int]:
    """Copies an SQLite database into an empty PostgreSQL one; gives how many rows of each table. Raises StorageError.

    All or nothing: the target's rows are there when the last is. `tell` hears of each table as it is done.
    """
    reading, writing = _opened(origin, "sqlite"), _opened(target, "postgresql")
    try:
        schema.upgrade(reading)
        schema.upgrade(writing)
        with reading.connect() as source_side, writing.begin() as target_side:
            _refuse_unless_empty(target_side)
            counts = {table.name: _copied(table, source_side, target_side, tell) for table in metadata.sorted_tables}
            for table in metadata.sorted_tables:
                _go_on_counting(table, target_side)
        return counts
    except SQLAlchemyError as error:
        raise StorageError(f"nothing was copied: {getattr(error, 'orig', None) or error}") from error
    finally:
        reading.dispose()
        writing.dispose()


def _opened(database: str, wanted: str) -> Engine:
    url = parse_database_url(database)
    if url.get_backend_name() != wanted:
        told = url.render_as_string(hide_password=True)
        raise StorageError(f"a copy goes from an SQLite file to PostgreSQL; {told} is no {wanted} database")
    return open_engine(url, writing=wanted == "postgresql")


def _refuse_unless_empty(target: Connection) -> None:
    filled = [table.name for table in metadata.sorted_tables if target.execute(select(table).limit(1)).first()]
    if filled:
        raise StorageError(f"the target is not empty: it has {', '.join(filled)}; nothing was copied")


def _copied(table: Table, reading: Connection, writing: Connection, tell: Told) -> int:
    count = 0
    for rows in _chunks(table, reading):
        writing.execute(insert(table), rows)
        count += len(rows)
    there = writing.execute(select(func.count()).select_from(table)).scalar_one()
    if there != count:
        raise StorageError(f"{table.name}: {count} rows were read and {there} written; nothing was copied")
    tell(table.name, count)
    return count


def _chunks(table: Table, reading: Connection) -> Iterator[list[dict[str, Any]]]:
    rows = reading.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
    for some in rows.mappings().partitions(_ROWS):
        yield [_fitting(table, row) for row in some]


def _fitting(table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as PostgreSQL takes it: it knows no NUL in texts; leases of processes that knew the file alone are void."""
    fit = {str(name): _without_nul(value) for name, value in row.items()}
    return fit | {"lease_until": None, "lease_by": None} if table is source else fit


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {name: _without_nul(each) for name, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list) else value


def _go_on_counting(table: Table, writing: Connection) -> None:
    """Lets PostgreSQL number new rows behind those that were copied with their numbers."""
    key = table.autoincrement_column
    sequence = (
        writing.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key.name})
        if key is not None
        else None
    )
    if key is not None and sequence is not None:
        last = writing.execute(select(func.max(key))).scalar()
        if last is not None:
            writing.execute(select(func.setval(sequence, last)))

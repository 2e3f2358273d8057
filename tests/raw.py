"""The rows of a database, past the store, as somebody would read or alter them who means no good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from db.engine import parse_database_url


@contextmanager
def raw(database: str) -> Iterator[Connection]:
    """A connection each statement of which stands for itself."""
    engine = create_engine(parse_database_url(database), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def rows(database: str, query: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with raw(database) as connection:
        return [tuple(row) for row in connection.execute(text(query))]

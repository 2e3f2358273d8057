"""Engines: how a database is opened, with SQLite's traps avoided."""

from __future__ import annotations

import re
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from model.errors import StorageError

#: How long one process waits for another's write, in seconds.
PATIENCE = 30.0
#: A server whose machine or network went away is known for gone within half a minute, where the system alone would wait
#: for hours; how long a statement takes on one that is there does not count. Milliseconds for the last, else seconds.
_GONE = {
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
#: So many pages, 40 MB, may be in SQLite's log before they are written to its file: a page that changed often is
#: written once, and the disk is waited for a tenth as often as by default.
_LOG = 10_000
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
#: The databases that are spoken to, and through what.
_DRIVERS = frozenset({"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"})
_RIGHT = "write sqlite:///file.db or postgresql+psycopg://…"


def parse_database_url(text: str) -> URL:
    """The SQLAlchemy URL of a database; a bare path is an SQLite file. Raises StorageError."""
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        shown = re.sub(r":[^@]*@", ":***@", text.partition("://")[2])  # a password is in no message
        raise StorageError(f"not a database address: {text.partition('://')[0]}://{shown}; {_RIGHT}") from error
    if url.drivername not in _DRIVERS:
        raise StorageError(f"no database of the kind {url.drivername!r} is spoken to; {_RIGHT}")
    return url


def open_engine(url: URL, *, writing: bool, patience: float = PATIENCE) -> Engine:
    """An engine for writing (each transaction takes the write lock at its start) or for reading.

    For so many seconds it waits for a lock that another process holds on SQLite's file.
    """
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args=_patience(url))
    _make_folder(url)
    try:
        engine = create_engine(url)
    except (ArgumentError, ValueError) as error:  # two strokes for three, or what no option may be
        raise StorageError(f"not a database address: {url.render_as_string()}; {_RIGHT}") from error
    event.listen(engine, "connect", partial(_on_connect, patience))
    event.listen(engine, "begin", _begin_immediate if writing else _begin)
    return engine


def _patience(url: URL) -> dict[str, str]:
    """How long a PostgreSQL server is waited for that is gone without a word; what the address says comes first."""
    return {name: value for name, value in _GONE.items() if name not in url.query}


def _make_folder(url: URL) -> None:
    if url.host or url.database in (None, "", ":memory:"):
        raise StorageError(f"an SQLite database needs a file, which several connections share; {_RIGHT}")
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder of {url.database} cannot be made: {error}") from error


def _on_connect(patience: float, connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # pysqlite's own transactions begin late and deferred: a read followed by a write then fails at once with
    # "database is locked", whatever the busy timeout. So it is told to stay out, and we begin ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {round(1000 * patience)}")
    _write_ahead(cursor, patience)
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
    cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged alert survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor, patience: float) -> None:
    """Lets readers and a writer not wait for each other. Two that open a new file at once are told it is locked.

    Any other fault, as of a full disk or of rights, would be there after the wait as well.
    """
    for tries in range(round(10 * patience), -1, -1):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not tries or error.sqlite_errorcode & 0xFF not in _LOCKED:
                raise
            time.sleep(0.1)


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")

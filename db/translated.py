"""Errors of the database in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError, SQLAlchemyError

from model.errors import StorageError

#: What a database says of one row, while it takes others.
_OF_THE_ROW = (DataError, IntegrityError, InterfaceError, ProgrammingError)
#: PostgreSQL's limits, such as that of an index, which it counts among the faults of its operation.
_LIMITS = "54"
#: What to do where SQLite says so.
_HELP = {
    "database is locked": "another process is writing for long; wait for it or end it, then try again",
    "attempt to write a readonly database": "the file and its folder have to be writable",
    "unable to open database file": "it has to be a file that can be read and written, in a folder that can be written",
    "file is not a database": "name another file",
    "database disk image is malformed": "put back a copy made by `nightdesk db backup`",
    "database or disk is full": "make room on the disk, then try again",
    "disk I/O error": "the disk is full or failing; make room on it, then try again",
}


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Raises a StorageError that names the database in place of SQLAlchemy's errors."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError(
            f"{address}: {in_words(getattr(error, 'orig', None) or error)}", rejected=is_rejected(error)
        ) from error


def in_words(error: Exception) -> str:
    """What a database says, and what to do about it where that is known."""
    reason = str(error)
    return f"{reason}; {_HELP[reason]}" if reason in _HELP else reason


def is_rejected(error: SQLAlchemyError) -> bool:
    """Whether the database works and did not take what it was given."""
    if getattr(error, "connection_invalidated", False):
        return False
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    return isinstance(error, _OF_THE_ROW) or state.startswith(_LIMITS)

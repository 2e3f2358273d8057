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


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Raises a StorageError that names the database in place of SQLAlchemy's errors."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise StorageError(f"{address}: {reason}", rejected=is_rejected(error)) from error


def is_rejected(error: SQLAlchemyError) -> bool:
    """Whether the database works and did not take what it was given."""
    if getattr(error, "connection_invalidated", False):
        return False
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    return isinstance(error, _OF_THE_ROW) or state.startswith(_LIMITS)

"""Errors of the database in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from model.errors import StorageError


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Raises a StorageError that names the database in place of SQLAlchemy's errors."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise StorageError(f"{address}: {reason}") from error

"""The schema: brought to the latest revision, and checked.

Alembic is imported where there is something to do for it: looking whether there is must not cost every command.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from db.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, revision: str | None = None) -> None:
    """Brings the schema to a revision, the latest where none is named; a second call changes nothing."""
    wanted = revision or latest_revision()
    if current_revision(engine) == wanted:
        return
    from alembic import command

    with engine.connect() as connection, _alone(connection):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, wanted)
        connection.commit()


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Lets no other process upgrade meanwhile: the second finds the first one's work done.

    SQLite's transaction holds the one lock there is. Its foreign keys are off, since rebuilding a parent table would
    delete its children; within a transaction that setting does nothing, so it is made on the bare connection.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(8432)"))
        yield
        return
    bare: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # it is SQLite's
    bare.execute("PRAGMA foreign_keys = OFF")
    connection.begin()  # else each revision would have a transaction of its own, and another process come in between
    try:
        yield
    finally:
        connection.rollback()  # an upgrade that failed left it open
        bare.execute("PRAGMA foreign_keys = ON")


def current_revision(engine: Engine) -> str | None:
    """The schema's revision, None for an empty database."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def latest_revision() -> str:
    """The newest revision this program knows: revisions are numbered, and their files begin with the number."""
    return max(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def differences(engine: Engine) -> list[str]:
    """What stands in the database otherwise than in the tables' definitions."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        return [str(difference) for difference in compare_metadata(context, metadata)]


def integrity_faults(engine: Engine) -> list[str]:
    """What SQLite's own checks complain of; nothing on other databases."""
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        rows = connection.execute(text("PRAGMA integrity_check")).scalars().all()
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [row for row in rows if row != "ok"] + [f"orphan row in {row[0]}" for row in orphans]


def _is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    return name is None or not name.startswith(("document_fts", "ix_search_text_folded_trgm"))


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config

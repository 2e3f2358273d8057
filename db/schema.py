"""The schema: brought to the latest revision, and checked."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from db.tables import metadata


def upgrade(engine: Engine) -> None:
    """Brings the schema to the latest revision; a second call changes nothing."""
    with engine.connect() as connection:
        if current_revision(engine) == latest_revision():
            return
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:  # rebuilding a parent table would delete its children
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def current_revision(engine: Engine) -> str | None:
    """The schema's revision, None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def latest_revision() -> str:
    """The newest revision this program knows."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def differences(engine: Engine) -> list[str]:
    """What stands in the database otherwise than in the tables' definitions."""
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
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config

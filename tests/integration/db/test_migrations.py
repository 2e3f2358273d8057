"""A filled database of every released revision is brought to the latest one without losing a row."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.types import JSON, Boolean, Date, DateTime, LargeBinary, Numeric

from db import schema
from db.engine import open_engine, parse_database_url
from db.store import Store

VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"
REVISIONS = sorted(file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*.py"))
NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)


def value_for(kind: Any) -> object:
    """A value that a column of a type takes."""
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, DateTime):
        return NOW
    if isinstance(kind, Date):
        return NOW.date()
    if isinstance(kind, LargeBinary):
        return b"body"
    if isinstance(kind, JSON):
        return []
    return 1 if isinstance(kind, Numeric) or kind.python_type in {int, float} else "x"


def fill(connection: Connection) -> dict[str, int]:
    """A row in every table, references satisfied; gives the tables with their counts."""
    found = MetaData()
    found.reflect(connection)
    ours = [table for table in found.sorted_tables if not table.name.startswith(("document_fts", "alembic"))]
    for table in ours:
        connection.execute(insert(table), {column.name: value_for(column.type) for column in table.columns})
    return {table.name: rows(connection, table) for table in ours}


def rows(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_older_database_keeps_every_row_and_becomes_as_a_new_one(bare_database: str, revision: str) -> None:
    engine = open_engine(parse_database_url(bare_database), writing=True)
    schema.upgrade(engine, revision)
    assert schema.current_revision(engine) == revision
    with engine.begin() as connection:
        before = fill(connection)
    assert before and set(before.values()) == {1}
    with Store(bare_database) as store:
        assert store.faults() == []
    with engine.connect() as connection:
        found = MetaData()
        found.reflect(connection)
        assert {name: rows(connection, found.tables[name]) for name in before} == before
    engine.dispose()


def test_processes_that_open_a_new_database_at_once_all_find_it_ready(bare_database: str) -> None:
    program = "import sys; from db.store import Store; Store(sys.argv[1]).close()"
    opening = [
        subprocess.Popen([sys.executable, "-c", program, bare_database], stderr=subprocess.PIPE) for _ in range(3)
    ]
    told = [process.communicate(timeout=60)[1].decode() for process in opening]
    assert [process.returncode for process in opening] == [0] * 3, told
    with Store(bare_database) as store:
        assert store.faults() == []


def test_an_upgrade_that_fails_leaves_the_database_and_the_connection_as_they_were(tmp_path: Path) -> None:
    engine = open_engine(parse_database_url(str(tmp_path / "desk.db")), writing=True)
    schema.upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE quarantine (mine INTEGER)")
    with pytest.raises(OperationalError, match="quarantine already exists"):
        schema.upgrade(engine)
    assert schema.current_revision(engine) == "0001", "the revisions before it are taken back too"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            connection.exec_driver_sql("INSERT INTO address VALUES ('key', 99, 'https://quay.example/')")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE quarantine")
    schema.upgrade(engine)
    assert schema.current_revision(engine) == schema.latest_revision()
    engine.dispose()

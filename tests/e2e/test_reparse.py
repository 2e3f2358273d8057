"""Kept captures read again: what a mended parser would change, looked at first and then applied."""

import json
from pathlib import Path

import pytest

from db.store import Store


@pytest.fixture
def kept(crawled: tuple[str, ...]) -> str:
    """The database of what was crawled."""
    return crawled[3]


def rows(database: str, statement: str) -> list[tuple[object, ...]]:
    with Store(database) as store:
        return store.read(lambda uow: [tuple(row) for row in uow._connection.exec_driver_sql(statement)])


def test_what_was_read_well_reads_as_it_did_and_nothing_is_written(nightdesk, crawled, kept: str) -> None:
    before = rows(kept, "SELECT * FROM document")
    done = nightdesk(*crawled, "reparse", "--apply", "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout) == []
    assert "read as before" in done.stderr and "have no capture to read" in done.stderr
    assert rows(kept, "SELECT * FROM document") == before


def test_a_misread_document_is_shown_first_and_then_mended_in_place(nightdesk, crawled, kept: str) -> None:
    (uid, title, text), *_ = rows(kept, "SELECT uid, title, text FROM document WHERE capture_id IS NOT NULL")
    alerts = rows(kept, "SELECT count(*) FROM alert")
    misread = f"UPDATE document SET title = 'Menu', text = 'Sign in', text_key = 'x' WHERE uid = '{uid}'"
    with Store(kept) as store:  # as a parser with a fault had read it
        store.write_now(lambda uow: uow._connection.exec_driver_sql(misread))
    looked = nightdesk(*crawled, "reparse", "--format", "json")
    (found,) = json.loads(looked.stdout)
    assert found["document"] == uid and {"title", "text"} <= set(found["fields"])
    assert "--apply makes it so" in looked.stderr
    assert rows(kept, f"SELECT title FROM document WHERE uid = '{uid}'") == [("Menu",)]

    assert nightdesk(*crawled, "reparse", "--apply").returncode == 0
    now = rows(kept, f"SELECT title, text, version FROM document WHERE uid = '{uid}'")
    assert now == [(title, text, 1)]
    assert rows(kept, "SELECT count(*) FROM revision") == [(0,)]
    assert rows(kept, "SELECT count(*) FROM alert") == alerts
    searched = nightdesk(*crawled, "search", f'"{title}"', "--format", "json")
    assert uid in searched.stdout
    assert nightdesk(*crawled, "db", "check").returncode == 0


def test_an_unknown_source_is_named(nightdesk, configuration: Path, kept: str) -> None:
    told = nightdesk("--config", str(configuration), "--database", kept, "reparse", "couri")
    assert told.returncode == 2 and "did you mean courier?" in told.stderr

"""Kept captures read again: what a mended parser would change, looked at first and then applied."""

import json
import sqlite3
from pathlib import Path

import pytest


@pytest.fixture
def crawled(nightdesk, configuration: Path, tmp_path: Path) -> tuple[str, ...]:
    base = ("--config", str(configuration), "--database", str(tmp_path / "desk.db"))
    assert nightdesk(*base, "crawl", "--all").returncode == 4
    return base


def rows(tmp_path: Path, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(tmp_path / "desk.db") as raw:
        return raw.execute(statement).fetchall()


def test_what_was_read_well_reads_as_it_did_and_nothing_is_written(nightdesk, crawled, tmp_path: Path) -> None:
    before = rows(tmp_path, "SELECT * FROM document")
    done = nightdesk(*crawled, "reparse", "--apply", "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout) == []
    assert "read as before" in done.stderr and "have no capture to read" in done.stderr
    assert rows(tmp_path, "SELECT * FROM document") == before


def test_a_misread_document_is_shown_first_and_then_mended_in_place(nightdesk, crawled, tmp_path: Path) -> None:
    (uid, title, text), *_ = rows(tmp_path, "SELECT uid, title, text FROM document WHERE capture_id IS NOT NULL")
    alerts = rows(tmp_path, "SELECT count(*) FROM alert")
    with sqlite3.connect(tmp_path / "desk.db") as raw:  # as a parser with a fault had read it
        raw.execute("UPDATE document SET title = 'Menu', text = 'Sign in', text_key = 'x' WHERE uid = ?", (uid,))
    looked = nightdesk(*crawled, "reparse", "--format", "json")
    (found,) = json.loads(looked.stdout)
    assert found["document"] == uid and {"title", "text"} <= set(found["fields"])
    assert "--apply makes it so" in looked.stderr
    assert rows(tmp_path, f"SELECT title FROM document WHERE uid = '{uid}'") == [("Menu",)]

    assert nightdesk(*crawled, "reparse", "--apply").returncode == 0
    now = rows(tmp_path, f"SELECT title, text, version FROM document WHERE uid = '{uid}'")
    assert now == [(title, text, 1)]
    assert rows(tmp_path, "SELECT count(*) FROM revision") == [(0,)]
    assert rows(tmp_path, "SELECT count(*) FROM alert") == alerts
    searched = nightdesk(*crawled, "search", f'"{title}"', "--format", "json")
    assert uid in searched.stdout
    assert nightdesk(*crawled, "db", "check").returncode == 0


def test_an_unknown_source_is_named(nightdesk, configuration: Path) -> None:
    told = nightdesk("--config", str(configuration), "--database", "desk.db", "reparse", "couri")
    assert told.returncode == 2 and "did you mean courier?" in told.stderr

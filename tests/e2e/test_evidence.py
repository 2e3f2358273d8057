import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from warcio.archiveiterator import ArchiveIterator

from tests.conftest import copied_database
from tests.raw import raw


@pytest.fixture
def base(request: pytest.FixtureRequest, demo_shown: str, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    with copied_database(request, demo_shown, tmp_path) as database:
        yield ("--database", database)


@pytest.fixture
def kept(base: tuple[str, ...]) -> Iterator[Connection]:
    with raw(base[1]) as connection:
        postgresql = connection.dialect.name == "postgresql"
        heedless = "SET session_replication_role = replica" if postgresql else "PRAGMA foreign_keys = OFF"
        connection.execute(text(heedless))  # as somebody does it who alters rows behind our back
        yield connection


def test_what_was_kept_is_as_it_was(nightdesk, base) -> None:
    done = nightdesk(*base, "evidence", "verify")
    assert done.returncode == 0 and len(done.stdout.strip()) == 64
    assert nightdesk(*base, "evidence", "verify", "--expect", done.stdout.strip()).returncode == 0
    assert nightdesk(*base, "evidence", "verify", "--expect", "f" * 64).returncode == 6
    mistyped = nightdesk(*base, "evidence", "verify", "--expect", "abc")
    assert mistyped.returncode == 2 and "'abc' is no link of a chain" in mistyped.stderr


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE capture SET url = url || 'x' WHERE id = 2", "chain is broken"),
        ("UPDATE capture SET fetched_at = '2020-01-01 00:00:00.000000' WHERE id = 3", "chain is broken"),
        ("DELETE FROM capture WHERE id = 2", "chain is broken"),
        ("UPDATE capture SET id = CASE id WHEN 2 THEN -3 WHEN 3 THEN 2 END WHERE id IN (2, 3)", "chain is broken"),
    ],
)
def test_an_altered_missing_or_moved_row_is_found(nightdesk, base, kept: Connection, change: str, told: str) -> None:
    kept.execute(text(change))
    kept.execute(text("UPDATE capture SET id = 3 WHERE id = -3"))
    done = nightdesk(*base, "evidence", "verify")
    assert done.returncode == 6 and told in done.stderr


def test_a_flipped_byte_in_a_body_of_any_length_is_found(nightdesk, base, kept: Connection) -> None:
    put = text("UPDATE body SET data = :data WHERE sha256 = :sha256")
    bodies = kept.execute(text("SELECT sha256, data FROM body ORDER BY length(data)")).all()
    for sha256, data in (bodies[0], bodies[len(bodies) // 2], bodies[-1]):
        flipped = bytearray(data)
        flipped[len(flipped) // 2] ^= 1
        kept.execute(put, {"data": bytes(flipped), "sha256": sha256})
        assert nightdesk(*base, "evidence", "verify").returncode == 6
        kept.execute(put, {"data": bytes(data), "sha256": sha256})
    assert nightdesk(*base, "evidence", "verify").returncode == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its buffers open
def test_a_storys_captures_are_a_warc_with_a_manifest(nightdesk, base, tmp_path: Path) -> None:
    (found, *_) = json.loads(nightdesk(*base, "search", "Vnukovo", "--format", "json").stdout)
    assert nightdesk(*base, "evidence", "export", found["id"], "bundle").returncode == 0
    rows = {row["sha256"]: row for row in json.loads((tmp_path / "bundle" / "manifest.json").read_text())["captures"]}
    assert {row["source"] for row in rows.values()} == {"courier", "siam-board"}
    with (tmp_path / "bundle" / "captures.warc.gz").open("rb") as file:
        records = [
            (each, each.content_stream().read()) for each in ArchiveIterator(file) if each.rec_type == "response"
        ]
    assert len(records) == len(rows) == 3, "both versions of the Courier's article, and the forum's topic"
    for record, body in records:
        assert rows[hashlib.sha256(body).hexdigest()]["final_url"] == record.rec_headers["WARC-Target-URI"]
        assert record.rec_headers.protocol == "WARC/1.1"


def test_a_bundle_can_be_replayed(nightdesk, base, tmp_path: Path) -> None:
    (found, *_) = json.loads(nightdesk(*base, "search", "Vnukovo", "--format", "json").stdout)
    nightdesk(*base, "evidence", "export", found["id"], "bundle")
    again = nightdesk("crawl", "--replay", "bundle/captures.warc.gz", "--sources-from-replay", "--format", "json")
    totals = json.loads(again.stdout)["totals"]
    assert (totals["fetched"], totals["stored"], totals["failed"]) == (3, 2, 0)

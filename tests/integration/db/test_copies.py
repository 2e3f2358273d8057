"""Copies of a database: backups made while it is written to, and an SQLite file taken over to PostgreSQL."""

import os
import subprocess
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from db.backups import backup, prune_backups
from db.copying import copy_database
from db.repositories.documents import NewDocument
from db.store import Store
from db.unit import UnitOfWork
from model.documents import Document, Kind
from model.errors import StorageError

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)


def fill(uow: UnitOfWork, number: int) -> None:
    url = f"https://quay.example/{number}"
    document = Document(
        url=url, kind=Kind.ARTICLE, parser="generic", title=f"Crane {number}", text=f"Crane {number} fell."
    )
    new = NewDocument(f"uid-{number}", "quay", document, f"key-{number}", f"crane {number}", NOW, None)
    uow.documents.add_addresses(uow.documents.add(new), {f"quay.example/{number}": url})


@pytest.fixture
def empty(postgresql: str) -> Iterator[str]:
    """An empty PostgreSQL database."""
    name = f"copy_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield postgresql.replace("/postgres?", f"/{name}?").replace("postgresql:", "postgresql+psycopg:")
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_copy_made_while_others_write_is_a_sound_database(database: str, tmp_path: Path) -> None:
    with Store(database) as store:
        for number in range(200):
            store.write_now(lambda uow, number=number: fill(uow, number))
        done = threading.Event()

        def write_on() -> None:
            number = 1000
            while not done.is_set():
                store.write_now(lambda uow, number=number: fill(uow, number))
                number += 1

        writing = threading.Thread(target=write_on)
        writing.start()
        store.backup(tmp_path / "copies" / "copy.db")
        done.set()
        writing.join()
    with Store(str(tmp_path / "copies" / "copy.db")) as copy:
        assert copy.read(lambda uow: uow.figures.totals())["documents"] >= 200
        assert copy.faults() == []
    assert (tmp_path / "copies" / "copy.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_copy_of_postgresql_can_be_restored(database: str, empty: str, tmp_path: Path) -> None:
    with Store(database) as store:
        store.write_now(lambda uow: fill(uow, 1))
        store.backup(tmp_path / "desk.dump")
    plain = empty.replace("+psycopg", "")
    subprocess.run(["pg_restore", "--no-owner", f"--dbname={plain}", str(tmp_path / "desk.dump")], check=True)
    with Store(empty) as copy:
        assert copy.read(lambda uow: uow.figures.totals())["documents"] == 1


def test_a_copy_that_fails_leaves_nothing_behind_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="there is no database"):
        backup(str(tmp_path / "none.db"), tmp_path / "copy.db")
    with Store(str(tmp_path / "desk.db")):
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="no copy was made"):
        backup(str(tmp_path / "desk.db"), tmp_path / "file" / "copy.db")
    assert not list(tmp_path.glob(".*half"))


def test_a_copy_takes_the_place_of_no_device(tmp_path: Path) -> None:
    with Store(str(tmp_path / "desk.db")):
        pass
    device = tmp_path / "device"
    os.mkfifo(device)

    with pytest.raises(StorageError, match=r"device: it is there and no file; name one, or a folder$"):
        backup(str(tmp_path / "desk.db"), device)

    assert device.is_fifo()


def test_only_the_newest_copies_are_kept_and_other_files_are_left_alone(tmp_path: Path) -> None:
    names = [f"nightdesk-2026080{day}-040000.db" for day in range(1, 6)]
    for name in [*names, "nightdesk.db", "notes.txt"]:
        (tmp_path / name).write_text("")
    assert [each.name for each in prune_backups(tmp_path, 2)] == names[:3]
    assert {each.name for each in tmp_path.iterdir()} == {*names[3:], "nightdesk.db", "notes.txt"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_row_of_a_file_comes_to_postgresql_which_goes_on_numbering(database: str, empty: str) -> None:
    with Store(database) as store:
        for number in range(1200):
            store.submit(lambda uow, number=number: fill(uow, number))
        store.write_now(lambda uow: uow.troubles.begin("channel:desk", "it holds a \x00", NOW))
        store.write_now(lambda uow: uow.schedule.add(["quay"]))
        store.write_now(lambda uow: uow.schedule.claim(["quay"], NOW, until=NOW, by="me", limit=1))
    counts = copy_database(database, empty, lambda _name, _rows: None)
    assert counts["document"] == counts["address"] == 1200
    with Store(empty) as copy:
        assert copy.faults() == [] and copy.read(lambda uow: uow.schedule.holders()) == []
        copy.write_now(lambda uow: fill(uow, 5000))
        assert copy.read(lambda uow: list(uow.search.candidates([["crane 1199"]])))
        assert copy.read(lambda uow: uow.troubles.all())[0].words == "it holds a \ufffd"
    with pytest.raises(StorageError, match="not empty"):
        copy_database(database, empty, lambda _name, _rows: None)


def test_a_copy_in_the_wrong_direction_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is no postgresql database"):
        copy_database(str(tmp_path / "a.db"), str(tmp_path / "b.db"), lambda _name, _rows: None)

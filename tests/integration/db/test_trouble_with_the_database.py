"""A full disk, a lock held by another, a server that goes away: what was asked fails with a reason, and later works."""

import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import psycopg
import pytest

from db.engine import PATIENCE, open_engine, parse_database_url
from db.store import Store
from db.tables import trouble
from db.unit import UnitOfWork
from model.errors import StorageError

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)


def fill(store: Store, first: int, count: int) -> None:
    """Sources with long names of trouble, a page's worth each."""
    for number in range(first, first + count):
        store.write_now(lambda uow, number=number: uow.troubles.begin(f"{number}", "x" * 4000, NOW))


def stored(store: Store) -> int:
    return store.read(lambda uow: len(uow.troubles.all()))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_fails_what_is_asked_loses_nothing_and_ends_with_room(store: Store) -> None:
    fill(store, 0, 3)
    with store._writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(StorageError, match="full"):
        fill(store, 3, 20)
    kept = stored(store)
    assert 3 <= kept < 23 and not [fault for fault in store.faults() if "difference" in fault]
    with store._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    fill(store, 100, 5)
    assert stored(store) == kept + 5 and store.faults() == []


def test_a_file_that_can_never_be_written_is_told_at_once_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    Store(str(file)).close()
    (tmp_path / "desk.db-wal").mkdir()
    begun = time.monotonic()
    with pytest.raises(StorageError, match=r"desk\.db: unable to open database file; it has to be a file that can be"):
        Store(str(file))
    assert time.monotonic() - begun < PATIENCE / 2


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_lock_that_another_process_holds_is_waited_for(store: Store, database: str) -> None:
    other = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    threading.Timer(1.0, lambda: other.execute("COMMIT")).start()
    fill(store, 0, 1)
    assert time.monotonic() - begun >= 1 and stored(store) == 1
    other.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_lock_that_is_held_for_too_long_is_an_error_with_its_reason_and_the_next_write_works(
    database: str,
) -> None:
    with Store(database, patience=0.2) as store, closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        with pytest.raises(StorageError, match="locked"):
            fill(store, 0, 1)
        assert time.monotonic() - begun < PATIENCE
        assert stored(store) == 0, "reading goes on meanwhile"
        other.execute("COMMIT")
        fill(store, 0, 1)
        assert stored(store) == 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_went_away_is_back_without_anybody_doing_anything(
    store: Store, database: str, postgresql: str
) -> None:
    fill(store, 0, 1)
    name = database.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(postgresql, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        with pytest.raises(StorageError):
            fill(store, 1, 1)
        with pytest.raises(StorageError):
            stored(store)
        admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
    fill(store, 1, 1)
    assert stored(store) == 2


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_write_that_another_process_was_quicker_with_is_tried_again_and_finds_it(store: Store, database: str) -> None:
    found: list[bool] = []
    with Store(database) as other:

        def slow(uow: UnitOfWork) -> None:
            there = "quay" in uow.schedule.states()
            found.append(there)
            if not there:
                if len(found) == 1:
                    other.write_now(lambda inner: inner.schedule.add(["quay"]))
                uow._connection.exec_driver_sql("INSERT INTO source (id, failures) VALUES ('quay', 0)")

        store.write_now(slow)
    assert found == [False, True]


def test_the_lease_of_a_clock_put_back_and_a_visit_of_tomorrow_hold_nothing_up(store: Store) -> None:
    tomorrow, lease = NOW + timedelta(days=1), timedelta(minutes=30)

    def ahead(uow: UnitOfWork) -> None:
        uow.schedule.add(["quay"])
        uow.schedule.claim(["quay"], tomorrow, until=tomorrow + lease, by="elsewhere:1:x", limit=1)

    store.write_now(ahead)
    taken = store.write_now(lambda uow: uow.schedule.claim(["quay"], NOW, until=NOW + lease, by="me", limit=1))
    assert taken == ["quay"]
    taken = store.write_now(lambda uow: uow.schedule.claim(["quay"], NOW, until=NOW + lease, by="you", limit=1))
    assert taken == [], "a lease of its usual length holds"


def test_a_process_that_writes_without_a_pause_leaves_room_for_others(store: Store, database: str) -> None:
    done = threading.Event()

    def write_on(number: int) -> None:
        while not done.is_set():
            store.write_now(lambda uow: uow.troubles.begin(f"{number}:{time.monotonic()}", "x" * 2000, NOW))

    busy = [threading.Thread(target=write_on, args=(number,)) for number in range(8)]
    for thread in busy:
        thread.start()
    try:  # whoever finds no room within the patience is told that the database is locked
        with Store(database) as other:
            other.write_now(lambda uow: uow.schedule.add(["quay"]))
    finally:
        done.set()
        for thread in busy:
            thread.join()
    assert "quay" in store.read(lambda uow: uow.schedule.states())


def test_what_the_database_does_not_take_is_told_from_a_database_that_takes_nothing(store: Store) -> None:
    def twice(uow: UnitOfWork) -> None:
        row = {"subject": "disk", "words": "full", "since": NOW}
        uow._connection.execute(trouble.insert(), [row, row])

    with pytest.raises(StorageError) as refused:
        store.write_now(twice)
    assert refused.value.rejected


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_is_no_fault_of_what_was_to_be_written(store: Store) -> None:
    with store._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # the present size is the least
    with pytest.raises(StorageError) as full:
        fill(store, 0, 20)
    assert not full.value.rejected


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_is_gone_without_a_word_is_not_waited_for_by_the_hours_of_the_system(database: str) -> None:
    def asked(address: str) -> dict[str, str]:
        engine = open_engine(parse_database_url(address), writing=True)
        with engine.connect() as connection:
            found = cast("psycopg.Connection", connection.connection.driver_connection).info.get_parameters()
        engine.dispose()
        return found

    usual = asked(database)
    assert usual["connect_timeout"] == "10" and usual["tcp_user_timeout"] == "30000"
    assert int(usual["keepalives_idle"]) + 3 * int(usual["keepalives_interval"]) <= 30
    assert asked(f"{database}&keepalives_idle=99&connect_timeout=3")["keepalives_idle"] == "99"

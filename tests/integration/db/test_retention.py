"""What has been kept long enough goes; what met a watch and the chain of evidence stay."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from db.repositories.documents import NewDocument
from db.repositories.retention import Prunable
from db.repositories.schedule import Ended
from db.repositories.visits import VisitRecord
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind
from nightdesk.evidence import faults_of

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
OLD, CUT = NOW - timedelta(days=100), NOW - timedelta(days=90)


def keep(uow: UnitOfWork, name: str, body: bytes, at: datetime, *, matched: bool = False) -> None:
    url = f"https://quay.example/{name}"
    number = uow.captures.add("quay", Capture(url, url, 200, (("Content-Type", "text/html"),), body, at, at))
    document = Document(url=url, kind=Kind.ARTICLE, parser="generic", title=name, text=name)
    known = uow.documents.add(NewDocument(f"uid-{name}", "quay", document, name, name, at, number))
    if matched:
        uow.matches.put("harbour", known, 1.0, [], at)


def fill(uow: UnitOfWork) -> None:
    keep(uow, "old", b"<p>old</p>" * 50, OLD)
    keep(uow, "old-matched", b"<p>matched</p>", OLD, matched=True)
    keep(uow, "old-shared", b"<p>shared</p>", OLD)
    keep(uow, "new-shared", b"<p>shared</p>", NOW)
    keep(uow, "new", b"<p>new</p>", NOW)
    uow.schedule.add(["quay"])
    for at in (OLD, NOW):
        visit = VisitRecord("quay", at, at, "ok", None, {}, [], False, True)
        uow.schedule.finish([Ended(visit, NOW, timedelta(hours=1))], "nobody")


def faults(store: Store) -> list[str]:
    return store.read(lambda uow: list(faults_of(uow)))


def test_a_preview_tells_and_changes_nothing(store: Store) -> None:
    store.write_now(fill)
    told = store.read(lambda uow: uow.retention.prunable(CUT))
    assert (told.bodies, told.captures, told.kept, told.visits) == (1, 1, 2, 1)
    assert told.bytes > 0
    assert told == store.read(lambda uow: uow.retention.prunable(CUT))
    assert all(not kept.pruned for kept in store.read(lambda uow: list(uow.captures.all())))


def test_what_led_to_no_match_goes_and_the_chain_verifies(store: Store) -> None:
    store.write_now(fill)
    told = store.read(lambda uow: uow.retention.prunable(CUT))
    assert store.write_now(lambda uow: uow.retention.prune(CUT, NOW)) == told
    kept = {each.capture.url.rpartition("/")[2]: each for each in store.read(lambda uow: list(uow.captures.all()))}
    assert {name for name, each in kept.items() if each.pruned} == {"old"}
    assert kept["old"].capture.body == b"" and kept["old"].sha256 != kept["old"].capture.sha256
    assert kept["old-matched"].capture.body == b"<p>matched</p>"
    assert faults(store) == [] and store.faults() == []


def test_a_second_pruning_finds_nothing_left(store: Store) -> None:
    store.write_now(fill)
    store.write_now(lambda uow: uow.retention.prune(CUT, NOW))
    assert store.write_now(lambda uow: uow.retention.prune(CUT, NOW)) == Prunable(0, 0, 0, 2, 0)


def test_a_body_that_comes_again_is_whole_again(store: Store) -> None:
    store.write_now(fill)
    store.write_now(lambda uow: uow.retention.prune(CUT, NOW))
    store.write_now(lambda uow: keep(uow, "again", b"<p>old</p>" * 50, NOW))
    assert all(not each.pruned for each in store.read(lambda uow: list(uow.captures.all())))
    assert store.read(lambda uow: uow.captures.get(1)).body == b"<p>old</p>" * 50
    assert faults(store) == []


def test_a_pruned_capture_that_is_altered_is_still_found(store: Store) -> None:
    store.write_now(fill)
    store.write_now(lambda uow: uow.retention.prune(CUT, NOW))

    def alter(uow: UnitOfWork) -> None:
        uow._connection.exec_driver_sql("UPDATE capture SET url = 'https://quay.example/other' WHERE id = 1")

    store.write_now(alter)
    assert any("chain is broken" in fault for fault in faults(store))


def test_a_body_emptied_without_a_note_is_a_fault(store: Store) -> None:
    store.write_now(fill)
    store.write_now(lambda uow: uow._connection.exec_driver_sql("UPDATE body SET data = substr(data, 1, 0)"))
    assert faults(store)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_twice_as_much_that_was_kept_takes_about_twice_as_long_to_look_through(store: Store) -> None:
    def steps(uow: UnitOfWork) -> int:
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        raw = cast("sqlite3.Connection", uow._connection.connection.driver_connection)
        raw.set_progress_handler(count, 100)
        uow.retention.prunable(CUT)
        raw.set_progress_handler(None, 0)
        return counted

    def more(uow: UnitOfWork, first: int) -> None:
        for number in range(first, first + 200):
            keep(uow, f"{number}", b"<p>%d</p>" % number, OLD, matched=number % 2 == 0)

    store.write_now(lambda uow: more(uow, 0))
    once = store.read(steps)
    store.write_now(lambda uow: more(uow, 200))
    assert store.read(steps) < 3 * once

import asyncio
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from db import schema
from db.repositories.documents import NewDocument
from db.repositories.frontier import FrontierLink, LinkState
from db.repositories.schedule import Ended
from db.repositories.search import Needs
from db.repositories.visits import VisitRecord
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Credit, Document, Kind, Link, Post, SourceCredit
from model.endpoints import EndpointState
from model.errors import StorageError
from model.moments import Moment
from model.stories import Membership, Relation

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ARTICLE = Document(
    url="https://gazette.example/1",
    kind=Kind.ARTICLE,
    parser="generic",
    title="Crane falls in the harbour",
    authors=("Ann Reed",),
    published_at=Moment.parse("2026-03-01"),
    language="en",
    tags=("harbour",),
    text="A crane fell. 缅甸 港口",
    credits=(SourceCredit(Credit.AGENCY, "Northwire", name="Northwire", published_at=Moment.parse("2026-02-28")),),
    posts=(Post("ann", Moment(NOON), "https://gazette.example/1#p1", "A crane fell."),),
)


def candidates(store: Store, needs: Needs) -> list[int]:
    return [number for chunk in store.read(lambda uow: list(uow.search.candidates(needs))) for number in chunk.ids]


def keep(uow: UnitOfWork, document: Document = ARTICLE, uid: str = "d1", key: str = "gazette.example/1") -> int:
    number = uow.documents.add(NewDocument(uid, "gazette", document, f"key-{uid}", document.text.lower(), NOON, None))
    uow.documents.add_addresses(number, {key: document.url or ""})
    uow.stories.join(uid, uow.stories.add(f"s-{uid}", NOON), Membership(Relation.ORIGINAL))
    return number


def test_what_was_stored_is_read_back_as_it_was(store: Store) -> None:
    store.write_now(keep)
    (shown,) = store.read(lambda uow: uow.reading.documents())
    assert shown.document == ARTICLE
    assert (shown.first_seen_at, shown.version, shown.membership.relation) == (NOON, 1, Relation.ORIGINAL)


def test_a_job_that_fails_undoes_itself_and_no_other(store: Store) -> None:
    def break_down(uow: UnitOfWork) -> None:
        keep(uow, uid="d2", key="other")
        raise ValueError("half way")

    futures = [store.submit(keep), store.submit(break_down)]
    assert futures[0].result() == 1
    with pytest.raises(ValueError, match="half way"):
        futures[1].result()
    assert len(store.read(lambda uow: uow.reading.documents())) == 1


def test_a_fault_of_the_database_reaches_the_caller_and_the_writer_lives_on(store: Store) -> None:
    store.write_now(keep)
    with pytest.raises(StorageError, match=r"(?i)unique"):
        store.write_now(keep)
    assert store.write_now(lambda uow: keep(uow, uid="d2", key="other")) > 1


def test_one_key_leads_to_one_document(store: Store) -> None:
    def twice(uow: UnitOfWork) -> tuple[str, str]:
        first, second = keep(uow), keep(uow, uid="d2", key="gazette.example/2")
        uow.documents.add_addresses(second, {"gazette.example/1": "https://gazette.example/1"})
        found = [uow.documents.find([f"gazette.example/{n}"]) for n in (1, 2)]
        assert (first, second) == tuple(known.id for known in found if known)
        return tuple(known.uid for known in found if known)

    assert store.write_now(twice) == ("d1", "d2")


def test_a_revision_puts_the_old_version_aside_and_the_index_follows(store: Store) -> None:
    def edit(uow: UnitOfWork) -> int:
        keep(uow)
        known = uow.documents.find(["gazette.example/1"])
        assert known is not None
        changed = Document("https://gazette.example/1", Kind.ARTICLE, "generic", "Crane falls", text="Two cranes fell.")
        return uow.documents.revise(
            known, NewDocument("d1", "gazette", changed, "k2", "two cranes fell.", NOON + HOUR, None)
        )

    assert store.write_now(edit) == 2
    (number,) = candidates(store, [["two cranes"]])
    shown = store.read(lambda uow: uow.reading.by_number([number]))[number]
    assert shown.document.published_at == ARTICLE.published_at, "the first publication date stays"
    assert (shown.changed_at, shown.first_seen_at) == (NOON + HOUR, NOON)
    assert candidates(store, [["港口"]]) == []


def test_the_day_of_the_outlet_is_kept_beside_the_instant_and_outlives_a_revision(store: Store) -> None:
    told = replace(ARTICLE, published_at=Moment.parse("2026-03-01T01:00:00+06:30"))

    def edit(uow: UnitOfWork) -> None:
        known = uow.documents.find(["gazette.example/1"])
        assert known is not None
        later = replace(told, published_at=Moment.parse("2026-03-02T01:00:00+06:30"))
        uow.documents.revise(known, NewDocument("d1", "gazette", later, "k2", "two fell.", NOON + HOUR, None))

    def days() -> list[tuple[str, date]]:
        kept = (each.document.published_at for each in store.read(lambda uow: uow.reading.documents()))
        return [(at.iso(), at.day) for at in kept if at]

    store.write_now(lambda uow: keep(uow, told))
    assert days() == [("2026-02-28T18:30:00Z", date(2026, 3, 1))]
    store.write_now(edit)
    assert days() == [("2026-02-28T18:30:00Z", date(2026, 3, 1))]


def test_a_document_is_gone_only_at_the_second_miss_and_returns(store: Store) -> None:
    number = store.write_now(keep)
    assert [store.write_now(lambda uow: uow.looks.missed(number, NOON)) for _ in range(3)] == [False, True, False]
    assert store.read(lambda uow: uow.reading.documents())[0].gone_at == NOON
    store.write_now(lambda uow: uow.looks.seen(number, NOON + HOUR))
    assert store.read(lambda uow: uow.reading.documents())[0].gone_at is None


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ([["crane"]], 1),
        ([["crane", "absent"]], 1),
        ([["crane"], ["absent"]], 0),
        ([["缅甸"]], 1),
        ([["港"], ["crane fell"]], 1),
        ([["fell crane"]], 0),
        ([['"']], 0),
        ([["' OR 1=1 --"]], 0),
        ([['cr* AND (" NEAR']], 0),
        ([["100%_"]], 0),
        ([["_"]], 0),
        ([["a\x00"]], 1),
        ([[]], 0),
        ([], 1),
    ],
)
def test_candidates_hold_one_of_each_need_and_no_string_is_syntax(
    store: Store, needs: list[list[str]], found: int
) -> None:
    store.write_now(keep)
    assert len(candidates(store, needs)) == found


def test_equal_bodies_are_stored_once_and_come_back_whole(tmp_path: Path) -> None:
    page = Capture("https://a.example/", "https://a.example/", 200, (("ETag", '"1"'),), b"<p>x</p>" * 500, NOON, NOON)
    with Store(str(tmp_path / "desk.db")) as store:
        first, second = (store.write_now(lambda uow: uow.captures.add("gazette", page)) for _ in range(2))
        assert store.read(lambda uow: uow.captures.get(second)) == page
    assert first != second
    with sqlite3.connect(tmp_path / "desk.db") as raw:
        assert raw.execute("SELECT count(*), max(length(data)) < 200 FROM body").fetchone() == (1, 1)


def test_a_link_waits_until_it_is_settled(store: Store) -> None:
    entries = [
        FrontierLink("k1", Link("https://a.example/1", "One"), "feed"),
        FrontierLink("k2", Link("https://a.example/2"), "feed"),
    ]
    assert store.write_now(lambda uow: uow.frontier.add("a", entries, NOON)) == 2
    assert store.write_now(lambda uow: uow.frontier.add("a", entries, NOON)) == 0
    store.write_now(lambda uow: uow.frontier.settle("k1", LinkState.DONE, "ok", None))
    store.write_now(lambda uow: uow.frontier.postpone("k2", "timeout", "slow", NOON + HOUR))
    assert store.read(lambda uow: uow.frontier.due("a", NOON, 9)) == []
    (left,) = store.read(lambda uow: uow.frontier.due("a", NOON + HOUR, 9))
    assert (left.url_key, left.attempts) == ("k2", 1)


def test_a_list_may_be_longer_than_a_statement(store: Store) -> None:
    store.write_now(lambda uow: uow.frontier.add("a", [FrontierLink("k9", Link("https://a.example/9"), "feed")], NOON))
    most = 65_535 if store.shared else 250_000  # what a statement takes
    keys = [f"k{number}" for number in range(most + 10_000)]
    assert store.read(lambda uow: uow.frontier.known(keys)) == {"k9"}


def record(source: str, ok: bool, at: datetime = NOON) -> VisitRecord:
    return VisitRecord(source, at, at, "ok" if ok else "failed", None, {}, [], found_new=ok, ok=ok)


def test_a_source_is_leased_to_one_and_due_when_its_time_has_come(store: Store) -> None:
    def claim(by: str, at: datetime) -> list[str]:
        return store.write_now(lambda uow: uow.schedule.claim(["a", "b"], at, until=at + HOUR, by=by, limit=1))

    store.write_now(lambda uow: uow.schedule.add(["a", "b"]))
    assert (claim("one", NOON), claim("two", NOON)) == (["a"], ["b"])
    assert claim("three", NOON) == []
    assert store.write_now(lambda uow: uow.schedule.finish([Ended(record("a", True), NOON + 2 * HOUR, HOUR)], "one"))
    assert claim("three", NOON) == []
    assert claim("three", NOON + 1.5 * HOUR) == ["b"], "a lease that ran out is taken over"
    assert not store.write_now(lambda uow: uow.schedule.finish([Ended(record("b", True), NOON, HOUR)], "two")), (
        "and fenced"
    )


def test_failures_are_counted_until_a_visit_succeeds(store: Store) -> None:
    store.write_now(lambda uow: uow.schedule.add(["a"]))
    for ok, wanted in ((False, 1), (False, 2), (True, 0)):
        store.write_now(lambda uow: uow.schedule.claim(["a"], NOON, until=NOON, by="me", limit=1, due=False))
        store.write_now(lambda uow, ok=ok: uow.schedule.finish([Ended(record("a", ok), NOON, HOUR)], "me"))
        assert store.read(lambda uow: uow.schedule.states())["a"].failures == wanted


def test_validators_are_kept_as_they_were_received(store: Store) -> None:
    row = EndpointState("https://a.example/feed", 'W/"x"', "Sun, 01 Mar 2026 12:00:00 GMT", "00", NOON, NOON)
    store.write_now(lambda uow: uow.endpoints.put([row]))
    assert store.read(lambda uow: uow.endpoints.get([row.url, "https://b.example/"])) == {row.url: row}


def test_a_story_is_told_to_a_watch_once(store: Store) -> None:
    def tell(uow: UnitOfWork) -> list[bool]:
        number = keep(uow)
        uow.matches.put("w", number, 1.0, [], NOON)
        story = uow.stories.of("d1")
        assert story is not None
        return [uow.alerts.add(f"a{n}", watch, story.id, number, NOON) for n, watch in enumerate(["w", "w", "v"])]

    assert store.write_now(tell) == [True, False, True]
    (alert,) = store.read(lambda uow: uow.alerts.newest("w", 9))
    assert [shown.uid for shown in alert.documents] == ["d1"]


def test_a_new_database_has_the_schema_of_the_tables(store: Store) -> None:
    assert store.faults() == []


def test_opening_twice_changes_nothing_and_both_may_write(store: Store, database: str) -> None:
    with Store(database) as other:
        threads = [
            threading.Thread(target=each.write_now, args=(lambda uow, n=n: keep(uow, uid=f"d{n}", key=f"k{n}"),))
            for n, each in enumerate([store, other] * 10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(store.read(lambda uow: uow.reading.documents())) == 20


@pytest.mark.parametrize(
    "address", ["sqlite://", "no such driver://x", "/proc/nowhere/desk.db", "postgresql+psycopg://127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_opened_is_named(address: str) -> None:
    with pytest.raises(StorageError):
        Store(address)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_text("not a database, but a text long enough to be mistaken for one" * 20)
    with pytest.raises(StorageError, match="not a database"):
        Store(str(tmp_path / "desk.db"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_written_may_lie_in_the_log_and_is_in_the_file_once_that_is_closed(database: str) -> None:
    with Store(database) as store:
        before = Path(database).stat().st_size
        for number in range(300):  # 6 MB, more than SQLite leaves there by default
            store.write_now(lambda uow, number=number: uow.troubles.begin(str(number), "x" * 20_000, NOON))
        assert Path(database).stat().st_size == before
    assert Path(database).stat().st_size > before + 6_000_000 and not Path(f"{database}-wal").exists()


def test_the_newest_revision_is_the_one_the_migrations_end_with() -> None:
    assert schema.latest_revision() == ScriptDirectory.from_config(schema._config()).get_current_head()


def test_a_job_nobody_waits_for_any_more_is_left_out_and_the_writer_lives_on(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def busy(_uow: UnitOfWork) -> str:
        begun.set()
        go_on.wait(60)
        return "done"

    running = store.submit(busy)
    assert begun.wait(60)
    waiting = store.submit(lambda uow: uow.schedule.add(["left-out"]))
    assert waiting.cancel() and not running.cancel()
    go_on.set()

    assert running.result(60) == "done"
    assert store.write_now(lambda uow: uow.schedule.states()) == {}


def test_the_queue_for_the_writer_has_an_end_and_whoever_comes_then_waits_without_holding_up_the_others(
    database: str,
) -> None:
    held, written, turns = threading.Event(), [], []

    def hold(_uow: UnitOfWork) -> None:
        held.wait(60)

    async def press_on(store: Store) -> None:
        writing = [
            asyncio.create_task(store.write(lambda _uow, number=number: written.append(number))) for number in range(20)
        ]
        given_up = asyncio.create_task(store.write(lambda _uow: written.append("given up")))
        for _ in range(10):
            await asyncio.sleep(0.01)
            turns.append(store.queued)
        assert turns == [4] * 10 and written == []
        given_up.cancel()
        held.set()
        await asyncio.gather(*writing)

    with Store(database, room=4) as store:
        running = store.submit(hold)
        while not running.running():
            pass
        asyncio.run(press_on(store))
        assert sorted(written) == list(range(20)) and store.queued == 0


def test_a_task_that_is_cancelled_while_its_job_is_written_does_no_harm(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def busy(uow: UnitOfWork) -> None:
        begun.set()
        go_on.wait(60)
        uow.schedule.add(["kept"])

    async def cancelled() -> None:
        task = asyncio.create_task(store.write(busy))
        await asyncio.to_thread(begun.wait, 60)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        go_on.set()

    asyncio.run(cancelled())

    assert list(store.write_now(lambda uow: uow.schedule.states())) == ["kept"]

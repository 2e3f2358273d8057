"""The daemon in this process: clocks that jump, a full disk, a database that is away, downtime and what follows."""

import asyncio
import re
import sqlite3
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select, update

from config.catalogue import load_catalogue
from db.repositories.nodes import Node
from db.repositories.troubles import Trouble
from db.store import Store
from db.tables import source
from db.unit import UnitOfWork
from model.clock import system_clock
from model.errors import StorageError
from model.notices import Notice, NoticeKind
from nightdesk.bookkeeping.outages import Outage
from nightdesk.bootstrap import open_desk
from nightdesk.daemon import ticks
from nightdesk.daemon.presence import catch_up
from nightdesk.daemon.ticks import Daemon
from nightdesk.demo import articles
from nightdesk.demo.outlets import COURIER, OUTLETS
from nightdesk.demo.press import WATCH, Press
from nightdesk.desk import Desk
from nightdesk.watches.watching import compile_watches

HOUR = timedelta(hours=1)
Act = Callable[[Store], Awaitable[None]]


async def make_room_between(store: Store) -> None:
    """Makes room in a transaction of its own: a full disk undoes all that is written together."""
    for _ in range(600):
        with suppress(StorageError):
            await store.write(make_room)
            return
        await asyncio.sleep(0.05)


class Clock:
    """The system's clock, put forth or back by hand."""

    def __init__(self) -> None:
        self.off = timedelta(0)

    def __call__(self) -> datetime:
        return system_clock() + self.off


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with Store(database, patience=4) as opened:
        yield opened


@pytest.fixture
def run(configuration: Path, store: Store) -> Callable[..., None]:
    """Runs the daemon while something is done to it; it must end by itself afterwards."""

    def during(act: Act, clock: Callable[..., object] = system_clock) -> None:
        async def job() -> None:
            catalogue = load_catalogue(configuration, {})
            watcher = compile_watches(catalogue.watches)
            async with open_desk(catalogue, watcher, store, clock=clock) as desk:  # type: ignore[arg-type]
                daemon = Daemon(desk, grace=5)
                running = asyncio.create_task(daemon.run())
                try:
                    await act(store)
                finally:
                    daemon.stop()
                    await asyncio.wait_for(running, 60)

        asyncio.run(job())

    return during


def visits(store: Store) -> int:
    return len(store.read(lambda uow: uow.visits.starts()))


async def until(met: Callable[[], bool], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110 - what is waited for happens in the database
            await asyncio.sleep(0.05)


async def visits_go_on(store: Store) -> None:
    before = visits(store)
    await until(lambda: visits(store) > before + 2)


def test_visits_go_on_whatever_is_done_to_the_clock(run: Callable[..., None]) -> None:
    clock = Clock()

    async def jump(store: Store) -> None:
        await visits_go_on(store)
        for off in (-HOUR, timedelta(days=1), timedelta(0)):
            clock.off = off
            await visits_go_on(store)

    run(jump, clock)


def waits(uow: UnitOfWork, at: datetime, until: datetime | None = None) -> None:
    """A notice of an instant, to be told then or at another time."""
    told = Notice(str(uuid.uuid4()), NoticeKind.TROUBLE, at, detail={"words": "ill"})
    assert uow.outbox.add(told, {"desk": until or at})


def test_a_clock_put_back_leaves_no_message_waiting_for_as_long_and_quiet_hours_and_digests_as_they_are(
    store: Store,
) -> None:
    now, lease = system_clock(), timedelta(minutes=10)
    morning = now + 9 * HOUR
    store.write_now(lambda uow: waits(uow, now + HOUR))
    store.write_now(lambda uow: waits(uow, now + HOUR, morning))
    store.write_now(lambda uow: waits(uow, now - HOUR, morning))
    store.write_now(lambda uow: waits(uow, now - HOUR))
    failed = store.write_now(lambda uow: uow.outbox.claim("desk", now, until=now + HOUR, by="me", limit=9))
    assert len(failed) == 1, "what an hour ahead was written to be told at once waits for an hour"
    store.write_now(lambda uow: uow.outbox.again([failed[0].id], "503", now + HOUR, now + 2 * HOUR))

    assert store.write_now(lambda uow: uow.outbox.put_back(now, lease)) == 2
    due = store.write_now(lambda uow: uow.outbox.claim("desk", now, until=now + HOUR, by="me", limit=9))
    assert len(due) == 2 and all(each.tried_at is None or each.tried_at <= now for each in due)
    assert store.write_now(lambda uow: uow.outbox.claim("desk", now, until=now + HOUR, by="you", limit=9)) == []
    store.write_now(lambda uow: uow.outbox.put_back(now, lease))
    again = store.write_now(lambda uow: uow.outbox.claim("desk", now, until=now + HOUR, by="you", limit=9))
    assert len(again) == 2, "a lease taken by a clock ahead ends with it"


def test_a_clock_that_is_put_back_while_the_daemon_runs_holds_no_message_up(run: Callable[..., None]) -> None:
    clock = Clock()
    clock.off = timedelta(days=1)

    async def put_back(store: Store) -> None:
        await visits_go_on(store)
        await store.write(lambda uow: waits(uow, clock() + HOUR / 60))
        clock.off = timedelta(0)

        def is_due() -> bool:
            return bool(store.read(lambda uow: uow.outbox.pending(["desk"], system_clock())))

        await until(is_due)

    run(put_back, clock)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_machine_whose_clock_is_a_day_ahead_sets_visits_by_the_time_all_machines_share(
    run: Callable[..., None], store: Store
) -> None:
    clock = Clock()
    clock.off = timedelta(days=1)
    run(visits_go_on, clock)
    states = store.read(lambda uow: uow.schedule.states()).values()
    seen = [state.visited_at for state in states if state.visited_at] + [each.next_visit_at for each in states]
    assert max(seen) < system_clock() + HOUR


def fill_disk(uow: UnitOfWork) -> None:
    """No room for another page; PostgreSQL says what it says of a full disk, by a rule of each table."""
    run = uow._connection.exec_driver_sql
    if uow._connection.dialect.name == "sqlite":
        run("PRAGMA max_page_count = 1")  # SQLite takes the present size for the least
        return
    full = "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'"
    run(f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {full}; END$$")
    for (table,) in run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").all():
        run(f'CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON "{table}" EXECUTE FUNCTION full_disk()')


def make_room(uow: UnitOfWork) -> None:
    run = uow._connection.exec_driver_sql
    if uow._connection.dialect.name == "sqlite":
        run("PRAGMA max_page_count = 1000000")
    else:
        run("DROP FUNCTION full_disk() CASCADE")


def test_a_full_disk_stops_the_writing_and_room_lets_everything_be_stored(run: Callable[..., None]) -> None:
    async def fill(store: Store) -> None:
        await until(lambda: store.read(lambda uow: uow.nodes.last_seen()) is not None)
        await store.write(fill_disk)
        await asyncio.sleep(2)
        assert store.read(lambda uow: uow.figures.totals())["documents"] < 15
        await make_room_between(store)
        await until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] == 15)
        assert store.faults() == []

    run(fill)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_that_is_away_for_a_while_costs_nothing_but_the_while(
    run: Callable[..., None], database: str, postgresql: str
) -> None:
    name = database.partition("?")[0].rpartition("/")[2]

    async def take_away(store: Store) -> None:
        await until(lambda: visits(store) > 0)
        with psycopg.connect(postgresql, autocommit=True) as admin:
            admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            await asyncio.sleep(1.5)
            admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
        await visits_go_on(store)
        await until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] == 15)
        assert len(store.read(lambda uow: uow.alerts.newest(WATCH, 99))) == 4

    run(take_away)


@contextmanager
def locked(database: str) -> Iterator[None]:
    """Another process lets nobody write."""
    if database.startswith("postgresql"):
        with psycopg.connect(database.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE source IN EXCLUSIVE MODE")
            yield
        return
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("COMMIT")


@pytest.fixture
def outages(monkeypatch: pytest.MonkeyPatch) -> list[Outage]:
    """What the daemons of a test know of their database."""
    made: list[Outage] = []

    def made_one() -> Outage:
        made.append(Outage())
        return made[-1]

    monkeypatch.setattr(ticks, "Outage", made_one)
    return made


def stands(database: str, outages: list[Outage]) -> float:
    """For how many seconds the daemon has stood before a lock: the server knows; with a file it knows itself."""
    if database.startswith("postgresql"):
        with psycopg.connect(database.replace("+psycopg", "")) as other:
            return float(other.execute(_WAITING).fetchone()[0])  # type: ignore[index]  # an aggregate is one row
    return max((system_clock() - each.since).total_seconds() if each.since else 0.0 for each in outages)


_WAITING = (
    "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - query_start)), 0) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_lock_held_by_another_process_for_longer_than_is_waited_for_costs_nothing_but_the_while(
    run: Callable[..., None], store: Store, database: str, outages: list[Outage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightdesk.bookkeeping.outages._LONG", 5.0)

    async def lock(store: Store) -> None:
        await until(lambda: visits(store) > 0)
        with locked(database):
            before = visits(store)
            await until(lambda: stands(database, outages) > 6)
            assert visits(store) == before, "nothing is written meanwhile"
        await until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] == 15)
        await visits_go_on(store)
        await until(lambda: bool(of_the_database(store)))

    run(lock)
    assert len(store.read(lambda uow: uow.alerts.newest(WATCH, 99))) == 4 and store.faults() == []
    (trouble,) = of_the_database(store)
    assert re.search(r"could not be asked for (\d+ s|1 min)", trouble.words), trouble.words


def of_the_database(store: Store) -> list[Trouble]:
    return store.read(lambda uow: [each for each in uow.troubles.all() if each.subject == "database"])


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_daemon_that_has_nothing_to_do_but_to_ask_what_is_due_notices_that_it_waited(
    run: Callable[..., None], store: Store, database: str, outages: list[Outage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightdesk.bookkeeping.outages._LONG", 2.5)

    async def lock(store: Store) -> None:
        await until(lambda: store.read(lambda uow: uow.nodes.last_seen()) is not None)
        with locked(database):
            await until(lambda: stands(database, outages) > 3)
        await until(lambda: bool(of_the_database(store)))

    later = system_clock() + HOUR
    store.write_now(lambda uow: uow.schedule.add([outlet.id for outlet in OUTLETS]))
    store.write_now(lambda uow: uow.schedule.set_due({outlet.id: later for outlet in OUTLETS}))
    run(lock)


def on_desk(configuration: Path, store: Store, job: Callable[[UnitOfWork, Desk], None]) -> None:
    async def opened() -> None:
        catalogue = load_catalogue(configuration, {})
        async with open_desk(catalogue, compile_watches(catalogue.watches), store) as desk:
            await desk.store.write(lambda uow: job(uow, desk))

    asyncio.run(opened())


def left_alone(uow: UnitOfWork, ago: timedelta) -> None:
    """As if the last process had been there so long ago, and every source had been due since."""
    at = system_clock() - ago
    uow.nodes.here(Node("elsewhere:1:x", "daemon", "0", at, at))
    uow.schedule.add([outlet.id for outlet in OUTLETS])
    uow.schedule.set_due({outlet.id: at for outlet in OUTLETS})


def test_after_downtime_or_sleep_the_gap_is_written_down_and_overdue_sources_are_spread_out(
    configuration: Path, store: Store
) -> None:
    def awake(uow: UnitOfWork, desk: Desk) -> None:
        left_alone(uow, 3 * HOUR)
        assert catch_up(uow, desk) is not None

    on_desk(configuration, store, awake)
    gap = store.read(lambda uow: uow.pulses.ground(OUTLETS[0].id).gap)
    assert gap is not None and gap.until - gap.since > 2.9 * HOUR
    due = sorted(state.next_visit_at for state in store.read(lambda uow: uow.schedule.states()).values())
    assert due[-1] - due[0] == timedelta(seconds=len(OUTLETS) - 1)
    assert gap.until == due[0], "none of them before now, when all would begin at once"


def test_a_restart_is_no_gap(configuration: Path, store: Store) -> None:
    def back(uow: UnitOfWork, desk: Desk) -> None:
        left_alone(uow, timedelta(minutes=2))
        assert catch_up(uow, desk) is None

    on_desk(configuration, store, back)


def test_what_was_published_in_a_long_gap_is_found_told_as_late_and_what_is_new_as_news(
    run: Callable[..., None], store: Store, press: Press
) -> None:
    async def first(store: Store) -> None:
        await until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] == 15)

    run(first)
    alerts = len(store.read(lambda uow: uow.alerts.newest(WATCH, 99)))
    now = system_clock()
    for number in (9, 10):
        _publish(press, f"missed-{number}", f"Min Aung Hlaing meets minister {number}", now - number * HOUR)
    _publish(press, "fresh", "Min Aung Hlaing flies home from Moscow", now - HOUR / 2)
    store.write_now(lambda uow: uow.nodes.leave("nobody"))
    store.write_now(lambda uow: _age(uow, 12 * HOUR))

    async def again(store: Store) -> None:
        await until(lambda: store.read(lambda uow: uow.figures.totals())["documents"] == 18)

    run(again)
    assert len(store.read(lambda uow: uow.alerts.newest(WATCH, 99))) == alerts + 1
    assert len(store.read(lambda uow: uow.alerts.newest(WATCH, 99, "late"))) == 2


def _publish(press: Press, slug: str, title: str, at: object) -> None:
    words = tuple(f"{title}, he said in Moscow. Matter {number} of {slug} was long. " * 6 for number in range(3))
    piece = replace(articles.visit_story(system_clock()), slug=slug, title=title, paragraphs=words, published_at=at)
    press.publish(COURIER, piece)


def _age(uow: UnitOfWork, by: timedelta) -> None:
    """As if everything had been looked at so much earlier."""
    for node in uow.nodes.all():
        uow.nodes.here(replace(node, seen_at=node.seen_at - by))
    for row in uow._connection.execute(select(source)).all():
        aged = {name: getattr(row, name) and getattr(row, name) - by for name in ("ok_at", "visited_at")}
        uow._connection.execute(update(source).where(source.c.id == row.id).values(aged))

"""Chores that are done in their time, that fail, and that are switched off."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from db.repositories.nodes import ENDED, Node
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.clock import system_clock
from model.health import Health, Standing
from nightdesk.bootstrap import open_desk
from nightdesk.chores import Chore, chores_of, run_chore
from nightdesk.daemon.ticks import Daemon
from nightdesk.desk import Desk
from nightdesk.watches.watching import compile_watches


def do(configuration: Path, store: Store, name: str, environment: Mapping[str, str]) -> bool:
    """Does a chore of a configuration; tells whether it was done well."""
    catalogue = load_catalogue(configuration, environment)

    async def job() -> bool:
        async with open_desk(catalogue, compile_watches(catalogue.watches), store) as desk:
            (chore,) = (each for each in chores_of(catalogue.settings) if each.name == name)
            return await run_chore(desk, chore)

    return asyncio.run(job())


def troubles(store: Store) -> list[str]:
    return [each.subject for each in store.read(lambda uow: uow.troubles.all())]


def failed(store: Store) -> list[str]:
    return [each.name for each in store.read(lambda uow: uow.nodes.chores()) if each.ok is False]


def begin(configuration: Path, store: Store, kind: str, environment: Mapping[str, str]) -> None:
    """Lets a daemon or worker of a configuration begin, and end."""
    catalogue = load_catalogue(configuration, environment)

    async def job() -> None:
        async with open_desk(catalogue, compile_watches(catalogue.watches), store) as desk:
            process = Daemon(desk, kind=kind)
            process.stop()
            await process.run()

    asyncio.run(job())


@pytest.mark.parametrize(
    ("kind", "on", "over"), [("daemon", False, True), ("daemon", True, False), ("worker", False, False)]
)
def test_the_trouble_of_a_chore_is_over_once_the_daemon_has_it_switched_off_and_not_before(
    configuration: Path, store: Store, tmp_path: Path, kind: str, *, on: bool, over: bool
) -> None:
    in_the_way = tmp_path / "copies"
    in_the_way.write_text("no folder")
    copies = {"NIGHTDESK_RUN__BACKUPS": str(in_the_way)}
    assert not do(configuration, store, "backup", copies)
    assert troubles(store) == ["chore:backup"] and failed(store) == ["backup"]
    begin(configuration, store, kind, copies if on else {})
    assert do(configuration, store, "health", copies if on else {})
    assert (troubles(store), failed(store)) == (([], []) if over else (["chore:backup"], ["backup"]))


def test_a_worker_makes_no_copies_in_a_folder_of_its_own_machine(configuration: Path) -> None:
    settings = load_catalogue(configuration, {"NIGHTDESK_RUN__BACKUPS": "/data/backups"}).settings
    daemon, worker = ({each.name for each in chores_of(settings, kind)} for kind in ("daemon", "worker"))
    assert daemon - worker == {"backup"} and worker < daemon


async def go_well(_: Desk) -> str:
    return "well"


async def hang(_: Desk) -> str:
    await asyncio.sleep(60)
    return "never said"


async def stumble(_: Desk) -> str:
    raise ZeroDivisionError("never thought of")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("work", "said"), [(hang, "took longer than 0:00:00.05"), (stumble, "never thought of")])
def test_a_chore_is_done_at_its_time_only_and_one_that_hangs_or_stumbles_is_told(
    configuration: Path, store: Store, work: Callable[[Desk], Awaitable[str]], said: str
) -> None:
    catalogue, moment = load_catalogue(configuration, {}), timedelta(milliseconds=50)

    async def job() -> list[bool]:
        async with open_desk(catalogue, compile_watches(catalogue.watches), store) as desk:
            usual = Chore("odd", timedelta(hours=1), timedelta(minutes=1), go_well)
            odd = Chore("odd", timedelta(0), moment, work)
            return [await run_chore(desk, each) for each in (usual, usual, odd)]

    assert asyncio.run(job()) == [True, False, False]
    (trouble,) = store.read(lambda uow: uow.troubles.all())
    assert trouble.subject == "chore:odd" and said in trouble.words and failed(store) == ["odd"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_has_been_kept_long_enough_goes_each_day_and_nothing_younger(configuration: Path, store: Store) -> None:
    now, ages = system_clock(), {"old": 366, "young": 364}
    told = {"long ago": (450, 420), "lately": (420, 300)}

    def fill(uow: UnitOfWork) -> None:
        for name, days in ages.items():
            at, url = now - timedelta(days=days), f"https://quay.example/{name}"
            uow.captures.add("quay", Capture(url, url, 200, (), name.encode(), at, at))
        for name, (begun, ended) in told.items():
            for health, days in ((Health.LATE, begun), (Health.OK, ended)):
                uow.pulses.put_standings([Standing(name, health, "")], now - timedelta(days=days))
        for name, days in (("gone", 8), ("here", 6)):
            at = now - timedelta(days=days)
            uow.nodes.here(Node(name, ENDED, "1", at, at))

    store.write_now(fill)
    assert do(configuration, store, "retention", {})
    bodies = {each.capture.url: each.pruned for each in store.read(lambda uow: list(uow.captures.all()))}
    assert bodies == {"https://quay.example/old": True, "https://quay.example/young": False}
    standings = store.read(lambda uow: {name: len(uow.pulses.history(name)) for name in told})
    assert standings == {"long ago": 1, "lately": 2}, "how a source stands now is known for ever"
    assert [each.name for each in store.read(lambda uow: uow.nodes.all())] == ["here"]

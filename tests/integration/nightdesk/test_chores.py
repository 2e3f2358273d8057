"""Chores that fail, and that are switched off."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from db.store import Store
from nightdesk.bootstrap import open_desk
from nightdesk.chores import chores_of, run_chore
from nightdesk.daemon.ticks import Daemon
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

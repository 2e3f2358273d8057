"""Chores that fail, and that are switched off."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from db.store import Store
from nightdesk.bootstrap import open_desk
from nightdesk.chores import chores_of, run_chore
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


@pytest.mark.parametrize("off", [True, False])
def test_the_trouble_of_a_chore_is_over_once_it_is_switched_off_and_not_before(
    configuration: Path, store: Store, tmp_path: Path, *, off: bool
) -> None:
    in_the_way = tmp_path / "copies"
    in_the_way.write_text("no folder")
    on = {"NIGHTDESK_RUN__BACKUPS": str(in_the_way)}
    assert not do(configuration, store, "backup", on)
    assert troubles(store) == ["chore:backup"] and failed(store) == ["backup"]
    assert do(configuration, store, "health", {} if off else on)
    assert (troubles(store), failed(store)) == (([], []) if off else (["chore:backup"], ["backup"]))

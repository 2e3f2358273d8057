"""What is learned of a host, kept in the store."""

from __future__ import annotations

import asyncio

from db.store import Store
from nightdesk.bookkeeping.learning import Chromes

HOST = "harbour.example"


def counted(store: Store, chromes: Chromes, pages: range) -> None:
    for number in pages:
        store.write_now(lambda uow, number=number: chromes.count(uow, HOST, (7, 2**47, 100 + number)))


def test_what_repeats_on_a_hosts_pages_is_known_from_the_store(database: str) -> None:
    with Store(database) as store:
        chromes = Chromes(store)
        counted(store, chromes, range(6))
        store.write_now(lambda uow: chromes.count(uow, HOST, ()))

        for anyone in (chromes, Chromes(store)):
            assert asyncio.run(anyone.of(HOST)) == {7, 2**47}
            assert asyncio.run(anyone.of("quay.example")) == frozenset()
        assert store.read(lambda uow: uow.chrome.get(HOST))[0] == 6


def test_a_host_that_is_known_is_counted_now_and_then(database: str) -> None:
    with Store(database) as store:
        counted(store, Chromes(store), range(130))

        assert store.read(lambda uow: uow.chrome.get(HOST))[0] == 40

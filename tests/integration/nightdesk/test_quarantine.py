"""Pages that end their parsers."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from config.settings import ParseSettings
from db.store import Store
from model.captures import RawPage
from model.clock import system_clock
from model.errors import ParseError, QuarantinedError
from nightdesk.bootstrap import open_desk
from nightdesk.watches.watching import compile_watches
from nightdesk.workers.pool import ParsePool
from nightdesk.workers.quarantine import StoredQuarantine

#: Formatting elements that end in the wrong order: the parser rebuilds all of them for every one.
ENDLESS = "<body>" + "".join(f"<{name} {number}>" for name in "bi" for number in range(2000)) + "x</b>" * 2000
HARMLESS = RawPage(b"<title>Ferry</title><p>The evening ferry waited forty minutes for a wedding party on Friday.</p>")


async def meet_twice() -> tuple[list[QuarantinedError], float, str | None]:
    """What a page does to a pool that is brought it twice, how long the second time takes, and a page after it."""
    hostile, met = ENDLESS.encode(), []
    async with ParsePool(ParseSettings(workers=1, timeout=timedelta(seconds=1.2))) as pool:
        for address in ("https://a.example/1", "https://a.example/2"):
            began = time.monotonic()
            with pytest.raises(QuarantinedError) as caught:
                await pool.parse(RawPage(hostile, address))
            met.append(caught.value)
        took = time.monotonic() - began
        return met, took, (await pool.parse(HARMLESS)).document.title


def test_a_page_that_ends_two_parsers_is_quarantined_by_its_hash_and_the_next_page_is_read() -> None:
    (first, second), took, title = asyncio.run(meet_twice())

    assert first.sha256 == second.sha256
    assert "quarantined" in first.reason and "took more than 1.2 s" in first.reason
    assert second.url == "https://a.example/2"
    assert took < 1.2, "it is given to no parser"
    assert title == "Ferry"


def test_a_quarantine_outlives_the_process_and_a_later_version_tries_the_page_anew(database: str) -> None:
    async def met(store: Store) -> str | None:
        return await StoredQuarantine(store, system_clock).reason("ab" * 32)

    with Store(database) as store:
        shut = StoredQuarantine(store, system_clock)
        asyncio.run(shut.shut_away("ab" * 32, "took more than 10 s"))
        at = system_clock()
        store.write_now(lambda uow: uow.quarantine.add("cd" * 32, "0.0", "broke the parsers", at, 10))
    with Store(database) as store:
        assert asyncio.run(met(store)) == "took more than 10 s"
        assert store.read(lambda uow: uow.quarantine.reasons("0.0", 10)) == {"cd" * 32: "broke the parsers"}


def test_of_pages_in_quarantine_the_latest_are_kept(database: str) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with Store(database) as store:
        for number in range(5):
            at = noon + timedelta(hours=number)
            store.write_now(lambda uow, n=number, at=at: uow.quarantine.add(f"{n:064}", "1", "hung", at, 3))
        assert list(store.read(lambda uow: uow.quarantine.reasons("1", 10))) == [f"{n:064}" for n in (2, 3, 4)]


async def a_desk_meets(configuration: Path, store: Store) -> tuple[str, float]:
    """What a desk says of the page that ends parsers, and how long it takes."""
    catalogue = load_catalogue(configuration, {"NIGHTDESK_PARSE__TIMEOUT": "1s"})
    async with open_desk(catalogue, compile_watches(catalogue.watches), store) as desk:
        began = time.monotonic()
        with pytest.raises(QuarantinedError) as caught:
            await desk.parse(RawPage(ENDLESS.encode(), "https://a.example/1"))
        return caught.value.reason, time.monotonic() - began


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_after_a_restart_a_page_in_quarantine_is_given_to_no_parser(configuration: Path, database: str) -> None:
    told = []
    for _ in range(2):
        with Store(database) as store:
            told.append(asyncio.run(a_desk_meets(configuration, store)))
    (first, long), (second, short) = told
    assert first == second and "took more than 1 s" in first
    assert long > 1.9 and short < 1


def test_a_quarantine_crosses_from_one_process_to_another_as_it_is() -> None:
    error = QuarantinedError("took more than 10 s", "ab" * 32, "https://a.example/1")

    again = pickle.loads(pickle.dumps(error))

    assert isinstance(again, ParseError)
    assert (again.reason, again.sha256, again.url) == (error.reason, error.sha256, error.url)


async def meet_a_fault() -> tuple[ParseError, str | None]:
    """What a fault of ours on one page comes to, and a page after it."""
    async with ParsePool(ParseSettings(workers=1)) as pool:
        with pytest.raises(ParseError) as caught:
            await pool._run(json.loads, RawPage(b"{}", "https://a.example/1"))
        return caught.value, (await pool.parse(HARMLESS)).document.title


def test_a_fault_of_our_own_on_one_page_is_named_and_the_next_page_is_read() -> None:
    error, title = asyncio.run(meet_a_fault())

    assert error.reason.startswith("a fault of the parser: TypeError: ")
    assert error.url == "https://a.example/1"
    assert title == "Ferry"


async def lose_a_process() -> list[str | None]:
    """The titles of pages read before and after an idle parser process was killed."""
    titles = []
    async with ParsePool(ParseSettings(workers=2)) as pool:
        for number in range(6):
            titles.append((await pool.parse(HARMLESS)).document.title)
            if number in {1, 3}:
                workers = pool._pool._pool._pool_manager.worker_manager.workers
                os.kill(killed := next(iter(workers)), signal.SIGKILL)
                while pool._pool._pool.active and killed in workers:  # noqa: ASYNC110 - a thread of the pool sees to it
                    await asyncio.sleep(0.05)
    return titles


def test_a_parser_process_that_is_killed_at_rest_costs_no_page() -> None:
    assert asyncio.run(lose_a_process()) == ["Ferry"] * 6

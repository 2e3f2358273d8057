"""Pages that end their parsers."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import time
from datetime import timedelta

import pytest

from config.settings import ParseSettings
from model.captures import RawPage
from model.errors import ParseError, QuarantinedError
from nightdesk.workers import ParsePool

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
    assert took < 0.5
    assert title == "Ferry"


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
                manager = pool._pool._pool._pool_manager
                os.kill(next(iter(manager.worker_manager.workers)), signal.SIGKILL)
                await asyncio.sleep(0.5)
    return titles


def test_a_parser_process_that_is_killed_at_rest_costs_no_page() -> None:
    assert asyncio.run(lose_a_process()) == ["Ferry"] * 6

"""What is remembered of robots.txt, in the database and in memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.robots import RobotsPolicy, RobotsRecord
from db.store import Store
from nightdesk.bookkeeping.remembering import StoredRobots

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORIGIN = "https://quay.example"
RECORD = RobotsRecord(ORIGIN, RobotsPolicy.RULES, "robots.txt", NOON, NOON + timedelta(hours=24), "Disallow: /a")


class Watch:
    """A clock that is set by hand."""

    at = NOON

    def __call__(self) -> datetime:
        return self.at


def test_what_one_process_read_of_a_host_the_others_know(database: str) -> None:
    async def tell() -> None:
        with Store(database) as store:
            await StoredRobots(store, Watch()).put(RECORD)
            assert await StoredRobots(store, Watch()).get(ORIGIN) == RECORD
            assert await StoredRobots(store, Watch()).get("https://other.example") is None

    asyncio.run(tell())


def test_a_record_in_force_is_had_from_memory_and_an_expired_one_as_others_renewed_it(database: str) -> None:
    async def tell() -> None:
        with Store(database) as store:
            clock = Watch()
            here, there = StoredRobots(store, clock), StoredRobots(store, clock)
            await here.put(RECORD)
            newer = replace(RECORD, text="Disallow: /", expires_at=NOON + timedelta(hours=48))
            await there.put(newer)
            assert await here.get(ORIGIN) == RECORD
            clock.at = NOON + timedelta(hours=25)
            assert await here.get(ORIGIN) == newer

    asyncio.run(tell())


def test_a_long_file_is_had_from_the_database_each_time(database: str) -> None:
    async def tell() -> None:
        with Store(database) as store:
            here, long = StoredRobots(store, Watch()), replace(RECORD, text="Disallow: /a\n" * 5000)
            await here.put(long)
            shorter = replace(RECORD, text="Disallow: /b")
            await StoredRobots(store, Watch()).put(shorter)
            assert await here.get(ORIGIN) == shorter

    asyncio.run(tell())

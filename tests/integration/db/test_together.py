import asyncio
from datetime import UTC, datetime

from sqlalchemy import text

from db.store import Store
from db.together import Ends, Together
from db.unit import UnitOfWork
from model.endpoints import EndpointState
from model.errors import StorageError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def broken(uow: UnitOfWork) -> None:
    uow._connection.execute(text("SELECT missing FROM nowhere"))


def test_reads_asked_for_together_each_have_their_answer_and_a_fault_is_its_own(store: Store) -> None:
    async def ask() -> list[object]:
        url = "https://gazette.example/feed"
        await store.write(lambda uow: uow.endpoints.put([EndpointState(url, etag='"a"', checked_at=NOON)]))
        reads = [lambda uow: uow.endpoints.get([url])[url].etag, broken, lambda uow: uow.schedule.holders()]
        return list(await asyncio.gather(*map(store.read_soon, reads), return_exceptions=True))

    etag, fault, holders = asyncio.run(ask())
    assert (etag, holders) == ('"a"', [])
    assert isinstance(fault, StorageError) and "nowhere" in str(fault)


def test_who_stops_waiting_holds_nobody_up() -> None:
    lots: list[list[int]] = []

    async def work(items: list[int]) -> Ends:
        lots.append(items)
        await asyncio.sleep(0.01)
        return [(10 * item, None) for item in items]

    async def ask() -> list[int]:
        together = Together[int](work)
        impatient = asyncio.create_task(together.ask(1))
        await asyncio.sleep(0)
        impatient.cancel()
        return await asyncio.gather(together.ask(2), together.ask(3))

    assert asyncio.run(ask()) == [20, 30]
    assert sorted(item for lot in lots for item in lot) == [1, 2, 3] and len(lots) <= 2


def test_a_fault_of_the_whole_lot_reaches_everybody_in_it() -> None:
    async def work(_items: list[int]) -> Ends:
        raise StorageError("the disk is full")

    async def ask() -> list[object]:
        together = Together[int](work)
        first = await asyncio.gather(together.ask(1), together.ask(2), return_exceptions=True)
        return [*first, *await asyncio.gather(together.ask(3), return_exceptions=True)]

    assert [str(each) for each in asyncio.run(ask())] == ["the disk is full"] * 3

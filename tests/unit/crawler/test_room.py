import asyncio
from collections.abc import Coroutine

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.room import Place, Room


async def a_moment() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def soon(scenario: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(scenario, 60))


def test_what_finds_no_room_waits_in_turn_and_nothing_small_goes_before_it() -> None:
    async def scenario() -> None:
        room, inside = Room(10), []

        async def stay(amount: int) -> None:
            await room.take(amount)
            inside.append(amount)

        waiting = [asyncio.create_task(stay(amount)) for amount in (6, 5, 1)]
        await a_moment()
        assert inside == [6], "one would fit, and waits behind five"
        room.give(6)
        await a_moment()
        assert inside == [6, 5, 1] and room.taken == 6
        await asyncio.gather(*waiting)

    soon(scenario())


def test_what_is_larger_than_the_room_goes_in_alone() -> None:
    async def scenario() -> None:
        room = Room(10)
        await room.take(1)
        large = asyncio.create_task(room.take(50))
        await a_moment()
        assert not large.done()
        room.give(1)
        await large
        small = asyncio.create_task(room.take(1))
        await a_moment()
        assert not small.done(), "nothing else is let in beside it"
        room.give(50)
        await small

    soon(scenario())


def test_a_place_is_given_up_however_its_holder_ends_and_keeps_what_there_is() -> None:
    async def scenario() -> None:
        room = Room(10)

        async def hold(fault: Exception | None) -> None:
            with Place() as place:
                await place.reserve(room, 8)
                place.settle(3)
                assert room.taken == 3
                if fault:
                    raise fault
                await asyncio.sleep(30)

        (failed,) = await asyncio.gather(hold(ValueError()), return_exceptions=True)
        assert isinstance(failed, ValueError) and room.taken == 0
        holding = asyncio.create_task(hold(None))
        await a_moment()
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        assert room.taken == 0

    soon(scenario())


def test_who_is_cancelled_as_it_is_let_in_takes_nothing_with_it() -> None:
    async def scenario() -> None:
        room = Room(10)
        await room.take(10)
        waiting, behind = asyncio.create_task(room.take(4)), asyncio.create_task(room.take(10))
        await a_moment()
        room.give(10)  # it is let in, and has not run yet
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await behind
        assert waiting.cancelled() and room.taken == 10

    soon(scenario())


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=30), st.randoms())
def test_whoever_comes_and_goes_the_room_is_never_overfull_and_empty_at_the_end(
    holders: list[tuple[int, bool]], chance: object
) -> None:
    async def scenario() -> None:
        room, stayed, inside = Room(20), 0, 0

        async def stay(amount: int) -> None:
            nonlocal stayed, inside
            with Place() as place:
                await place.reserve(room, amount)
                inside += 1
                assert room.taken <= 20 or inside == 1
                try:
                    await asyncio.sleep(0)
                finally:
                    inside -= 1
                stayed += 1

        tasks = [asyncio.create_task(stay(amount)) for amount, _ in holders]
        for task, (_, leaves) in zip(tasks, holders, strict=True):
            if leaves and chance.random() < 0.5:  # type: ignore[attr-defined]
                await asyncio.sleep(0)
            if leaves:
                task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert not [each for each in ended if isinstance(each, AssertionError)]
        assert stayed >= sum(not leaves for _, leaves in holders) and room.taken == 0

    soon(scenario())

import asyncio

from crawler.seats import STANDING, Seats


def in_order(seats: Seats, *seconds: float) -> list[int]:
    """Who came to sit, in turn, where each stays so long."""
    seated: list[int] = []

    async def stay(number: int) -> None:
        async with seats.seat():
            seated.append(number)
            await asyncio.sleep(seconds[number])

    async def all_of_them() -> None:
        await asyncio.gather(*(stay(number) for number in range(len(seconds))))

    asyncio.run(asyncio.wait_for(all_of_them(), 60))
    return seated


def test_who_stays_long_gives_its_seat_to_the_next() -> None:
    async def scenario() -> float:
        seats, loop = Seats(1, patience=0.05), asyncio.get_running_loop()

        async def linger() -> None:
            async with seats.seat():
                await asyncio.sleep(30)

        lingering = asyncio.create_task(linger())
        await asyncio.sleep(0)
        begun = loop.time()
        async with seats.seat():
            waited = loop.time() - begun
        lingering.cancel()
        return waited

    assert 0.03 < asyncio.run(scenario()) < 25


def test_who_is_quick_keeps_the_seat_until_it_is_done() -> None:
    async def scenario() -> int:
        seats, most, now = Seats(2, patience=10), 0, 0

        async def work() -> None:
            nonlocal most, now
            async with seats.seat():
                now += 1
                most = max(most, now)
                await asyncio.sleep(0.005)
                now -= 1

        await asyncio.gather(*(work() for _ in range(20)))
        return most

    assert asyncio.run(scenario()) == 2


def test_a_seat_given_up_is_not_given_back_twice() -> None:
    assert in_order(Seats(1, patience=0.01), 0.05, 0.05, 0.0, 0.0) == [0, 1, 2, 3]


def test_those_who_sit_and_stand_have_a_bound() -> None:
    async def scenario() -> int:
        seats, inside = Seats(1, patience=0.0), 0

        async def linger() -> None:
            nonlocal inside
            async with seats.seat():
                inside += 1
                await asyncio.sleep(30)

        tasks = [asyncio.create_task(linger()) for _ in range(STANDING * 3)]
        while inside < STANDING:  # noqa: ASYNC110 - they come in by and by
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)  # for one too many
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return inside

    assert asyncio.run(scenario()) == STANDING

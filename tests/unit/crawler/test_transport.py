"""Pools of connections: one for each origin, few of them open."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import httpcore2
import pytest

from crawler.transport import OriginPools

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Wires(httpcore2.AsyncNetworkBackend):
    """Connections that answer at once; counts those opened and those closed."""

    def __init__(self) -> None:
        self.opened = self.closed = 0

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.opened += 1
        return Wire(self)


class Wire(httpcore2.AsyncNetworkStream):
    def __init__(self, wires: Wires) -> None:
        self._wires, self._waiting = wires, b""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        waiting, self._waiting = self._waiting, b""
        return waiting

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        self._waiting = ANSWER

    async def aclose(self) -> None:
        self._wires.closed += 1

    def get_extra_info(self, info: str) -> Any:
        return None


async def get(pools: OriginPools, host: str, *, read: bool = True) -> httpcore2.Response:
    request = httpcore2.Request("GET", f"http://{host}/", headers={"Host": host})
    response = await pools.send(request)
    if read:
        await response.aread()
        await response.aclose()
    return response


@pytest.mark.parametrize(("keep", "left"), [(4, 4), (100, 20)])
def test_no_more_pools_stay_open_than_are_kept(keep: int, left: int) -> None:
    wires = Wires()

    async def scenario() -> int:
        pools = OriginPools(wires, keep=keep)
        for number in range(20):
            await get(pools, f"h{number}.example")
        open_now = len(pools)
        await pools.aclose()
        return open_now

    assert asyncio.run(scenario()) == left
    assert wires.opened == wires.closed == 20


def test_pools_long_unused_are_closed_when_others_are_opened() -> None:
    wires = Wires()

    async def scenario() -> int:
        pools = OriginPools(wires, expiry=0.01)
        for number in range(5):
            await get(pools, f"h{number}.example")
            await asyncio.sleep(0.02)
        return len(pools)

    assert asyncio.run(scenario()) == 1
    assert wires.closed == 4


def test_a_pool_at_work_is_never_closed() -> None:
    wires = Wires()

    async def scenario() -> bytes:
        pools = OriginPools(wires, keep=1, expiry=0.0)
        slow = await get(pools, "slow.example", read=False)
        for number in range(5):
            await get(pools, f"h{number}.example")
        return await slow.aread()

    assert asyncio.run(scenario()) == b"ok"


def test_one_origin_is_asked_over_one_connection() -> None:
    wires = Wires()

    async def scenario() -> None:
        pools = OriginPools(wires)
        for _ in range(5):
            await get(pools, "quay.example")

    asyncio.run(scenario())
    assert wires.opened == 1


def test_certificate_authorities_are_loaded_only_for_https() -> None:
    def never() -> Any:
        raise AssertionError("no TLS was asked for")

    asyncio.run(get(OriginPools(Wires(), never), "quay.example"))
    with pytest.raises(AssertionError):
        asyncio.run(OriginPools(Wires(), never).send(httpcore2.Request("GET", "https://quay.example/")))

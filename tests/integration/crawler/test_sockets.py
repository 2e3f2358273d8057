"""Connections as the pools get them: what comes in whole, what goes wrong by its name."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable

import httpcore2
import pytest

from crawler.sockets import SocketBackend

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Visit = Callable[[httpcore2.AsyncNetworkStream], Awaitable[object]]


def visited(talk: Talk, visit: Visit) -> object:
    async def scenario() -> object:
        async def heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await talk(reader, writer)
            finally:
                writer.close()

        async with await asyncio.start_server(heard, "127.0.0.1", 0) as server:
            stream = await SocketBackend().connect_tcp("127.0.0.1", server.sockets[0].getsockname()[1], 5)
            try:
                return await visit(stream)
            finally:
                await stream.aclose()

    return asyncio.run(asyncio.wait_for(scenario(), 60))


def test_a_long_body_comes_whole_in_pieces_no_larger_than_asked_for() -> None:
    sent = bytes(range(256)) * 20_000

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await writer.drain()

    async def visit(stream: httpcore2.AsyncNetworkStream) -> list[bytes]:
        pieces = []
        while piece := await stream.read(1000):
            pieces.append(piece)
            await asyncio.sleep(0)
        return pieces

    pieces = visited(talk, visit)
    assert isinstance(pieces, list) and b"".join(pieces) == sent and max(map(len, pieces)) <= 1000


def test_others_have_their_turn_between_the_pieces_of_what_has_come() -> None:
    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bytes(250_000))

    async def visit(stream: httpcore2.AsyncNetworkStream) -> list[int]:
        turns, pieces = 0, []

        async def others() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(others())
        await asyncio.sleep(0.2)  # all of it has come
        while await stream.read(1000):
            pieces.append(turns)
        beside.cancel()
        return pieces

    turns = visited(talk, visit)
    assert isinstance(turns, list) and len(turns) >= 250
    assert all(before < after for before, after in zip(turns, turns[70:], strict=False))


def test_who_does_not_read_makes_the_other_side_wait() -> None:
    taken = 0

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal taken
        try:
            for _ in range(1000):
                writer.write(bytes(100_000))
                await writer.drain()
                taken += 1
        except ConnectionError:
            pass

    async def visit(_stream: httpcore2.AsyncNetworkStream) -> None:
        await asyncio.sleep(0.5)

    visited(talk, visit)
    assert taken < 500


def test_a_reset_is_an_error_of_reading_whatever_is_still_said() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(2)
        ends_at_once = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ends_at_once)
        writer.transport.abort()

    async def visit(stream: httpcore2.AsyncNetworkStream) -> None:
        await stream.write(b"hi")
        with pytest.raises(httpcore2.ReadError):
            await stream.read(10)
        assert stream.get_extra_info("is_readable"), "a kept connection that was reset is of no use"
        await stream.write(b"hello?")
        with pytest.raises(httpcore2.ReadError):
            await stream.read(10)

    visited(talk, visit)


def test_a_server_that_has_said_all_is_still_heard_out_and_spoken_to() -> None:
    heard: list[bytes] = []
    all_heard = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"all")
        writer.write_eof()
        heard.append(await reader.read(100))
        all_heard.set()

    async def visit(stream: httpcore2.AsyncNetworkStream) -> bytes:
        said = await stream.read(100)
        assert await stream.read(100) == b""
        await stream.write(b"thanks")
        await all_heard.wait()
        return said

    assert visited(talk, visit) == b"all" and heard == [b"thanks"]


def test_time_limits_are_kept_and_named() -> None:
    async def silent(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3)

    async def send_on(stream: httpcore2.AsyncNetworkStream) -> None:
        for _ in range(1000):
            await stream.write(bytes(1_000_000), 0.05)

    async def visit(stream: httpcore2.AsyncNetworkStream) -> None:
        with pytest.raises(httpcore2.ReadTimeout):
            await stream.read(10, 0.05)
        with pytest.raises(httpcore2.WriteTimeout):
            await send_on(stream)

    visited(silent, visit)


def test_nobody_at_home_is_an_error_of_connecting() -> None:
    async def knock() -> None:
        async with await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
        await SocketBackend().connect_tcp("127.0.0.1", port, 5)

    with pytest.raises(httpcore2.ConnectError):
        asyncio.run(knock())

"""Sockets of asyncio as httpcore2 wants them: what its own backend does, for half the processor time.

Of a poll that finds nothing new the connection is the dearest part, and a layer that serves other event loops, and
tries several addresses at once, is of no use below the address guard, which hands down one address at a time.
"""

from __future__ import annotations

import asyncio
import select
import ssl
from collections import deque
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, cast

import httpcore2

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

#: So many bytes may lie unread before the other side is made to wait.
_MOST_UNREAD = 256 * 1024
#: So many bytes are taken without a wait before others have their turn; most pages are shorter.
_IN_A_ROW = 64 * 1024
#: Seconds; the deadline of whoever fetches comes sooner.
_HANDSHAKE = 3600.0


class SocketBackend(httpcore2.AsyncNetworkBackend):
    """Connects to addresses in digits; names are the guard's business."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to an address. Raises httpcore2.ConnectError, ConnectTimeout."""
        loop, local = asyncio.get_running_loop(), (local_address, 0) if local_address else None
        async with _within(timeout, httpcore2.ConnectTimeout, httpcore2.ConnectError):
            _, pipe = await loop.create_connection(_Pipe, host, port, local_addr=local)
        for option in socket_options or ():
            pipe.transport.get_extra_info("socket").setsockopt(*option)
        return SocketStream(pipe)

    async def sleep(self, seconds: float) -> None:
        """Waits between connection attempts."""
        await asyncio.sleep(seconds)


class SocketStream(httpcore2.AsyncNetworkStream):
    """One connection, plain or under TLS."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the interface's
        """The next bytes; none at the end. Raises httpcore2.ReadError, ReadTimeout."""
        async with _within(timeout, httpcore2.ReadTimeout, httpcore2.ReadError):
            return await self._pipe.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the interface's
        """Sends bytes; nothing to a connection that has ended, as reading tells. Raises httpcore2.WriteTimeout."""
        async with _within(timeout, httpcore2.WriteTimeout, httpcore2.WriteError):
            await self._pipe.write(buffer)

    async def aclose(self) -> None:
        """Closes at once: what the other side has yet to say or take is not waited for."""
        self._pipe.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
    ) -> httpcore2.AsyncNetworkStream:
        """The connection under TLS. Raises httpcore2.ConnectError with the fault of TLS as its cause."""
        loop, pipe = asyncio.get_running_loop(), _Pipe()
        async with _within(timeout, httpcore2.ConnectTimeout, httpcore2.ConnectError):
            plain = self._pipe.transport
            secure = await loop.start_tls(
                plain, pipe, ssl_context, server_hostname=server_hostname, ssl_handshake_timeout=_HANDSHAKE
            )
            if secure is None:  # the connection was lost as the handshake ended
                raise ConnectionResetError("the connection was lost in the TLS handshake")
        pipe.transport = secure
        return SocketStream(pipe)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the socket, by httpcore2's names."""
        if info == "is_readable":
            return self._pipe.is_readable
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._pipe.transport.get_extra_info(names.get(info, info))


class _Pipe(asyncio.Protocol):
    """What came in and was not read yet; whoever has more to say waits while much of it lies here."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._unread: deque[bytes] = deque()
        self._size, self._in_a_row = 0, 0
        self._ended, self._fault = False, cast("Exception | None", None)
        self._reader: asyncio.Future[None] | None = None
        self._writable = asyncio.Event()
        self._writable.set()

    @property
    def is_readable(self) -> bool:
        """Whether there is something to read, be it the end: an idle connection where that is so is of no use."""
        if self._unread or self._ended:
            return True
        found = select.poll()
        found.register(self.transport.get_extra_info("socket"), select.POLLIN)
        return bool(found.poll(0))

    async def read(self, most: int) -> bytes:
        if self._in_a_row >= _IN_A_ROW:  # who sends faster than it is taken apart would let nobody else run meanwhile
            self._in_a_row = 0
            await asyncio.sleep(0)
        while not self._unread:
            if self._fault is not None:
                raise self._fault
            if self._ended:
                return b""
            await self._wait()
        data = self._unread.popleft()
        if len(data) > most:
            self._unread.appendleft(data[most:])
            data = data[:most]
        self._size -= len(data)
        self._in_a_row += len(data)
        if not self._ended and self._size < _MOST_UNREAD:
            self.transport.resume_reading()
        return data

    async def _wait(self) -> None:
        self._in_a_row = 0
        self._reader = asyncio.get_running_loop().create_future()
        try:
            await self._reader
        finally:
            self._reader = None

    async def write(self, data: bytes) -> None:
        if self.transport.is_closing():  # what the other side said before it left is to be heard; reading tells the end
            return
        self.transport.write(data)
        await self._writable.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._unread.append(data)
        self._size += len(data)
        if self._size >= _MOST_UNREAD:
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self._ended = True
        self._wake()
        return self.transport.get_extra_info("sslcontext") is None  # under TLS there is no half of a connection

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended, self._fault = True, exc
        self._writable.set()
        self._wake()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)


@asynccontextmanager
async def _within(seconds: float | None, late: type[Exception], broken: type[Exception]) -> AsyncIterator[None]:
    """A time limit, and the errors of sockets in httpcore2's words."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise broken(str(error) or type(error).__name__) from error

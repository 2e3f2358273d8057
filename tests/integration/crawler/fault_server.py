"""A server on loopback that does on each path what it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

PAGE = b"<!doctype html><title>Quay</title><p>The crane at the quay was mended.</p>"


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]


Handler = Callable[["Connection"], Awaitable[None]]


@dataclass
class Connection:
    """One request under way at the server."""

    asked: Asked
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    over: bool = False

    async def raw(self, *pieces: bytes, every: float = 0.0) -> None:
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(every)

    async def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    async def page(self, body: bytes = PAGE, **headers: str) -> None:
        await self.say(200, body, Content_Type="text/html; charset=utf-8", **headers)


@dataclass
class FaultServer:
    """Paths and what happens on each; `log` holds every request."""

    port: int = 0
    log: list[Asked] = field(default_factory=list)
    routes: dict[str, Handler] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, handler: Handler) -> None:
        self.routes[path] = handler

    @asynccontextmanager
    async def running(self, **tls: Any) -> AsyncIterator[FaultServer]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, **tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while asked := await _request(reader):
                self.log.append(asked)
                at = Connection(asked, reader, writer)
                await self.routes.get(asked.path, not_found)(at)
                if at.over:
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            writer.close()


async def _request(reader: asyncio.StreamReader) -> Asked | None:
    first = (await reader.readline()).decode("latin-1").split()
    headers: dict[str, str] = {}
    while line := (await reader.readline()).decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Asked(first[1], headers) if len(first) > 1 else None


async def not_found(at: Connection) -> None:
    await at.say(404, b"no such page")

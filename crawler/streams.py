"""A network stream that leaves no socket behind when its TLS handshake is cut short."""

from __future__ import annotations

import ssl
from typing import Any

import httpcore2


class ClosingStream(httpcore2.AsyncNetworkStream):
    """Another stream as it is, but closed when a handshake on it fails or is cancelled.

    A deadline ends a handshake by cancelling it; httpcore2 closes the connection on errors only, and a server that
    stays silent would keep the socket for as long as it likes.
    """

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the interface's
        """The next bytes."""
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the interface's
        """Sends bytes."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Closes the stream."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's
    ) -> httpcore2.AsyncNetworkStream:
        """The stream under TLS."""
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        """What the stream knows of its socket."""
        return self._stream.get_extra_info(info)
